//! Setting a rhythm, and planning its dates.

use super::{
    model::{self, HORIZON_DAYS, NewSeries, Series},
    queries,
};
use crate::one_on_one::{self, NewOneOnOne};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use people::pair::Pair;
use platform::{
    Error, Result,
    access::{Edit, Permit, Tx, Writes},
};

/// Sets the rhythm of a pair, from `new.first` on. What lies ahead and nobody prepared yet is
/// planned anew; a prepared one keeps its date, so nothing is lost.
///
/// # Errors
/// `Invalid` for a length, zone or place that cannot be.
pub async fn set(tx: &mut Tx<Writes>, pair: &Permit<Edit, Pair>, new: &NewSeries) -> Result<usize> {
    new.check()?;
    queries::put(tx, pair.id, new).await?;
    one_on_one::withdraw_untouched(tx, pair).await?;
    let series = queries::of_pair(tx, pair.id).await?;
    let series = series.ok_or_else(|| Error::internal("the series that was just written"))?;
    plan_from(tx, pair, &series, new.first).await
}

/// Plans the dates that lie within the horizon and are not planned yet. Returns how many.
pub async fn plan_ahead(
    tx: &mut Tx<Writes>,
    pair: &Permit<Edit, Pair>,
    series: &Series,
) -> Result<usize> {
    let today = today(tx, series);
    plan_from(tx, pair, series, today).await
}

async fn plan_from(
    tx: &mut Tx<Writes>,
    pair: &Permit<Edit, Pair>,
    series: &Series,
    from: Date,
) -> Result<usize> {
    let from = from.max(today(tx, series));
    let until = from.saturating_add(HORIZON_DAYS.days());
    let mut planned = 0;
    for (first, day) in model::occurrences(series.cadence, series.weekday, from, until) {
        let starts_at = model::instant(day, series.starts_at, &series.zone)?;
        if starts_at < tx.now() {
            continue;
        }
        let new = NewOneOnOne {
            starts_at,
            minutes: series.minutes,
            occurrence: Some(first),
            place: series.place.clone(),
        };
        planned += usize::from(one_on_one::plan(tx, pair, &new).await?.is_some());
    }
    Ok(planned)
}

fn today(tx: &Tx<Writes>, series: &Series) -> Date {
    let zone = TimeZone::get(&series.zone).unwrap_or(TimeZone::UTC);
    tx.now().to_zoned(zone).date()
}
