//! Another day, an extra one, or none this time: what the two do with the dates of their 1-on-1s.
//!
//! Invariants. Either of the two may, while the pair lasts. Moving keeps topics, notes and promises;
//! skipping and calling off carry the topics over to the next one, or to the first that is planned
//! later. The other hears of it. Dates are typed and shown in the viewer's own zone. What was typed
//! survives every refusal.
//!
//! Uses: agenda, home, one_on_one, reminder, room, series, people::pair

mod actions;
mod form;
mod free;
mod move_pages;
mod pages;
mod view;

pub use actions::{call_off, gather_waiting, move_all, move_one, plan_extra, skip, take_manner};
pub use form::must_be_working_day;
pub use view::{home_path, lengths, why_off, zone_line};

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/one-on-ones/{id}/date", move_pages::show)
        .post("/one-on-ones/{id}/date", move_pages::save)
        .get("/pairs/{id}/one-on-ones/new", pages::new)
        .post("/pairs/{id}/one-on-ones", pages::create)
        .get("/one-on-ones/{id}/skip", pages::skip)
        .post("/one-on-ones/{id}/skip", pages::choose)
        .post("/one-on-ones/{id}/cancellation", pages::cancel)
}

#[cfg(test)]
mod tests;
