//! Weekends and Japanese holidays: a 1-on-1 is not planned on them, a Monday's reminder comes on
//! Friday.
//!
//! The holidays come from the crate jpholiday (the Cabinet Office's list and the astronomical rule
//! for the equinoxes).

use jiff::{ToSpan, civil::Date};
use jpholiday::jpholiday::JPHoliday;
use std::cell::OnceCell;

thread_local! {
    // The crate's list of rules is not shareable between threads.
    static HOLIDAYS: OnceCell<JPHoliday<'static>> = const { OnceCell::new() };
}

/// The holiday's Japanese name, if the day is one.
pub fn holiday(date: Date) -> Option<String> {
    let day = chrono::NaiveDate::from_ymd_opt(
        date.year().into(),
        date.month().unsigned_abs().into(),
        date.day().unsigned_abs().into(),
    )?;
    HOLIDAYS.with(|holidays| holidays.get_or_init(JPHoliday::new).is_holiday_name(&day))
}

/// Neither a weekend nor a holiday.
pub fn is_working_day(date: Date) -> bool {
    date.weekday().to_monday_zero_offset() < 5 && holiday(date).is_none()
}

/// This day, or the first working day after it.
pub fn on_or_after(date: Date) -> Date {
    search(date, 1)
}

/// The last working day before this one.
pub fn before(date: Date) -> Date {
    search(date.saturating_sub(1.day()), -1)
}

fn search(start: Date, step: i32) -> Date {
    let mut day = start;
    // Ten days without work in a row have happened (2019); thirty do not.
    for _ in 0..30 {
        if is_working_day(day) {
            return day;
        }
        day = day.saturating_add(step.days());
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_calendar_of_2026_and_2027() {
        for (day, name) in [
            (date(2026, 1, 1), "元日"),
            (date(2026, 5, 6), "振替休日"),
            (date(2026, 9, 22), "国民の休日"),
            (date(2026, 11, 23), "勤労感謝の日"),
            (date(2027, 3, 22), "振替休日"),
        ] {
            let found = holiday(day).unwrap_or_else(|| panic!("{day} is a holiday"));
            assert!(found.contains(name), "{day}: {found}");
        }
        assert_eq!(holiday(date(2026, 11, 24)), None);
    }

    #[test]
    fn a_monday_is_announced_on_friday() {
        assert_eq!(before(date(2026, 11, 30)), date(2026, 11, 27));
        assert_eq!(before(date(2026, 11, 24)), date(2026, 11, 20));
        assert_eq!(on_or_after(date(2026, 11, 21)), date(2026, 11, 24));
    }
}
