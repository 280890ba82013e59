//! What everybody sees of it: whether it is on, what concerns oneself, and all about one access.

use super::{
    actions, answers, forms,
    model::{Access, AccessId, Stage},
    policy::Opened,
    queries, rule_pages,
    shown::{self, Line, Whole},
    watch,
};
use crate::one_on_one::OneOnOneId;
use askama::Template;
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, Result,
    access::{Administer, Edit, Read, Reads, SignedIn, Tx, Writes},
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Path, Routes},
};
use serde::Deserialize;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/emergency", start)
        .get("/emergency/{access}", show)
        .post("/emergency/{access}/answer", answer)
        .post("/emergency/{access}/ending", end)
        .get("/emergency/{access}/memos/{id}", memo)
        .get("/emergency/{access}/alive", watch::alive)
        .get("/administration/emergency", rule_pages::show)
        .post("/administration/emergency/proposal", rule_pages::propose)
        .post("/administration/emergency/confirmation", rule_pages::confirm)
        .post("/administration/emergency/ending", rule_pages::switch_off)
        .post("/administration/emergency/approvers", rule_pages::name)
        .post("/administration/emergency/approvers/{id}/confirmation", rule_pages::confirm_approver)
        .post("/administration/emergency/approvers/{id}/removal", rule_pages::remove_approver)
        .get("/administration/emergency/new", forms::new)
        .post("/administration/emergency/requests", forms::request)
}

#[derive(Template)]
#[template(path = "emergency/templates/start.html")]
struct StartPage {
    f: Frame,
    /// Since when it is on.
    since: Option<String>,
    approvers: Vec<String>,
    lines: Vec<Line>,
}

async fn start(SignedIn(mut tx): SignedIn) -> Result<Response> {
    let f = Frame::of(&tx);
    let since = queries::rule(&mut tx).await?.and_then(|rule| rule.confirmed_at);
    let approvers = queries::confirmed_approvers(&mut tx).await?;
    let all = queries::newest(&mut tx).await?;
    let mine = all.iter().filter(|access| tx.allows::<Read, Access>(access));
    page(&StartPage {
        since: since.map(|at| f.day_of(&at)),
        approvers: approvers.into_iter().map(|approver| approver.name).collect(),
        lines: mine.map(|access| Line::of(&f, access)).collect(),
        f,
    })
}

#[derive(Template)]
#[template(path = "emergency/templates/access.html")]
struct AccessPage {
    f: Frame,
    access: Whole,
    /// What the requester can read: id and day of each 1-on-1.
    reached: Vec<(String, String)>,
}

async fn show(SignedIn(mut tx): SignedIn, Path(id): Path<AccessId>) -> Result<Response> {
    let access = tx.load::<Read, Access>(id).await?;
    let f = Frame::of(&tx);
    let whole = shown::whole(&tx, &f, &access);
    let reached = match whole.reads {
        true => actions::reached(&mut tx, &access).await?,
        false => Vec::new(),
    };
    let reached = reached.iter().map(|one| (one.one_on_one.to_string(), f.when(&one.starts_at)));
    page(&AccessPage { access: whole, reached: reached.collect(), f })
}

#[derive(Deserialize)]
struct Answer {
    answer: Said,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Said {
    Approve,
    Decline,
}

async fn answer(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<AccessId>,
    Form(form): Form<Answer>,
) -> Result<Response> {
    let access = tx.load::<Edit, Access>(id).await?;
    match form.answer {
        Said::Approve => answers::approve(&mut tx, &access).await?,
        Said::Decline => answers::decline(&mut tx, &access).await?,
    }
    tx.commit().await?;
    Ok(see(format!("/emergency/{id}")))
}

async fn end(SignedIn(mut tx): SignedIn<Writes>, Path(id): Path<AccessId>) -> Result<Response> {
    let access = tx.load::<Administer, Access>(id).await?;
    if access.stage() == Stage::Waiting && !tx.viewer().is(access.requester.id) {
        return Err(Error::Forbidden);
    }
    answers::end(&mut tx, &access).await?;
    tx.commit().await?;
    Ok(see(format!("/emergency/{id}")))
}

#[derive(Template)]
#[template(path = "emergency/templates/memo.html")]
struct MemoPage {
    f: Frame,
    access: String,
    two: String,
    day: String,
    ends: String,
    html: String,
    /// Where the page hears that it is over.
    props: String,
}

#[derive(Template)]
#[template(path = "emergency/templates/ended.html")]
struct EndedPage {
    f: Frame,
}

async fn memo(
    SignedIn(mut tx): SignedIn,
    Path((id, one_on_one)): Path<(AccessId, OneOnOneId)>,
) -> Result<Response> {
    let opened = match tx.load::<Read, Opened>(id).await {
        Err(Error::NotFound) => return ended(tx, id, one_on_one).await,
        found => found?,
    };
    let f = Frame::of(&tx);
    let (reached, said) = actions::read(tx, &opened, one_on_one).await?;
    page(&MemoPage {
        access: id.to_string(),
        two: shown::two(&f, &opened.0),
        day: f.when(&reached.starts_at),
        ends: opened.0.ends_at.map(|at| f.when(&at)).unwrap_or_default(),
        html: said.html,
        props: serde_json::json!({ "alive": format!("/emergency/{id}/alive") }).to_string(),
        f,
    })
}

/// For the one who could read here: that it is over. For everybody else there is nothing.
async fn ended(mut tx: Tx<Reads>, id: AccessId, one_on_one: OneOnOneId) -> Result<Response> {
    let access = tx.load::<Read, Access>(id).await?;
    let read = tx.viewer().is(access.requester.id) && access.opened_at.is_some();
    let reached = if read { actions::reached(&mut tx, &access).await? } else { Vec::new() };
    if !reached.iter().any(|reached| reached.one_on_one == one_on_one) {
        return Err(Error::NotFound);
    }
    page_with(StatusCode::GONE, &EndedPage { f: Frame::of(&tx) })
}
