//! What all answers to programs share: cursors, pages, JSON.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use platform::{Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most things on one page.
const MOST: i64 = 200;
const USUAL: i64 = 50;

/// Where a list goes on.
#[derive(Debug, Deserialize)]
pub(super) struct Place {
    /// `next` of the page before.
    pub cursor: Option<String>,
    pub limit: Option<i64>,
}

impl Place {
    /// The id after which the page begins.
    pub fn after(&self) -> Result<i64> {
        let Some(cursor) = &self.cursor else { return Ok(0) };
        platform::id::decode(cursor).ok_or(Error::field("cursor", "invalid-cursor"))
    }

    pub fn limit(&self) -> i64 {
        self.limit.unwrap_or(USUAL).clamp(1, MOST)
    }
}

/// One page of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct Page<T> {
    pub items: Vec<T>,
    /// The cursor of the next page; `null` on the last one.
    pub next: Option<String>,
}

pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Result<Response> {
    Ok(answer(status, serde_json::to_vec(value).map_err(Error::internal)?))
}

pub(super) fn answer(status: StatusCode, body: Vec<u8>) -> Response {
    let kind = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}
