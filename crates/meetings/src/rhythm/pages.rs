//! The page of the rhythm.

use super::{
    actions,
    form::RhythmForm,
    preview::{self, PreviewDate},
};
use crate::{
    dates::{home_path, zone_line},
    home::Done,
    names,
    series::{self, Cadence, Series},
    two,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use jiff::civil::Weekday;
use people::pair::{Pair, PairId, Seat};
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{self, Frame, filters},
    routing::{Form, Path, Query, once},
};

#[derive(Template)]
#[template(path = "rhythm/templates/rhythm.html")]
struct RhythmPage {
    f: Frame,
    pair: String,
    partner: String,
    home: &'static str,
    /// There was a rhythm before.
    changes: bool,
    form: RhythmForm,
    cadences: Vec<(&'static str, String)>,
    weekdays: Vec<(String, String)>,
    lengths: Vec<(String, String)>,
    errors: FieldErrors,
    dates: Vec<PreviewDate>,
    /// Some dates are taken, and nobody has said that it does not matter.
    asks: bool,
    /// Somebody, or another window, set the rhythm meanwhile.
    stale: bool,
    zone: Option<String>,
    earliest: String,
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<PairId>,
    Query(form): Query<RhythmForm>,
) -> Result<Response> {
    let pair = two::load::<Pair, _>(&mut tx, id).await?;
    answer(&mut tx, &pair, form, None).await
}

pub(super) async fn save(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<PairId>,
    Form(form): Form<RhythmForm>,
) -> Result<Response> {
    let pair = two::load::<Pair, _>(&mut tx, id).await?;
    let seat = pair.seat_of(tx.viewer());
    match take(&mut tx, &pair, &form).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Done::Rhythm.see(seat))
        }
        Err(error) => answer(&mut tx, &pair, form, Some(error)).await,
    }
}

/// Sets what the form says. A form that was sent before changes nothing.
///
/// # Errors
/// `Conflict` when the rhythm was set since the form was shown, or when a date is taken and nobody
/// has said that it does not matter.
pub async fn take(tx: &mut Tx<Writes>, pair: &Permit<Edit, Pair>, form: &RhythmForm) -> Result<()> {
    if !once(tx, &form.key).await? {
        return Ok(());
    }
    let version = series::of_pair(tx, pair.id).await?.map_or(0, |series| series.version);
    if form.version != version {
        return Err(Error::Conflict("conflict-stale"));
    }
    let new = form.read(tx.now())?;
    if !form.is_confirmed() {
        let f = Frame::of(tx);
        let dates = preview::preview(tx, &f, pair, &new).await?;
        if dates.iter().any(|date| date.taken) {
            return Err(Error::Conflict("conflict-overlap"));
        }
    }
    actions::set(tx, pair, &new).await
}

/// The page: what there is, what was typed as a preview, or what stands in the way of it.
async fn answer<M: Mode>(
    tx: &mut Tx<M>,
    pair: &Pair,
    form: RhythmForm,
    error: Option<Error>,
) -> Result<Response> {
    let seat = pair.seat_of(tx.viewer()).unwrap_or(Seat::Member);
    let f = Frame::of(tx).at(home_path(Some(seat)));
    let series = series::of_pair(tx, pair.id).await?;
    let status = error.as_ref().map_or(StatusCode::OK, Error::status);
    let mut form = if form.is_typed() { form } else { proposal(&f, series.as_ref()) };
    let (mut asks, mut stale, mut errors) = (false, false, FieldErrors::default());
    match error {
        None => (),
        Some(Error::Invalid(wrong)) => errors = wrong,
        Some(Error::Conflict("conflict-overlap")) => asks = true,
        Some(Error::Conflict("conflict-stale")) => {
            stale = true;
            // Sent once more, it knows what is here now.
            form.version = series.as_ref().map_or(0, |series| series.version);
        }
        Some(other) => return Err(other),
    }
    let dates = match form.read(f.now) {
        Ok(new) => preview::preview(tx, &f, pair, &new).await?,
        Err(Error::Invalid(wrong)) => {
            errors = wrong;
            Vec::new()
        }
        Err(other) => return Err(other),
    };
    let page = RhythmPage {
        pair: pair.id.to_string(),
        partner: names::called(f.texts(), pair.name_in(seat.other())),
        home: home_path(Some(seat)),
        changes: series.is_some(),
        cadences: cadences(&f),
        weekdays: weekdays(&f),
        lengths: crate::dates::lengths(&f, &form.minutes),
        zone: zone_line(&f, series.as_ref()),
        earliest: f.texts().date_of(f.now).to_string(),
        errors,
        dates,
        asks,
        stale,
        form,
        f,
    };
    render::page_with(status, &page)
}

fn proposal(f: &Frame, series: Option<&Series>) -> RhythmForm {
    RhythmForm::of(series, f.now, &f.viewer.zone)
}

fn cadences(f: &Frame) -> Vec<(&'static str, String)> {
    let shown = [Cadence::Weekly, Cadence::TwiceMonthly, Cadence::Monthly, Cadence::None];
    shown.map(|cadence| (cadence.word(), f.t(format!("cadence-{cadence}")))).into()
}

fn weekdays(f: &Frame) -> Vec<(String, String)> {
    let days = Weekday::Monday.cycle_forward().take(5);
    days.map(|day| (day.to_monday_zero_offset().to_string(), f.texts().weekday(day))).collect()
}
