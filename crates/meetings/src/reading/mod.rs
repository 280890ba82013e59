//! だれが読めるか、だれが読んだか: who can read a shared memo now, and who has.
//!
//! Invariants. Whatever shows somebody the words of a shared memo is noted: one row for each
//! person, memo, way and hour. Rows are only ever added, each with a link over the one before, so
//! that one which was changed or taken away is found, by the two as well as by `doctor`. Readings
//! of a private note are noted nowhere: nobody but its author could ever read it.
//!
//! A page that is asked for by GET does not write through its own transaction: it hands what was
//! shown to [`note`], which writes it through a transaction of the system before the answer goes
//! out. If that cannot be written, the two still read their own memo; it is kept in memory, logged
//! and written as soon as it can be. Anybody else's reading calls [`record`] first, in a
//! transaction of its own, and does not happen without it.
//!
//! Uses: one_on_one, people::organization, people::pair

mod actions;
mod chain;
mod kept;
mod model;
mod pages;
mod queries;
mod receipt;
#[cfg(test)]
mod tests;

pub use actions::{drain, note, record};
pub use chain::{Flaw, examine};
pub use kept::Readings;
pub use model::{NewReading, Text, Way};
pub use pages::routes;
pub use receipt::{Other, Outsider, Receipt, of_memo};
