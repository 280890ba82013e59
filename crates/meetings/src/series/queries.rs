//! All SQL about series.

use super::model::{Cadence, NewSeries, Series, SeriesId};
use crate::one_on_one::OneOnOneId;
use jiff::civil::{Date, Time, Weekday};
use people::pair::{PairId, Seat};
use platform::{
    Error, PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

fn series(row: &Row) -> Result<Series> {
    let (weekday, minute): (i64, i64) = (row.get(3)?, row.get(4)?);
    Ok(Series {
        id: row.get(0)?,
        pair: row.get(1)?,
        cadence: row.get(2)?,
        weekday: Weekday::from_monday_zero_offset(weekday as i8).map_err(Error::internal)?,
        starts_at: Time::new((minute / 60) as i8, (minute % 60) as i8, 0, 0)
            .map_err(Error::internal)?,
        minutes: row.get(5)?,
        zone: row.get(6)?,
        place: row.get(7)?,
        version: row.get(8)?,
    })
}

/// The rhythm of a pair. The caller holds a permit for the pair.
pub async fn of_pair<M: Mode>(tx: &mut Tx<M>, pair: PairId) -> Result<Option<Series>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id, pair_id, cadence, weekday, starts_at_minute, minutes, zone, place, version
             FROM series WHERE organization_id = $1 AND pair_id = $2"
        ),
        params![organization, pair],
        series,
    )
    .await
}

/// Some rhythms of pairs that last with nothing planned on or after this day, by id after `after`.
pub async fn planned_too_little<M: Mode>(
    tx: &mut Tx<M>,
    wanted: Date,
    after: i64,
    most: i64,
) -> Result<Vec<Series>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT s.id, s.pair_id, s.cadence, s.weekday, s.starts_at_minute, s.minutes, s.zone, s.place,
                    s.version
             FROM series s JOIN pairs p ON p.organization_id = s.organization_id AND p.id = s.pair_id
             WHERE s.organization_id = $1 AND p.ended_at IS NULL AND s.cadence <> 'none' AND s.id > $3
               AND NOT EXISTS (SELECT 1 FROM one_on_ones o WHERE o.organization_id = $1
                 AND o.pair_id = s.pair_id AND o.occurrence >= $2)
             ORDER BY s.id LIMIT $4"
        ),
        params![organization, wanted, after, most],
        series,
    )
    .await
}

/// The open 1-on-1s of a pair to which a memo or a promise belongs.
pub(super) async fn written_in(tx: &mut Tx<Writes>, pair: PairId) -> Result<Vec<OneOnOneId>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT o.id FROM one_on_ones o
             WHERE o.organization_id = $1 AND o.pair_id = $2 AND o.status = 'scheduled'
               AND (EXISTS (SELECT 1 FROM memos d
                      WHERE d.organization_id = o.organization_id AND d.one_on_one_id = o.id)
                 OR EXISTS (SELECT 1 FROM promises m
                      WHERE m.organization_id = o.organization_id AND m.one_on_one_id = o.id))"
        ),
        params![organization, pair],
        |row| Ok(row.get(0)?),
    )
    .await
}

/// Where a pair stands with its rhythm.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm {
    pub pair: PairId,
    pub leader: PersonId,
    pub member: PersonId,
    pub leader_name: String,
    pub member_name: String,
    /// `None` while nobody has set one.
    pub cadence: Option<Cadence>,
    /// Something is planned.
    pub has_next: bool,
}

impl Rhythm {
    /// Who sits opposite this seat.
    pub fn partner_name(&self, seat: Seat) -> &str {
        match seat {
            Seat::Leader => &self.member_name,
            Seat::Member => &self.leader_name,
        }
    }
}

/// The pairs that last in which the viewer sits, each with its rhythm.
pub async fn rhythms_of_viewer<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<Rhythm>> {
    let (organization, me) = (tx.organization(), tx.me()?);
    tx.all(
        sql!(
            "SELECT p.id, p.leader_id, p.member_id, l.name, m.name, s.cadence,
                    EXISTS (SELECT 1 FROM one_on_ones o WHERE o.organization_id = p.organization_id
                      AND o.pair_id = p.id AND o.status = 'scheduled')
             FROM pairs p
             JOIN people l ON l.organization_id = p.organization_id AND l.id = p.leader_id
             JOIN people m ON m.organization_id = p.organization_id AND m.id = p.member_id
             LEFT JOIN series s ON s.organization_id = p.organization_id AND s.pair_id = p.id
             WHERE p.organization_id = $1 AND p.ended_at IS NULL
               AND (p.leader_id = $2 OR p.member_id = $2)
             ORDER BY m.kana, p.id"
        ),
        params![organization, me],
        |row| {
            Ok(Rhythm {
                pair: row.get(0)?,
                leader: row.get(1)?,
                member: row.get(2)?,
                leader_name: row.get(3)?,
                member_name: row.get(4)?,
                cadence: row.get(5)?,
                has_next: row.get(6)?,
            })
        },
    )
    .await
}

pub(super) async fn put(tx: &mut Tx<Writes>, pair: PairId, new: &NewSeries) -> Result<()> {
    let id = tx.new_id(SeriesId);
    let organization = tx.organization();
    let minute = i64::from(new.starts_at.hour()) * 60 + i64::from(new.starts_at.minute());
    let weekday = i64::from(new.weekday.to_monday_zero_offset());
    tx.execute(
        sql!(
            "INSERT INTO series (organization_id, id, pair_id, cadence, weekday, starts_at_minute, minutes, zone, place, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
             ON CONFLICT (organization_id, pair_id) DO UPDATE SET cadence = excluded.cadence,
               weekday = excluded.weekday, starts_at_minute = excluded.starts_at_minute,
               minutes = excluded.minutes, zone = excluded.zone, place = excluded.place,
               version = series.version + 1"
        ),
        params![organization, id, pair, new.cadence, weekday, minute, new.minutes, new.zone, new.place],
    )
    .await?;
    Ok(())
}
