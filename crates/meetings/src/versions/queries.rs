//! All SQL about versions. Apart from [`talk`] its transactions are those of the memo log.

mod anew;

pub use anew::{Anew, begin_anew, hold_unerased};

use super::model::{Author, Reason, Talk, Version, Written};
use crate::{
    memo::{self, Memo, MemoId, open_row, open_state, seal_state},
    one_on_one::OneOnOneId,
};
use jiff::Timestamp;
use memo_wire::trace::Amount;
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
    vault::Place,
};
use std::collections::HashMap;

/// When the two of a memo sat together.
pub async fn talk<M: Mode>(tx: &mut Tx<M>, one_on_one: OneOnOneId) -> Result<Talk> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT started_at, closed_at FROM one_on_ones
                 WHERE organization_id = $1 AND id = $2"
            ),
            params![organization, one_on_one],
            |row| Ok(Talk { started_at: row.get(0)?, closed_at: row.get(1)? }),
        )
        .await?;
    Ok(found.unwrap_or_default())
}

/// How far a memo's log has come, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub seq: i64,
    pub written_at: Timestamp,
    /// How often deleted words were erased for good. It does not move `seq`.
    pub erasures: i64,
}

pub async fn head<M: Mode>(tx: &mut Tx<M>, memo: MemoId) -> Result<Option<Head>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT seq, written_at, erasures FROM memo_heads
             WHERE organization_id = $1 AND memo_id = $2"
        ),
        params![organization, memo],
        |row| Ok(Head { seq: row.get(0)?, written_at: row.get(1)?, erasures: row.get(2)? }),
    )
    .await
}

/// A state that is kept, without what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub upto: i64,
    pub at: Timestamp,
    pub reason: Reason,
    pub name: Option<String>,
    pub person: Option<PersonId>,
    /// When its rows were written, if they are gone.
    pub span: Option<(Timestamp, Timestamp)>,
}

fn name_place(organization: OrganizationId, memo: MemoId) -> Place {
    Place { organization, column: "memo_versions.name", row: memo.0 }
}

/// The kept states up to a number, the newest first.
pub async fn kept<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    upto: i64,
    most: i64,
) -> Result<Vec<Kept>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    let name = |row: &Row| -> Result<Option<String>> {
        let sealed: Option<Vec<u8>> = row.get(3)?;
        sealed.map(|sealed| vault.open_text(name_place(organization, memo), &sealed)).transpose()
    };
    tx.all(
        sql!(
            "SELECT upto, at, reason, name, person_id, began_at, ended_at FROM memo_versions
             WHERE organization_id = $1 AND memo_id = $2 AND upto <= $3
             ORDER BY upto DESC LIMIT $4"
        ),
        params![organization, memo, upto, most],
        |row| {
            let span: (Option<Timestamp>, Option<Timestamp>) = (row.get(5)?, row.get(6)?);
            Ok(Kept {
                upto: row.get(0)?,
                at: row.get(1)?,
                reason: row.get(2)?,
                name: name(row)?,
                person: row.get(4)?,
                span: span.0.zip(span.1),
            })
        },
    )
    .await
}

/// The newest state that is kept up to a number, with its bytes.
pub async fn state<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    upto: i64,
) -> Result<Option<(i64, Vec<u8>)>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.first(
        sql!(
            "SELECT upto, bytes FROM memo_versions
             WHERE organization_id = $1 AND memo_id = $2 AND upto <= $3
             ORDER BY upto DESC LIMIT 1"
        ),
        params![organization, memo, upto],
        |row| {
            let upto = row.get(0)?;
            let sealed: Vec<u8> = row.get(1)?;
            Ok((upto, open_state(&vault, organization, memo, upto, &sealed)?))
        },
    )
    .await
}

/// Who wrote in the versions whose rows are gone, from one number up to another.
pub async fn authors<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    (from, upto): (i64, i64),
) -> Result<Vec<(i64, Author)>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT upto, person_id, written, deleted FROM memo_version_authors
             WHERE organization_id = $1 AND memo_id = $2 AND upto >= $3 AND upto <= $4
             ORDER BY upto, person_id"
        ),
        params![organization, memo, from, upto],
        |row| {
            let count = |place| -> Result<u64> { Ok(row.get::<i64>(place)?.unsigned_abs()) };
            let amount = Amount { written: count(2)?, deleted: count(3)? };
            Ok((row.get(0)?, Author { person: row.get(1)?, amount }))
        },
    )
    .await
}

/// One row of the log with what it did.
#[derive(Clone, Debug)]
pub struct LogRow {
    pub written: Written,
    pub update: Vec<u8>,
}

/// The rows of a stretch of the log, in order.
pub async fn rows<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    (after, upto): (i64, i64),
) -> Result<Vec<LogRow>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    let moved = moved(tx, memo, (after, upto)).await?;
    tx.all(
        sql!(
            "SELECT seq, actor_id, at, bytes FROM memo_log
             WHERE organization_id = $1 AND memo_id = $2 AND seq > $3 AND seq <= $4 ORDER BY seq"
        ),
        params![organization, memo, after, upto],
        |row| {
            let (seq, person, at) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let update = open_row(&vault, organization, memo, seq, &row.get::<Vec<u8>>(3)?)?;
            let amount = Amount::of(&update).map_err(Error::internal)?;
            let amount = amount.without_moved(moved.get(&seq).copied().unwrap_or(0));
            Ok(LogRow { written: Written { seq, person, at, amount }, update })
        },
    )
    .await
}

/// How many units each row of a stretch only put elsewhere.
async fn moved<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    (after, upto): (i64, i64),
) -> Result<HashMap<i64, u64>> {
    let mut sums = HashMap::new();
    for (seq, moved) in memo::moves(tx, memo, upto).await? {
        if seq > after {
            *sums.entry(seq).or_default() += u64::from(moved.length);
        }
    }
    Ok(sums)
}

