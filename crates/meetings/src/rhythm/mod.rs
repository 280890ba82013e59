//! The page on which the two set their rhythm, with the dates that would come of it; and the clock
//! that keeps planning them.
//!
//! Invariants. Either of the two may, while the pair lasts; nothing changes before the button, and
//! the dates shown are those that will be planned: holidays moved, other 1-on-1s of either marked.
//!
//! Uses: dates, home, one_on_one, reminder, series, people::organization, people::pair

mod actions;
mod form;
mod jobs;
mod pages;
mod preview;

pub use form::RhythmForm;
pub use jobs::schedule;
pub use pages::take;

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages().get("/pairs/{id}/series", pages::show).post("/pairs/{id}/series", pages::save)
}

#[cfg(test)]
mod tests;
