//! Wishes for change: of a pair, of a 1-on-1, and noting one.

use super::shown::WishView;
use crate::{
    one_on_one::{OneOnOne, OneOnOneId},
    room::tell,
    two,
    wish::{self, NewWish, Wish, WishKind},
};
use axum::{http::StatusCode, response::Response};
use people::pair::PairId;
use platform::{
    Result,
    access::{Read, TokenBearer, Writes},
    routing::{
        Body, Idempotency, Path, Query, Routes,
        reply::{self, All, Page, Place, json},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/pairs/{id}/wishes", of_pair)
        .get("/api/v1/one-on-ones/{id}/wishes", of_one_on_one)
        .post("/api/v1/one-on-ones/{id}/wishes", note)
}

#[derive(OpenApi)]
#[openapi(paths(of_pair, of_one_on_one, note))]
pub(super) struct Document;

/// Lists the wishes of a pair, newest first.
#[utoipa::path(get, path = "/api/v1/pairs/{id}/wishes", operation_id = "listWishesOfPair",
    tag = "wishes", params(("id" = PairId, Path, description = "The pair."), Place),
    responses((status = 200, body = Page<WishView>)))]
async fn of_pair(
    TokenBearer(mut tx): TokenBearer,
    Path(id): Path<PairId>,
    Query(place): Query<Place>,
) -> Result<Response> {
    let (limit, mark) = (place.limit()?, place.mark()?);
    let pair = super::asked::pair_of_two(&mut tx, id).await?;
    let mut all = wish::of_pair(&mut tx, pair.id).await?;
    all.retain(|wish| mark.is_none_or(|mark| (wish.made_at, wish.id.0) < mark));
    let cursor = |last: &Wish| reply::cursor((last.made_at, last.id.0));
    json(StatusCode::OK, &Page::of(all, limit, cursor, |wish| WishView::from(&wish)))
}

/// Lists what was wished in a 1-on-1.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/wishes",
    operation_id = "listWishesOfOneOnOne", tag = "wishes",
    params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = All<WishView>)))]
async fn of_one_on_one(
    TokenBearer(mut tx): TokenBearer,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    let noted = wish::of_one_on_one(&mut tx, one_on_one.id).await?;
    json(StatusCode::OK, &noted.iter().map(WishView::from).collect::<All<_>>())
}

/// A wish of the token's person.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "should_change", "text": "朝の定例を短くしたい"}))]
pub(super) struct NotedWish {
    /// One or two sentences of at most 300 characters.
    #[schema(min_length = 1, max_length = 300)]
    text: String,
    /// What it feels like; may be left out.
    #[serde(default)]
    kind: Option<WishKind>,
}

/// Notes a wish.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/wishes", operation_id = "noteWish",
    tag = "wishes", request_body = NotedWish,
    params(("id" = OneOnOneId, Path, description = "Where it came up.")),
    responses((status = 201, body = WishView)))]
async fn note(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    key: Idempotency,
    Body(new): Body<NotedWish>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &new).await? {
        return Ok(before);
    }
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    let wish = NewWish { kind: new.kind, text: new.text.clone() };
    let noted = wish::note(&mut tx, &one_on_one, &wish).await?;
    let noted = tx.load::<Read, Wish>(noted).await?;
    tell(&mut tx, &one_on_one);
    key.keep(tx, &new, StatusCode::CREATED, &WishView::from(&*noted)).await
}
