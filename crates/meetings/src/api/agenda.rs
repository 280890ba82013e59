//! What is talked about in a 1-on-1.

use super::shown::ItemView;
use crate::{
    agenda::{self, AgendaItemId, Choice, Expectation, ItemState, Outcome, Reply},
    one_on_one::{OneOnOne, OneOnOneId},
    room::tell,
    topic::{self, TopicId},
    two,
};
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, Read, TokenBearer, Tx, Writes},
    render::Frame,
    routing::{
        Body, Idempotency, Path, Routes,
        reply::{self, Seen, json, versioned},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/one-on-ones/{id}/agenda", list)
        .put("/api/v1/one-on-ones/{id}/agenda", prepare)
        .post("/api/v1/one-on-ones/{id}/agenda", add)
        .patch("/api/v1/one-on-ones/{id}/agenda/{item}", change)
        .delete("/api/v1/one-on-ones/{id}/agenda/{item}", remove)
        .post("/api/v1/one-on-ones/{id}/agenda/{item}/answer", answer)
}

#[derive(OpenApi)]
#[openapi(paths(list, prepare, add, change, remove, answer))]
pub(super) struct Document;

/// The agenda of a 1-on-1 in its order. Declined proposals are not in it.
#[derive(Serialize, ToSchema)]
pub(super) struct Agenda {
    items: Vec<ItemView>,
    /// The version of its 1-on-1.
    version: i64,
}

async fn items<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId) -> Result<Vec<ItemView>> {
    let topics = topic::list(tx).await?;
    let texts = Frame::of(tx).texts().clone();
    let items = agenda::of_one_on_one(tx, id).await?;
    let shown = items.into_iter().filter(|item| item.state != ItemState::Declined);
    Ok(shown.map(|item| ItemView::of(item, &topics, &texts)).collect())
}

async fn agenda_of<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId) -> Result<Agenda> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    Ok(Agenda { items: items(tx, id).await?, version: one_on_one.version })
}

/// One item as it is now, also a declined one.
async fn item<M: Mode>(tx: &mut Tx<M>, of: OneOnOneId, id: AgendaItemId) -> Result<ItemView> {
    let topics = topic::list(tx).await?;
    let texts = Frame::of(tx).texts().clone();
    let items = agenda::of_one_on_one(tx, of).await?;
    let found = items.into_iter().find(|item| item.id == id).ok_or(Error::NotFound)?;
    Ok(ItemView::of(found, &topics, &texts))
}

/// Lists the agenda.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/agenda", operation_id = "readAgenda",
    tag = "agenda", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = Agenda,
               headers(("ETag" = String, description = "The 1-on-1's version, for `If-Match`.")))))]
async fn list(TokenBearer(mut tx): TokenBearer, Path(id): Path<OneOnOneId>) -> Result<Response> {
    let agenda = agenda_of(&mut tx, id).await?;
    versioned(agenda.version, &agenda)
}

/// What is chosen for one topic.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"topic": "1d8tz3m9q0200", "expectation": "listen", "line": ""}))]
pub(super) struct NewItem {
    topic: TopicId,
    /// What the member would like; `null` or nothing for "not decided yet".
    #[serde(default)]
    expectation: Option<Expectation>,
    /// Own words, at most 400 characters.
    #[serde(default)]
    #[schema(max_length = 400)]
    line: String,
}

impl NewItem {
    fn choice(&self) -> Choice {
        Choice { topic: self.topic, expectation: self.expectation, line: self.line.clone() }
    }
}

/// All topics of the member in their order; an empty list is "not decided yet".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"items": [
    {"topic": "1d8tz3m9q0200", "expectation": "listen", "line": "来月の分担"},
    {"topic": "1d8tz3m9q0201", "expectation": null}
]}))]
pub(super) struct Prepared {
    #[schema(max_items = 12)]
    items: Vec<NewItem>,
}

/// Prepares: these topics in this order take the place of what the member chose before. For the
/// member. A leader's proposal among them is accepted by that; others go on waiting.
#[utoipa::path(put, path = "/api/v1/one-on-ones/{id}/agenda", operation_id = "prepareAgenda",
    tag = "agenda", request_body = Prepared,
    params(("id" = OneOnOneId, Path, description = "The 1-on-1."),
           ("If-Match" = Option<String>, Header, description = "The `ETag` that was read.")),
    responses((status = 200, body = Agenda), (status = 403, description = "Not the member."),
              (status = 409, description = "Changed since it was read (`current` tells how), or over."),
              (status = 422, description = "An unknown topic, one twice, or too much.")))]
