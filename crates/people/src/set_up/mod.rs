//! The first run: an organization and its first administrator, by a link that the server prints.
//!
//! Invariants. The link works only while there is no organization, and once: whoever finishes
//! first wins. Nothing is kept before both the organization and the administrator are right, so a
//! first run that was left can be begun again. Only the hash of the link's token is stored.
//!
//! Uses: audit, organization, pair, person, sign_in

mod actions;
mod first_steps;
mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use actions::open;

use platform::routing::Routes;

pub(crate) fn routes() -> Routes {
    Routes::pages()
        .get("/set-up/{token}", pages::show)
        .post("/set-up/{token}", pages::name_organization)
        .post("/set-up/{token}/administrator", pages::name_administrator)
        .get("/administration/first-steps", first_steps::show)
}
