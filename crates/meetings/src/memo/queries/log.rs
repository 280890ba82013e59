//! All SQL about the memo log. Its transactions are those of [`platform::app::App::memo_log`].

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

async fn head<M: Mode>(tx: &mut Tx<M>, memo: MemoId) -> Result<i64> {
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
            let place = snapshot_place(organization, memo);
            Ok((upto, open(&vault, place, upto, &row.get::<Vec<u8>>(1)?)?))
        },
    )
    .await
}

async fn tail<M: Mode>(tx: &mut Tx<M>, memo: MemoId, after: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    let place = log_place(organization, memo);
    tx.all(
        sql!(
            "SELECT seq, bytes FROM memo_log
             WHERE organization_id = $1 AND memo_id = $2 AND seq > $3 ORDER BY seq"
        ),
        params![organization, memo, after],
        |row| {
            let seq = row.get(0)?;
            Ok((seq, open(&vault, place, seq, &row.get::<Vec<u8>>(1)?)?))
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

async fn move_heads(tx: &mut Tx<Writes>, all: &[&Append]) -> Result<Vec<bool>> {
    let organization = tx.organization();
    let each = all
        .iter()
        .map(|append| params![organization, append.memo, append.head, append.last()].to_vec());
    let moved = tx
        .execute_each(
            sql!(
                "INSERT INTO memo_heads (organization_id, memo_id, seq) VALUES ($1, $2, $4)
                 ON CONFLICT (organization_id, memo_id)
                 DO UPDATE SET seq = excluded.seq WHERE memo_heads.seq = $3"
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

/// Puts one update in the place of all rows up to `upto`. Rows behind it are not touched, so this
/// never races with an append.
pub async fn compact(tx: &mut Tx<Writes>, memo: MemoId, upto: i64, update: &[u8]) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let bytes = seal(tx.vault(), snapshot_place(organization, memo), upto, update)?;
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
        tx.execute(
            sql!("DELETE FROM memo_log WHERE organization_id = $1 AND memo_id = $2 AND seq <= $3"),
            params![organization, memo, upto],
        )
        .await?;
    }
    Ok(())
}

/// Memos whose log nobody has added to since `before`, but that are not folded: a process ended
/// without doing it.
pub async fn unfolded<M: Mode>(
    tx: &mut Tx<M>,
    before: Timestamp,
    most: i64,
) -> Result<Vec<MemoId>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT memo_id FROM memo_log WHERE organization_id = $1
             GROUP BY memo_id HAVING MAX(at) < $2 ORDER BY memo_id LIMIT $3"
        ),
        params![organization, before, most],
        |row| Ok(row.get(0)?),
    )
    .await
}
