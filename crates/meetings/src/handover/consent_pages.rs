//! The member looks at what would pass on, and decides.

use super::{
    actions::{self, Consent},
    lines,
    model::{DAYS, Handover, HandoverId},
    pages::next,
    queries,
    view::{self, Head, LineView, NextView},
};
use crate::topic;
use askama::Template;
use axum::{http::StatusCode, response::Response};
use people::pair::Pair;
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, Read, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{self, Frame, filters},
    routing::{Form, Path},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "handover/templates/preview.html")]
struct PreviewPage {
    f: Frame,
    head: Head,
    lines: Vec<LineView>,
    nexts: Vec<NextView>,
    days: Vec<(i64, bool)>,
    words: String,
    errors: FieldErrors,
    /// Names the lines that are shown, so that none that came later passes with them.
    shown: String,
    /// Lines changed while the member looked at others.
    stale: bool,
}

pub(super) async fn preview(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<HandoverId>,
) -> Result<Response> {
    let handover = tx.load::<Read, Handover>(id).await?;
    if !tx.viewer().is(handover.member) {
        return Err(Error::Forbidden);
    }
    if !handover.is_open(tx.now()) {
        return Ok(render::see(format!("/handovers/{id}")));
    }
    render::page(&preview_page(&mut tx, &handover, handover.days).await?)
}

async fn preview_page<M: Mode>(
    tx: &mut Tx<M>,
    handover: &Handover,
    days: i64,
) -> Result<PreviewPage> {
    let f = Frame::of(tx).at("/journey");
    let topics = topic::list(tx).await?;
    let lines = queries::lines(tx, handover.id).await?;
    let shown = lines::mark(&lines);
    let kept = lines.into_iter().filter(|line| !line.struck);
    Ok(PreviewPage {
        lines: kept.map(|line| view::line(&f, &topics, line)).collect(),
        nexts: view::nexts(tx, handover).await?,
        days: DAYS.map(|choice| (choice, choice == days)).to_vec(),
        shown,
        stale: false,
        words: String::new(),
        errors: FieldErrors::default(),
        head: Head::of(&f, handover),
        f,
    })
}

#[derive(Deserialize)]
pub(super) struct AnswerForm {
    answer: String,
    /// The lines that the page showed.
    #[serde(default)]
    shown: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    words: String,
}

pub(super) async fn answer(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<HandoverId>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let handover = tx.load::<Edit, Handover>(id).await?;
    let next = next(&mut tx, &form.next).await?;
    let settled = settle(&mut tx, &handover, next.as_deref(), &form).await;
    let (errors, stale) = match settled {
        Ok(done) => {
            tx.commit().await?;
            return Ok(render::see(format!("/handovers/{id}?done={done}")));
        }
        Err(Error::Invalid(errors)) => (errors, false),
        Err(Error::Conflict("conflict-stale")) => (FieldErrors::default(), true),
        Err(other) => return Err(other),
    };
    let status = if stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = preview_page(&mut tx, &handover, form.days.parse().unwrap_or(0)).await?;
    render::page_with(status, &PreviewPage { errors, stale, words: form.words, ..page })
}

/// What the member decided; the word with which it is said on the next page.
async fn settle(
    tx: &mut Tx<Writes>,
    handover: &Permit<Edit, Handover>,
    next: Option<&Pair>,
    form: &AnswerForm,
) -> Result<&'static str> {
    match form.answer.as_str() {
        "agree" => {
            let days = form.days.parse().unwrap_or(0);
            let consent = Consent { shown: &form.shown, next, days };
            actions::agree(tx, handover, &consent).await.map(|()| "agreed")
        }
        "decline" => actions::decline(tx, handover, &form.words).await.map(|()| "declined"),
        _ => Err(Error::field("answer", "invalid-form")),
    }
}
