//! What memos say, to read, and what is said beside them. Writing is live: `/api/memo` speaks the
//! protocols of Yjs.

mod comments;

use crate::{
    memo::{MemoId, Reading},
    one_on_one::{OneOnOne, OneOnOneId},
    reading::Way,
    room::{self, Memos},
};
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, Result,
    access::{Read, TokenBearer},
    routing::{Path, Routes, reply::json},
};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/one-on-ones/{id}/memo", shared)
        .get("/api/v1/one-on-ones/{id}/private-note", private_note)
        .get("/api/v1/one-on-ones/{id}/key-point", key_point)
        .get("/api/v1/one-on-ones/{id}/mindful", mindful)
        .merge(comments::routes())
}

#[derive(OpenApi)]
#[openapi(paths(
    shared,
    private_note,
    key_point,
    mindful,
    comments::of_one_on_one,
    comments::make,
    comments::read,
    comments::settle,
    comments::withdraw,
    comments::answer
))]
pub(super) struct Document;

/// What a memo says this moment.
#[derive(Serialize, ToSchema)]
#[schema(as = Memo, example = json!({
    "document": "1d8tz3m9q0j00", "markdown": "## 分担\n\n- [ ] 見積もりの型",
    "text": "分担\n見積もりの型", "writable": true
}))]
pub(super) struct MemoView {
    /// The name of its Yjs document, for the socket at `/api/memo`.
    document: MemoId,
    markdown: String,
    text: String,
    /// The token's person may still write into it.
    writable: bool,
}

/// The memos that the token's person may read.
async fn memos(TokenBearer(mut tx): TokenBearer, id: OneOnOneId) -> Result<Memos> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    room::memos(&mut tx, &one_on_one).await?.ok_or(Error::NotFound)
}

/// Reads the memo that the two share.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/memo", operation_id = "readMemo",
    tag = "memos", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = MemoView),
              (status = 404, description = "Nobody sat down yet, or no such 1-on-1.")))]
async fn shared(token: TokenBearer, Path(id): Path<OneOnOneId>) -> Result<Response> {
    let memos = memos(token, id).await?;
    let said = memos.read(Way::Program).await?.shared;
    let view = MemoView {
        document: memos.documents.shared,
        markdown: said.markdown,
        text: said.text,
        writable: memos.writable,
    };
    json(StatusCode::OK, &view)
}

/// Reads the private note of the token's person. The other one's does not exist.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/private-note", operation_id = "readPrivateNote",
    tag = "memos", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = MemoView),
              (status = 404, description = "Nobody sat down yet, or no such 1-on-1.")))]
async fn private_note(token: TokenBearer, Path(id): Path<OneOnOneId>) -> Result<Response> {
    let memos = memos(token, id).await?;
    let said = memos.read_private_note().await?;
    let view = MemoView {
        document: memos.documents.private_note,
        markdown: said.markdown,
        text: said.text,
        writable: true,
    };
    json(StatusCode::OK, &view)
}

/// Reads what a 1-on-1 was about, in a line or two; both may write it.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/key-point", operation_id = "readKeyPoint",
    tag = "memos", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = MemoView),
              (status = 404, description = "Nobody sat down yet, or no such 1-on-1.")))]
async fn key_point(token: TokenBearer, Path(id): Path<OneOnOneId>) -> Result<Response> {
    let memos = memos(token, id).await?;
    let document = memos.documents.key_point.ok_or(Error::NotFound)?;
    small(document, memos.read_all().await?.key_point, memos.writable)
}

/// Reads what the member is mindful of until next time; the member writes, the leader reads.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/mindful", operation_id = "readMindful",
    tag = "memos", params(("id" = OneOnOneId, Path, description = "The 1-on-1.")),
    responses((status = 200, body = MemoView),
              (status = 404, description = "Nobody sat down yet, or no such 1-on-1.")))]
async fn mindful(token: TokenBearer, Path(id): Path<OneOnOneId>) -> Result<Response> {
    let memos = memos(token, id).await?;
    let document = memos.documents.mindful.ok_or(Error::NotFound)?;
    small(document, memos.read_all().await?.mindful, memos.mindful_writable)
}

fn small(document: MemoId, said: Reading, writable: bool) -> Result<Response> {
    let Reading { markdown, text, .. } = said;
    json(StatusCode::OK, &MemoView { document, markdown, text, writable })
}