async fn prepare(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    seen: Seen,
    Body(new): Body<Prepared>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    seen.check(one_on_one.version, &agenda_of(&mut tx, id).await?)?;
    let choices: Vec<Choice> = new.items.iter().map(NewItem::choice).collect();
    agenda::prepare(&mut tx, &one_on_one, &choices, one_on_one.version).await?;
    let agenda = agenda_of(&mut tx, id).await?;
    tell(&mut tx, &one_on_one);
    tx.commit().await?;
    versioned(agenda.version, &agenda)
}

/// Adds a topic at the end. From the leader it is a proposal that the member may decline.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/agenda", operation_id = "addAgendaItem",
    tag = "agenda", request_body = NewItem,
    params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 201, body = ItemView), (status = 409, description = "It is over."),
              (status = 422, description = "Unknown, there already, too many, or private life \
                                            proposed by a leader.")))]
async fn add(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    key: Idempotency,
    Body(new): Body<NewItem>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &new).await? {
        return Ok(before);
    }
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    let added = agenda::add(&mut tx, &one_on_one, &new.choice()).await?;
    let view = item(&mut tx, id, added).await?;
    tell(&mut tx, &one_on_one);
    key.keep(tx, &new, StatusCode::CREATED, &view).await
}

/// What changes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"expectation": "advice"}))]
pub(super) struct ItemChange {
    /// What the member would like now; `null` for "not decided yet". For the member.
    #[serde(default, deserialize_with = "super::asked::said")]
    #[schema(value_type = Option<Expectation>)]
    expectation: Option<Option<Expectation>>,
    /// Own words, at most 400 characters. For the member.
    #[schema(max_length = 400)]
    line: Option<String>,
    /// What became of it, by either of the two.
    outcome: Option<Outcome>,
}

/// Changes what is wanted for a topic, its words, or what became of it.
#[utoipa::path(patch, path = "/api/v1/one-on-ones/{id}/agenda/{item}",
    operation_id = "changeAgendaItem", tag = "agenda", request_body = ItemChange,
    params(("id" = OneOnOneId, Path, description = "The 1-on-1."),
           ("item" = AgendaItemId, Path, description = "The agenda item.")),
    responses((status = 200, body = ItemView), (status = 403, description = "Not the member."),
              (status = 409, description = "It is over.")))]
async fn change(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path((id, item_id)): Path<(OneOnOneId, AgendaItemId)>,
    Body(change): Body<ItemChange>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    carry_out(&mut tx, &one_on_one, item_id, &change).await?;
    let view = item(&mut tx, id, item_id).await?;
    tell(&mut tx, &one_on_one);
    tx.commit().await?;
    json(StatusCode::OK, &view)
}

async fn carry_out(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    item: AgendaItemId,
    change: &ItemChange,
) -> Result<()> {
    if let Some(expectation) = change.expectation {
        agenda::change_expectation(tx, one_on_one, item, expectation).await?;
    }
    if let Some(line) = &change.line {
        agenda::reword(tx, one_on_one, item, line).await?;
    }
    match change.outcome {
        Some(outcome) => agenda::set_outcome(tx, one_on_one, item, outcome).await,
        None => Ok(()),
    }
}

/// Takes an item off: the member any, the leader an own proposal that still waits.
#[utoipa::path(delete, path = "/api/v1/one-on-ones/{id}/agenda/{item}",
    operation_id = "removeAgendaItem", tag = "agenda",
    params(("id" = OneOnOneId, Path, description = "The 1-on-1."),
           ("item" = AgendaItemId, Path, description = "The agenda item.")),
    responses((status = 204, description = "It is off the agenda."),
              (status = 403, description = "The member's own topic."),
              (status = 409, description = "It is over.")))]
async fn remove(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path((id, item)): Path<(OneOnOneId, AgendaItemId)>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    agenda::remove(&mut tx, &one_on_one, item).await?;
    tell(&mut tx, &one_on_one);
    tx.commit().await?;
    Ok(reply::nothing())
}

/// What a member says to a proposal.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"answer": "accept"}))]
pub(super) struct Answer {
    answer: Reply,
}

/// Accepts or declines a leader's proposal. For the member.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/agenda/{item}/answer",
    operation_id = "answerProposal", tag = "agenda", request_body = Answer,
    params(("id" = OneOnOneId, Path, description = "The 1-on-1."),
           ("item" = AgendaItemId, Path, description = "The leader's proposal.")),
    responses((status = 200, body = ItemView), (status = 403, description = "Not the member."),
              (status = 409, description = "It is over.")))]
async fn answer(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path((id, item_id)): Path<(OneOnOneId, AgendaItemId)>,
    key: Idempotency,
    Body(said): Body<Answer>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &said).await? {
        return Ok(before);
    }
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    agenda::reply(&mut tx, &one_on_one, item_id, said.answer).await?;
    let view = item(&mut tx, id, item_id).await?;
    tell(&mut tx, &one_on_one);
    key.keep(tx, &said, StatusCode::OK, &view).await
}
