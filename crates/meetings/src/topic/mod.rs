//! What can be talked about: seven topics to start with; an organization adds, hides, renames.
//!
//! Invariants. The seven have a word and their label comes from the catalogues, unless renamed; a
//! topic of the organization's own has only its names, one a language, each standing in for the
//! other. A topic is hidden, never deleted: where it was chosen it stays. One at least is offered.
//! Private life is offered to the member only. Only administrators change the list.
//!
//! Uses: people::audit, people::organization

mod actions;
mod model;
mod pages;
mod queries;

pub use actions::{Direction, add, rename, set_hidden, shift};
pub use model::{Names, Topic, TopicId, Word};
pub use queries::{ensure, find, list};

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/administration/topics", pages::show)
        .post("/administration/topics", pages::add)
        .post("/administration/topics/{id}", pages::rename)
        .post("/administration/topics/{id}/visibility", pages::set_visibility)
        .post("/administration/topics/{id}/position", pages::shift)
}

#[cfg(test)]
mod tests;
