//! Dates: an extra 1-on-1, moving, skipping, calling off, and how the two meet.

use super::shown::OneOnOneView;
use crate::{
    dates,
    one_on_one::{Manner, Move, NewOneOnOne, OneOnOne, OneOnOneId, SkipReason},
    two,
};
use axum::{http::StatusCode, response::Response};
use jiff::Timestamp;
use people::{
    pair::{Pair, PairId},
    text,
};
use platform::{
    Result,
    access::{Edit, Permit, Read, TokenBearer, Tx, Writes},
    routing::{
        Body, Idempotency, Path, Routes,
        reply::{Seen, versioned},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .post("/api/v1/pairs/{id}/one-on-ones", extra)
        .put("/api/v1/one-on-ones/{id}/date", put_off)
        .put("/api/v1/one-on-ones/{id}/manner", meet)
        .post("/api/v1/one-on-ones/{id}/skip", skip)
        .post("/api/v1/one-on-ones/{id}/cancellation", cancel)
}

#[derive(OpenApi)]
#[openapi(paths(extra, put_off, meet, skip, cancel))]
pub(super) struct Document;

/// When and where.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "starts_at": "2026-12-03T15:00:00+09:00", "minutes": 30, "place": "会議室 B"
}))]
pub(super) struct When {
    #[schema(value_type = String, format = DateTime)]
    starts_at: Timestamp,
    #[schema(minimum = 10, maximum = 120)]
    minutes: i64,
    #[serde(default)]
    #[schema(max_length = 80)]
    place: String,
    /// Though it is a weekend or a holiday, or one of the two has another 1-on-1 then.
    #[serde(default)]
    anyway: bool,
}

/// # Errors
/// `Conflict` for a weekend or a holiday that was not confirmed. Asked last: by then the date is one
/// that can be.
fn check(tx: &Tx<Writes>, starts_at: Timestamp, anyway: bool) -> Result<()> {
    if anyway { Ok(()) } else { dates::must_be_working_day(starts_at, &tx.viewer().zone) }
}

/// The 1-on-1 as it is now.
async fn now(tx: &mut Tx<Writes>, id: OneOnOneId) -> Result<OneOnOneView> {
    Ok(OneOnOneView::from(&*tx.load::<Read, OneOnOne>(id).await?))
}

/// Plans an extra one, outside the rhythm. The other hears of it.
#[utoipa::path(post, path = "/api/v1/pairs/{id}/one-on-ones", operation_id = "planExtra",
    tag = "one-on-ones", request_body = When,
    params(("id" = PairId, Path, description = "The pair.")),
    responses((status = 201, body = OneOnOneView),
              (status = 409, description = "One of the two has another 1-on-1 then, or it is no \
                                            working day, and `anyway` is not set."),
              (status = 422, description = "A date in the past or too far ahead.")))]
async fn extra(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<PairId>,
    key: Idempotency,
    Body(when): Body<When>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &when).await? {
        return Ok(before);
    }
    let pair = two::load::<Pair, _>(&mut tx, id).await?;
    let (starts_at, minutes, place) = (when.starts_at, when.minutes, text::line(&when.place));
    let new = NewOneOnOne { starts_at, minutes, occurrence: None, place };
    let planned = dates::plan_extra(&mut tx, &pair, &new, when.anyway).await?;
    check(&tx, starts_at, when.anyway)?;
    let view = now(&mut tx, planned).await?;
    key.keep(tx, &when, StatusCode::CREATED, &view).await
}

platform::text_enum! {
    /// What moves.
    pub(super) enum Reach {
        One = "one",
        /// The rhythm from then on, too.
        All = "all",
    }
}

/// Another date.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "starts_at": "2026-12-04T10:00:00+09:00", "minutes": 30, "place": "", "moves": "one"
}))]
pub(super) struct Moved {
    #[schema(value_type = String, format = DateTime)]
    starts_at: Timestamp,
    #[schema(minimum = 10, maximum = 120)]
    minutes: i64,
    #[serde(default)]
    #[schema(max_length = 80)]
    place: String,
    /// `one`, or `all` to move the rhythm to this weekday and time from then on.
    moves: Reach,
    /// Though it is a weekend or a holiday, or one of the two has another 1-on-1 then.
    #[serde(default)]
    anyway: bool,
}

