//! Links that sign somebody in.

use jiff::Timestamp;
use platform::{
    OrganizationId, PersonId, Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

/// A link that is still good.
#[derive(Clone, Debug)]
pub(in crate::sign_in) struct Link {
    pub id: i64,
    pub organization: OrganizationId,
    pub person: PersonId,
    /// Where to go after signing in.
    pub next: String,
}

pub(in crate::sign_in) async fn insert_link(
    tx: &mut Tx<Writes>,
    hash: &[u8],
    person: PersonId,
    next: &str,
    reusable: bool,
    expires_at: Timestamp,
) -> Result<()> {
    let id = tx.new_id(|id| id);
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO sign_in_links (id, token_hash, organization_id, person_id, next, reusable, created_at, expires_at, used_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)"
        ),
        params![id, hash, organization, person, next, reusable, now, expires_at],
    )
    .await?;
    Ok(())
}

pub(in crate::sign_in) async fn link<M: Mode>(tx: &mut Tx<M>, hash: &[u8]) -> Result<Option<Link>> {
    let now = tx.now();
    tx.first(
        sql!(
            "SELECT id, organization_id, person_id, next FROM sign_in_links
             WHERE token_hash = $1 AND expires_at > $2 AND (reusable OR used_at IS NULL)"
        ),
        params![hash, now],
        |row| {
            Ok(Link {
                id: row.get(0)?,
                organization: row.get(1)?,
                person: row.get(2)?,
                next: row.get(3)?,
            })
        },
    )
    .await
}

/// Uses a link up; `false` when somebody else was faster or it expired meanwhile.
pub(in crate::sign_in) async fn use_link(tx: &mut Tx<Writes>, id: i64) -> Result<bool> {
    let now = tx.now();
    let changed = tx
        .execute(
            sql!(
                "UPDATE sign_in_links SET used_at = $2
                 WHERE id = $1 AND expires_at > $2 AND (reusable OR used_at IS NULL)"
            ),
            params![id, now],
        )
        .await?;
    Ok(changed == 1)
}

/// How many links a person was sent since then.
pub(in crate::sign_in) async fn links_since<M: Mode>(
    tx: &mut Tx<M>,
    person: PersonId,
    since: Timestamp,
) -> Result<i64> {
    let organization = tx.organization();
    let count = tx
        .first(
            sql!(
                "SELECT COUNT(*) FROM sign_in_links
                 WHERE organization_id = $1 AND person_id = $2 AND created_at > $3"
            ),
            params![organization, person, since],
            |row| Ok(row.get(0)?),
        )
        .await?;
    Ok(count.unwrap_or(0))
}

pub(in crate::sign_in) async fn delete_link(tx: &mut Tx<Writes>, hash: &[u8]) -> Result<()> {
    tx.execute(sql!("DELETE FROM sign_in_links WHERE token_hash = $1"), params![hash]).await?;
    Ok(())
}

/// Forgets links and sessions that nobody can use any more.
pub(in crate::sign_in) async fn sweep(tx: &mut Tx<Writes>, before: Timestamp) -> Result<()> {
    tx.execute(sql!("DELETE FROM sign_in_links WHERE expires_at < $1"), params![before]).await?;
    tx.execute(sql!("DELETE FROM sessions WHERE expires_at < $1"), params![before]).await?;
    tx.execute(sql!("DELETE FROM access_tokens WHERE expires_at < $1"), params![before]).await?;
    Ok(())
}
