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

use platform::routing::Routes;
use utoipa::OpenApi;

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
