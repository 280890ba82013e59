//! What is talked about in one 1-on-1: topics, each with what the member would like back.
//!
//! Invariants. The member's items are theirs; a leader's proposal is marked and stays out until
//! the member accepts it. A line of own words is sealed. A topic lives at most once on an agenda. At
//! most [`MOST_ITEMS`] are chosen; what was not reached carries over to the next one, above that too.
//! Each change raises the version of the 1-on-1, so that no form overwrites what it did not show.
//!
//! Uses: one_on_one, topic, people::pair

mod actions;
mod carry;
mod model;
mod queries;
mod view;

pub use actions::{
    accept, add, change_expectation, decline, prepare, prepare_also, propose, remove, reply,
    reword, set_outcome,
};
pub use carry::carry_over;
pub use model::{
    AgendaItem, AgendaItemId, Choice, Expectation, ItemState, MOST_ITEMS, MOST_LINE, Outcome, Reply,
};
pub use queries::{of_many, of_one_on_one, of_pair_between, proposed_between};
pub use view::{ItemView, says, views};

#[cfg(test)]
mod tests;
