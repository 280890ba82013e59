//! A rhythm as it is typed, and what it means.

use crate::series::{Cadence, NewSeries, Series};
use jiff::{
    Timestamp,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};
use people::text;
use platform::{Error, Result, error::FieldErrors, when};
use serde::Deserialize;

/// The fields of the page. Kept as typed, to be shown again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RhythmForm {
    pub cadence: String,
    /// 0 Monday … 4 Friday.
    pub weekday: String,
    pub time: String,
    pub minutes: String,
    pub place: String,
    pub first: String,
    pub zone: String,
    pub key: String,
    pub anyway: String,
    /// Of the rhythm that the form showed; 0 where there was none.
    pub version: i64,
}

impl RhythmForm {
    /// The rhythm that there is, to go on from today; or a gentle proposal.
    pub fn of(series: Option<&Series>, now: Timestamp, zone: &TimeZone) -> Self {
        let zone_name = series.map(|series| series.zone.clone());
        let zone_name = zone_name.or_else(|| zone.iana_name().map(str::to_owned));
        let zone_name = zone_name.unwrap_or_else(|| "Asia/Tokyo".into());
        let own_zone = TimeZone::get(&zone_name).unwrap_or(TimeZone::UTC);
        let today = now.to_zoned(own_zone).date();
        let version = series.map_or(0, |series| series.version);
        let started =
            Self { first: today.to_string(), zone: zone_name, version, ..Self::default() };
        match series {
            Some(series) => Self {
                cadence: series.cadence.word().into(),
                weekday: series.weekday.to_monday_zero_offset().to_string(),
                time: when::clock(series.starts_at),
                minutes: series.minutes.to_string(),
                place: series.place.clone(),
                ..started
            },
            None => Self {
                cadence: Cadence::TwiceMonthly.word().into(),
                weekday: today.weekday().to_monday_zero_offset().min(4).to_string(),
                time: "10:00".into(),
                minutes: "30".into(),
                ..started
            },
        }
    }

    /// Was anything typed? An address without fields asks for what there is.
    pub fn is_typed(&self) -> bool {
        !self.cadence.is_empty()
    }

    /// What a confirmation is about. One that was given for another rhythm counts for nothing.
    pub fn asked(&self) -> String {
        let Self { cadence, weekday, time, minutes, first, .. } = self;
        format!("{cadence} {weekday} {time} {minutes} {first}")
    }

    pub fn is_confirmed(&self) -> bool {
        self.anyway == self.asked()
    }

    /// # Errors
    /// `Invalid` with all fields that are wrong.
    pub fn read(&self, now: Timestamp) -> Result<NewSeries> {
        let mut errors = FieldErrors::default();
        let cadence = Cadence::from_word(&self.cadence);
        let weekday = self.weekday.parse().ok().filter(|day| (0..5).contains(day));
        let weekday = weekday.and_then(|day: i8| Weekday::from_monday_zero_offset(day).ok());
        let time = when::time(&self.time);
        let minutes = when::number(&self.minutes);
        let first = when::date(&self.first);
        for (field, missing, reason) in [
            ("cadence", cadence.is_none(), "invalid-cadence"),
            ("weekday", weekday.is_none(), "invalid-weekday"),
            ("time", time.is_none(), "invalid-time"),
            ("minutes", minutes.is_none(), "invalid-minutes"),
            ("first", first.is_none(), "invalid-date"),
        ] {
            if missing {
                errors.push(field, reason);
            }
        }
        errors.into_result()?;
        let new = NewSeries {
            cadence: cadence.unwrap_or(Cadence::None),
            weekday: weekday.unwrap_or(Weekday::Monday),
            starts_at: time.unwrap_or(Time::midnight()),
            minutes: minutes.unwrap_or_default(),
            zone: self.zone.clone(),
            place: text::line(&self.place),
            first: first.unwrap_or(Date::MIN),
        };
        new.check()?;
        must_be_near(&new, now)?;
        Ok(new)
    }
}

/// # Errors
/// `Invalid` for a first day in the past or more than a year ahead.
fn must_be_near(new: &NewSeries, now: Timestamp) -> Result<()> {
    let zone = TimeZone::get(&new.zone).map_err(|_| Error::field("zone", "invalid-zone"))?;
    match (new.first - now.to_zoned(zone).date()).get_days() {
        ..0 => Err(Error::field("first", "invalid-date-past")),
        367.. => Err(Error::field("first", "invalid-date-far")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> RhythmForm {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        RhythmForm::of(None, now(), &zone)
    }

    fn now() -> Timestamp {
        "2026-11-26T03:00:00Z".parse().unwrap()
    }

    fn wrong(form: &RhythmForm) -> Vec<(String, String)> {
        match form.read(now()) {
            Err(Error::Invalid(errors)) => {
                errors.0.into_iter().map(|error| (error.field, error.reason)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_proposal_can_be_taken_as_it_is() {
        let new = form().read(now()).unwrap();
        assert_eq!((new.cadence, new.weekday), (Cadence::TwiceMonthly, Weekday::Thursday));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let form = RhythmForm {
            cadence: "daily".into(),
            weekday: "6".into(),
            time: "25:00".into(),
            minutes: "x".into(),
            first: "2027-02-29".into(),
            ..form()
        };
        let fields: Vec<_> = wrong(&form).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["cadence", "weekday", "time", "minutes", "first"]);
    }

    #[test]
    fn the_first_day_is_near() {
        for (first, reason) in
            [("2026-11-25", "invalid-date-past"), ("2027-11-29", "invalid-date-far")]
        {
            let form = RhythmForm { first: first.into(), ..form() };
            assert_eq!(wrong(&form)[0].1, reason);
        }
        let full_width =
            RhythmForm { minutes: "４５".into(), time: "１５：００".into(), ..form() };
        assert_eq!(full_width.read(now()).unwrap().minutes, 45);
    }
}
