//! What is shared, and who opened it.

use super::{HTML, place};
use crate::share::model::{Opening, Passage, PassageId, ShareId};
use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

/// What is shared, in the memo's order. The caller holds a permit for the share.
pub async fn passages<M: Mode>(tx: &mut Tx<M>, share: ShareId) -> Result<Vec<Passage>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        sql!(
            "SELECT id, html FROM share_passages WHERE organization_id = $1 AND share_id = $2
             ORDER BY position"
        ),
        params![organization, share],
        |row| {
            let id: PassageId = row.get(0)?;
            let sealed = place(organization, HTML, id.0);
            Ok(Passage { id, html: vault.open_text(sealed, &row.get::<Vec<u8>>(1)?)? })
        },
    )
    .await
}

/// Who opened it when, newest first. The caller holds a permit for the share.
pub async fn openings<M: Mode>(tx: &mut Tx<M>, share: ShareId) -> Result<Vec<Opening>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT v.opened_at, w.name FROM share_openings v
             LEFT JOIN people w ON w.organization_id = v.organization_id AND w.id = v.person_id
             WHERE v.organization_id = $1 AND v.share_id = $2
             ORDER BY v.opened_at DESC, v.id DESC LIMIT 500"
        ),
        params![organization, share],
        |row| Ok(Opening { at: row.get(0)?, name: row.get(1)? }),
    )
    .await
}

/// Has this person opened it since then?
pub async fn opened_since<M: Mode>(
    tx: &mut Tx<M>,
    share: ShareId,
    person: PersonId,
    since: Timestamp,
) -> Result<bool> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT id FROM share_openings
                 WHERE organization_id = $1 AND share_id = $2 AND opened_at >= $3 AND person_id = $4
                 LIMIT 1"
            ),
            params![organization, share, since, person],
            |row| Ok(row.get::<i64>(0)?),
        )
        .await?;
    Ok(found.is_some())
}

/// Has the browser with this key opened it since then?
pub async fn key_opened_since<M: Mode>(
    tx: &mut Tx<M>,
    share: ShareId,
    key_hash: Vec<u8>,
    since: Timestamp,
) -> Result<bool> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT id FROM share_openings
                 WHERE organization_id = $1 AND share_id = $2 AND opened_at >= $3 AND key_hash = $4
                 LIMIT 1"
            ),
            params![organization, share, since, key_hash],
            |row| Ok(row.get::<i64>(0)?),
        )
        .await?;
    Ok(found.is_some())
}

pub async fn insert_opening(
    tx: &mut Tx<Writes>,
    share: ShareId,
    person: Option<PersonId>,
    key_hash: Option<Vec<u8>>,
) -> Result<()> {
    let id = tx.new_id(|id| id);
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO share_openings (organization_id, id, share_id, person_id, key_hash, opened_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        params![organization, id, share, person, key_hash, now],
    )
    .await?;
    Ok(())
}

pub async fn insert_passage(
    tx: &mut Tx<Writes>,
    share: ShareId,
    position: i64,
    html: &str,
) -> Result<()> {
    let id = tx.new_id(PassageId);
    let organization = tx.organization();
    let sealed = tx.vault().seal_text(place(organization, HTML, id.0), html)?;
    tx.execute(
        sql!(
            "INSERT INTO share_passages (organization_id, id, share_id, position, html)
             VALUES ($1, $2, $3, $4, $5)"
        ),
        params![organization, id, share, position, sealed],
    )
    .await?;
    Ok(())
}

pub async fn delete_passage(tx: &mut Tx<Writes>, share: ShareId, passage: PassageId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "DELETE FROM share_passages
             WHERE organization_id = $1 AND share_id = $2 AND id = $3"
        ),
        params![organization, share, passage],
    )
    .await?;
    Ok(())
}

/// What nobody may read any more does not stay.
pub async fn delete_passages(tx: &mut Tx<Writes>, share: ShareId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM share_passages WHERE organization_id = $1 AND share_id = $2"),
        params![organization, share],
    )
    .await?;
    Ok(())
}
