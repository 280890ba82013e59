//! Promises of a pair, of a 1-on-1, and one's own.

use super::shown::PromiseView;
use crate::{
    one_on_one::{OneOnOne, OneOnOneId},
    promise::{self, NewPromise, Promise, PromiseId, State},
    room::tell,
    two,
};
use axum::{http::StatusCode, response::Response};
use jiff::civil::Date;
use people::pair::{PairId, Seat};
use platform::{
    Error, Result,
    access::{Edit, Permit, Read, TokenBearer, Tx, Writes},
    routing::{
        Body, Idempotency, Path, Query, Routes,
        reply::{self, All, Page, Place, Seen, json, versioned},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/promises", mine)
        .get("/api/v1/pairs/{id}/promises", of_pair)
        .get("/api/v1/one-on-ones/{id}/promises", of_one_on_one)
        .post("/api/v1/one-on-ones/{id}/promises", make)
        .get("/api/v1/promises/{id}", read)
        .patch("/api/v1/promises/{id}", change)
}

#[derive(OpenApi)]
#[openapi(paths(mine, of_pair, of_one_on_one, make, read, change))]
pub(super) struct Document;

/// Which promises are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only these; all unless told.
    #[param(inline)]
    state: Option<State>,
}

/// Lists what the token's person still owes in pairs that last, oldest first.
#[utoipa::path(get, path = "/api/v1/promises", operation_id = "listOwedPromises",
    tag = "promises", responses((status = 200, body = All<PromiseView>)))]
async fn mine(TokenBearer(mut tx): TokenBearer) -> Result<Response> {
    let owed = promise::owed_by_me(&mut tx).await?;
    json(StatusCode::OK, &owed.iter().map(PromiseView::from).collect::<All<_>>())
}

/// Lists the promises of a pair, newest first.
#[utoipa::path(get, path = "/api/v1/pairs/{id}/promises", operation_id = "listPromisesOfPair",
    tag = "promises", params(("id" = PairId, Path, description = "The pair."), Filter, Place),
    responses((status = 200, body = Page<PromiseView>)))]
async fn of_pair(
    TokenBearer(mut tx): TokenBearer,
    Path(id): Path<PairId>,
    Query(filter): Query<Filter>,
    Query(place): Query<Place>,
) -> Result<Response> {
    let (limit, mark) = (place.limit()?, place.mark()?);
    let pair = super::asked::pair_of_two(&mut tx, id).await?;
    let mut all = promise::of_pair(&mut tx, pair.id).await?;
    all.retain(|promise| {
        let wanted = filter.state.is_none_or(|state| state == promise.state);
        wanted && mark.is_none_or(|mark| (promise.made_at, promise.id.0) < mark)
    });
    let cursor = |last: &Promise| reply::cursor((last.made_at, last.id.0));
    json(StatusCode::OK, &Page::of(all, limit, cursor, |promise| PromiseView::from(&promise)))
}

/// Lists what was promised in a 1-on-1.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/promises",
    operation_id = "listPromisesOfOneOnOne", tag = "promises",
    params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = All<PromiseView>)))]
async fn of_one_on_one(
    TokenBearer(mut tx): TokenBearer,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    let made = promise::of_one_on_one(&mut tx, one_on_one.id).await?;
    json(StatusCode::OK, &made.iter().map(PromiseView::from).collect::<All<_>>())
}

/// A promise to be noted; either may note one for either.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "owner_seat": "leader", "text": "見積もりの型を作って見せる", "due": "2026-12-10"
}))]
pub(super) struct MadePromise {
    owner_seat: Seat,
    /// One sentence of at most 300 characters.
    #[schema(min_length = 1, max_length = 300)]
    text: String,
    #[serde(default)]
    #[schema(format = Date)]
    due: Option<String>,
}

fn day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::field("due", "invalid-date"))
}

/// Notes a promise.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/promises", operation_id = "makePromise",
    tag = "promises", request_body = MadePromise,
    params(("id" = OneOnOneId, Path, description = "Where it was made.")),
    responses((status = 201, body = PromiseView)))]
async fn make(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    key: Idempotency,
    Body(new): Body<MadePromise>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &new).await? {
        return Ok(before);
    }
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    let due = new.due.as_deref().map(day).transpose()?;
    let promise = NewPromise { owner: new.owner_seat, text: new.text.clone(), due };
    let made = promise::make(&mut tx, &one_on_one, &promise).await?;
    let made = tx.load::<Read, Promise>(made).await?;
    tell(&mut tx, &one_on_one);
    key.keep(tx, &new, StatusCode::CREATED, &PromiseView::from(&*made)).await
}

/// Reads one.
#[utoipa::path(get, path = "/api/v1/promises/{id}", operation_id = "readPromise",
    tag = "promises", params(("id" = PromiseId, Path, description = "The promise.")),
    responses((status = 200, body = PromiseView,
               headers(("ETag" = String, description = "Its version, for `If-Match`.")))))]
async fn read(TokenBearer(mut tx): TokenBearer, Path(id): Path<PromiseId>) -> Result<Response> {
    let promise = tx.load::<Read, Promise>(id).await?;
    versioned(promise.version, &PromiseView::from(&*promise))
}

/// What changes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"state": "done"}))]
pub(super) struct PromiseChange {
    /// One sentence of at most 300 characters.
    #[schema(min_length = 1, max_length = 300)]
    text: Option<String>,
    /// `null`: no day any more.
    #[serde(default, deserialize_with = "super::asked::said")]
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Option<String>>,
    /// `done`: kept; `dropped`: let go; `open`: neither after all.
    state: Option<State>,
}

/// Says it better, gives it another day, settles it or opens it again.
#[utoipa::path(patch, path = "/api/v1/promises/{id}", operation_id = "changePromise",
    tag = "promises", request_body = PromiseChange,
    params(("id" = PromiseId, Path, description = "The promise."),
           ("If-Match" = Option<String>, Header, description = "The `ETag` that was read.")),
    responses((status = 200, body = PromiseView),
              (status = 409, description = "Changed since it was read: `current` tells how.")))]
async fn change(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<PromiseId>,
    seen: Seen,
    Body(change): Body<PromiseChange>,
) -> Result<Response> {
    let promise = two::load::<Promise, _>(&mut tx, id).await?;
    seen.check(promise.version, &PromiseView::from(&*promise))?;
    carry_out(&mut tx, &promise, &change).await?;
    let one_on_one = OneOnOneId(promise.one_on_one);
    let now = tx.load::<Read, Promise>(id).await?;
    let one_on_one = tx.load::<Read, OneOnOne>(one_on_one).await?;
    tell(&mut tx, &one_on_one);
    tx.commit().await?;
    versioned(now.version, &PromiseView::from(&*now))
}

async fn carry_out(
    tx: &mut Tx<Writes>,
    promise: &Permit<Edit, Promise>,
    change: &PromiseChange,
) -> Result<()> {
    if change.text.is_some() || change.due.is_some() {
        let text = change.text.as_ref().unwrap_or(&promise.text);
        let due = match &change.due {
            Some(due) => due.as_deref().map(day).transpose()?,
            None => promise.due,
        };
        promise::reword(tx, promise, text, due).await?;
    }
    match change.state {
        Some(state) => promise::settle(tx, promise, state).await,
        None => Ok(()),
    }
}
