//! The pages of home.

use super::{
    Done,
    member::{self, Home},
    notices::{self, NoticeView},
    proposals::{self, ProposalForm},
    today::{self, Today},
};
use crate::{
    agenda::AgendaItemId,
    one_on_one::OneOnOneId,
    promise::{self, Promise, PromiseId, State},
    two,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, Result,
    access::{SignedIn, Writes},
    render::{self, Frame, filters},
    routing::{Form, Path, Query, own_path},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "home/templates/home.html")]
struct HomePage {
    f: Frame,
    done: Option<String>,
    notices: Vec<NoticeView>,
    home: Home,
}

#[derive(Template)]
#[template(path = "home/templates/today.html")]
struct TodayPage {
    f: Frame,
    done: Option<String>,
    notices: Vec<NoticeView>,
    today: Today,
}

/// What a page is told by the one before it.
#[derive(Debug, Deserialize)]
pub(super) struct Arrival {
    done: Option<String>,
}

impl Arrival {
    fn text(&self, f: &Frame) -> Option<String> {
        let done = Done::from_word(self.done.as_deref()?)?;
        Some(done.text(f.texts()))
    }
}

pub(super) async fn home(
    SignedIn(mut tx): SignedIn,
    Query(arrival): Query<Arrival>,
) -> Result<Response> {
    let f = Frame::of(&tx).at("/");
    let home = member::home(&mut tx, &f).await?;
    let notices = notices::news(&mut tx, &f).await?;
    render::page(&HomePage { done: arrival.text(&f), notices, f, home })
}

pub(super) async fn today(
    SignedIn(mut tx): SignedIn,
    Query(arrival): Query<Arrival>,
) -> Result<Response> {
    let f = Frame::of(&tx).at("/today");
    let today = today::today(&mut tx, &f, None).await?;
    let notices = notices::news(&mut tx, &f).await?;
    render::page(&TodayPage { done: arrival.text(&f), notices, f, today })
}

/// How a promise stands, and where the tap was made.
#[derive(Debug, Deserialize)]
pub(super) struct SettleForm {
    state: State,
    #[serde(default)]
    back: String,
}

pub(super) async fn settle(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<PromiseId>,
    Form(form): Form<SettleForm>,
) -> Result<Response> {
    let promise = two::load::<Promise, _>(&mut tx, id).await?;
    promise::settle(&mut tx, &promise, form.state).await?;
    tx.commit().await?;
    let back = own_path(&form.back).unwrap_or("/");
    Ok(render::see(format!("{back}#promises")))
}

/// Where a button was pressed.
#[derive(Debug, Deserialize)]
pub(super) struct BackForm {
    #[serde(default)]
    pub(super) back: String,
}

pub(super) async fn propose(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Form(form): Form<ProposalForm>,
) -> Result<Response> {
    let errors = match proposals::propose(&mut tx, id, &form).await {
        Err(Error::Invalid(errors)) => errors,
        other => {
            other?;
            tx.commit().await?;
            return Ok(render::see(format!("/today?done={}", Done::Proposed)));
        }
    };
    let f = Frame::of(&tx).at("/today");
    let typed = ProposalForm { one_on_one: id.to_string(), errors, ..form };
    let today = today::today(&mut tx, &f, Some(typed)).await?;
    let page = TodayPage { done: None, notices: Vec::new(), f, today };
    render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerForm {
    answer: AnswerWord,
}

platform::text_enum! {
    /// What a member says to a proposal.
    pub(super) enum AnswerWord { Accept = "accept", Decline = "decline" }
}

pub(super) async fn answer(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, item)): Path<(OneOnOneId, AgendaItemId)>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let accepted = form.answer == AnswerWord::Accept;
    let seat = proposals::answer(&mut tx, id, item, accepted).await?;
    tx.commit().await?;
    let done = if accepted { Done::Accepted } else { Done::Declined };
    Ok(done.see(seat))
}

pub(super) async fn withdraw(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, item)): Path<(OneOnOneId, AgendaItemId)>,
) -> Result<Response> {
    proposals::withdraw(&mut tx, id, item).await?;
    tx.commit().await?;
    Ok(render::see(format!("/today?done={}", Done::Withdrawn)))
}
