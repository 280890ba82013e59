//! The page that moves a 1-on-1.

use super::{
    actions,
    form::{DateForm, Question},
    free::Wish,
    view::{self, Fields},
};
use crate::{
    home::Done,
    one_on_one::{OneOnOne, OneOnOneId},
    series::{self, Cadence},
    two,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, SignedIn, Tx, Writes},
    render::{self, Frame, filters},
    routing::{Form, Path, Query, once},
};

#[derive(Template)]
#[template(path = "dates/templates/move.html")]
struct MovePage {
    f: Frame,
    id: String,
    partner: String,
    when: String,
    home: &'static str,
    /// There is a rhythm that can move, too.
    has_rhythm: bool,
    fields: Fields,
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
    Query(filled): Query<DateForm>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    if !one_on_one.is_open() {
        return Ok(render::see(format!("/one-on-ones/{id}")));
    }
    let planned = DateForm::of(&one_on_one, &tx.viewer().zone);
    let form = if filled.is_typed() { filled } else { planned };
    answer(&mut tx, &one_on_one, form, None).await
}

pub(super) async fn save(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Form(form): Form<DateForm>,
) -> Result<Response> {
    let one_on_one = two::load_with_pair(&mut tx, id).await?;
    let seat = one_on_one.seat_of(tx.viewer());
    match take(&mut tx, &one_on_one, &form).await {
        Ok(()) => {
            tx.commit().await?;
            let done = if form.is_for_all() { Done::MovedAll } else { Done::Moved };
            Ok(done.see(seat))
        }
        Err(error) => answer(&mut tx, &one_on_one, form, Some(error)).await,
    }
}

/// Moves what the form says. A form that was sent before changes nothing.
async fn take(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    form: &DateForm,
) -> Result<()> {
    if !once(tx, &form.key).await? {
        return Ok(());
    }
    let typed = form.read(&tx.viewer().zone.clone(), tx.now())?;
    let to = typed.into_move(form);
    if form.is_for_all() {
        actions::move_all(tx, one_on_one, &to).await
    } else {
        actions::move_one(tx, one_on_one, &to).await
    }
}

/// The page, with what stands in the way where something does. Nothing was kept then.
async fn answer<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: &OneOnOne,
    form: DateForm,
    error: Option<Error>,
) -> Result<Response> {
    let seat = one_on_one.seat_of(tx.viewer());
    let f = Frame::of(tx).at(view::home_path(seat));
    let series = series::of_pair(tx, one_on_one.pair).await?;
    let repeats = series.as_ref().is_some_and(|series| series.cadence != Cadence::None);
    let status = error.as_ref().map_or(StatusCode::OK, Error::status);
    let mut fields = Fields::new(&f, form, series.as_ref());
    if let Some(error) = error {
        fields = fields.with(&f, error)?;
    }
    let id = one_on_one.id.to_string();
    let people = (one_on_one.leader, one_on_one.member);
    let page = format!("/one-on-ones/{id}/date");
    fields = fields.look(tx, &f, &Wish { people, except: Some(one_on_one.id), page }).await?;
    if fields.asks_about(Question::OverlapLater)
        && let Some(series) = &series
        && let Ok(typed) = fields.form.read(&f.viewer.zone, f.now)
    {
        let to = typed.into_move(&fields.form);
        let later = actions::later_overlaps(tx, one_on_one, series, &to).await?;
        fields.later = later.iter().map(|at| format!("{} {}", f.day_of(at), f.time(at))).collect();
    }
    // Sent once more, it knows what is here now.
    fields.form.version = one_on_one.version;
    let page = MovePage {
        id,
        partner: view::partner(&f, one_on_one),
        when: f.when(&one_on_one.starts_at),
        home: view::home_path(seat),
        has_rhythm: repeats && !one_on_one.extra,
        fields,
        f,
    };
    render::page_with(status, &page)
}
