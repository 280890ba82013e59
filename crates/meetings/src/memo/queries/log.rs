//! All SQL about the memo log. Its transactions are those of [`platform::app::App::memo_log`].
//!
//! A row stays when it is folded: it is the memo's history. Who opens a memo reads the snapshot and
//! what came after it, however long the history is; `crate::versions` reads and thins it.

use crate::memo::model::MemoId;
use jiff::Timestamp;
use memo_wire::codec::{Reader, Writer};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Mode, Tx, Writes},
    params, sql,
    vault::{Place, Vault},
};

fn log_place(organization: OrganizationId, memo: MemoId) -> Place {
    Place { organization, column: "memo_log.bytes", row: memo.0 }
}

fn snapshot_place(organization: OrganizationId, memo: MemoId) -> Place {
    Place { organization, column: "memo_snapshots.bytes", row: memo.0 }
}

/// Seals the state of a memo at a number of its log: a snapshot, or a version, which is a snapshot
/// that is kept.
pub fn seal_state(
    vault: &Vault,
    organization: OrganizationId,
    memo: MemoId,
    upto: i64,
    update: &[u8],
) -> Result<Vec<u8>> {
    seal(vault, snapshot_place(organization, memo), upto, update)
}

pub fn open_state(
    vault: &Vault,
    organization: OrganizationId,
    memo: MemoId,
    upto: i64,
    sealed: &[u8],
) -> Result<Vec<u8>> {
    open(vault, snapshot_place(organization, memo), upto, sealed)
}

/// Opens the update of one row.
pub fn open_row(
    vault: &Vault,
    organization: OrganizationId,
    memo: MemoId,
    seq: i64,
    sealed: &[u8],
) -> Result<Vec<u8>> {
    open(vault, log_place(organization, memo), seq, sealed)
}

/// Seals bytes together with their number, so that a row cannot take another one's place.
fn seal(vault: &Vault, place: Place, seq: i64, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = Writer::with_capacity(bytes.len() + 9);
    writer.var_uint(seq.unsigned_abs()).raw(bytes);
    vault.seal(place, &writer.finish())
}

fn open(vault: &Vault, place: Place, seq: i64, sealed: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = vault.open(place, sealed)?;
    let mut reader = Reader::new(&bytes);
    let number = reader.var_uint().map_err(Error::internal)?;
    if number != seq.unsigned_abs() {
        return Err(Error::internal("a row of the memo log stands in another one's place"));
    }
    let start = reader.position();
    Ok(bytes.split_off(start))
}

/// What is kept of a memo beyond a number of its log.
#[derive(Debug, Default)]
pub struct Stored {
    /// Up to which number, and the update that stands for all of them.
    pub snapshot: Option<(i64, Vec<u8>)>,
    /// What came after the snapshot, in order.
    pub tail: Vec<(i64, Vec<u8>)>,
}

impl Stored {
    /// The last number, if every number after `after` is there.
    fn head(&self, after: i64) -> Option<i64> {
        let from = self.snapshot.as_ref().map_or(after, |(upto, _)| *upto);
        let whole = (from + 1..).zip(&self.tail).all(|(number, (seq, _))| number == *seq);
        whole.then_some(from + self.tail.len() as i64)
    }
}

/// Reads what came after `after`: the snapshot, if it reaches further, and the rows behind it.
/// Returns it with the number of the last row.
///
/// # Errors
/// `Conflict` when another process compacted the log meanwhile: read again.
pub async fn read<M: Mode>(tx: &mut Tx<M>, memo: MemoId, after: i64) -> Result<(Stored, i64)> {
    let head = head(tx, memo).await?.max(after);
    let snapshot = snapshot(tx, memo, after).await?;
    let from = snapshot.as_ref().map_or(after, |(upto, _)| *upto);
    let stored = Stored { snapshot, tail: tail(tx, memo, from).await? };
    match stored.head(after) {
        Some(last) if last >= head => Ok((stored, last)),
        _ => Err(Error::Conflict("error-conflict-raced")),
    }
}

/// The last number of a memo's log; 0 where nobody wrote yet.
pub async fn head<M: Mode>(tx: &mut Tx<M>, memo: MemoId) -> Result<i64> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!("SELECT seq FROM memo_heads WHERE organization_id = $1 AND memo_id = $2"),
            params![organization, memo],
            |row| Ok(row.get(0)?),
        )
        .await?;
    Ok(found.unwrap_or(0))
}

async fn snapshot<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    after: i64,
) -> Result<Option<(i64, Vec<u8>)>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.first(
        sql!(
            "SELECT upto, bytes FROM memo_snapshots
             WHERE organization_id = $1 AND memo_id = $2 AND upto > $3"
        ),
        params![organization, memo, after],
        |row| {
            let upto = row.get(0)?;
            Ok((upto, open_state(&vault, organization, memo, upto, &row.get::<Vec<u8>>(1)?)?))
        },
    )
    .await
}

