//! What programs may ask of this area, with a personal access token: oneself, people, pairs.
//!
//! Invariants. A token never does more than its person may on the pages; people are listed for
//! administrators only. Lists go on by a cursor. A request with an `Idempotency-Key` has one effect.
//!
//! Uses: organization, pair, pairing, person

mod pairs;
mod people;
#[cfg(test)]
mod tests;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use platform::{Error, Result, routing::Routes};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub(crate) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/me", people::me)
        .get("/api/v1/people", people::list)
        .get("/api/v1/pairs", pairs::list)
        .post("/api/v1/pairs", pairs::begin)
}

/// The paths and shapes of this area.
#[derive(OpenApi)]
#[openapi(paths(people::me, people::list, pairs::list, pairs::begin))]
pub(crate) struct Document;

/// The most things on one page.
const MOST: i64 = 200;
const USUAL: i64 = 50;

/// Where a list goes on.
#[derive(Debug, Deserialize)]
struct Place {
    /// `next` of the page before.
    cursor: Option<String>,
    limit: Option<i64>,
}

impl Place {
    /// The id after which the page begins.
    fn after(&self) -> Result<i64> {
        let Some(cursor) = &self.cursor else { return Ok(0) };
        platform::id::decode(cursor).ok_or(Error::field("cursor", "invalid-cursor"))
    }

    fn limit(&self) -> i64 {
        self.limit.unwrap_or(USUAL).clamp(1, MOST)
    }
}

/// One page of a list.
#[derive(Serialize, ToSchema)]
struct Page<T> {
    items: Vec<T>,
    /// The cursor of the next page; `null` on the last one.
    next: Option<String>,
}

fn json(status: StatusCode, value: &impl Serialize) -> Result<Response> {
    Ok(answer(status, serde_json::to_vec(value).map_err(Error::internal)?))
}

fn answer(status: StatusCode, body: Vec<u8>) -> Response {
    let kind = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}
