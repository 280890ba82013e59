//! Many people at once: pasted lines or a small file, looked at before anything is kept.
//!
//! Invariants. Nothing is written until the preview was shown and has no problem left; what was typed
//! comes back with every answer. Importing the same text twice changes nothing the second time. An
//! empty field keeps what is there. Pairs are only begun, never ended.
//!
//! Uses: audit, department, organization, pair, person, sign_in

mod actions;
mod model;
mod pages;
mod preview;
mod reading;
mod rows;
#[cfg(test)]
mod tests;
mod upload;

use platform::routing::Routes;

pub(crate) fn routes() -> Routes {
    Routes::pages()
        .get("/administration/people/import", pages::show)
        .post("/administration/people/import", pages::preview)
        .post("/administration/people/import/applying", pages::apply)
}
