//! All SQL about letting a history begin anew, where deleted words are erased for good, and about
//! keeping nothing that was read before. Its transactions are those of the memo log.

use super::{Head, delete_rows, delete_versions, head};
use crate::memo::MemoId;
use platform::{
    Result,
    access::{Tx, Writes},
    params, sql,
};

/// Until this transaction ends nobody erases. `false` when somebody has since `head` was read: what
/// was read then must not be kept.
pub async fn hold_unerased(tx: &mut Tx<Writes>, memo: MemoId, head: &Head) -> Result<bool> {
    let organization = tx.organization();
    let held = tx
        .execute(
            sql!(
                "UPDATE memo_heads SET erasures = erasures
                 WHERE organization_id = $1 AND memo_id = $2 AND erasures = $3"
            ),
            params![organization, memo, head.erasures],
        )
        .await?;
    Ok(held == 1)
}

/// What became of the wish to begin a history anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anew {
    /// So many rows and kept states went.
    Begun { rows: u64, versions: u64 },
    /// The log says more than the snapshot: fold first.
    Behind,
    /// Nobody ever wrote.
    Empty,
}

/// Lets the snapshot be the beginning of the history, if it holds everything that was written. Until
/// this transaction ends nobody writes.
pub async fn begin_anew(tx: &mut Tx<Writes>, memo: MemoId) -> Result<Anew> {
    count_erasure(tx, memo).await?;
    let Some(head) = head(tx, memo).await? else { return Ok(Anew::Empty) };
    let Some((upto, bytes)) = sealed_snapshot(tx, memo).await? else { return Ok(Anew::Behind) };
    if upto != head.seq {
        return Ok(Anew::Behind);
    }
    let rows = delete_rows(tx, memo, upto).await?;
    let versions = delete_versions(tx, memo, upto).await?;
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO memo_versions (organization_id, memo_id, upto, at, reason, bytes)
             VALUES ($1, $2, $3, $4, 'erased', $5)"
        ),
        params![organization, memo, upto, now, bytes],
    )
    .await?;
    Ok(Anew::Begun { rows, versions })
}

/// Holds the log, too: this is the row that every append moves.
async fn count_erasure(tx: &mut Tx<Writes>, memo: MemoId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE memo_heads SET erasures = erasures + 1, rows_since = NULL
             WHERE organization_id = $1 AND memo_id = $2"
        ),
        params![organization, memo],
    )
    .await?;
    Ok(())
}

async fn sealed_snapshot(tx: &mut Tx<Writes>, memo: MemoId) -> Result<Option<(i64, Vec<u8>)>> {
    let organization = tx.organization();
    tx.first(
        sql!("SELECT upto, bytes FROM memo_snapshots WHERE organization_id = $1 AND memo_id = $2"),
        params![organization, memo],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .await
}
