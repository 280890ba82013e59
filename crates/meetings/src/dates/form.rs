//! A date as it is typed, and what it means.

use crate::{
    one_on_one::{self, Move, NewOneOnOne, OneOnOne},
    when, working_days,
};
use jiff::{Timestamp, tz::TimeZone};
use people::text;
use platform::{Error, Result, error::FieldErrors};
use serde::Deserialize;

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
    /// The date that was asked about ([`DateForm::asked`]): though something speaks against it.
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
        if !self.is_confirmed() {
            must_be_working_day(starts_at, zone)?;
        }
        Ok(Typed { starts_at, minutes, place: text::line(&self.place) })
    }

    /// What a confirmation is about. One that was given for another date counts for nothing.
    pub fn asked(&self) -> String {
        format!("{} {} {} {}", self.date, self.time, self.minutes, self.scope)
    }

    pub fn is_confirmed(&self) -> bool {
        self.anyway == self.asked()
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
    pub fn into_move(self, version: i64, anyway: bool) -> Move {
        let Self { starts_at, minutes, place } = self;
        Move { starts_at, minutes, place, version, anyway }
    }

    pub fn into_new(self) -> NewOneOnOne {
        let Self { starts_at, minutes, place } = self;
        NewOneOnOne { starts_at, minutes, occurrence: None, place }
    }
}

/// # Errors
/// `Conflict` for a weekend or a holiday.
pub fn must_be_working_day(at: Timestamp, zone: &TimeZone) -> Result<()> {
    let works = working_days::is_working_day(date_of(at, zone));
    if works { Ok(()) } else { Err(Error::Conflict("conflict-holiday")) }
}

fn date_of(at: Timestamp, zone: &TimeZone) -> jiff::civil::Date {
    at.to_zoned(zone.clone()).date()
}
