//! A human in one organization: name, address, language, what they mute.
//!
//! Invariant: leader and member are seats of a pair, never kinds of people.

mod queries;

pub use queries::{NewPerson, Person, create, find, find_many};
