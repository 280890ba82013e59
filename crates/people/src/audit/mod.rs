//! What administrators and the doors did, for an organization to look back on.
//!
//! Invariants. An entry is written in the transaction of the act, so one does not exist without
//! the other. It holds who, what, whom and counts; never what two people said, never a password,
//! never an address somebody mistyped. Entries are only ever added.
//!
//! Uses: person

mod actions;
mod model;
mod queries;

pub use actions::{record, record_as, record_detail};
pub use model::{Entry, Subject};
pub use queries::page;
