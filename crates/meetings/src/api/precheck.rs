//! The leader's look before the start.

use super::shown::OneOnOneView;
use crate::{
    agenda::Expectation,
    one_on_one::{self, OneOnOne, OneOnOneId},
    precheck, two,
};
use axum::{http::StatusCode, response::Response};
use platform::{
    Result,
    access::{Read, TokenBearer, Writes},
    render::Frame,
    routing::{Idempotency, Path, Routes, reply::json},
};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/one-on-ones/{id}/precheck", read)
        .post("/api/v1/one-on-ones/{id}/precheck", look)
}

#[derive(OpenApi)]
#[openapi(paths(read, look))]
pub(super) struct Document;

/// What the leader sees in ten seconds, in the language of the token's person.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "member": "高瀬さん", "prepared": true, "manner": null,
    "wants": [{"topic_name": "仕事のこと", "expectation": "listen", "says": "聞いてほしい",
               "line": "", "behaviour": "さえぎらずに、最後まで聞きます。", "advice": null}],
    "more": null, "promises": [{"owner": "あなた", "text": "見積もりの型を作って見せる"}],
    "mindful": ["早めに相談する"]
}))]
pub(super) struct PrecheckView {
    /// How the leader calls the member.
    member: String,
    prepared: bool,
    /// How it differs from the usual way, in words.
    manner: Option<String>,
    /// At most three topics.
    wants: Vec<WantView>,
    /// The names of further ones, in one sentence.
    more: Option<String>,
    /// The latest open promises of the two, at most three.
    promises: Vec<LineView>,
    /// What the member decided to be mindful of the last time, line by line.
    mindful: Vec<String>,
}

/// A topic with what the member would like, and how to be there.
#[derive(Serialize, ToSchema)]
#[schema(as = Want)]
pub(super) struct WantView {
    topic_name: String,
    expectation: Option<Expectation>,
    says: String,
    line: String,
    behaviour: String,
    advice: Option<String>,
}

/// An open promise in short.
#[derive(Serialize, ToSchema)]
#[schema(as = PromiseLine)]
pub(super) struct LineView {
    owner: String,
    text: String,
}

impl From<precheck::Precheck> for PrecheckView {
    fn from(look: precheck::Precheck) -> Self {
        let want = |want: precheck::Want| WantView {
            topic_name: want.item.topic,
            expectation: want.item.expectation,
            says: want.item.says,
            line: want.item.line,
            behaviour: want.behaviour,
            advice: want.advice,
        };
        let line = |line: precheck::PromiseLine| LineView { owner: line.owner, text: line.text };
        Self {
            member: look.member,
            prepared: look.prepared,
            manner: look.manner,
            wants: look.wants.into_iter().map(want).collect(),
            more: look.more,
            promises: look.promises.into_iter().map(line).collect(),
            mindful: look.mindful,
        }
    }
}

/// Reads what the leader sees. Reading marks nothing.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/precheck", operation_id = "readPrecheck",
    tag = "precheck", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = PrecheckView)))]
async fn read(TokenBearer(mut tx): TokenBearer, Path(id): Path<OneOnOneId>) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    let f = Frame::of(&tx);
    let look = precheck::precheck(&mut tx, &f, &one_on_one).await?;
    json(StatusCode::OK, &PrecheckView::from(look))
}

/// Marks that the leader has looked; the member sees when. The first time counts. For the leader.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/precheck", operation_id = "markSeen",
    tag = "precheck", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = OneOnOneView), (status = 403, description = "Not the leader.")))]
async fn look(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    key: Idempotency,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &()).await? {
        return Ok(before);
    }
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    one_on_one::look(&mut tx, &one_on_one).await?;
    let now = tx.load::<Read, OneOnOne>(id).await?;
    key.keep(tx, &(), StatusCode::OK, &OneOnOneView::from(&*now)).await
}
