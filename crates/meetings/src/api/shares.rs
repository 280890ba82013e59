//! What is shared with a third reader, to list and to read. Asking and agreeing take place on pages.

use crate::share::{self, Reader, Share, ShareId, ShareState};
use axum::{http::StatusCode, response::Response};
use people::pair::PairId;
use platform::{
    Error, Result,
    access::{Mode, Read, TokenBearer, Tx, Writes},
    routing::{
        Idempotency, Path, Routes,
        reply::{All, json},
    },
};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/shares", mine)
        .get("/api/v1/shares/{id}", read)
        .post("/api/v1/shares/{id}/openings", open)
}

#[derive(OpenApi)]
#[openapi(paths(mine, read, open))]
pub(super) struct Document;

/// A share, without what is shared.
#[derive(Serialize, ToSchema)]
#[schema(as = Share, example = json!({
    "id": "1d8tz3m9q0k00", "pair": "1d8tz3m9q0c00", "state": "running", "asked_by": "高瀬 蓮",
    "reader": "産業医の中村先生", "outside": true, "purpose": "役割の相談",
    "until": "2026-12-10T15:00:00Z", "openings": 1
}))]
pub(super) struct ShareView {
    id: ShareId,
    pair: PairId,
    state: ShareState,
    /// Who of the two asked for it.
    asked_by: String,
    reader: Option<String>,
    /// The reader has no account, but a link with a code.
    outside: bool,
    purpose: String,
    #[schema(format = DateTime)]
    until: Option<String>,
    /// How often it was opened.
    openings: usize,
}

/// A share with what is shared.
#[derive(Serialize, ToSchema)]
pub(super) struct ShareText {
    #[serde(flatten)]
    share: ShareView,
    /// HTML of paragraphs, headings, lists and emphasis only, as it was frozen.
    passages: Vec<String>,
}

async fn view<M: Mode>(tx: &mut Tx<M>, share: &Share) -> Result<ShareView> {
    let openings = share::openings(tx, share.id).await?.len();
    Ok(ShareView {
        id: share.id,
        pair: share.pair,
        state: share.state(tx.now()),
        asked_by: share.name_of(share.asker).to_owned(),
        reader: share.reader.as_ref().map(|reader| reader.name().to_owned()),
        outside: share.reader.as_ref().is_some_and(Reader::is_outside),
        purpose: share.purpose.clone(),
        until: share.until.map(|until| until.to_string()),
        openings,
    })
}

async fn text<M: Mode>(tx: &mut Tx<M>, share: &Share) -> Result<ShareText> {
    let passages = share::passages(tx, share.id).await?;
    let passages = passages.into_iter().map(|passage| passage.html).collect();
    Ok(ShareText { share: view(tx, share).await?, passages })
}

/// Lists what concerns the token's person, newest first: asked for by them, of them, theirs to read.
#[utoipa::path(get, path = "/api/v1/shares", operation_id = "listShares", tag = "shares",
    responses((status = 200, body = All<ShareView>)))]
async fn mine(TokenBearer(mut tx): TokenBearer) -> Result<Response> {
    let mine = share::mine(&mut tx).await?;
    let all = [mine.asked_by_me, mine.asked_of_me, mine.for_me].concat();
    let mut items = Vec::with_capacity(all.len());
    for share in &all {
        items.push(view(&mut tx, share).await?);
    }
    json(StatusCode::OK, &All { items })
}

/// Reads a share as one of the two. The reader opens it instead, which is recorded.
#[utoipa::path(get, path = "/api/v1/shares/{id}", operation_id = "readShare", tag = "shares",
    params(("id" = ShareId, Path, description = "The share.")),
    responses((status = 200, body = ShareText),
              (status = 403, description = "For its reader, who opens it; or for whoever led before."),
              (status = 404, description = "No such share.")))]
async fn read(TokenBearer(mut tx): TokenBearer, Path(id): Path<ShareId>) -> Result<Response> {
    let share = tx.load::<Read, Share>(id).await?;
    if !share.shows_text_to(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    json(StatusCode::OK, &text(&mut tx, &share).await?)
}

/// Opens a share as its reader, which the two can see, and reads it.
#[utoipa::path(post, path = "/api/v1/shares/{id}/openings", operation_id = "openShare",
    tag = "shares", params(("id" = ShareId, Path, description = "The share."),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again, it opens once.")),
    responses((status = 201, body = ShareText), (status = 404, description = "None of yours to read."),
              (status = 410, description = "It has ended.")))]
async fn open(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<ShareId>,
    key: Idempotency,
) -> Result<Response> {
    let share = tx.load::<Read, Share>(id).await?;
    // What was answered before is given again only while it may still be read.
    if !(share.is_reader(tx.viewer()) && share.state(tx.now()) == ShareState::Running) {
        share::open(&mut tx, &share).await?;
    }
    if let Some(answer) = key.recall(&mut tx, &()).await? {
        return Ok(answer);
    }
    share::open(&mut tx, &share).await?;
    let text = text(&mut tx, &share).await?;
    key.keep(tx, &(), StatusCode::CREATED, &text).await
}
