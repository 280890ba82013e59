//! The pages for an extra 1-on-1, and for one that is skipped, shortened or called off.

use super::{
    actions,
    form::{DateForm, Question},
    free::Wish,
    view::{self, Fields},
};
use crate::{
    home::Done,
    names,
    one_on_one::{self, Manner, OneOnOne, OneOnOneId, SkipReason},
    series, two,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use people::pair::{Pair, PairId, Seat};
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, SignedIn, Tx, Writes},
    render::{self, Frame, filters},
    routing::{Form, Path, Query, once},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "dates/templates/extra.html")]
struct ExtraPage {
    f: Frame,
    pair: String,
    partner: String,
    home: &'static str,
    fields: Fields,
}

pub(super) async fn new(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<PairId>,
    Query(filled): Query<DateForm>,
) -> Result<Response> {
    let pair = two::load::<Pair, _>(&mut tx, id).await?;
    let series = series::of_pair(&mut tx, id).await?;
    if filled.is_typed() {
        return extra(&mut tx, &pair, filled, None).await;
    }
    let form = DateForm {
        time: series
            .as_ref()
            .map(|series| platform::when::clock(series.starts_at))
            .unwrap_or_default(),
        minutes: series.as_ref().map_or(30, |series| series.minutes).to_string(),
        place: series.map(|series| series.place).unwrap_or_default(),
        ..DateForm::default()
    };
    extra(&mut tx, &pair, form, None).await
}

pub(super) async fn create(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<PairId>,
    Form(form): Form<DateForm>,
) -> Result<Response> {
    let pair = two::load::<Pair, _>(&mut tx, id).await?;
    let seat = pair.seat_of(tx.viewer());
    match plan(&mut tx, &pair, &form).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Done::Planned.see(seat))
        }
        Err(error) => extra(&mut tx, &pair, form, Some(error)).await,
    }
}

async fn plan(tx: &mut Tx<Writes>, pair: &Permit<Edit, Pair>, form: &DateForm) -> Result<()> {
    if !once(tx, &form.key).await? {
        return Ok(());
    }
    let typed = form.read(&tx.viewer().zone.clone(), tx.now())?;
    actions::plan_extra(tx, pair, &typed.into_new(), form.confirms(Question::Overlap))
        .await
        .map(drop)
}

async fn extra<M: Mode>(
    tx: &mut Tx<M>,
    pair: &Pair,
    form: DateForm,
    error: Option<Error>,
) -> Result<Response> {
    let seat = pair.seat_of(tx.viewer()).unwrap_or(Seat::Member);
    let home = view::home_path(Some(seat));
    let f = Frame::of(tx).at(home);
    let series = series::of_pair(tx, pair.id).await?;
    let status = error.as_ref().map_or(StatusCode::OK, Error::status);
    let mut fields = Fields::new(&f, form, series.as_ref());
    if let Some(error) = error {
        fields = fields.with(&f, error)?;
    }
    let partner = names::called(f.texts(), pair.name_in(seat.other()));
    let people = (pair.leader, pair.member);
    let pair = pair.id.to_string();
    let page = format!("/pairs/{pair}/one-on-ones/new");
    fields = fields.look(tx, &f, &Wish { people, except: None, page }).await?;
    render::page_with(status, &ExtraPage { f, pair, partner, home, fields })
}

#[derive(Template)]
#[template(path = "dates/templates/skip.html")]
struct SkipPage {
    f: Frame,
    id: String,
    when: String,
    partner: String,
    home: &'static str,
    /// It is not in the usual way already.
    manner: Option<String>,
    next: Option<String>,
    /// Its time is over: it can only be skipped or held at another date.
    past: bool,
}

pub(super) async fn skip(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    if !one_on_one.is_open() {
        return Ok(render::see(format!("/one-on-ones/{id}")));
    }
    let home = view::home_path(one_on_one.seat_of(tx.viewer()));
    let f = Frame::of(&tx).at(home);
    let after = one_on_one.starts_at.max(f.now);
    let next = one_on_one::next_of_pair(&mut tx, one_on_one.pair, after).await?;
    render::page(&SkipPage {
        id: id.to_string(),
        when: f.when(&one_on_one.starts_at),
        partner: view::partner(&f, &one_on_one),
        home,
        manner: one_on_one.manner.said(f.texts()),
        next: next.map(|next| f.when(&next.starts_at)),
        past: one_on_one.ends_at() < f.now,
        f,
    })
}

platform::text_enum! {
    /// What becomes of a day without much to say.
    pub(super) enum How {
        NothingToday = "nothing_today",
        TenMinutes = "ten_minutes",
        Written = "written",
        Usual = "usual",
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct HowForm {
    how: How,
    #[serde(default)]
    key: String,
}

pub(super) async fn choose(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Form(form): Form<HowForm>,
) -> Result<Response> {
    let one_on_one = two::load_with_pair(&mut tx, id).await?;
    let seat = one_on_one.seat_of(tx.viewer());
    let first = once(&mut tx, &form.key).await?;
    let done = match form.how {
        How::NothingToday => Done::Skipped,
        How::TenMinutes => Done::TenMinutes,
        How::Written => Done::Written,
        How::Usual => Done::Usual,
    };
    if first {
        take(&mut tx, &one_on_one, form.how).await?;
    }
    tx.commit().await?;
    Ok(done.see(seat))
}

async fn take(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>, how: How) -> Result<()> {
    match how {
        How::NothingToday => actions::skip(tx, one_on_one, SkipReason::NothingToday).await,
        How::TenMinutes => actions::take_manner(tx, one_on_one, Manner::TenMinutes).await,
        How::Written => actions::take_manner(tx, one_on_one, Manner::Written).await,
        How::Usual => actions::take_manner(tx, one_on_one, Manner::Usual).await,
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct CancelForm {
    #[serde(default)]
    key: String,
}

pub(super) async fn cancel(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Form(form): Form<CancelForm>,
) -> Result<Response> {
    let one_on_one = two::load_with_pair(&mut tx, id).await?;
    let seat = one_on_one.seat_of(tx.viewer());
    if once(&mut tx, &form.key).await? {
        actions::call_off(&mut tx, &one_on_one).await?;
    }
    tx.commit().await?;
    Ok(Done::Cancelled.see(seat))
}
