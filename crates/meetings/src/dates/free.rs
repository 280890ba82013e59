//! Other dates that would suit: working days on which neither of the two has another 1-on-1.

use super::form::DateForm;
use crate::one_on_one::{self, OneOnOneId};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};
use platform::{
    PersonId, Result,
    access::{Mode, Tx},
    render::Frame,
    routing::encode_query,
    when,
    working_days::WorkingDays,
};

/// From when to when an instant is taken.
pub type Span = (Timestamp, Timestamp);

/// How far to look, to either side.
const DAYS: i32 = 14;
const SAME_DAY: usize = 2;
const OTHER_DAYS: usize = 3;
/// Between these hours another time on the same day is proposed.
const OPENS: i64 = 9 * 60;
const CLOSES: i64 = 18 * 60;

/// Who has to be free, and where a proposal leads.
pub struct Wish {
    pub people: (PersonId, PersonId),
    /// The one that moves is not in its own way.
    pub except: Option<OneOnOneId>,
    /// The page that shows a proposal filled in.
    pub page: String,
}

/// One proposal.
pub struct FreeDate {
    pub label: String,
    pub path: String,
}

/// The day, time and length to look around.
#[derive(Clone, Debug)]
pub struct Around {
    pub date: Date,
    pub time: Time,
    pub minutes: i64,
}

impl Around {
    /// What was typed, as far as it can be understood; else the next working day in the morning.
    pub fn typed(f: &Frame, form: &DateForm) -> Self {
        let today = f.texts().date_of(f.now);
        let near = |date: &Date| (0..=366).contains(&(*date - today).get_days());
        let working_days = WorkingDays::in_zone(&f.viewer.zone);
        let tomorrow = working_days.on_or_after(today.saturating_add(1.day()));
        Self {
            date: when::date(&form.date).filter(near).unwrap_or(tomorrow),
            time: when::time(&form.time).unwrap_or(Time::constant(10, 0, 0, 0)),
            minutes: when::number(&form.minutes).filter(|m| (10..=120).contains(m)).unwrap_or(30),
        }
    }
}

/// The other 1-on-1s of the two around that day.
pub async fn taken<M: Mode>(
    tx: &mut Tx<M>,
    wish: &Wish,
    around: &Around,
    zone: &TimeZone,
) -> Result<Vec<Span>> {
    let start = |date: Date| date.to_zoned(zone.clone()).map(|zoned| zoned.timestamp());
    let from = start(around.date.saturating_sub(DAYS.days())).unwrap_or(Timestamp::MIN);
    let until = start(around.date.saturating_add((DAYS + 1).days())).unwrap_or(Timestamp::MAX);
    one_on_one::taken_between(tx, wish.people, (from, until), wish.except).await
}

/// The proposals as links that fill them in; everything else that was typed goes along.
pub fn proposals(
    f: &Frame,
    form: &DateForm,
    around: &Around,
    taken: &[Span],
    page: &str,
) -> Vec<FreeDate> {
    let zone = &f.viewer.zone;
    let link = |at: Timestamp| FreeDate {
        label: format!("{} {}", f.day_of(&at), f.time(&at)),
        path: format!(
            "{page}?date={}&time={}&minutes={}&place={}&scope={}",
            when::date_field(at, zone),
            encode_query(&when::time_field(at, zone)),
            around.minutes,
            encode_query(&form.place),
            encode_query(&form.scope),
        ),
    };
    free(around, taken, zone, f.now).into_iter().map(link).collect()
}

/// The nearest free times of that day, and that time on the nearest free days; in order of time.
fn free(around: &Around, taken: &[Span], zone: &TimeZone, now: Timestamp) -> Vec<Timestamp> {
    let length = SignedDuration::from_mins(around.minutes);
    let working_days = WorkingDays::in_zone(zone);
    let fits = |(date, time): (Date, Time)| {
        let at = zone.to_ambiguous_zoned(date.to_datetime(time)).unambiguous().ok()?.timestamp();
        let ends = at.checked_add(length).ok()?;
        let ahead = at > now && working_days.holds(date);
        (ahead && !meets(taken, (at, ends))).then_some(at)
    };
    let mut found: Vec<_> = same_day(around).filter_map(fits).take(SAME_DAY).collect();
    found.extend(other_days(around).filter_map(fits).take(OTHER_DAYS));
    found.sort_unstable();
    found
}

/// Does this time meet one of those?
pub fn meets(taken: &[Span], (from, until): Span) -> bool {
    taken.iter().any(|(start, end)| *start < until && from < *end)
}

fn same_day(around: &Around) -> impl Iterator<Item = (Date, Time)> {
    let wanted = i64::from(around.time.hour()) * 60 + i64::from(around.time.minute());
    let last = CLOSES - around.minutes;
    let mut starts: Vec<i64> =
        (OPENS..=last).step_by(30).filter(|start| *start != wanted).collect();
    starts.sort_by_key(|start| ((start - wanted).abs(), *start < wanted));
    let date = around.date;
    let time = |start: i64| Time::new((start / 60) as i8, (start % 60) as i8, 0, 0).ok();
    starts.into_iter().filter_map(time).map(move |time| (date, time))
}

fn other_days(around: &Around) -> impl Iterator<Item = (Date, Time)> {
    let (date, time) = (around.date, around.time);
    let both =
        move |days: i32| [date.saturating_add(days.days()), date.saturating_sub(days.days())];
    (1..=DAYS).flat_map(both).map(move |day| (day, time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn look(day: Date, taken: &[Span]) -> Vec<String> {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let around = Around { date: day, time: time(15, 0, 0, 0), minutes: 30 };
        let now = "2026-11-24T00:00:00Z".parse().unwrap();
        let local = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%m-%d %H:%M").to_string();
        free(&around, taken, &zone, now).into_iter().map(local).collect()
    }

    #[test]
    fn the_nearest_times_and_days_come_first() {
        // Thursday; Saturday and Sunday are left out, and so is what is over.
        let near = ["11-25 15:00", "11-26 14:30", "11-26 15:30", "11-27 15:00", "11-30 15:00"];
        let mut found = look(date(2026, 11, 26), &[]);
        found.retain(|at| near.contains(&at.as_str()));
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(look(date(2026, 11, 28), &[]).iter().all(|at| !at.starts_with("11-28")));
    }

    #[test]
    fn what_is_taken_is_not_proposed() {
        let span = |from: &str, until: &str| (from.parse().unwrap(), until.parse().unwrap());
        let taken = [
            span("2026-11-26T05:15:00Z", "2026-11-26T05:45:00Z"),
            span("2026-11-27T06:00:00Z", "2026-11-27T06:30:00Z"),
        ];
        let found = look(date(2026, 11, 26), &taken);
        for wrong in ["11-26 14:00", "11-26 14:30", "11-27 15:00"] {
            assert!(!found.contains(&wrong.to_owned()), "{found:?}");
        }
        assert!(found.contains(&"11-26 15:30".to_owned()), "one ends as the other begins");
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_not_proposed() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let around = Around { date: date(2027, 3, 12), time: time(2, 30, 0, 0), minutes: 30 };
        let now = "2027-03-01T00:00:00Z".parse().unwrap();
        for at in free(&around, &[], &zone, now) {
            assert_ne!(at.to_zoned(zone.clone()).date(), date(2027, 3, 14));
        }
    }
}
