//! All SQL about the dates that a rhythm planned.

use crate::one_on_one::model::OneOnOneId;
use jiff::{Timestamp, civil::Date};
use people::pair::PairId;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

/// A planned date ahead.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    pub id: OneOnOneId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub place: String,
    /// Prepared, moved or looked at: it must not be lost.
    pub touched: bool,
}

/// Where an occurrence goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    pub occurrence: Date,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub place: String,
}

impl Planned {
    /// Nothing about it would change.
    pub fn is_on(&self, slot: &Slot) -> bool {
        self.starts_at == slot.starts_at && self.minutes == slot.minutes && self.place == slot.place
    }
}

/// The open ones of the rhythm that start at or after this instant, soonest first. One that has begun
/// stays where the two sit.
pub async fn ahead(tx: &mut Tx<Writes>, pair: PairId, from: Timestamp) -> Result<Vec<Planned>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT o.id, o.starts_at, o.minutes, o.place,
                    (o.version > 1 OR o.seen_at IS NOT NULL
                     OR EXISTS (SELECT 1 FROM agenda_items a
                       WHERE a.organization_id = o.organization_id AND a.one_on_one_id = o.id))
             FROM one_on_ones o
             WHERE o.organization_id = $1 AND o.pair_id = $2 AND o.status = 'scheduled'
               AND o.extra = FALSE AND o.starts_at >= $3 AND o.started_at IS NULL
             ORDER BY o.starts_at, o.id"
        ),
        params![organization, pair, from],
        |row| {
            Ok(Planned {
                id: row.get(0)?,
                starts_at: row.get(1)?,
                minutes: row.get(2)?,
                place: row.get(3)?,
                touched: row.get(4)?,
            })
        },
    )
    .await
}

/// The names of the occurrences of a pair from this day on, whatever became of them.
pub async fn occurrences<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    from: Date,
) -> Result<Vec<(Date, OneOnOneId)>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT occurrence, id FROM one_on_ones
             WHERE organization_id = $1 AND pair_id = $2 AND occurrence >= $3 ORDER BY occurrence"
        ),
        params![organization, pair, from],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .await
}

/// The last occurrence that was ever planned.
pub async fn latest_occurrence(tx: &mut Tx<Writes>, pair: PairId) -> Result<Option<Date>> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT MAX(occurrence) FROM one_on_ones
                 WHERE organization_id = $1 AND pair_id = $2 AND occurrence IS NOT NULL"
            ),
            params![organization, pair],
            |row| Ok(row.get::<Option<Date>>(0)?),
        )
        .await?;
    Ok(found.flatten())
}

/// Frees the names of these occurrences, so that they can be given anew in any order.
pub async fn unname(tx: &mut Tx<Writes>, id: OneOnOneId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE one_on_ones SET occurrence = NULL WHERE organization_id = $1 AND id = $2"),
        params![organization, id],
    )
    .await?;
    Ok(())
}

/// Puts a planned one on another date. A touched one gets a new version: forms about it are old.
pub async fn put_on(tx: &mut Tx<Writes>, planned: &Planned, slot: &Slot) -> Result<()> {
    let organization = tx.organization();
    let raise = i64::from(planned.touched);
    tx.execute(
        sql!(
            "UPDATE one_on_ones SET occurrence = $3, starts_at = $4, minutes = $5, place = $6,
               version = version + $7
             WHERE organization_id = $1 AND id = $2"
        ),
        params![
            organization,
            planned.id,
            slot.occurrence,
            slot.starts_at,
            slot.minutes,
            slot.place,
            raise
        ],
    )
    .await?;
    Ok(())
}

/// Gives an occurrence its name without moving it.
pub async fn name(tx: &mut Tx<Writes>, id: OneOnOneId, occurrence: Date) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE one_on_ones SET occurrence = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, occurrence],
    )
    .await?;
    Ok(())
}

/// Takes a planned date back; for untouched ones only.
pub async fn withdraw(tx: &mut Tx<Writes>, id: OneOnOneId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM one_on_ones WHERE organization_id = $1 AND id = $2 AND version = 1"),
        params![organization, id],
    )
    .await?;
    Ok(())
}

/// When one of the two has an open 1-on-1, in a pair that lasts, between these instants, soonest
/// first.
pub async fn taken_between<M: Mode>(
    tx: &mut Tx<M>,
    people: (PersonId, PersonId),
    (from, until): (Timestamp, Timestamp),
    except: Option<OneOnOneId>,
) -> Result<Vec<(Timestamp, Timestamp)>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT o.starts_at, o.starts_at + o.minutes * 60000000 FROM one_on_ones o
             JOIN pairs p ON p.organization_id = o.organization_id AND p.id = o.pair_id
             WHERE o.organization_id = $1 AND o.status = 'scheduled' AND o.id <> $6
               AND p.ended_at IS NULL
               AND (o.leader_id IN ($2, $3) OR o.member_id IN ($2, $3))
               AND o.starts_at < $5 AND o.starts_at >= $4 ORDER BY o.starts_at, o.id"
        ),
        params![organization, people.0, people.1, from, until, except.unwrap_or(OneOnOneId(0))],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .await
}

/// Has one of the two another open 1-on-1, in another pair that lasts, between these instants?
pub async fn is_taken<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    people: (PersonId, PersonId),
    (from, until): (Timestamp, Timestamp),
) -> Result<bool> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT 1 FROM one_on_ones o
                 JOIN pairs p ON p.organization_id = o.organization_id AND p.id = o.pair_id
                 WHERE o.organization_id = $1 AND o.status = 'scheduled' AND o.pair_id <> $6
                   AND p.ended_at IS NULL
                   AND (o.leader_id IN ($2, $3) OR o.member_id IN ($2, $3))
                   AND o.starts_at < $5 AND o.starts_at + o.minutes * 60000000 > $4 LIMIT 1"
            ),
            params![organization, people.0, people.1, from, until, pair],
            |_| Ok(()),
        )
        .await?;
    Ok(found.is_some())
}
