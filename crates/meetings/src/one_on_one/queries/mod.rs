//! All SQL about 1-on-1s: the rows themselves, lists of them, and the dates that a rhythm planned.

mod around;
mod listed;
pub(super) mod planned;
mod rows;

pub use around::{left_of_leader, left_of_member, upcoming_of_leader, upcoming_of_member};
pub use listed::{List, Whose, list};
pub use rows::{History, between, history, last_held, next_of_pair, pair_of};
pub(super) use rows::{
    Insert, insert, overlaps, raise, set_date, set_manner, set_prepared, set_seen, set_started,
    set_starts_at, set_status,
};
