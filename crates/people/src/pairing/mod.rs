//! 1on1の相手: seeing one's pairs, beginning one, ending one.
//!
//! Invariants. Anybody signed in may begin a pair in which they sit themselves; nobody above has to
//! agree. Whoever did not begin it is told by a mail that names no topic. Ending is asked once, in
//! words that say what the former leader no longer sees and what the member keeps.
//!
//! Uses: audit, letter, pair, person

mod actions;
mod jobs;
mod pages;
#[cfg(test)]
mod tests;

pub(crate) use actions::begin;

use platform::{jobs::JobRegistry, routing::Routes};

pub(crate) fn routes() -> Routes {
    Routes::pages()
        .get("/pairs", pages::list)
        .post("/pairs", pages::create)
        .get("/pairs/new", pages::new)
        .get("/pairs/{id}/ending", pages::ending)
        .post("/pairs/{id}/ending", pages::end)
}

pub(crate) fn jobs(registry: JobRegistry) -> JobRegistry {
    registry.with::<jobs::Invitation>()
}
