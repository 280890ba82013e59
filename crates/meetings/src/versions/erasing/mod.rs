//! Erasing deleted words for good: one of the two asks, the other agrees, and nothing that was
//! deleted is anywhere in the database any more.

mod actions;
mod jobs;
mod model;
mod pages;
pub(super) mod queries;

#[cfg(test)]
pub(super) use jobs::look;
pub use jobs::schedule;

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/one-on-ones/{id}/erasure", pages::of_one_on_one)
        .get("/memos/{id}/erasure", pages::show)
        .post("/memos/{id}/erasure", pages::ask)
        .post("/memos/{id}/erasure/agree", pages::agree)
        .post("/memos/{id}/erasure/end", pages::end)
}
