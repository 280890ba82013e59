//! あゆみ: what came of past 1-on-1s. Promises first, then the talks, newest first; search over one's
//! own; and everything of one's own to take along.
//!
//! Invariants. Rights come first: a search walks only what the viewer may read, opening sealed
//! texts on the way, so no index holds content in the clear. The export holds what its owner may
//! read at that moment, and nobody else's private notes.
//!
//! Uses: agenda, comment, last_time, memo, one_on_one, promise, reading, topic, wish, people::pair

mod export;
mod fold;
mod pages;
mod queries;
mod search;
#[cfg(test)]
mod tests;

pub use export::{Archive, gather};
pub use pages::routes;
pub use search::{Depth, Past, Words, newest, page};