async fn tail<M: Mode>(tx: &mut Tx<M>, memo: MemoId, after: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        sql!(
            "SELECT seq, bytes FROM memo_log
             WHERE organization_id = $1 AND memo_id = $2 AND seq > $3 ORDER BY seq"
        ),
        params![organization, memo, after],
        |row| {
            let seq = row.get(0)?;
            Ok((seq, open_row(&vault, organization, memo, seq, &row.get::<Vec<u8>>(1)?)?))
        },
    )
    .await
}

/// Who owns which client id.
pub async fn clients<M: Mode>(tx: &mut Tx<M>, memo: MemoId) -> Result<Vec<(u64, PersonId)>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT client_id, person_id FROM memo_clients
             WHERE organization_id = $1 AND memo_id = $2"
        ),
        params![organization, memo],
        |row| Ok((row.get::<i64>(0)?.unsigned_abs(), row.get(1)?)),
    )
    .await
}

/// One row to be appended.
#[derive(Clone, Debug)]
pub struct NewRow {
    pub actor: PersonId,
    pub update: Vec<u8>,
}

/// What is to be appended to one memo, behind number `head`.
#[derive(Clone, Debug)]
pub struct Append {
    pub memo: MemoId,
    pub head: i64,
    pub rows: Vec<NewRow>,
    /// Client ids to be bound.
    pub clients: Vec<(u64, PersonId)>,
}

impl Append {
    fn last(&self) -> i64 {
        self.head + self.rows.len() as i64
    }

    /// Only receipts wait for what is there already.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.clients.is_empty()
    }
}

/// Appends to several memos, none of them twice. Returns the new head of each, or `None` for one
/// to which another process has appended meanwhile; nothing is written of that one.
pub async fn append_all(tx: &mut Tx<Writes>, all: &[&Append]) -> Result<Vec<Option<i64>>> {
    let moved = move_heads(tx, all).await?;
    let held = || all.iter().zip(&moved).filter(|(_, moved)| **moved).map(|(append, _)| *append);
    bind(tx, held()).await?;
    insert(tx, held()).await?;
    Ok(all.iter().zip(&moved).map(|(append, moved)| moved.then(|| append.last())).collect())
}

/// As [`append_all`], to one memo.
#[cfg(test)]
pub async fn append(
    tx: &mut Tx<Writes>,
    memo: MemoId,
    head: i64,
    rows: &[NewRow],
    clients: &[(u64, PersonId)],
) -> Result<Option<i64>> {
    let append = Append { memo, head, rows: rows.to_vec(), clients: clients.to_vec() };
    Ok(append_all(tx, &[&append]).await?.pop().flatten())
}

/// Until this transaction ends nobody else appends to this memo. Its log must have a row.
pub async fn hold(tx: &mut Tx<Writes>, memo: MemoId) -> Result<()> {
    let organization = tx.organization();
    let hold = sql!("UPDATE memo_heads SET seq = seq WHERE organization_id = $1 AND memo_id = $2");
    tx.execute(hold, params![organization, memo]).await?;
    Ok(())
}

/// How far the logs of these memos have come.
pub async fn heads<M: Mode>(tx: &mut Tx<M>, memos: &[MemoId]) -> Result<Vec<(MemoId, i64)>> {
    let organization = tx.organization();
    let ids: Vec<i64> = memos.iter().map(|memo| memo.0).collect();
    let ids = serde_json::to_string(&ids).map_err(Error::internal)?;
    let heads = sql!(
        sqlite: "SELECT memo_id, seq FROM memo_heads
                 WHERE organization_id = $1 AND memo_id IN (SELECT value FROM json_each($2))",
        postgres: "SELECT memo_id, seq FROM memo_heads
                   WHERE organization_id = $1 AND memo_id IN
                     (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(CAST($2 AS TEXT) AS JSON)))",
    );
    tx.all(heads, params![organization, ids], |row| Ok((row.get(0)?, row.get(1)?))).await
}