/// Moves it, or it and the rhythm; topics, notes and promises stay with it. The other hears of it.
#[utoipa::path(put, path = "/api/v1/one-on-ones/{id}/date", operation_id = "moveOneOnOne",
    tag = "one-on-ones", request_body = Moved,
    params(("id" = OneOnOneId, Path, description = "The 1-on-1."),
           ("If-Match" = Option<String>, Header, description = "The `ETag` that was read.")),
    responses((status = 200, body = OneOnOneView),
              (status = 409, description = "Changed since it was read (`current` tells how), over, \
                                            or something speaks against the date and `anyway` is \
                                            not set."),
              (status = 422, description = "A date in the past or too far ahead.")))]
async fn put_off(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    seen: Seen,
    Body(moved): Body<Moved>,
) -> Result<Response> {
    let one_on_one = two::load_with_pair(&mut tx, id).await?;
    seen.check(one_on_one.version, &OneOnOneView::from(&*one_on_one))?;
    carry_out(&mut tx, &one_on_one, &moved).await?;
    check(&tx, moved.starts_at, moved.anyway)?;
    let view = tx.load::<Read, OneOnOne>(id).await?;
    tx.commit().await?;
    versioned(view.version, &OneOnOneView::from(&*view))
}

async fn carry_out(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    moved: &Moved,
) -> Result<()> {
    let to = Move {
        starts_at: moved.starts_at,
        minutes: moved.minutes,
        place: text::line(&moved.place),
        version: one_on_one.version,
        anyway: moved.anyway,
        anyway_later: moved.anyway,
    };
    match moved.moves {
        Reach::One => dates::move_one(tx, one_on_one, &to).await,
        Reach::All => dates::move_all(tx, one_on_one, &to).await,
    }
}

/// How the two meet this time.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"manner": "ten_minutes"}))]
pub(super) struct Met {
    manner: Manner,
}

/// Says how the two meet this time: as usual, for ten minutes, or in writing.
#[utoipa::path(put, path = "/api/v1/one-on-ones/{id}/manner", operation_id = "setManner",
    tag = "one-on-ones", request_body = Met,
    params(("id" = OneOnOneId, Path, description = "The 1-on-1."),
           ("If-Match" = Option<String>, Header, description = "The `ETag` that was read.")),
    responses((status = 200, body = OneOnOneView),
              (status = 409, description = "Changed since it was read, or over.")))]
async fn meet(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    seen: Seen,
    Body(met): Body<Met>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    seen.check(one_on_one.version, &OneOnOneView::from(&*one_on_one))?;
    dates::take_manner(&mut tx, &one_on_one, met.manner).await?;
    let view = tx.load::<Read, OneOnOne>(id).await?;
    tx.commit().await?;
    versioned(view.version, &OneOnOneView::from(&*view))
}

/// Why it is skipped.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "nothing_today"}))]
pub(super) struct Skipped {
    reason: SkipReason,
}

/// Skips it with dignity: topics go on to the next one, and the other hears of it.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/skip", operation_id = "skipOneOnOne",
    tag = "one-on-ones", request_body = Skipped,
    params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = OneOnOneView), (status = 409, description = "It is over.")))]
async fn skip(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    key: Idempotency,
    Body(skipped): Body<Skipped>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &skipped).await? {
        return Ok(before);
    }
    let one_on_one = two::load_with_pair(&mut tx, id).await?;
    dates::skip(&mut tx, &one_on_one, skipped.reason).await?;
    let view = now(&mut tx, id).await?;
    key.keep(tx, &skipped, StatusCode::OK, &view).await
}

/// Calls it off: topics go on to the next one, and the other hears of it.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/cancellation",
    operation_id = "cancelOneOnOne", tag = "one-on-ones",
    params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = OneOnOneView), (status = 409, description = "It is over.")))]
async fn cancel(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    key: Idempotency,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &()).await? {
        return Ok(before);
    }
    let one_on_one = two::load_with_pair(&mut tx, id).await?;
    dates::call_off(&mut tx, &one_on_one).await?;
    let view = now(&mut tx, id).await?;
    key.keep(tx, &(), StatusCode::OK, &view).await
}
