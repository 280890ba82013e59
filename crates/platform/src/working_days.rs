//! Weekends, and Japanese holidays where it is Japan: a 1-on-1 is not planned on them, a Monday's
//! reminder comes on Friday.
//!
//! Whether holidays count hangs on the zone: that of a series for its dates, the viewer's for a date
//! that is typed, the organization's for its reminders.
//!
//! The holidays come from the crate jpholiday (the Cabinet Office's list and the astronomical rule
//! for the equinoxes).

use jiff::{ToSpan, civil::Date, tz::TimeZone};
use jpholiday::jpholiday::JPHoliday;
use std::cell::OnceCell;

thread_local! {
    // The crate's list of rules is not shareable between threads.
    static HOLIDAYS: OnceCell<JPHoliday<'static>> = const { OnceCell::new() };
}

/// Which days are worked on in a zone.
#[derive(Clone, Copy, Debug)]
pub struct WorkingDays {
    japan: bool,
}

impl WorkingDays {
    /// In the zone of this IANA name.
    pub fn of(zone: &str) -> Self {
        Self { japan: zone == "Asia/Tokyo" }
    }

    pub fn in_zone(zone: &TimeZone) -> Self {
        Self::of(zone.iana_name().unwrap_or_default())
    }

    /// The holiday's Japanese name, if the day is one.
    pub fn holiday(self, date: Date) -> Option<String> {
        if self.japan { japanese_holiday(date) } else { None }
    }

    /// Neither a weekend nor a holiday.
    pub fn holds(self, date: Date) -> bool {
        date.weekday().to_monday_zero_offset() < 5 && self.holiday(date).is_none()
    }

    /// This day, or the first working day after it.
    pub fn on_or_after(self, date: Date) -> Date {
        self.search(date, 1)
    }

    /// The last working day before this one.
    pub fn before(self, date: Date) -> Date {
        self.search(date.saturating_sub(1.day()), -1)
    }

    fn search(self, start: Date, step: i32) -> Date {
        let mut day = start;
        // Ten days without work in a row have happened (2019); thirty do not.
        for _ in 0..30 {
            if self.holds(day) {
                return day;
            }
            day = day.saturating_add(step.days());
        }
        start
    }
}

fn japanese_holiday(date: Date) -> Option<String> {
    let day = chrono::NaiveDate::from_ymd_opt(
        date.year().into(),
        date.month().unsigned_abs().into(),
        date.day().unsigned_abs().into(),
    )?;
    HOLIDAYS.with(|holidays| holidays.get_or_init(JPHoliday::new).is_holiday_name(&day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TOKYO: WorkingDays = WorkingDays { japan: true };

    #[test]
    fn elsewhere_only_weekends_count() {
        let there = WorkingDays::of("America/New_York");
        assert!(there.holds(date(2026, 11, 23)) && !there.holds(date(2026, 11, 22)));
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        assert!(!WorkingDays::in_zone(&zone).holds(date(2026, 11, 23)));
    }

    #[test]
    fn the_calendar_of_2026_and_2027() {
        for (day, name) in [
            (date(2026, 1, 1), "元日"),
            (date(2026, 5, 6), "振替休日"),
            (date(2026, 9, 22), "国民の休日"),
            (date(2026, 11, 23), "勤労感謝の日"),
            (date(2027, 3, 22), "振替休日"),
        ] {
            let found = TOKYO.holiday(day).unwrap_or_else(|| panic!("{day} is a holiday"));
            assert!(found.contains(name), "{day}: {found}");
        }
        assert_eq!(TOKYO.holiday(date(2026, 11, 24)), None);
    }

    #[test]
    fn a_monday_is_announced_on_friday() {
        assert_eq!(TOKYO.before(date(2026, 11, 30)), date(2026, 11, 27));
        assert_eq!(TOKYO.before(date(2026, 11, 24)), date(2026, 11, 20));
        assert_eq!(TOKYO.on_or_after(date(2026, 11, 21)), date(2026, 11, 24));
    }
}
