//! The tenant: its name, time zone and language.
//!
//! Invariant: every other row belongs to exactly one organization; this one is global because it
//! is read before anybody is known. Who loads it to administer it holds it: changes that must not
//! cross each other (the last administrator) come one after the other.
//!
//! Uses: audit

mod actions;
mod each;
mod policy;
mod queries;

pub use actions::rename;
pub(crate) use actions::{Checked, check};
pub use each::in_each;
pub use queries::{Organization, all_ids, create, find};
