//! What is true of the whole API: its OpenAPI document and the pages of its problems.
//!
//! Invariant: the document names each route of `/api/v1` and nothing else; a test compares them.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use platform::{
    Error, Result,
    access::Public,
    routing::{Path, Routes},
};
use serde_json::json;

mod description;

pub use description::openapi;

/// The words of `platform::error::Error::code`, each with its status.
const PROBLEMS: &[(&str, u16)] = &[
    ("signed-out", 401),
    ("forbidden", 403),
    ("not-found", 404),
    ("conflict", 409),
    ("gone", 410),
    ("too-large", 413),
    ("invalid", 422),
    ("too-many", 429),
    ("internal", 500),
    ("unavailable", 503),
];

pub fn routes() -> Routes {
    Routes::api().get("/api/openapi.json", document).get("/api/problems/{code}", problem)
}

async fn document(Public(tx): Public) -> Result<Response> {
    let text = openapi(tx.app().origin()).to_json().map_err(Error::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// Where the `type` of a problem leads: what it means and what to do.
async fn problem(Public(tx): Public, Path(code): Path<String>) -> Result<Response> {
    let known = PROBLEMS.iter().find(|(word, _)| *word == code).ok_or(Error::NotFound)?;
    let viewer = tx.viewer();
    let texts = tx.app().texts(viewer.language, viewer.zone.clone());
    let say = |part: &str| texts.t(format!("error-{code}-{part}"));
    let body = json!({
        "code": known.0, "status": known.1,
        "title": say("title"), "detail": say("what"),
        "next": texts.t(format!("problem-{code}-next")),
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response())
}
