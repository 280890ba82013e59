//! Dates and times as people type them, read in their own time zone.
//!
//! Browsers send `2026-11-26` and `15:00`; who types by hand may use full-width digits, slashes or
//! 年月日. What cannot be (29 February of a common year, 25:00, an hour that the clocks skip) is
//! said field by field.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::{AmbiguousOffset, TimeZone},
};
use platform::{Error, Result, error::FieldErrors};
use unicode_normalization::UnicodeNormalization;

/// A day, if the text is one that exists.
pub fn date(text: &str) -> Option<Date> {
    let text = plain(text);
    let text = text.trim_end_matches('日');
    let mut parts = text.split(['-', '/', '.', '年', '月']).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A time of day in whole minutes, if the text is one.
pub fn time(text: &str) -> Option<Time> {
    let text = plain(text).replace('時', ":").replace('分', "");
    let mut parts = text.split(':').map(str::trim);
    let (hour, minute) = (parts.next()?, parts.next()?);
    let seconds_fit = parts.next().is_none_or(|seconds| seconds.parse() == Ok(0));
    if hour.is_empty() || parts.next().is_some() || !seconds_fit {
        return None;
    }
    let minute = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    Time::new(hour.parse().ok()?, minute, 0, 0).ok()
}

/// A whole number, if the text is one.
pub fn number(text: &str) -> Option<i64> {
    plain(text).parse().ok()
}

/// Full-width digits and signs become plain ones (NFKC).
fn plain(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

/// The instant that a day and a time name in this zone. An hour that comes twice is the first.
///
/// # Errors
/// `Invalid` with the fields `date` and `time` that are wrong.
pub fn instant(date_text: &str, time_text: &str, zone: &TimeZone) -> Result<Timestamp> {
    let (date, time) = (date(date_text), time(time_text));
    let mut errors = FieldErrors::default();
    if date.is_none() {
        errors.push("date", "invalid-date");
    }
    if time.is_none() {
        errors.push("time", "invalid-time");
    }
    let (Some(date), Some(time)) = (date, time) else { return Err(Error::Invalid(errors)) };
    let local = zone.to_ambiguous_zoned(date.to_datetime(time));
    if matches!(local.offset(), AmbiguousOffset::Gap { .. }) {
        return Err(Error::field("time", "invalid-time-skipped"));
    }
    // Only the last hours of the calendar are beyond what an instant can be.
    let zoned = local.compatible().map_err(|_| Error::field("date", "invalid-date-far"))?;
    Ok(zoned.timestamp())
}

/// `2026-11-26`, as date fields hold it.
pub fn date_field(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).date().to_string()
}

/// `15:00`, as time fields hold it.
pub fn time_field(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone()).time();
    clock(local)
}

/// `15:00`
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    #[test]
    fn days_as_people_write_them() {
        let day = civil::date(2026, 11, 26);
        for text in
            ["2026-11-26", "2026/11/26", "２０２６－１１－２６", "2026年11月26日", " 2026.11.26 "]
        {
            assert_eq!(date(text), Some(day), "{text}");
        }
        assert_eq!(date("2028-02-29"), Some(civil::date(2028, 2, 29)));
        for wrong in
            ["2027-02-29", "2026-13-01", "2026-11-31", "26-11-2026", "あす", "", "2026-11-26-1"]
        {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_as_people_write_them() {
        for text in ["15:05", "１５：０５", "15時05分", "15時5分", "15:05:00"] {
            assert_eq!(time(text), Some(civil::time(15, 5, 0, 0)), "{text}");
        }
        assert_eq!(time("9時"), Some(civil::time(9, 0, 0, 0)));
        for wrong in ["25:00", "24:00", "12:60", "15", "", ":30", "15:05:30", "15:0:0:0"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_hour_that_the_clocks_skip_is_said() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let reason = |error: Error| match error {
            Error::Invalid(fields) => fields.of("time").unwrap_or_default().to_owned(),
            other => panic!("{other}"),
        };
        let skipped = instant("2027-03-14", "02:30", &zone).unwrap_err();
        assert_eq!(reason(skipped), "invalid-time-skipped");
        assert_eq!(reason(instant("2027-03-13", "25:00", &zone).unwrap_err()), "invalid-time");
        // 01:30 comes twice on the first Sunday of November: the first is meant.
        let twice = instant("2026-11-01", "01:30", &zone).unwrap();
        assert_eq!(twice.to_string(), "2026-11-01T05:30:00Z");
    }
}
