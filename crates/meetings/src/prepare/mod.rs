//! 準備 (M2): the member chooses topics and what they would like for each. One page, three short
//! steps, at most eight taps, nothing to type.
//!
//! Invariants. Only the member chooses, also what becomes of a leader's proposal. "Not decided yet"
//! is a choice, for one topic and for all. What was typed survives a form that came too late: the
//! page comes back with it and with what is kept now. Sending twice is sending once.
//!
//! Uses: agenda, home, last_time, one_on_one, topic, people::pair

mod actions;
mod pages;
mod typed;
mod view;

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/one-on-ones/{id}/preparation", pages::show)
        .post("/one-on-ones/{id}/preparation", pages::save)
        .post("/one-on-ones/{id}/preparation/same", pages::same)
}

#[cfg(test)]
mod tests;
