//! 1on1中 (X1): the 1-on-1 before, while and after it takes place, at one address, and its close.
//!
//! Invariants. What one of the two taps, the other sees at once. Closing loses nothing: topics that
//! were not reached go to the next one, open promises stay on top, the next date stands there, and
//! both get a mail that names promises and date only. Without JavaScript everything works but
//! writing into the memo. Side by side at one screen, nobody's private note is on it.
//!
//! Uses: agenda, comment, memo, one_on_one, promise, reading, reminder, series, share, topic, people::pair

mod actions;
mod after;
mod before;
mod during;
mod labels;
mod live;
mod pages;
mod shown;
mod small;
mod taps;

pub use actions::{carry_to_next, close, start, tell};
pub use shown::{Memos, memos};

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/one-on-ones/{id}", pages::show)
        .get("/one-on-ones/{id}/closing", pages::closed)
        .post("/one-on-ones/{id}/start", taps::start)
        .post("/one-on-ones/{id}/closing", taps::close)
        .post("/one-on-ones/{id}/topics", taps::add_topic)
        .post("/one-on-ones/{id}/topics/{item}/expectation", taps::expect)
        .post("/one-on-ones/{id}/topics/{item}/outcome", taps::reach)
        .post("/one-on-ones/{id}/topics/{item}/answer", taps::answer)
        .post("/one-on-ones/{id}/promises", taps::add_promise)
        .post("/one-on-ones/{id}/promises/{promise}/state", taps::settle)
}

#[cfg(test)]
mod tests;
