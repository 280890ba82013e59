//! The preparation page.

use super::{
    actions,
    typed::Typed,
    view::{self, Preparation, Trouble},
};
use crate::{
    home::Done,
    one_on_one::{OneOnOne, OneOnOneId},
    two,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use people::pair::Seat;
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, SignedIn, Tx, Writes},
    render::{self, Frame, filters},
    routing::{Form, Path},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "prepare/templates/preparation.html")]
struct PreparationPage {
    f: Frame,
    page: Preparation,
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = load(&mut tx, id).await?;
    if !one_on_one.is_open() {
        return Ok(render::see(format!("/one-on-ones/{id}")));
    }
    answer(&mut tx, &one_on_one, None, Trouble::default(), StatusCode::OK).await
}

pub(super) async fn save(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let one_on_one = load(&mut tx, id).await?;
    let typed = Typed::read(fields);
    let texts = Frame::of(&tx).texts().clone();
    match actions::save(&mut tx, &one_on_one, &typed, &texts).await {
        Ok(()) => {
            tx.commit().await?;
            let done = if typed.undecided { Done::Undecided } else { Done::Prepared };
            Ok(done.see(Some(Seat::Member)))
        }
        Err(error) => again(&mut tx, &one_on_one, Some(typed), error).await,
    }
}

/// The button 「前回と同じにする」.
#[derive(Debug, Deserialize)]
pub(super) struct SameForm {
    version: i64,
    #[serde(default)]
    key: String,
}

pub(super) async fn same(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Form(form): Form<SameForm>,
) -> Result<Response> {
    let one_on_one = load(&mut tx, id).await?;
    match actions::same(&mut tx, &one_on_one, form.version, &form.key).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Done::Prepared.see(Some(Seat::Member)))
        }
        Err(error) => again(&mut tx, &one_on_one, None, error).await,
    }
}

/// The 1-on-1 for its member; its leader has no business on this page.
async fn load<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId) -> Result<Permit<Edit, OneOnOne>> {
    let one_on_one = two::load::<OneOnOne, _>(tx, id).await?;
    if one_on_one.seat_of(tx.viewer()) == Some(Seat::Member) {
        Ok(one_on_one)
    } else {
        Err(Error::Forbidden)
    }
}

/// The page once more, with what was typed and what is in the way. Nothing was kept.
async fn again(
    tx: &mut Tx<Writes>,
    one_on_one: &OneOnOne,
    typed: Option<Typed>,
    error: Error,
) -> Result<Response> {
    let status = error.status();
    let trouble = match error {
        Error::Invalid(errors) => Trouble { errors, stale: false },
        Error::Conflict("conflict-stale") => Trouble { stale: true, ..Trouble::default() },
        other => return Err(other),
    };
    answer(tx, one_on_one, typed, trouble, status).await
}

async fn answer<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: &OneOnOne,
    typed: Option<Typed>,
    trouble: Trouble,
    status: StatusCode,
) -> Result<Response> {
    let f = Frame::of(tx).at("/");
    let page = view::preparation(tx, &f, one_on_one, typed, trouble).await?;
    render::page_with(status, &PreparationPage { f, page })
}
