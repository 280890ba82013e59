//! あゆみ: what came of past 1-on-1s. Promises first, then the talks, newest first; and search over
//! one's own.
//!
//! Invariants. Rights come first: a search walks only what the viewer may read, opening sealed
//! texts on the way, so no index holds content in the clear.
//!
//! Uses: agenda, comment, last_time, memo, one_on_one, promise, reading, topic, wish, people::pair

mod everywhere;
mod pages;
mod queries;
mod search;
#[cfg(test)]
mod tests;

pub use pages::routes;
pub use search::{Depth, Mark, Past, Place, Words, newest, of_one_on_one, page};
