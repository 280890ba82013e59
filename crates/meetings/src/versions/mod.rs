//! メモの経過: who wrote what when in a memo, its versions, bringing one back, and erasing deleted
//! words for good.
//!
//! Invariants. Whoever may read a memo reads its history, nobody else. Versions follow from the rows
//! of the log; bringing one back is a new edit of the person who does it, and nothing is rewound. A
//! row goes only in the transaction that keeps its version, or when deleted words are erased for
//! good, which for a shared memo takes both.
//!
//! Uses: comment, memo, one_on_one, reading, reminder, people::audit, people::organization, people::pair

mod actions;
mod erasing;
mod left;
mod listing;
mod markup;
mod model;
mod pages;
mod queries;
mod reading;
mod thinning;
mod view;

pub use actions::rewrite_markdown;
pub use erasing::schedule as erasing_schedule;
pub use left::schedule as folding_schedule;
pub use listing::{Calendar, Listed, at, page};
pub use queries::{head, talk};
pub use reading::{catch_up, document};
pub use thinning::{Retention, USUAL_DAYS, schedule};

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/memos/{id}/history", pages::history)
        .get("/memos/{id}/authors", pages::authors)
        .get("/memos/{id}/history/{upto}", pages::version)
        .post("/memos/{id}/history/{upto}/name", pages::name)
        .get("/memos/{id}/history/{upto}/restore", pages::confirm)
        .post("/memos/{id}/history/{upto}/restore", pages::restore)
        .merge(erasing::routes())
}

#[cfg(test)]
mod tests;
