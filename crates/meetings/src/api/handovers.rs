//! Handovers to list and to read. Drafting, checking and agreeing take place on pages.

use crate::handover::{self, Handover, HandoverId, HandoverKind, HandoverState};
use axum::{http::StatusCode, response::Response};
use people::pair::PairId;
use platform::{
    Result,
    access::{Mode, Read, TokenBearer, Tx},
    routing::{
        Path, Routes,
        reply::{All, json},
    },
};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api().get("/api/v1/handovers", mine).get("/api/v1/handovers/{id}", read)
}

#[derive(OpenApi)]
#[openapi(paths(mine, read))]
pub(super) struct Document;

/// A handover, without its lines.
#[derive(Serialize, ToSchema)]
#[schema(as = Handover, example = json!({
    "id": "1d8tz3m9q0k00", "pair": "1d8tz3m9q0c00", "kind": "transfer", "state": "running",
    "member": "高瀬 蓮", "leader": "藤崎 葵", "next_leader": "森田 結",
    "until": "2027-01-22T00:00:00Z", "talk_at": null
}))]
pub(super) struct HandoverView {
    id: HandoverId,
    /// The pair it comes from.
    pair: PairId,
    kind: HandoverKind,
    state: HandoverState,
    member: String,
    leader: String,
    /// `null`: nobody is named.
    next_leader: Option<String>,
    #[schema(format = DateTime)]
    until: Option<String>,
    /// When the three talk, as proposed last.
    #[schema(format = DateTime)]
    talk_at: Option<String>,
}

/// A handover with the lines that the token's person may see.
#[derive(Serialize, ToSchema)]
pub(super) struct HandoverText {
    #[serde(flatten)]
    handover: HandoverView,
    lines: Vec<String>,
}

fn view<M: Mode>(tx: &Tx<M>, handover: &Handover) -> HandoverView {
    HandoverView {
        id: handover.id,
        pair: handover.pair,
        kind: handover.kind,
        state: handover.state(tx.now()),
        member: handover.member_name.clone(),
        leader: handover.leader_name.clone(),
        next_leader: handover.reader.as_ref().map(|reader| reader.name.clone()),
        until: handover.expires_at.map(|until| until.to_string()),
        talk_at: handover.talk.as_ref().map(|talk| talk.at.to_string()),
    }
}

/// Lists the handovers in which the token's person is member, leader or next leader, newest first.
#[utoipa::path(get, path = "/api/v1/handovers", operation_id = "listHandovers", tag = "handovers",
    responses((status = 200, body = All<HandoverView>)))]
async fn mine(TokenBearer(mut tx): TokenBearer) -> Result<Response> {
    let mine = handover::mine(&mut tx).await?;
    let seen = mine.iter().filter(|handover| tx.allows::<Read, Handover>(handover));
    json(StatusCode::OK, &seen.map(|handover| view(&tx, handover)).collect::<All<_>>())
}

/// Reads a handover. The member sees all lines, the leader while they draft, the next leader once
/// they opened it on its page; others see how it stands.
#[utoipa::path(get, path = "/api/v1/handovers/{id}", operation_id = "readHandover",
    tag = "handovers", params(("id" = HandoverId, Path, description = "The handover.")),
    responses((status = 200, body = HandoverText), (status = 404, description = "No such handover.")))]
async fn read(TokenBearer(mut tx): TokenBearer, Path(id): Path<HandoverId>) -> Result<Response> {
    let handover = tx.load::<Read, Handover>(id).await?;
    let lines = handover::shown_lines(&mut tx, &handover).await?;
    let lines = lines.into_iter().filter(|line| !line.struck).map(|line| line.text).collect();
    json(StatusCode::OK, &HandoverText { handover: view(&tx, &handover), lines })
}
