//! One's pairs, and beginning one.

use super::page::{Page, Place, answer, json};
use crate::{
    pair::{self, Kind, Pair, PairId},
    pairing,
};
use axum::{http::StatusCode, response::Response};
use platform::{
    PersonId, Result,
    access::{TokenBearer, Writes},
    id,
    routing::{Body, Idempotency, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A pair in which the token's person sits.
#[derive(Serialize, ToSchema)]
pub(super) struct PairView {
    #[schema(value_type = String)]
    id: PairId,
    #[schema(value_type = String)]
    leader: PersonId,
    leader_name: String,
    #[schema(value_type = String)]
    member: PersonId,
    member_name: String,
    /// `line`, `mentor`, `diagonal` or `peer`.
    #[schema(value_type = String)]
    kind: Kind,
    /// RFC 3339.
    started_at: String,
    ended_at: Option<String>,
}

/// A pair to begin: the token's person sits in one of its seats, or administers.
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct NewPair {
    #[schema(value_type = String)]
    leader: PersonId,
    #[schema(value_type = String)]
    member: PersonId,
    /// `line`, `mentor`, `diagonal` or `peer`.
    #[schema(value_type = String)]
    kind: Kind,
}

/// The pair that has begun.
#[derive(Serialize, ToSchema)]
pub(super) struct Begun {
    #[schema(value_type = String)]
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

/// The pairs that the token's person may see, in the order of ids.
#[utoipa::path(get, path = "/api/v1/pairs",
    params(("cursor" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<i64>, Query, description = "1 to 200, 50 unless told")),
    responses((status = 200, body = Page<PairView>)))]
pub(super) async fn list(
    TokenBearer(mut tx): TokenBearer,
    Query(place): Query<Place>,
) -> Result<Response> {
    let (me, after, most) = (tx.me()?, place.after()?, place.limit() as usize);
    let mut pairs = pair::of_person(&mut tx, me).await?;
    pairs.retain(|pair| pair.id.0 > after);
    pairs.sort_by_key(|pair| pair.id);
    let more = pairs.len() > most;
    pairs.truncate(most);
    let next = pairs.last().filter(|_| more).map(|last| id::encode(last.id.0));
    let items = pairs.into_iter().map(PairView::from).collect();
    json(StatusCode::OK, &Page { items, next })
}

/// Begins a pair; whoever did not is told by mail.
#[utoipa::path(post, path = "/api/v1/pairs", request_body = NewPair,
    params(("Idempotency-Key" = Option<String>, Header, description = "one effect for one key")),
    responses((status = 201, body = Begun),
              (status = 403, description = "sits in neither seat"),
              (status = 409, description = "this pair already lasts"),
              (status = 422, description = "somebody unknown, or the same person twice")))]
pub(super) async fn begin(
    TokenBearer(mut tx): TokenBearer<Writes>,
    key: Idempotency,
    Body(new): Body<NewPair>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &new).await? {
        let status = StatusCode::from_u16(before.status).unwrap_or(StatusCode::OK);
        return Ok(answer(status, before.body));
    }
    let id = pairing::begin(&mut tx, new.leader, new.member, new.kind).await?;
    let body = serde_json::to_vec(&Begun { id }).map_err(platform::Error::internal)?;
    let kept = platform::routing::Remembered { status: 201, body: body.clone() };
    key.remember(&mut tx, &new, &kept).await?;
    tx.commit().await?;
    Ok(answer(StatusCode::CREATED, body))
}
