//! A leader and a member over a period: the owner of everything confidential.
//!
//! Invariants. Only the two seats read what belongs to a pair, and only while it lasts does the
//! leader: whoever led before sees nothing from the second it ended, the member keeps what is
//! theirs. Administrators may begin and end a pair and see that it exists, never what was said. At
//! most one pair lasts between the same two people in the same seats.
//!
//! Uses: person

mod actions;
mod model;
mod policy;
mod queries;

pub use actions::{begin, end};
pub use model::{Kind, Pair, PairId, Seat};
pub use queries::{lasting_of, of_person};
pub(crate) use queries::{line_leaders, of_anybody, overview};