/// How many versions of a memo have a name.
pub async fn count_named<M: Mode>(tx: &mut Tx<M>, memo: MemoId) -> Result<i64> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT COUNT(*) FROM memo_versions
                 WHERE organization_id = $1 AND memo_id = $2 AND name IS NOT NULL"
            ),
            params![organization, memo],
            |row| Ok(row.get(0)?),
        )
        .await?;
    Ok(found.unwrap_or(0))
}

/// A state to be kept.
pub struct NewState<'a> {
    pub upto: i64,
    pub reason: Reason,
    pub update: &'a [u8],
}

/// Keeps a state; one that is kept already stays as it is.
pub async fn keep(tx: &mut Tx<Writes>, memo: MemoId, state: NewState<'_>) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let bytes = seal_state(tx.vault(), organization, memo, state.upto, state.update)?;
    tx.execute(
        sql!(
            "INSERT INTO memo_versions (organization_id, memo_id, upto, at, reason, bytes)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (organization_id, memo_id, upto) DO NOTHING"
        ),
        params![organization, memo, state.upto, now, state.reason, bytes],
    )
    .await?;
    Ok(())
}

/// Says why a kept state is worth keeping, who did it, and what they call it.
pub async fn label(
    tx: &mut Tx<Writes>,
    memo: MemoId,
    upto: i64,
    reason: Reason,
    (person, name): (PersonId, Option<&str>),
) -> Result<()> {
    let organization = tx.organization();
    let place = name_place(organization, memo);
    let sealed = name.map(|name| tx.vault().seal_text(place, name)).transpose()?;
    tx.execute(
        sql!(
            "UPDATE memo_versions
             SET reason = CASE WHEN reason IN ('checkpoint', 'named', 'folded') THEN $4 ELSE reason END,
                 person_id = $5, name = COALESCE($6, name)
             WHERE organization_id = $1 AND memo_id = $2 AND upto = $3"
        ),
        params![organization, memo, upto, reason, person, sealed],
    )
    .await?;
    Ok(())
}

/// Memos that the log still holds rows of, although nobody wrote into them since `before`.
pub async fn old<M: Mode>(tx: &mut Tx<M>, before: Timestamp, most: i64) -> Result<Vec<MemoId>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT memo_id FROM memo_heads
             WHERE organization_id = $1 AND rows_since IS NOT NULL AND rows_since < $2
               AND written_at < $2 AND unfolded_since IS NULL
             ORDER BY rows_since LIMIT $3"
        ),
        params![organization, before, most],
        |row| Ok(row.get(0)?),
    )
    .await
}

/// Marks that the log holds no rows up to `head`, if nobody has written or erased since and all is
/// folded.
pub async fn let_rows_go(tx: &mut Tx<Writes>, memo: MemoId, head: &Head) -> Result<bool> {
    let organization = tx.organization();
    let moved = tx
        .execute(
            sql!(
                "UPDATE memo_heads SET rows_since = NULL
                 WHERE organization_id = $1 AND memo_id = $2 AND seq = $3 AND erasures = $4
                   AND unfolded_since IS NULL"
            ),
            params![organization, memo, head.seq, head.erasures],
        )
        .await?;
    Ok(moved == 1)
}

/// Keeps a version in the place of its rows.
pub async fn fold_version(
    tx: &mut Tx<Writes>,
    memo: MemoId,
    version: &Version,
    update: &[u8],
) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let bytes = seal_state(tx.vault(), organization, memo, version.upto, update)?;
    tx.execute(
        sql!(
            "INSERT INTO memo_versions
                 (organization_id, memo_id, upto, at, reason, bytes, began_at, ended_at)
             VALUES ($1, $2, $3, $4, 'folded', $5, $6, $7)
             ON CONFLICT (organization_id, memo_id, upto)
             DO UPDATE SET began_at = excluded.began_at, ended_at = excluded.ended_at"
        ),
        params![organization, memo, version.upto, now, bytes, version.began_at, version.ended_at],
    )
    .await?;
    for author in &version.authors {
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let (written, deleted) = (count(author.amount.written), count(author.amount.deleted));
        tx.execute(
            sql!(
                "INSERT INTO memo_version_authors
                     (organization_id, memo_id, upto, person_id, written, deleted)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (organization_id, memo_id, upto, person_id) DO NOTHING"
            ),
            params![organization, memo, version.upto, author.person, written, deleted],
        )
        .await?;
    }
    Ok(())
}

/// Deletes the rows up to a number. Returns how many there were.
pub async fn delete_rows(tx: &mut Tx<Writes>, memo: MemoId, upto: i64) -> Result<u64> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM memo_log WHERE organization_id = $1 AND memo_id = $2 AND seq <= $3"),
        params![organization, memo, upto],
    )
    .await
}

/// Deletes the kept states up to a number. Returns how many there were.
pub async fn delete_versions(tx: &mut Tx<Writes>, memo: MemoId, upto: i64) -> Result<u64> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "DELETE FROM memo_version_authors
             WHERE organization_id = $1 AND memo_id = $2 AND upto <= $3"
        ),
        params![organization, memo, upto],
    )
    .await?;
    tx.execute(
        sql!(
            "DELETE FROM memo_versions WHERE organization_id = $1 AND memo_id = $2 AND upto <= $3"
        ),
        params![organization, memo, upto],
    )
    .await
}

/// Which person each client of a memo belongs to.
pub async fn people<M: Mode>(tx: &mut Tx<M>, memo: &Memo) -> Result<Vec<(u64, PersonId)>> {
    crate::memo::clients(tx, memo.id).await
}
