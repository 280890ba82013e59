//! All SQL about readings.

use super::model::{NewReading, Reading};
use crate::one_on_one::OneOnOneId;
use jiff::Timestamp;
use people::pair::PairId;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

/// The last row of a pair's chain: its place and link.
pub type Head = (i64, String);

fn reading(row: &Row) -> Result<Reading> {
    let (reader, because): (i64, i64) = (row.get(4)?, row.get(6)?);
    Ok(Reading {
        pair: row.get(0)?,
        place: row.get(1)?,
        one_on_one: row.get(2)?,
        memo: row.get(3)?,
        reader: (reader != 0).then_some(PersonId(reader)),
        way: row.get(5)?,
        because: (because != 0).then_some(because),
        read_at: row.get(7)?,
        link: row.get(8)?,
        reader_name: row.get(9)?,
        starts_at: row.get(10)?,
    })
}

/// The head of a pair's chain, held until the transaction ends: links come one after the other.
pub(super) async fn hold_head(tx: &mut Tx<Writes>, pair: PairId, first: &str) -> Result<Head> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "INSERT INTO memo_reading_heads (organization_id, pair_id, place, link)
             VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING"
        ),
        params![organization, pair, first],
    )
    .await?;
    let head = tx
        .first(
            sql!(
                "UPDATE memo_reading_heads SET place = place
                 WHERE organization_id = $1 AND pair_id = $2 RETURNING place, link"
            ),
            params![organization, pair],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .await?;
    Ok(head.unwrap_or_else(|| (0, first.to_owned())))
}

pub(super) async fn set_head(tx: &mut Tx<Writes>, pair: PairId, head: &Head) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE memo_reading_heads SET place = $3, link = $4
             WHERE organization_id = $1 AND pair_id = $2"
        ),
        params![organization, pair, head.0, head.1],
    )
    .await?;
    Ok(())
}

/// Adds a row, unless this reading is there already; says whether it did.
pub(super) async fn insert(
    tx: &mut Tx<Writes>,
    new: &NewReading,
    place: i64,
    link: &str,
) -> Result<bool> {
    let organization = tx.organization();
    let reader = new.reader.map_or(0, |reader| reader.0);
    let changed = tx
        .execute(
            sql!(
                "INSERT INTO memo_readings (organization_id, pair_id, place, one_on_one_id, memo_id,
                   reader_id, way, because, read_at, link)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING"
            ),
            params![
                organization,
                new.text.pair,
                place,
                new.text.one_on_one,
                new.text.memo,
                reader,
                new.way,
                new.because.unwrap_or(0),
                new.noted_at(),
                link
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Who has read a memo, and when last, by name. The caller holds a permit for it.
pub(super) async fn readers<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: OneOnOneId,
) -> Result<Vec<(Option<PersonId>, Option<String>, Timestamp)>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT r.reader_id, w.name, MAX(r.read_at) FROM memo_readings r
             LEFT JOIN people w ON w.organization_id = r.organization_id AND w.id = r.reader_id
             WHERE r.organization_id = $1 AND r.one_on_one_id = $2
             GROUP BY r.reader_id, w.name, w.kana ORDER BY w.kana, r.reader_id"
        ),
        params![organization, one_on_one],
        |row| {
            let reader: i64 = row.get(0)?;
            Ok(((reader != 0).then_some(PersonId(reader)), row.get(1)?, row.get(2)?))
        },
    )
    .await
}

macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT r.pair_id, r.place, r.one_on_one_id, r.memo_id, r.reader_id, r.way, r.because,
                    r.read_at, r.link, w.name, o.starts_at
             FROM memo_readings r
             LEFT JOIN people w ON w.organization_id = r.organization_id AND w.id = r.reader_id
             JOIN one_on_ones o ON o.organization_id = r.organization_id AND o.id = r.one_on_one_id
             WHERE r.organization_id = $1 AND r.pair_id = $2 ",
            $rest
        ))
    };
}

/// The readings of a pair before this place, newest first. The caller holds a permit for the pair.
pub(super) async fn page<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    one_on_one: Option<OneOnOneId>,
    before: i64,
    most: i64,
) -> Result<Vec<Reading>> {
    let organization = tx.organization();
    match one_on_one {
        Some(one_on_one) => {
            tx.all(
                select!("AND r.one_on_one_id = $3 AND r.place < $4 ORDER BY r.place DESC LIMIT $5"),
                params![organization, pair, one_on_one, before, most],
                reading,
            )
            .await
        }
        None => {
            tx.all(
                select!("AND r.place < $3 ORDER BY r.place DESC LIMIT $4"),
                params![organization, pair, before, most],
                reading,
            )
            .await
        }
    }
}

/// The readings of a pair after this place, oldest first. The caller holds a permit for the pair.
pub(super) async fn from<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    after: i64,
    most: i64,
) -> Result<Vec<Reading>> {
    let organization = tx.organization();
    tx.all(
        select!("AND r.place > $3 ORDER BY r.place LIMIT $4"),
        params![organization, pair, after, most],
        reading,
    )
    .await
}

/// Pairs of the organization with a greater id that have a chain, and where it ends. For `doctor`.
pub(super) async fn heads<M: Mode>(
    tx: &mut Tx<M>,
    after: PairId,
    most: i64,
) -> Result<Vec<(PairId, Head)>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT pair_id, place, link FROM memo_reading_heads
             WHERE organization_id = $1 AND pair_id > $2 ORDER BY pair_id LIMIT $3"
        ),
        params![organization, after, most],
        |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))),
    )
    .await
}

/// A pair whose rows have no head any more. For `doctor`.
pub(super) async fn headless<M: Mode>(tx: &mut Tx<M>) -> Result<Option<PairId>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT r.pair_id FROM memo_readings r
             WHERE r.organization_id = $1 AND NOT EXISTS
               (SELECT 1 FROM memo_reading_heads h
                WHERE h.organization_id = r.organization_id AND h.pair_id = r.pair_id) LIMIT 1"
        ),
        params![organization],
        |row| Ok(row.get(0)?),
    )
    .await
}

/// Where a pair's chain ends. The caller holds a permit for the pair.
pub(super) async fn head<M: Mode>(tx: &mut Tx<M>, pair: PairId) -> Result<Option<Head>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT place, link FROM memo_reading_heads WHERE organization_id = $1 AND pair_id = $2"
        ),
        params![organization, pair],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .await
}
