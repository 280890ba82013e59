//! 1-on-1s: one's own and those of a pair, sitting down and getting up.

use super::shown::OneOnOneView;
use crate::{
    one_on_one::{self, List, OneOnOne, OneOnOneId, Status, Whose},
    room, two,
};
use axum::{http::StatusCode, response::Response};
use people::pair::PairId;
use platform::{
    Result,
    access::{Mode, Read, TokenBearer, Tx, Writes},
    routing::{
        Idempotency, Path, Query, Routes,
        reply::{self, Page, Place, json, versioned},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/one-on-ones", mine)
        .get("/api/v1/pairs/{id}/one-on-ones", of_pair)
        .get("/api/v1/one-on-ones/{id}", read)
        .post("/api/v1/one-on-ones/{id}/start", start)
        .post("/api/v1/one-on-ones/{id}/closing", close)
}

#[derive(OpenApi)]
#[openapi(paths(mine, of_pair, read, start, close))]
pub(super) struct Document;

platform::text_enum! {
    /// On which side of now.
    pub(super) enum When { Upcoming = "upcoming", Past = "past" }
}

/// Which 1-on-1s are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// `upcoming`: planned, soonest first; one that is late is still here. `past`: held, skipped or
    /// cancelled, newest first. `upcoming` unless told.
    #[param(inline)]
    when: Option<When>,
}

async fn list<M: Mode>(
    tx: &mut Tx<M>,
    whose: Whose,
    filter: &Filter,
    place: &Place,
) -> Result<Response> {
    let limit = place.limit()?;
    let after = place.mark()?.map(|(at, id)| (at, OneOnOneId(id)));
    let past = filter.when == Some(When::Past);
    let rows = one_on_one::list(tx, &List { whose, past, after, most: limit + 1 }).await?;
    let cursor = |row: &OneOnOne| reply::cursor((row.starts_at, row.id.0));
    json(StatusCode::OK, &Page::of(rows, limit, cursor, |row| OneOnOneView::from(&row)))
}

/// Lists one's own 1-on-1s, in whichever seat.
#[utoipa::path(get, path = "/api/v1/one-on-ones", operation_id = "listOneOnOnes",
    tag = "one-on-ones", params(Filter, Place),
    responses((status = 200, body = Page<OneOnOneView>)))]
async fn mine(
    TokenBearer(mut tx): TokenBearer,
    Query(filter): Query<Filter>,
    Query(place): Query<Place>,
) -> Result<Response> {
    list(&mut tx, Whose::Mine, &filter, &place).await
}

/// Lists the 1-on-1s of a pair.
#[utoipa::path(get, path = "/api/v1/pairs/{id}/one-on-ones", operation_id = "listOneOnOnesOfPair",
    tag = "one-on-ones", params(("id" = PairId, Path, description = "The pair."), Filter, Place),
    responses((status = 200, body = Page<OneOnOneView>)))]
async fn of_pair(
    TokenBearer(mut tx): TokenBearer,
    Path(id): Path<PairId>,
    Query(filter): Query<Filter>,
    Query(place): Query<Place>,
) -> Result<Response> {
    let pair = super::asked::pair_of_two(&mut tx, id).await?;
    list(&mut tx, Whose::Pair(pair.id), &filter, &place).await
}

/// Reads one.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}", operation_id = "readOneOnOne",
    tag = "one-on-ones", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = OneOnOneView,
               headers(("ETag" = String, description = "Its version, for `If-Match`.")))))]
async fn read(TokenBearer(mut tx): TokenBearer, Path(id): Path<OneOnOneId>) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    versioned(one_on_one.version, &OneOnOneView::from(&*one_on_one))
}

/// Sits down: opens memo and private notes. Whoever comes second changes nothing.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/start", operation_id = "startOneOnOne",
    tag = "one-on-ones", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = OneOnOneView),
              (status = 409, description = "It is over already.")))]
async fn start(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    key: Idempotency,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &()).await? {
        return Ok(before);
    }
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    room::start(&mut tx, &one_on_one).await?;
    let now = tx.load::<Read, OneOnOne>(id).await?;
    key.keep(tx, &(), StatusCode::OK, &OneOnOneView::from(&*now)).await
}

/// A 1-on-1 that was held, and the next one, to which unreached topics went.
#[derive(Serialize, ToSchema)]
pub(super) struct Closed {
    one_on_one: OneOnOneView,
    next: Option<OneOnOneView>,
}

/// Gets up: it was held. Unreached topics go to the next one, both get a summary by mail. Of one
/// that was closed before, tells the same again.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/closing", operation_id = "closeOneOnOne",
    tag = "one-on-ones", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = Closed),
              (status = 409, description = "It was skipped or cancelled.")))]
async fn close(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    key: Idempotency,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &()).await? {
        return Ok(before);
    }
    let one_on_one = two::load_with_pair(&mut tx, id).await?;
    if one_on_one.status != Status::Held {
        room::close(&mut tx, &one_on_one).await?;
    }
    let memos = room::memos(&mut tx, &one_on_one).await?;
    let closed = closed(&mut tx, id).await?;
    let answer = key.keep(tx, &(), StatusCode::OK, &closed).await?;
    if let Some(memos) = memos {
        memos.fold().await;
    }
    Ok(answer)
}

async fn closed(tx: &mut Tx<Writes>, id: OneOnOneId) -> Result<Closed> {
    let held = tx.load::<Read, OneOnOne>(id).await?;
    let now = tx.now();
    let next = one_on_one::next_of_pair(tx, held.pair, now).await?;
    Ok(Closed {
        one_on_one: OneOnOneView::from(&*held),
        next: next.as_ref().map(OneOnOneView::from),
    })
}
