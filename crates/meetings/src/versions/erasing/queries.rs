//! All SQL about wishes to erase.

use super::model::{Erasure, ErasureId};
use crate::memo::MemoId;
use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

fn erasure(row: &Row) -> Result<Erasure> {
    Ok(Erasure {
        id: row.get(0)?,
        memo: row.get(1)?,
        asked_by: row.get(2)?,
        asked_at: row.get(3)?,
        agreed_at: row.get(4)?,
    })
}

/// The wish of a memo that is neither carried out nor over.
pub async fn open<M: Mode>(tx: &mut Tx<M>, memo: MemoId) -> Result<Option<Erasure>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id, memo_id, asked_by, asked_at, agreed_at FROM memo_erasures
             WHERE organization_id = $1 AND memo_id = $2 AND done_at IS NULL AND ended_at IS NULL"
        ),
        params![organization, memo],
        erasure,
    )
    .await
}

/// When deleted words of a memo were erased last.
pub async fn last_done<M: Mode>(tx: &mut Tx<M>, memo: MemoId) -> Result<Option<Timestamp>> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT MAX(done_at) FROM memo_erasures
                 WHERE organization_id = $1 AND memo_id = $2"
            ),
            params![organization, memo],
            |row| Ok(row.get(0)?),
        )
        .await?;
    Ok(found.flatten())
}

/// Nobody has written in a memo since its deleted words were erased at `done`: there is nothing to
/// erase. Asked of the memo log.
pub async fn unwritten_since<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    done: Timestamp,
) -> Result<bool> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT seq FROM memo_heads
                 WHERE organization_id = $1 AND memo_id = $2
                   AND rows_since IS NULL AND written_at <= $3"
            ),
            params![organization, memo, done],
            |row| Ok(row.get::<i64>(0)?),
        )
        .await?;
    Ok(found.is_some())
}

/// Wishes to be carried out, and such as nobody agreed to until `before`.
pub async fn due<M: Mode>(tx: &mut Tx<M>, before: Timestamp, most: i64) -> Result<Vec<Erasure>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, memo_id, asked_by, asked_at, agreed_at FROM memo_erasures
             WHERE organization_id = $1 AND done_at IS NULL AND ended_at IS NULL
               AND asked_at > 0 AND (agreed_at IS NOT NULL OR asked_at <= $2)
             ORDER BY asked_at LIMIT $3"
        ),
        params![organization, before, most],
        erasure,
    )
    .await
}

/// Notes a wish; `agreed`: the one who asks decides alone. `false` when there is one already.
pub async fn insert(
    tx: &mut Tx<Writes>,
    memo: MemoId,
    person: PersonId,
    agreed: bool,
) -> Result<bool> {
    let id = tx.new_id(ErasureId);
    let (organization, now) = (tx.organization(), tx.now());
    let agreed_at = agreed.then_some(now);
    let inserted = tx
        .execute(
            sql!(
                "INSERT INTO memo_erasures
                     (organization_id, id, memo_id, asked_by, asked_at, agreed_at)
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"
            ),
            params![organization, id, memo, person, now, agreed_at],
        )
        .await?;
    Ok(inserted == 1)
}

/// Notes that the other one agrees. `false` when it is over already.
pub async fn set_agreed(tx: &mut Tx<Writes>, id: ErasureId, person: PersonId) -> Result<bool> {
    let (organization, now) = (tx.organization(), tx.now());
    let agreed = tx
        .execute(
            sql!(
                "UPDATE memo_erasures SET agreed_at = $3, agreed_by = $4
                 WHERE organization_id = $1 AND id = $2
                   AND agreed_at IS NULL AND done_at IS NULL AND ended_at IS NULL"
            ),
            params![organization, id, now, person],
        )
        .await?;
    Ok(agreed == 1)
}

/// Notes that it will not be done: withdrawn, declined or, by nobody, lapsed.
pub async fn set_ended(
    tx: &mut Tx<Writes>,
    id: ErasureId,
    person: Option<PersonId>,
) -> Result<bool> {
    let (organization, now) = (tx.organization(), tx.now());
    let ended = tx
        .execute(
            sql!(
                "UPDATE memo_erasures SET ended_at = $3, ended_by = $4
                 WHERE organization_id = $1 AND id = $2
                   AND agreed_at IS NULL AND done_at IS NULL AND ended_at IS NULL"
            ),
            params![organization, id, now, person],
        )
        .await?;
    Ok(ended == 1)
}

/// Notes that it is done, and how much went.
pub async fn set_done(
    tx: &mut Tx<Writes>,
    id: ErasureId,
    (rows, versions): (u64, u64),
) -> Result<bool> {
    let (organization, now) = (tx.organization(), tx.now());
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let done = tx
        .execute(
            sql!(
                "UPDATE memo_erasures SET done_at = $3, log_rows = $4, versions = $5
                 WHERE organization_id = $1 AND id = $2 AND done_at IS NULL"
            ),
            params![organization, id, now, count(rows), count(versions)],
        )
        .await?;
    Ok(done == 1)
}
