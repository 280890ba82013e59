//! Comments beside a passage: of a 1-on-1, making one, answering, settling, taking back.

use crate::{
    api::shown::{CommentView, document_kind},
    comment::{self, Comment, CommentId, NewComment},
    memo::Kind,
    one_on_one::{OneOnOne, OneOnOneId},
    reading::{self, Way},
    room::tell,
    two,
};
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, Result,
    access::{Edit, Permit, Read, Reads, TokenBearer, Tx, Writes},
    routing::{
        Body, Idempotency, Path, Routes,
        reply::{All, Seen, json, nothing, versioned},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/one-on-ones/{id}/comments", of_one_on_one)
        .post("/api/v1/one-on-ones/{id}/comments", make)
        .get("/api/v1/comments/{id}", read)
        .patch("/api/v1/comments/{id}", settle)
        .delete("/api/v1/comments/{id}", withdraw)
        .post("/api/v1/comments/{id}/answers", answer)
}

/// The token's person was shown these passages: that is noted before the answer goes out. The
/// transaction is over then.
async fn shown(tx: Tx<Reads>, one_on_one: &OneOnOne, comments: &[Comment]) -> Result<()> {
    let texts = comment::quoted(one_on_one.pair, comments);
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    drop(tx);
    reading::note(&app, organization, me, &texts, Way::Program).await;
    Ok(())
}

/// Whoever changes a comment is shown its passage, in a conflict as well: that is noted first, while
/// no transaction is open.
async fn opening(tx: &mut Tx<Writes>, id: CommentId) -> Result<()> {
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    let mut looking = app.system_reads(organization, "a comment, for one of its two people");
    let comment = looking.load::<Read, Comment>(id).await?.into_row();
    if !tx.allows::<Edit, Comment>(&comment) {
        return Err(Error::NotFound);
    }
    let pair = looking.load::<Read, OneOnOne>(comment.one_on_one).await?.pair;
    drop(looking);
    let texts = comment::quoted(pair, &[comment]);
    reading::note(&app, organization, me, &texts, Way::Program).await;
    Ok(())
}

/// Lists what was said beside a 1-on-1, oldest first, answers included.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/comments",
    operation_id = "listCommentsOfOneOnOne", tag = "comments",
    params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = All<CommentView>)))]
pub(super) async fn of_one_on_one(
    TokenBearer(mut tx): TokenBearer,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?.into_row();
    let comments = comment::of_one_on_one(&mut tx, id).await?;
    shown(tx, &one_on_one, &comments).await?;
    json(StatusCode::OK, &comments.iter().map(CommentView::from).collect::<All<_>>())
}

/// Reads one.
#[utoipa::path(get, path = "/api/v1/comments/{id}", operation_id = "readComment",
    tag = "comments", params(("id" = CommentId, Path, description = "The comment.")),
    responses((status = 200, body = CommentView,
               headers(("ETag" = String, description = "Its version, for `If-Match`.")))))]
pub(super) async fn read(
    TokenBearer(mut tx): TokenBearer,
    Path(id): Path<CommentId>,
) -> Result<Response> {
    let comment = tx.load::<Read, Comment>(id).await?.into_row();
    let one_on_one = tx.load::<Read, OneOnOne>(comment.one_on_one).await?.into_row();
    shown(tx, &one_on_one, std::slice::from_ref(&comment)).await?;
    versioned(comment.version, &CommentView::from(&comment))
}

/// Something to be said beside a passage.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "document": "shared", "quote": "答えを言うのが早い", "anchor": "0401020304",
    "text": "待つのがこわいだけです"
}))]
pub struct MadeComment {
    /// `shared`, `key_point` or `mindful`.
    #[schema(schema_with = document_kind)]
    document: Kind,
    /// The passage as it reads; its first 200 characters are kept.
    #[schema(min_length = 1)]
    quote: String,
    /// Where the passage is, in hexadecimal: the length of the first of two encoded relative
    /// positions of Yjs as one byte, then both, for its first and its last letter.
    #[schema(min_length = 2, max_length = 400)]
    anchor: String,
    /// At most 500 characters; may be left out where `nuance` is `true`.
    #[serde(default)]
    #[schema(max_length = 500)]
    text: String,
    /// "The nuance is a little different".
    #[serde(default)]
    nuance: bool,
}

/// Says something beside a passage.
#[utoipa::path(post, path = "/api/v1/one-on-ones/{id}/comments", operation_id = "makeComment",
    tag = "comments", request_body = MadeComment,
    params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 201, body = CommentView)))]
