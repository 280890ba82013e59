//! What the date pages show.

use super::{
    form::{DateForm, Question},
    free::{self, Around, FreeDate, Span, Wish},
};
use crate::{names, one_on_one::OneOnOne, series::Series};
use jiff::{SignedDuration, civil::Date};
use people::pair::Seat;
use platform::{
    Error, Result,
    access::{Mode, Tx},
    error::FieldErrors,
    i18n::Language,
    render::Frame,
    when,
    working_days::WorkingDays,
};

const LENGTHS: [i64; 3] = [30, 45, 60];

/// The fields of a date, filled, with what is wrong and what is asked.
pub struct Fields {
    pub form: DateForm,
    pub lengths: Vec<(String, String)>,
    pub errors: FieldErrors,
    /// What speaks against the date, each in a sentence: それでもこの日時にしますか.
    pub questions: Vec<(Question, String)>,
    /// The dates that would move along and meet another 1-on-1.
    pub later: Vec<String>,
    /// Others that would suit both.
    pub free: Vec<FreeDate>,
    pub stale: bool,
    /// Today, as the earliest day to choose.
    pub earliest: String,
    pub latest: String,
    /// Said where the rhythm lives in another zone than the viewer.
    pub zone: Option<String>,
}

impl Fields {
    pub fn new(f: &Frame, form: DateForm, series: Option<&Series>) -> Self {
        let today = f.texts().date_of(f.now);
        Self {
            lengths: lengths(f, &form.minutes),
            errors: FieldErrors::default(),
            questions: Vec::new(),
            later: Vec::new(),
            free: Vec::new(),
            stale: false,
            earliest: today.to_string(),
            latest: today.saturating_add(jiff::Span::new().days(366)).to_string(),
            zone: zone_line(f, series),
            form,
        }
    }

    /// The same with what stands in the way of it.
    ///
    /// # Errors
    /// Those that the page cannot mend.
    pub fn with(mut self, f: &Frame, error: Error) -> Result<Self> {
        match error {
            Error::Invalid(errors) => self.errors = errors,
            Error::Conflict("conflict-stale") => self.stale = true,
            Error::Conflict("conflict-overlap") => {
                self.ask(Question::Overlap, f.t("conflict-overlap"))
            }
            Error::Conflict("conflict-overlap-later") => {
                self.ask(Question::OverlapLater, f.t("conflict-overlap-later"));
            }
            Error::Conflict("conflict-holiday") => {
                let said = day_off(f, &self.form);
                self.ask(Question::DayOff, said);
            }
            other => return Err(other),
        }
        Ok(self)
    }

    /// Looks at the calendars of the two: proposes other dates, and says all that speaks against this
    /// one where it is asked about.
    ///
    /// # Errors
    /// Of the database.
    pub async fn look<M: Mode>(mut self, tx: &mut Tx<M>, f: &Frame, wish: &Wish) -> Result<Self> {
        let around = Around::typed(f, &self.form);
        let taken = free::taken(tx, wish, &around, &f.viewer.zone).await?;
        if self.asks() {
            self.explain(f, &around, &taken);
        }
        self.free = free::proposals(f, &self.form, &around, &taken, &wish.page);
        Ok(self)
    }

    /// A holiday and an overlap can both be in the way of one date: then both are said at once.
    fn explain(&mut self, f: &Frame, around: &Around, taken: &[Span]) {
        if !WorkingDays::in_zone(&f.viewer.zone).holds(around.date) {
            self.ask(Question::DayOff, day_off(f, &self.form));
        }
        let starts_at = when::instant(&self.form.date, &self.form.time, &f.viewer.zone);
        let overlaps = starts_at.is_ok_and(|at| {
            let ends_at = at.saturating_add(SignedDuration::from_mins(around.minutes));
            free::meets(taken, (at, ends_at.unwrap_or(at)))
        });
        if overlaps {
            self.ask(Question::Overlap, f.t("conflict-overlap"));
        }
    }

    /// Once each, and not again what was answered.
    fn ask(&mut self, question: Question, said: String) {
        let known = self.questions.iter().any(|(asked, _)| *asked == question);
        if !known && !self.form.confirms(question) {
            self.questions.push((question, said));
            self.questions.sort();
        }
    }

    /// What the button says that uses the date anyway.
    pub fn answer(&self) -> String {
        let asked = self.questions.iter().map(|(question, _)| *question);
        self.form.answer(self.form.confirmed().chain(asked))
    }

    pub fn asks_about(&self, question: Question) -> bool {
        self.questions.iter().any(|(asked, _)| *asked == question)
    }

    pub fn asks(&self) -> bool {
        !self.questions.is_empty()
    }

    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors.of(field)
    }
}

/// The lengths to choose from, as value and words; an unusual one that is chosen joins them.
pub fn lengths(f: &Frame, chosen: &str) -> Vec<(String, String)> {
    let own = when::number(chosen).filter(|minutes| !LENGTHS.contains(minutes));
    let mut all: Vec<i64> = LENGTHS.into_iter().chain(own).collect();
    all.sort_unstable();
    all.into_iter().map(|m| (m.to_string(), f.with("minutes", "minutes", m))).collect()
}

/// Said only where the viewer's zone and the rhythm's differ.
pub fn zone_line(f: &Frame, series: Option<&Series>) -> Option<String> {
    let mine = f.viewer.zone.iana_name()?;
    let theirs = series.map_or(f.viewer.organization_zone.iana_name()?, |series| &series.zone);
    (mine != theirs).then(|| f.with2("zone-differs", "mine", mine, "theirs", theirs))
}

fn day_off(f: &Frame, form: &DateForm) -> String {
    let working_days = WorkingDays::in_zone(&f.viewer.zone);
    match when::date(&form.date) {
        Some(date) => {
            let why = why_off(f, working_days, date);
            f.with2("conflict-day-off", "day", f.day(&date), "why", why)
        }
        None => f.t("conflict-holiday"),
    }
}

/// 勤労感謝の日; in English the names of Japanese holidays say nothing.
pub fn why_off(f: &Frame, working_days: WorkingDays, date: Date) -> String {
    match working_days.holiday(date) {
        Some(name) if f.texts().language == Language::Ja => name,
        Some(_) => f.t("day-off-holiday"),
        None => f.t("day-off-weekend"),
    }
}

/// Where this viewer's day begins: to go back to.
pub fn home_path(seat: Option<Seat>) -> &'static str {
    if seat == Some(Seat::Leader) { "/today" } else { "/" }
}

/// The one across the table, as the viewer calls them.
pub fn partner(f: &Frame, one_on_one: &OneOnOne) -> String {
    let seat = one_on_one.seat_of(&f.viewer).unwrap_or(Seat::Member);
    names::called(f.texts(), one_on_one.name_in(seat.other()))
}
