//! Types and pure rules of a series.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};
use people::pair::PairId;
use platform::{Error, Result, define_id, text_enum, working_days::WorkingDays};

define_id! { SeriesId }

text_enum! {
    pub enum Cadence {
        Weekly = "weekly",
        TwiceMonthly = "twice_monthly",
        Monthly = "monthly",
        None = "none",
    }
}

/// How far ahead dates are planned.
pub const HORIZON_DAYS: i32 = 62;
/// 30 to 60 minutes; ten are for a day without much to say.
pub const MINUTES: std::ops::RangeInclusive<i64> = 10..=120;

/// The rhythm of one pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub id: SeriesId,
    pub pair: PairId,
    pub cadence: Cadence,
    pub weekday: Weekday,
    pub starts_at: Time,
    pub minutes: i64,
    /// An IANA name.
    pub zone: String,
    pub place: String,
    pub version: i64,
}

/// A rhythm to be set.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSeries {
    pub cadence: Cadence,
    pub weekday: Weekday,
    pub starts_at: Time,
    pub minutes: i64,
    pub zone: String,
    pub place: String,
    /// The first occurrence is on or after this day.
    pub first: Date,
}

impl From<&Series> for NewSeries {
    /// The same rhythm, from any day on.
    fn from(series: &Series) -> Self {
        Self {
            cadence: series.cadence,
            weekday: series.weekday,
            starts_at: series.starts_at,
            minutes: series.minutes,
            zone: series.zone.clone(),
            place: series.place.clone(),
            first: Date::MIN,
        }
    }
}

impl NewSeries {
    /// # Errors
    /// `Invalid` with the field that is wrong.
    pub fn check(&self) -> Result<()> {
        if !MINUTES.contains(&self.minutes) {
            return Err(Error::field("minutes", "invalid-minutes"));
        }
        if TimeZone::get(&self.zone).is_err() {
            return Err(Error::field("zone", "invalid-zone"));
        }
        if self.place.chars().count() > 80 {
            return Err(Error::field("place", "invalid-place"));
        }
        Ok(())
    }
}

/// The planned days on or after `from`, before `until`: pairs of the first planned day, which
/// names the occurrence, and the working day on which it takes place.
///
/// Twice a month means the first and the third such weekday, monthly the first, so that people can
/// say "every first Thursday".
pub fn occurrences(
    cadence: Cadence,
    weekday: Weekday,
    working_days: WorkingDays,
    (from, until): (Date, Date),
) -> Vec<(Date, Date)> {
    let mut day = from;
    while day.weekday() != weekday {
        day = day.saturating_add(1.day());
    }
    let mut planned = Vec::new();
    while day < until {
        if falls_on(cadence, day) {
            planned.push((day, working_days.on_or_after(day)));
        }
        day = day.saturating_add(7.days());
    }
    planned
}

fn falls_on(cadence: Cadence, day: Date) -> bool {
    let week_of_month = (day.day() - 1) / 7;
    match cadence {
        Cadence::Weekly => true,
        Cadence::TwiceMonthly => week_of_month == 0 || week_of_month == 2,
        Cadence::Monthly => week_of_month == 0,
        Cadence::None => false,
    }
}

/// The instant of a local time. A time that the clocks skip is moved on, as everybody's calendar
/// does; one that comes twice is the first.
pub fn instant(day: Date, time: Time, zone: &str) -> Result<Timestamp> {
    let zone = TimeZone::get(zone).map_err(|_| Error::field("zone", "invalid-zone"))?;
    let zoned = zone.to_ambiguous_zoned(day.to_datetime(time)).compatible();
    Ok(zoned.map_err(|_| Error::field("date", "invalid-date"))?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn twice_a_month_is_the_first_and_the_third() {
        let days = occurrences(
            Cadence::TwiceMonthly,
            Weekday::Thursday,
            WorkingDays::of("Asia/Tokyo"),
            (date(2026, 10, 1), date(2026, 12, 1)),
        );
        let firsts: Vec<_> = days.iter().map(|(first, _)| *first).collect();
        assert_eq!(
            firsts,
            [date(2026, 10, 1), date(2026, 10, 15), date(2026, 11, 5), date(2026, 11, 19)]
        );
    }

    #[test]
    fn a_holiday_of_the_zone_moves_the_day_but_not_its_name() {
        let week = (date(2026, 11, 23), date(2026, 11, 30));
        let days =
            |zone| occurrences(Cadence::Weekly, Weekday::Monday, WorkingDays::of(zone), week);
        assert_eq!(days("Asia/Tokyo"), [(date(2026, 11, 23), date(2026, 11, 24))]);
        assert_eq!(days("America/New_York"), [(date(2026, 11, 23), date(2026, 11, 23))]);
    }

    #[test]
    fn a_skipped_hour_moves_on() {
        let at =
            instant(date(2026, 3, 8), jiff::civil::time(2, 30, 0, 0), "America/New_York").unwrap();
        assert_eq!(at.to_string(), "2026-03-08T07:30:00Z");
    }
}
