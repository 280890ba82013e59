//! The dates that would come of a rhythm.

use crate::{
    dates::why_off,
    one_on_one,
    series::{self, Cadence, NewSeries},
};
use jiff::{SignedDuration, ToSpan, civil::Date};
use people::pair::Pair;
use platform::{
    Result,
    access::{Mode, Tx},
    render::Frame,
    working_days::WorkingDays,
};

/// So many dates are shown, and looked at for other 1-on-1s.
const DATES: usize = 6;
/// Within these days even a monthly rhythm has that many.
const DAYS: i32 = 240;

/// One date to come.
pub struct PreviewDate {
    /// 11月24日(火) 10:00
    pub when: String,
    /// 11月23日(月)は勤労感謝の日のため
    pub instead: Option<String>,
    /// One of the two has another 1-on-1 then.
    pub taken: bool,
}

/// The next dates; none for a rhythm without dates.
pub async fn preview<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    pair: &Pair,
    new: &NewSeries,
) -> Result<Vec<PreviewDate>> {
    if new.cadence == Cadence::None {
        return Ok(Vec::new());
    }
    let until = new.first.saturating_add(DAYS.days());
    let mut dates = Vec::new();
    let working_days = WorkingDays::of(&new.zone);
    let span = (new.first, until);
    for (named, day) in series::occurrences(new.cadence, new.weekday, working_days, span) {
        let starts_at = series::instant(day, new.starts_at, &new.zone)?;
        if starts_at < tx.now() || dates.len() == DATES {
            continue;
        }
        let ends_at = starts_at.saturating_add(SignedDuration::from_mins(new.minutes));
        let span = (starts_at, ends_at.unwrap_or(starts_at));
        dates.push(PreviewDate {
            when: format!("{} {}", f.day_of(&starts_at), f.time(&starts_at)),
            instead: (named != day).then(|| instead(f, working_days, named)),
            taken: one_on_one::is_taken(tx, pair.id, (pair.leader, pair.member), span).await?,
        });
    }
    Ok(dates)
}

fn instead(f: &Frame, working_days: WorkingDays, named: Date) -> String {
    f.with2("rhythm-instead", "day", f.day(&named), "why", why_off(f, working_days, named))
}
