//! 共有: passages of one shared memo for a third reader, inside the organization or outside.
//!
//! Invariants. One of the two chooses, the other agrees, may strike single passages before, or
//! declines; nothing can be read before. What is shared is frozen as it was shown: later changes of
//! the memo change nothing. It ends on its day, or when either of the two ends it, and then an open
//! page lets go of the text within a second. Every opening is kept for the two to see. A private
//! note has no way here. A reader outside needs the link and a code; of both only hashes are kept.
//!
//! When the pair ends: what was agreed runs to its day, unless one of the two ends it (the former
//! leader only what they asked for themselves, without seeing the text); what nobody answered yet
//! lapses, and nothing new can be asked.
//!
//! Uses: memo, one_on_one, reading, tidings, people::audit, people::organization, people::pair

mod actions;
mod choosing;
mod door;
mod jobs;
mod link;
mod model;
mod outside;
mod pages;
mod policy;
mod queries;
mod view;
mod watch;

pub use actions::{agree, ask, choose_outsider, choose_reader, decline, draft, end, open};
pub use jobs::schedule;
pub use link::{NewLink, make_link};
pub use model::{Opening, Passage, PassageId, Reader, Share, ShareId, ShareReader, ShareState};
pub use queries::{mine, of_pair, openings, passages, readers_of};
pub use view::others;
pub use watch::ShareWatch;

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/one-on-ones/{id}/shares/new", choosing::choose)
        .post("/one-on-ones/{id}/shares", choosing::chosen)
        .get("/shares/{id}/reader", choosing::reader)
        .post("/shares/{id}/reader", choosing::reader_chosen)
        .get("/shares/{id}/request", choosing::request)
        .post("/shares/{id}/request", choosing::ask)
        .get("/shares", pages::mine)
        .get("/pairs/{id}/shares", pages::of_pair)
        .get("/shares/{id}", pages::show)
        .post("/shares/{id}/answer", pages::answer)
        .post("/shares/{id}/opening", pages::open)
        .post("/shares/{id}/link", pages::link)
        .post("/shares/{id}/ending", pages::end)
        .get("/shares/{id}/alive", watch::inside)
        .get("/shared/{token}", outside::show)
        .post("/shared/{token}", outside::enter)
        .get("/shared/{token}/alive", watch::outside)
}

#[cfg(test)]
mod tests;