pub(super) async fn make(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<OneOnOneId>,
    key: Idempotency,
    Body(new): Body<MadeComment>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &new).await? {
        return Ok(before);
    }
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    let wanted = NewComment {
        kind: new.document,
        nuance: new.nuance,
        text: new.text.clone(),
        quote: new.quote.clone(),
        anchor: comment::anchor_of(&new.anchor).unwrap_or_default(),
    };
    let made = comment::make(&mut tx, &one_on_one, &wanted).await?;
    let made = tx.load::<Read, Comment>(made).await?;
    tell(&mut tx, &one_on_one);
    key.keep(tx, &new, StatusCode::CREATED, &CommentView::from(&*made)).await
}

/// Words below a comment.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "言いなおします"}))]
pub struct Answered {
    #[schema(min_length = 1, max_length = 500)]
    text: String,
}

/// Answers a comment. What was settled is open again.
#[utoipa::path(post, path = "/api/v1/comments/{id}/answers", operation_id = "answerComment",
    tag = "comments", request_body = Answered,
    params(("id" = CommentId, Path, description = "The comment.")),
    responses((status = 201, body = CommentView)))]
pub(super) async fn answer(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<CommentId>,
    key: Idempotency,
    Body(new): Body<Answered>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &new).await? {
        return Ok(before);
    }
    let comment = two::load::<Comment, _>(&mut tx, id).await?;
    let made = comment::answer(&mut tx, &comment, &new.text).await?;
    let made = tx.load::<Read, Comment>(made).await?;
    told(&mut tx, &comment).await?;
    key.keep(tx, &new, StatusCode::CREATED, &CommentView::from(&*made)).await
}

/// Whoever has the page open looks again.
async fn told(tx: &mut Tx<Writes>, comment: &Comment) -> Result<()> {
    let one_on_one = tx.load::<Read, OneOnOne>(comment.one_on_one).await?;
    tell(tx, &one_on_one);
    Ok(())
}

/// What becomes of a comment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"settled": true}))]
pub struct CommentChange {
    /// `true`: talked over; `false`: open again.
    settled: bool,
}

/// The comment beside the passage, not one that answers it: that one has no state of its own.
async fn first(tx: &mut Tx<Writes>, id: CommentId) -> Result<Permit<Edit, Comment>> {
    let comment = two::load::<Comment, _>(tx, id).await?;
    match comment.parent {
        Some(_) => Err(Error::field("settled", "invalid-comment-answer")),
        None => Ok(comment),
    }
}

/// Says that it was talked over, or opens it again.
#[utoipa::path(patch, path = "/api/v1/comments/{id}", operation_id = "settleComment",
    tag = "comments", request_body = CommentChange,
    params(("id" = CommentId, Path, description = "The comment, not an answer to one."),
           ("If-Match" = Option<String>, Header, description = "The `ETag` that was read.")),
    responses((status = 200, body = CommentView),
              (status = 409, description = "Changed or answered since it was read: `current` tells how.")))]
pub(super) async fn settle(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<CommentId>,
    seen: Seen,
    Body(change): Body<CommentChange>,
) -> Result<Response> {
    opening(&mut tx, id).await?;
    let comment = first(&mut tx, id).await?;
    seen.check(comment.version, &CommentView::from(&*comment))?;
    comment::settle(&mut tx, &comment, change.settled).await?;
    told(&mut tx, &comment).await?;
    let now = tx.load::<Read, Comment>(id).await?;
    tx.commit().await?;
    versioned(now.version, &CommentView::from(&*now))
}

/// Takes one's own words back: they are gone, and that there was something stays.
#[utoipa::path(delete, path = "/api/v1/comments/{id}", operation_id = "withdrawComment",
    tag = "comments", params(("id" = CommentId, Path, description = "The comment."),
           ("If-Match" = Option<String>, Header, description = "The `ETag` that was read.")),
    responses((status = 204, description = "Taken back."),
              (status = 403, description = "It is the other one's."),
              (status = 409, description = "Changed or answered since it was read: `current` tells how.")))]
pub(super) async fn withdraw(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<CommentId>,
    seen: Seen,
) -> Result<Response> {
    opening(&mut tx, id).await?;
    let comment = two::load::<Comment, _>(&mut tx, id).await?;
    seen.check(comment.version, &CommentView::from(&*comment))?;
    comment::withdraw(&mut tx, &comment).await?;
    told(&mut tx, &comment).await?;
    tx.commit().await?;
    Ok(nothing())
}
