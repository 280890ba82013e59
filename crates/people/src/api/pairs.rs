//! One's pairs, and beginning one.

use crate::{
    pair::{self, Kind, Pair, PairId},
    pairing,
};
use axum::{http::StatusCode, response::Response};
use platform::{
    PersonId, Result,
    access::{TokenBearer, Writes},
    id,
    routing::{
        Body, Idempotency, Query,
        reply::{Page, Place, json},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A pair in which the token's person sits.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "id": "1d8tz3m9q0c00", "leader": "1d8tz3m9q0400", "leader_name": "藤崎 葵",
    "member": "1d8tz3m9q0800", "member_name": "高瀬 蓮", "kind": "line",
    "started_at": "2026-04-01T00:00:00Z", "ended_at": null
}))]
pub(super) struct PairView {
    id: PairId,
    leader: PersonId,
    leader_name: String,
    member: PersonId,
    member_name: String,
    kind: Kind,
    #[schema(format = DateTime)]
    started_at: String,
    #[schema(format = DateTime)]
    ended_at: Option<String>,
}

/// A pair to begin: the token's person sits in one of its seats, or administers.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"leader": "1d8tz3m9q0400", "member": "1d8tz3m9q0800", "kind": "mentor"}))]
pub(super) struct NewPair {
    leader: PersonId,
    member: PersonId,
    kind: Kind,
}

/// The pair that has begun.
#[derive(Serialize, ToSchema)]
pub(super) struct Begun {
    id: PairId,
}

impl From<Pair> for PairView {
    fn from(pair: Pair) -> Self {
        Self {
            id: pair.id,
            leader: pair.leader,
            leader_name: pair.leader_name,
            member: pair.member,
            member_name: pair.member_name,
            kind: pair.kind,
            started_at: pair.started_at.to_string(),
            ended_at: pair.ended_at.map(|at| at.to_string()),
        }
    }
}

/// Lists the pairs that the token's person may see, in the order of ids.
#[utoipa::path(get, path = "/api/v1/pairs", operation_id = "listPairs", tag = "pairs",
    params(Place), responses((status = 200, body = Page<PairView>)))]
pub(super) async fn list(
    TokenBearer(mut tx): TokenBearer,
    Query(place): Query<Place>,
) -> Result<Response> {
    let (me, after, limit) = (tx.me()?, place.after()?, place.limit()?);
    let mut pairs = pair::of_person(&mut tx, me).await?;
    pairs.retain(|pair| pair.id.0 > after);
    pairs.sort_by_key(|pair| pair.id);
    let page = Page::of(pairs, limit, |last| id::encode(last.id.0), PairView::from);
    json(StatusCode::OK, &page)
}

/// Begins a pair; whoever did not is told by mail.
#[utoipa::path(post, path = "/api/v1/pairs", operation_id = "beginPair", tag = "pairs",
    request_body = NewPair,
    responses((status = 201, body = Begun),
              (status = 403, description = "Sits in neither seat."),
              (status = 409, description = "This pair lasts already."),
              (status = 422, description = "Somebody unknown, or the same person twice.")))]
pub(super) async fn begin(
    TokenBearer(mut tx): TokenBearer<Writes>,
    key: Idempotency,
    Body(new): Body<NewPair>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &new).await? {
        return Ok(before);
    }
    let id = pairing::begin(&mut tx, new.leader, new.member, new.kind).await?;
    key.keep(tx, &new, StatusCode::CREATED, &Begun { id }).await
}
