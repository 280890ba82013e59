//! A date as it is typed, and what it means.

use crate::one_on_one::{self, Move, NewOneOnOne, OneOnOne};
use jiff::{Timestamp, tz::TimeZone};
use people::text;
use platform::{Error, Result, error::FieldErrors, when, working_days::WorkingDays};
use serde::Deserialize;

platform::text_enum! {
    /// What can speak against a date. Each is asked, and answered, by itself.
    pub enum Question {
        /// It is a weekend or a holiday.
        DayOff = "day_off",
        /// One of the two has another 1-on-1 then.
        Overlap = "overlap",
        /// One of the dates that move along meets another 1-on-1.
        OverlapLater = "overlap_later",
    }
}

/// The fields of the pages that ask for a date. Kept as typed, to be shown again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DateForm {
    pub date: String,
    pub time: String,
    pub minutes: String,
    pub place: String,
    /// `all`: the rhythm from then on, too.
    pub scope: String,
    pub version: i64,
    pub key: String,
    /// Which date was asked about, and what was asked ([`DateForm::answer`]).
    pub anyway: String,
}

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub place: String,
}

impl DateForm {
    /// What is planned now, as a form.
    pub fn of(one_on_one: &OneOnOne, zone: &TimeZone) -> Self {
        Self {
            date: when::date_field(one_on_one.starts_at, zone),
            time: when::time_field(one_on_one.starts_at, zone),
            minutes: one_on_one.minutes.to_string(),
            place: one_on_one.place.clone(),
            version: one_on_one.version,
            ..Self::default()
        }
    }

    /// Reads the fields in the viewer's zone.
    ///
    /// # Errors
    /// `Invalid` with all fields that are wrong; `Conflict` for a weekend or a holiday that was not
    /// confirmed.
    pub fn read(&self, zone: &TimeZone, now: Timestamp) -> Result<Typed> {
        let mut errors = FieldErrors::default();
        let starts_at = match when::instant(&self.date, &self.time, zone) {
            Ok(at) => Some(at),
            Err(Error::Invalid(wrong)) => {
                errors.0.extend(wrong.0);
                None
            }
            Err(other) => return Err(other),
        };
        let minutes = when::number(&self.minutes);
        if minutes.is_none() {
            errors.push("minutes", "invalid-minutes");
        }
        errors.into_result()?;
        let (Some(starts_at), Some(minutes)) = (starts_at, minutes) else {
            return Err(Error::internal("a date without an error and without a value"));
        };
        one_on_one::check_date(starts_at, minutes, &text::line(&self.place), now)?;
        if !self.confirms(Question::DayOff) {
            must_be_working_day(starts_at, zone)?;
        }
        Ok(Typed { starts_at, minutes, place: text::line(&self.place) })
    }

    /// What says "though": the date, and the questions. One that was given for another date counts
    /// for nothing.
    pub fn answer(&self, questions: impl Iterator<Item = Question>) -> String {
        let asked: Vec<_> = questions.map(Question::word).collect();
        format!("{}={}", self.asked(), asked.join(","))
    }

    fn asked(&self) -> String {
        format!("{} {} {} {}", self.date, self.time, self.minutes, self.scope)
    }

    /// Was this asked about this very date, and answered?
    pub fn confirms(&self, question: Question) -> bool {
        self.confirmed().any(|confirmed| confirmed == question)
    }

    /// All that was answered so far.
    pub fn confirmed(&self) -> impl Iterator<Item = Question> {
        let (date, questions) = self.anyway.rsplit_once('=').unwrap_or_default();
        let counts = date == self.asked();
        questions.split(',').filter_map(Question::from_word).filter(move |_| counts)
    }

    /// Was anything typed, or filled in by an address?
    pub fn is_typed(&self) -> bool {
        !self.date.is_empty()
    }

    pub fn is_for_all(&self) -> bool {
        self.scope == "all"
    }
}

impl Typed {
    /// As a move, with what the form confirms.
    pub fn into_move(self, form: &DateForm) -> Move {
        let Self { starts_at, minutes, place } = self;
        let anyway = form.confirms(Question::Overlap);
        let anyway_later = form.confirms(Question::OverlapLater);
        Move { starts_at, minutes, place, version: form.version, anyway, anyway_later }
    }

    pub fn into_new(self) -> NewOneOnOne {
        let Self { starts_at, minutes, place } = self;
        NewOneOnOne { starts_at, minutes, occurrence: None, place }
    }
}

/// # Errors
/// `Conflict` for a weekend or a holiday.
pub fn must_be_working_day(at: Timestamp, zone: &TimeZone) -> Result<()> {
    let works = WorkingDays::in_zone(zone).holds(date_of(at, zone));
    if works { Ok(()) } else { Err(Error::Conflict("conflict-holiday")) }
}

fn date_of(at: Timestamp, zone: &TimeZone) -> jiff::civil::Date {
    at.to_zoned(zone.clone()).date()
}
