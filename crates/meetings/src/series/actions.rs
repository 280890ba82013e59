//! Setting a rhythm, and planning its dates.

use super::{
    model::{self, Cadence, HORIZON_DAYS, NewSeries, Series},
    queries,
};
use crate::one_on_one::{self, NewDates, NewOneOnOne, Slot};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};
use people::pair::{Pair, PairId};
use platform::{
    PersonId, Result,
    access::{Edit, Mode, Permit, Tx, Writes},
    working_days::WorkingDays,
};

/// Sets the rhythm of a pair, from `new.first` on. What is planned from then on moves to the new
/// dates and keeps what was prepared; what lies before stays as it is. Returns how many were planned
/// anew.
///
/// # Errors
/// `Invalid` for a length, zone or place that cannot be.
pub async fn set(tx: &mut Tx<Writes>, pair: &Permit<Edit, Pair>, new: &NewSeries) -> Result<usize> {
    new.check()?;
    queries::put(tx, pair.id, new).await?;
    let from = model::instant(new.first, Time::midnight(), &new.zone)?;
    let today = today(tx, &new.zone);
    let until = new.first.max(today).saturating_add(HORIZON_DAYS.days());
    let slots = slots(new, new.first.max(today), until)?;
    let kept = queries::written_in(tx, pair.id).await?;
    one_on_one::replan(tx, pair, NewDates { from, slots, reach: reach(new.cadence), kept }).await
}

/// Which of the next dates of this rhythm would meet another 1-on-1 of one of the two?
pub async fn meeting_others<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    two: (PersonId, PersonId),
    new: &NewSeries,
) -> Result<Vec<Timestamp>> {
    let from = new.first.max(today(tx, &new.zone));
    let mut meeting = Vec::new();
    for slot in slots(new, from, from.saturating_add(HORIZON_DAYS.days()))? {
        let length = SignedDuration::from_mins(slot.minutes);
        let ends_at = slot.starts_at.saturating_add(length).unwrap_or(slot.starts_at);
        if one_on_one::is_taken(tx, pair, two, (slot.starts_at, ends_at)).await? {
            meeting.push(slot.starts_at);
        }
    }
    Ok(meeting)
}

/// Plans the dates that lie within the horizon and were not planned yet. Returns how many.
pub async fn plan_ahead(
    tx: &mut Tx<Writes>,
    pair: &Permit<Edit, Pair>,
    series: &Series,
) -> Result<usize> {
    let today = today(tx, &series.zone);
    let latest = one_on_one::latest_occurrence(tx, pair.id).await?;
    let from = latest.map_or(today, |day| day.saturating_add(1.day()).max(today));
    let rhythm = NewSeries::from(series);
    let mut planned = 0;
    for slot in slots(&rhythm, from, today.saturating_add(HORIZON_DAYS.days()))? {
        if slot.starts_at >= tx.now() {
            let new = NewOneOnOne {
                starts_at: slot.starts_at,
                minutes: slot.minutes,
                occurrence: Some(slot.occurrence),
                place: slot.place,
            };
            planned += usize::from(one_on_one::plan(tx, pair, &new).await?.is_some());
        }
    }
    Ok(planned)
}

fn slots(rhythm: &NewSeries, from: Date, until: Date) -> Result<Vec<Slot>> {
    let working_days = WorkingDays::of(&rhythm.zone);
    let days = model::occurrences(rhythm.cadence, rhythm.weekday, working_days, (from, until));
    let slot = |(occurrence, day): (Date, Date)| {
        Ok(Slot {
            occurrence,
            starts_at: model::instant(day, rhythm.starts_at, &rhythm.zone)?,
            minutes: rhythm.minutes,
            place: rhythm.place.clone(),
        })
    };
    days.into_iter().map(slot).collect()
}

/// How far a planned one may move: not past the place of its neighbour.
fn reach(cadence: Cadence) -> SignedDuration {
    let days = match cadence {
        Cadence::Weekly => 6,
        Cadence::TwiceMonthly => 13,
        Cadence::Monthly => 27,
        Cadence::None => 0,
    };
    SignedDuration::from_hours(24 * days)
}

fn today<M: Mode>(tx: &Tx<M>, zone: &str) -> Date {
    tx.now().to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC)).date()
}
