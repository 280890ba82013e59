//! Who does what until when. Open promises stand on top of the next agenda until they are settled.
//!
//! Invariants. A promise belongs to the pair, so it needs no copying from meeting to meeting: it is
//! simply still open. Either may note one for either; its owner or the other may settle it. The
//! text is sealed.
//!
//! Uses: one_on_one

mod actions;
mod model;
mod policy;
mod queries;

pub use actions::{make, reword, settle};
pub use model::{MOST_TEXT, NewPromise, Promise, PromiseId, State};
pub use queries::{
    concerning, of_member_since, of_one_on_one, of_pair, of_pair_between, open_of_pair, owed_by_me,
    owed_by_me_since,
};
