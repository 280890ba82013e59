//! A human in one organization: name, address, language, what they mute.
//!
//! Invariants. Leader and member are seats of a pair, never kinds of people. Everybody in an
//! organization may learn a name; only oneself sets language, zone and reminders; only
//! administrators set name, address and role.

mod actions;
mod model;
mod policy;
mod queries;

pub use actions::{Particulars, add, correct, mute, speak};
pub use model::{NewPerson, Person, Reminder, search_text};
pub use queries::{After, create, find, find_many, search};
pub(crate) use queries::{by_id, count, count_administrators, find_by_email, update};
