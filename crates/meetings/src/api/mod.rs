//! What programs may ask of this area, with a personal access token: dates, agendas, the look
//! before, promises, memos, shares, history, topics.
//!
//! Invariants. Each handler asks the verb and the policy that its page asks. What belongs to a pair
//! does not exist for anybody but the two, administrators and leaders of the past included. POST
//! takes an `Idempotency-Key`; what has a version refuses an `If-Match` that is older.
//!
//! Uses: agenda, dates, history, memo, one_on_one, precheck, promise, reading, rhythm, room, series, topic
//! Uses: handover, share, people::organization, people::pair

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
}
