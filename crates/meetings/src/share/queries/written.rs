//! What becomes of a share.

use super::{OUTSIDER, PURPOSE, WORDS, passages::delete_passages, place};
use crate::{
    memo::MemoId,
    one_on_one::OneOnOne,
    share::model::{Reader, ShareId},
};
use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Tx, Writes},
    params, sql,
};

pub async fn insert(
    tx: &mut Tx<Writes>,
    one_on_one: &OneOnOne,
    memo: MemoId,
    asker: PersonId,
) -> Result<ShareId> {
    let id = tx.new_id(ShareId);
    let (organization, now) = (tx.organization(), tx.now());
    let other = if asker == one_on_one.leader { one_on_one.member } else { one_on_one.leader };
    tx.execute(
        sql!(
            "INSERT INTO shares (organization_id, id, pair_id, one_on_one_id, memo_id, asker_id,
               other_id, created_at, wrong_tries)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)"
        ),
        params![organization, id, one_on_one.pair, one_on_one.id, memo, asker, other, now],
    )
    .await?;
    Ok(id)
}

pub async fn delete(tx: &mut Tx<Writes>, share: ShareId) -> Result<()> {
    delete_passages(tx, share).await?;
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM shares WHERE organization_id = $1 AND id = $2 AND asked_at IS NULL"),
        params![organization, share],
    )
    .await?;
    Ok(())
}

pub async fn set_reader(tx: &mut Tx<Writes>, share: ShareId, reader: &Reader) -> Result<()> {
    let organization = tx.organization();
    let (person, outsider) = match reader {
        Reader::Inside { person, .. } => (Some(*person), None),
        Reader::Outside { called } => {
            let sealed = tx.vault().seal_text(place(organization, OUTSIDER, share.0), called)?;
            (None, Some(sealed))
        }
    };
    tx.execute(
        sql!(
            "UPDATE shares SET reader_id = $3, outsider = $4
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, share, person, outsider],
    )
    .await?;
    Ok(())
}

pub async fn set_asked(
    tx: &mut Tx<Writes>,
    share: ShareId,
    purpose: &str,
    until: Timestamp,
) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let purpose = tx.vault().seal_text(place(organization, PURPOSE, share.0), purpose)?;
    tx.execute(
        sql!(
            "UPDATE shares SET purpose = $3, until = $4, asked_at = $5
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, share, purpose, until, now],
    )
    .await?;
    Ok(())
}

pub async fn set_agreed(tx: &mut Tx<Writes>, share: ShareId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!("UPDATE shares SET agreed_at = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, share, now],
    )
    .await?;
    Ok(())
}

pub async fn set_declined(tx: &mut Tx<Writes>, share: ShareId, words: &str) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let words = tx.vault().seal_text(place(organization, WORDS, share.0), words)?;
    tx.execute(
        sql!(
            "UPDATE shares SET declined_at = $3, words = $4
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, share, now, words],
    )
    .await?;
    Ok(())
}

pub async fn set_revoked(tx: &mut Tx<Writes>, share: ShareId) -> Result<()> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    tx.execute(
        sql!(
            "UPDATE shares SET revoked_at = $3, revoked_by = $4
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, share, now, me],
    )
    .await?;
    Ok(())
}

pub async fn set_lapsed(tx: &mut Tx<Writes>, share: ShareId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!("UPDATE shares SET lapsed_at = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, share, now],
    )
    .await?;
    Ok(())
}
