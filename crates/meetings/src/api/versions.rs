//! How a memo came to be: its versions, and what one of them said.

use crate::{
    memo::{self, Memo, MemoId},
    reading::{self, Way},
    versions::{self, Calendar, Listed},
};
use axum::{http::StatusCode, response::Response};
use platform::{
    OrganizationId, PersonId, Result,
    access::{Read, TokenBearer},
    app::App,
    routing::{
        Path, Query, Routes,
        reply::{Page, Place, json},
    },
};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/memos/{id}/versions", list)
        .get("/api/v1/memos/{id}/versions/{upto}", one)
}

#[derive(OpenApi)]
#[openapi(paths(list, one))]
pub(super) struct Document;

/// A stretch of writing in a memo, ended by a pause, by ten minutes, by midnight, or by the
/// beginning or end of the 1-on-1.
#[derive(Serialize, ToSchema)]
#[schema(as = MemoVersion, example = json!({
    "upto": 120, "began_at": "2026-12-03T06:02:11Z", "ended_at": "2026-12-03T06:11:40Z",
    "during_one_on_one": true, "name": null,
    "authors": [{"person": "1d8tz3m9q0400", "written": 140, "deleted": 12}]
}))]
pub(super) struct VersionView {
    /// Its number: asks for its text.
    upto: i64,
    #[schema(format = DateTime)]
    began_at: String,
    #[schema(format = DateTime)]
    ended_at: String,
    during_one_on_one: bool,
    /// If somebody keeps it under a name.
    name: Option<String>,
    authors: Vec<AuthorView>,
}

/// Who wrote in it, and about how many characters.
#[derive(Serialize, ToSchema)]
#[schema(as = MemoVersionAuthor)]
pub(super) struct AuthorView {
    person: PersonId,
    written: u64,
    deleted: u64,
}

/// What a memo said at the end of a version.
#[derive(Serialize, ToSchema)]
#[schema(as = MemoVersionText)]
pub(super) struct VersionText {
    version: VersionView,
    markdown: String,
    text: String,
}

impl VersionView {
    fn of(listed: Listed, calendar: &Calendar) -> Self {
        let authors = listed.version.authors.iter().map(|author| AuthorView {
            person: author.person,
            written: author.amount.written,
            deleted: author.amount.deleted,
        });
        Self {
            upto: listed.version.upto,
            began_at: listed.version.began_at.to_string(),
            ended_at: listed.version.ended_at.to_string(),
            during_one_on_one: calendar.talk.holds(listed.version.began_at),
            authors: authors.collect(),
            name: listed.kept.and_then(|kept| kept.name),
        }
    }
}

/// The memo, if the token's person may read it. The transaction is over when it is found.
async fn opened(
    TokenBearer(mut tx): TokenBearer,
    id: MemoId,
) -> Result<(App, OrganizationId, Memo, Calendar)> {
    let memo = tx.load::<Read, Memo>(id).await?.into_row();
    let talk = versions::talk(&mut tx, memo.one_on_one).await?;
    let calendar = Calendar { zone: tx.viewer().zone.clone(), talk };
    Ok((tx.app().clone(), tx.organization(), memo, calendar))
}

/// Lists the versions of a memo, the newest first.
#[utoipa::path(get, path = "/api/v1/memos/{id}/versions", operation_id = "listMemoVersions",
    tag = "memos", params(("id" = MemoId, Path, description = "The `document` of a memo."), Place),
    responses((status = 200, body = Page<VersionView>),
              (status = 404, description = "No such memo, or not one that may be read.")))]
async fn list(
    token: TokenBearer,
    Path(id): Path<MemoId>,
    Query(place): Query<Place>,
) -> Result<Response> {
    let (limit, before) = (place.limit()?, place.after()?);
    let (app, organization, memo, calendar) = opened(token, id).await?;
    versions::catch_up(&app, organization, &memo).await;
    let mut tx = app.memo_log_reads(organization, "versions for a program");
    let newest = versions::head(&mut tx, memo.id).await?.map_or(0, |head| head.seq);
    let upto = if before == 0 { newest } else { before.min(newest) };
    let most = usize::try_from(limit).unwrap_or_default();
    let (listed, next) = versions::page(&mut tx, memo.id, &calendar, upto, most).await?;
    let items = listed.into_iter().map(|listed| VersionView::of(listed, &calendar)).collect();
    json(StatusCode::OK, &Page { items, next: next.map(platform::id::encode) })
}

/// Reads what a memo said at the end of a version.
#[utoipa::path(get, path = "/api/v1/memos/{id}/versions/{upto}", operation_id = "readMemoVersion",
    tag = "memos", params(("id" = MemoId, Path, description = "The `document` of a memo."),
                          ("upto" = i64, Path, description = "The number of the version.")),
    responses((status = 200, body = VersionText),
              (status = 404, description = "No such memo or version, or none that may be read.")))]
async fn one(token: TokenBearer, Path((id, upto)): Path<(MemoId, i64)>) -> Result<Response> {
    let me = token.0.me()?;
    let (app, organization, memo, calendar) = opened(token, id).await?;
    if memo.is_shared() {
        reading::note(&app, organization, me, &[memo.as_text()], Way::Program).await;
    }
    let mut tx = app.memo_log_reads(organization, "a version for a program");
    let listed = versions::at(&mut tx, memo.id, &calendar, upto).await?;
    let document = versions::document(&mut tx, &memo, upto).await?;
    drop(tx);
    let said = memo_wire::fold(&document, memo::ROOT);
    let version = VersionView::of(listed, &calendar);
    json(StatusCode::OK, &VersionText { version, markdown: said.markdown, text: said.text })
}
