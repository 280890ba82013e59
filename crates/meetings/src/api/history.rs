//! What became of a pair's 1-on-1s, searched, and everything of one's own to take along.

use super::shown::{ItemView, OneOnOneView, PromiseView};
use crate::{
    export::{self, Archive, Format, Which},
    history::{self, Depth, Past, Place as FoundIn, Words},
    one_on_one::{OneOnOne, OneOnOneId},
    reading::{self, Way},
    topic::{self, Topic},
};
use axum::{http::StatusCode, response::Response};
use people::pair::PairId;
use platform::{
    Error, Result,
    access::{Read, TokenBearer},
    i18n::Texts,
    render::Frame,
    routing::{
        Path, Query, Routes,
        reply::{self, Page, Place, json},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/pairs/{id}/history", search)
        .get("/api/v1/export", everything)
        .get("/api/v1/one-on-ones/{id}/export", file)
}

#[derive(OpenApi)]
#[openapi(paths(search, everything, file))]
pub(super) struct Document;

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Words that must all be there, in topics, own words, promises or memos; width, case and kana
    /// do not matter, one character is enough. Everything unless told.
    #[serde(default)]
    #[param(example = "見積もり", required = false)]
    q: String,
}

/// One 1-on-1 of the past, with what came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Past)]
pub(super) struct PastView {
    one_on_one: OneOnOneView,
    agenda: Vec<ItemView>,
    promises: Vec<PromiseView>,
    /// The shared memo as Markdown; `null` where there is none.
    memo: Option<String>,
    /// The private note of the token's person.
    private_note: Option<String>,
    /// What it was about, in a line or two.
    key_point: Option<String>,
    /// What the member decided to be mindful of until the next time.
    mindful: Option<String>,
    /// The line in which the searched words stand.
    found: Option<String>,
    /// What that line belongs to.
    found_in: Option<FoundIn>,
}

impl PastView {
    fn of(past: Past, topics: &[Topic], texts: &Texts) -> Self {
        let item = |item| ItemView::of(item, topics, texts);
        Self {
            one_on_one: OneOnOneView::from(&past.one_on_one),
            agenda: past.items.into_iter().map(item).collect(),
            promises: past.promises.iter().map(PromiseView::from).collect(),
            memo: past.memo,
            private_note: past.note,
            key_point: past.key_point,
            mindful: past.mindful,
            found_in: past.found.first().map(|found| found.place),
            found: past.found.into_iter().next().map(|found| found.line),
        }
    }
}

/// Searches the past of a pair, newest first.
#[utoipa::path(get, path = "/api/v1/pairs/{id}/history", operation_id = "searchHistory",
    tag = "history", params(("id" = PairId, Path, description = "The pair."), Asked, Place),
    responses((status = 200, body = Page<PastView>)))]
async fn search(
    TokenBearer(mut tx): TokenBearer,
    Path(id): Path<PairId>,
    Query(asked): Query<Asked>,
    Query(place): Query<Place>,
) -> Result<Response> {
    let (limit, mark) = (place.limit()?, place.mark()?);
    let pair = super::asked::pair_of_two(&mut tx, id).await?;
    let topics = topic::list(&mut tx).await?;
    let texts = Frame::of(&tx).texts().clone();
    let words = Words::new(&asked.q, &topics, &texts);
    let before = mark.map_or_else(history::newest, |(at, id)| (at, OneOnOneId(id)));
    let (past, next) =
        history::page(&mut tx, pair.id, before, &words, limit as usize, Depth::Whole).await?;
    let read: Vec<_> = past.iter().filter_map(Past::memo_text).collect();
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    drop(tx);
    reading::note(&app, organization, me, &read, Way::Program).await;
    let items = past.into_iter().map(|past| PastView::of(past, &topics, &texts)).collect();
    let next = next.map(|(at, id)| reply::cursor((at, id.0)));
    json(StatusCode::OK, &Page { items, next })
}

/// Exports everything of one's own: pairs, 1-on-1s, agendas, promises, memos, own notes.
#[utoipa::path(get, path = "/api/v1/export", operation_id = "export", tag = "history",
    responses((status = 200, body = Archive)))]
async fn everything(TokenBearer(tx): TokenBearer) -> Result<Response> {
    json(StatusCode::OK, &export::gather(tx, Way::Program).await?)
}

/// What the file is to be.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FileAsked {
    /// `markdown`, `html` or `text`.
    #[serde(default = "markdown")]
    #[param(example = "markdown", required = false)]
    format: String,
    /// The private note of the token's person goes along.
    #[serde(default)]
    #[param(example = false, required = false)]
    private_note: bool,
}

fn markdown() -> String {
    Format::Markdown.word().to_owned()
}

/// Exports one 1-on-1 as a file: topics, key point, shared memo, promises, comments.
#[utoipa::path(get, path = "/api/v1/one-on-ones/{id}/export", operation_id = "exportOneOnOne",
    tag = "history", params(("id" = OneOnOneId, Path, description = "The 1-on-1."), FileAsked),
    responses((status = 200, content(
        (String = "text/markdown"), (String = "text/html"), (String = "text/plain"))),
        (status = 404, description = "No such 1-on-1, or not one that may be read."),
        (status = 422, description = "No such format.")))]
async fn file(
    TokenBearer(mut tx): TokenBearer,
    Path(id): Path<OneOnOneId>,
    Query(asked): Query<FileAsked>,
) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    let format = Format::from_word(&asked.format)
        .ok_or_else(|| Error::field("format", "invalid-export-format"))?;
    let which = if asked.private_note { Which::WithOwnNote } else { Which::OfTwo };
    let record = export::of_one_on_one(tx, &one_on_one, which, Way::Program).await?;
    export::download(&record, format)
}
