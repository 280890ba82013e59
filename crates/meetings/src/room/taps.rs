//! What the two can tap. Each answers with the screen as it is then; a page with script takes only
//! the part that changes out of it.

use super::{
    actions::{self, tell},
    during::during,
    live::Jot,
    pages::Asked,
    shown,
};
use crate::{
    agenda::{self, AgendaItemId, Choice, Expectation, Outcome, Reply},
    one_on_one::{OneOnOne, OneOnOneId, Status},
    promise::{self, NewPromise, Promise, PromiseId, State},
    topic::TopicId,
    two,
};
use axum::response::Response;
use people::pair::Seat;
use platform::{
    Error, Result,
    access::{Edit, Permit, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::see,
    routing::{Form, Path, Query, once},
    when,
};
use serde::Deserialize;

pub(super) async fn start(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    actions::start(&mut tx, &one_on_one).await?;
    tx.commit().await?;
    Ok(see(format!("/one-on-ones/{id}")))
}

pub(super) async fn close(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = two::load_with_pair(&mut tx, id).await?;
    let there = see(format!("/one-on-ones/{id}/closing"));
    if one_on_one.status == Status::Held {
        // The other was quicker.
        return Ok(there);
    }
    actions::close(&mut tx, &one_on_one).await?;
    let memos = shown::memos(&mut tx, &one_on_one).await?;
    tx.commit().await?;
    if let Some(memos) = memos {
        memos.fold().await;
    }
    Ok(there)
}

/// The 1-on-1 while it goes on. Once it is over, the page of it answers instead.
async fn going_on(
    tx: &mut Tx<Writes>,
    id: OneOnOneId,
    asked: &Asked,
) -> Result<std::result::Result<Permit<Edit, OneOnOne>, Response>> {
    let one_on_one = two::load::<OneOnOne, _>(tx, id).await?;
    Ok(if one_on_one.is_open() { Ok(one_on_one) } else { Err(see(asked.path(id))) })
}

#[derive(Debug, Deserialize)]
pub(super) struct TopicForm {
    topic: TopicId,
}

pub(super) async fn add_topic(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Query(asked): Query<Asked>,
    Form(form): Form<TopicForm>,
) -> Result<Response> {
    let one_on_one = match going_on(&mut tx, id, &asked).await? {
        Ok(one_on_one) => one_on_one,
        Err(over) => return Ok(over),
    };
    let choice = Choice { topic: form.topic, expectation: None, line: String::new() };
    agenda::add(&mut tx, &one_on_one, &choice).await?;
    done(tx, &one_on_one, &asked).await
}

#[derive(Debug, Deserialize)]
pub(super) struct ExpectForm {
    expectation: Expectation,
}

pub(super) async fn expect(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, item)): Path<(OneOnOneId, AgendaItemId)>,
    Query(asked): Query<Asked>,
    Form(form): Form<ExpectForm>,
) -> Result<Response> {
    let one_on_one = match going_on(&mut tx, id, &asked).await? {
        Ok(one_on_one) => one_on_one,
        Err(over) => return Ok(over),
    };
    agenda::change_expectation(&mut tx, &one_on_one, item, Some(form.expectation)).await?;
    done(tx, &one_on_one, &asked).await
}

#[derive(Debug, Deserialize)]
pub(super) struct ReachForm {
    outcome: Outcome,
}

pub(super) async fn reach(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, item)): Path<(OneOnOneId, AgendaItemId)>,
    Query(asked): Query<Asked>,
    Form(form): Form<ReachForm>,
) -> Result<Response> {
    let one_on_one = match going_on(&mut tx, id, &asked).await? {
        Ok(one_on_one) => one_on_one,
        Err(over) => return Ok(over),
    };
    agenda::set_outcome(&mut tx, &one_on_one, item, form.outcome).await?;
    done(tx, &one_on_one, &asked).await
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerForm {
    answer: Reply,
}

pub(super) async fn answer(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, item)): Path<(OneOnOneId, AgendaItemId)>,
    Query(asked): Query<Asked>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let one_on_one = match going_on(&mut tx, id, &asked).await? {
        Ok(one_on_one) => one_on_one,
        Err(over) => return Ok(over),
    };
    agenda::reply(&mut tx, &one_on_one, item, form.answer).await?;
    done(tx, &one_on_one, &asked).await
}

/// A promise as it was typed.
#[derive(Debug, Deserialize)]
pub(super) struct PromiseForm {
    text: String,
    owner: Seat,
    #[serde(default)]
    due: String,
    #[serde(default)]
    key: String,
}

impl PromiseForm {
    /// # Errors
    /// `Invalid` when the day is none.
    fn promise(&self) -> Result<NewPromise> {
        let due = match self.due.trim() {
            "" => None,
            day => Some(when::date(day).ok_or_else(|| Error::field("due", "invalid-date"))?),
        };
        Ok(NewPromise { owner: self.owner, text: self.text.clone(), due })
    }

    fn jot(self, seat: Option<Seat>, errors: FieldErrors) -> Jot {
        let for_partner = seat != Some(self.owner);
        Jot { text: self.text, for_partner, due: self.due, errors, ..Jot::default() }
    }
}

pub(super) async fn add_promise(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Query(asked): Query<Asked>,
    Form(form): Form<PromiseForm>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    if !once(&mut tx, &form.key).await? {
        return Ok(see(asked.path(id)));
    }
    match make(&mut tx, &one_on_one, &form).await {
        Ok(()) => done(tx, &one_on_one, &asked).await,
        Err(Error::Invalid(errors)) => {
            let jot = form.jot(one_on_one.seat_of(tx.viewer()), errors);
            during(tx, &one_on_one, asked.together(), jot).await
        }
        Err(error) => Err(error),
    }
}

async fn make(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    form: &PromiseForm,
) -> Result<()> {
    promise::make(tx, one_on_one, &form.promise()?).await.map(drop)
}

#[derive(Debug, Deserialize)]
pub(super) struct SettleForm {
    state: State,
}

pub(super) async fn settle(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, promise)): Path<(OneOnOneId, PromiseId)>,
    Query(asked): Query<Asked>,
    Form(form): Form<SettleForm>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    let promise = two::load::<Promise, _>(&mut tx, promise).await?;
    promise::settle(&mut tx, &promise, form.state).await?;
    done(tx, &one_on_one, &asked).await
}

/// Keeps it, lets the other know, and shows the screen.
pub(super) async fn done(
    mut tx: Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    asked: &Asked,
) -> Result<Response> {
    tell(&mut tx, one_on_one);
    tx.commit().await?;
    Ok(see(asked.path(one_on_one.id)))
}
