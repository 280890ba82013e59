//! Where a day with a 1-on-1 begins: つぎの1on1 (M1, `/`) and これから会う人 (L1, `/today`), and what has
//! happened meanwhile (お知らせ, `/notices`).
//!
//! Invariants. Each page has one thing to do. Whoever takes no part in 1-on-1s sees how to start
//! and nothing else. "Not prepared" is neutral: it can be solved on the spot.
//!
//! Uses: agenda, emergency, one_on_one, promise, reminder, series, tidings, topic, people::pair

mod done;
mod member;
mod notices;
mod pages;
mod promises;
mod proposals;
mod today;

pub use done::Done;

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/", pages::home)
        .get("/today", pages::today)
        .post("/promises/{id}/state", pages::settle)
        .get("/notices", notices::show)
        .post("/notices/read", notices::know_all)
        .post("/notices/{id}/read", notices::open)
        .post("/one-on-ones/{id}/proposals", pages::propose)
        .post("/one-on-ones/{id}/proposals/{item}/answer", pages::answer)
        .post("/one-on-ones/{id}/proposals/{item}/withdraw", pages::withdraw)
}

#[cfg(test)]
mod tests;
