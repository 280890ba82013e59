//! The tenant: its name, time zone and language.
//!
//! Invariant: every other row belongs to exactly one organization; this one is global because it
//! is read before anybody is known.

mod queries;

pub use queries::{Organization, all_ids, create, find};
