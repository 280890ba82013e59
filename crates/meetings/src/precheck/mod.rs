//! 10秒確認 (L2): the leader's look before the start. What the member chose, what the member would
//! like, one line of what to do, the last promises; one button.
//!
//! Invariants. Opening the page marks nothing; the button does, once, and the member sees it. For
//! up to three topics it fits a phone of 375 x 667 without scrolling. No marks, no states, no
//! figures. A member sees the page as the leader does, without the button.
//!
//! Uses: agenda, last_time, one_on_one, promise, topic, people::pair

mod pages;
mod view;

pub use view::{Precheck, PromiseLine, Want, precheck};

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/one-on-ones/{id}/precheck", pages::show)
        .post("/one-on-ones/{id}/precheck", pages::look)
}

#[cfg(test)]
mod tests;