async fn move_heads(tx: &mut Tx<Writes>, all: &[&Append]) -> Result<Vec<bool>> {
    let (organization, now) = (tx.organization(), tx.now());
    let each = all
        .iter()
        .map(|append| params![organization, append.memo, append.head, append.last(), now].to_vec());
    let moved = tx
        .execute_each(
            sql!(
                "INSERT INTO memo_heads
                     (organization_id, memo_id, seq, written_at, unfolded_since, rows_since)
                 VALUES ($1, $2, $4, $5, $5, $5)
                 ON CONFLICT (organization_id, memo_id)
                 DO UPDATE SET seq = excluded.seq, written_at = excluded.written_at,
                     unfolded_since = COALESCE(memo_heads.unfolded_since, excluded.unfolded_since),
                     rows_since = COALESCE(memo_heads.rows_since, excluded.rows_since)
                 WHERE memo_heads.seq = $3"
            ),
            each.collect(),
        )
        .await?;
    Ok(moved.into_iter().map(|rows| rows == 1).collect())
}

async fn bind<'a>(tx: &mut Tx<Writes>, all: impl Iterator<Item = &'a Append>) -> Result<()> {
    let organization = tx.organization();
    let mut each = Vec::new();
    for append in all {
        for (client, person) in &append.clients {
            let client = i64::try_from(*client).map_err(Error::internal)?;
            each.push(params![organization, append.memo, client, *person].to_vec());
        }
    }
    tx.execute_each(
        sql!(
            "INSERT INTO memo_clients (organization_id, memo_id, client_id, person_id)
             VALUES ($1, $2, $3, $4) ON CONFLICT (organization_id, memo_id, client_id) DO NOTHING"
        ),
        each,
    )
    .await?;
    Ok(())
}

async fn insert<'a>(tx: &mut Tx<Writes>, all: impl Iterator<Item = &'a Append>) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let mut each = Vec::new();
    for append in all {
        let (memo, place) = (append.memo, log_place(organization, append.memo));
        for (seq, row) in (append.head + 1..).zip(&append.rows) {
            let bytes = seal(tx.vault(), place, seq, &row.update)?;
            each.push(params![organization, memo, seq, row.actor, now, bytes].to_vec());
        }
    }
    tx.execute_each(
        sql!(
            "INSERT INTO memo_log (organization_id, memo_id, seq, actor_id, at, bytes)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        each,
    )
    .await?;
    Ok(())
}

/// Lets one update stand for all rows up to `upto`, for those who open the memo. No row is touched,
/// so this never races with an append.
pub async fn compact(tx: &mut Tx<Writes>, memo: MemoId, upto: i64, update: &[u8]) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let bytes = seal_state(tx.vault(), organization, memo, upto, update)?;
    let newer = tx
        .execute(
            sql!(
                "INSERT INTO memo_snapshots (organization_id, memo_id, upto, bytes, at)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organization_id, memo_id)
                 DO UPDATE SET upto = excluded.upto, bytes = excluded.bytes, at = excluded.at
                 WHERE memo_snapshots.upto < excluded.upto"
            ),
            params![organization, memo, upto, bytes, now],
        )
        .await?;
    if newer == 1 {
        mark_folded(tx, memo, upto).await?;
        keep_checkpoint(tx, memo, upto).await?;
    }
    Ok(())
}

async fn mark_folded(tx: &mut Tx<Writes>, memo: MemoId, upto: i64) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "UPDATE memo_heads SET unfolded_since = CASE WHEN seq <= $3 THEN NULL ELSE CAST($4 AS BIGINT) END
             WHERE organization_id = $1 AND memo_id = $2"
        ),
        params![organization, memo, upto, now],
    )
    .await?;
    Ok(())
}

/// After every so many rows the snapshot is kept: no reading of the history begins further back.
const CHECKPOINT: i64 = 2_000;

async fn keep_checkpoint(tx: &mut Tx<Writes>, memo: MemoId, upto: i64) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "INSERT INTO memo_versions (organization_id, memo_id, upto, at, reason, bytes)
             SELECT s.organization_id, s.memo_id, s.upto, s.at, 'checkpoint', s.bytes
             FROM memo_snapshots s
             WHERE s.organization_id = $1 AND s.memo_id = $2 AND s.upto = $3
               AND s.upto - $4 >= COALESCE(
                   (SELECT MAX(v.upto) FROM memo_versions v
                    WHERE v.organization_id = $1 AND v.memo_id = $2), 0)
             ON CONFLICT (organization_id, memo_id, upto) DO NOTHING"
        ),
        params![organization, memo, upto, CHECKPOINT],
    )
    .await?;
    Ok(())
}

/// Memos that nobody has added to since `before`, but that are not folded: a process ended without
/// doing it.
pub async fn unfolded<M: Mode>(
    tx: &mut Tx<M>,
    before: Timestamp,
    most: i64,
) -> Result<Vec<MemoId>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT memo_id FROM memo_heads
             WHERE organization_id = $1 AND unfolded_since IS NOT NULL AND written_at < $2
             ORDER BY memo_id LIMIT $3"
        ),
        params![organization, before, most],
        |row| Ok(row.get(0)?),
    )
    .await
}
