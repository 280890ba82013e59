//! What programs may ask of this area, with a personal access token.
//!
//! Invariants. Each handler asks what its page asks. What belongs to a pair does not exist for anybody
//! but the two. POST takes an `Idempotency-Key`; what has a version refuses an older `If-Match`.
//!
//! Uses: agenda, comment, dates, export, handover, history, memo, one_on_one, precheck, promise, reading, rhythm, room, series, share, topic, versions, wish, people::organization, people::pair

mod agenda;
mod asked;
mod dates;
mod handovers;
mod history;
mod memos;
mod one_on_ones;
mod precheck;
mod promises;
mod series;
mod shares;
mod shown;
#[cfg(test)]
mod tests;
mod topics;
mod versions;
mod wishes;

use platform::routing::Routes;
use utoipa::OpenApi;

pub(crate) fn routes() -> Routes {
    one_on_ones::routes()
        .merge(dates::routes())
        .merge(series::routes())
        .merge(agenda::routes())
        .merge(precheck::routes())
        .merge(promises::routes())
        .merge(memos::routes())
        .merge(history::routes())
        .merge(shares::routes())
        .merge(handovers::routes())
        .merge(topics::routes())
        .merge(versions::routes())
        .merge(wishes::routes())
}

/// The paths and shapes of this area.
pub(crate) fn document() -> utoipa::openapi::OpenApi {
    one_on_ones::Document::openapi()
        .merge_from(dates::Document::openapi())
        .merge_from(series::Document::openapi())
        .merge_from(agenda::Document::openapi())
        .merge_from(precheck::Document::openapi())
        .merge_from(promises::Document::openapi())
        .merge_from(memos::Document::openapi())
        .merge_from(history::Document::openapi())
        .merge_from(shares::Document::openapi())
        .merge_from(handovers::Document::openapi())
        .merge_from(topics::Document::openapi())
        .merge_from(versions::Document::openapi())
        .merge_from(wishes::Document::openapi())
}
