//! What is talked about in one 1-on-1: topics, each with what the member would like back.
//!
//! Invariants. The member's items are theirs; a leader's proposal is marked and stays out until
//! the member accepts it. A line of own words is sealed. At most [`MOST_ITEMS`]. What was not
//! reached carries over to the next one.
//!
//! Uses: one_on_one, topic, people::pair

mod actions;
mod model;
mod queries;
mod view;

pub use actions::{
    accept, add, carry_over, change_expectation, decline, prepare, propose, remove, reply, reword,
    set_outcome,
};
pub use model::{
    AgendaItem, AgendaItemId, Choice, Expectation, ItemState, MOST_ITEMS, MOST_LINE, Outcome, Reply,
};
pub use queries::{of_many, of_one_on_one, of_pair_between, proposed_between};
pub use view::{ItemView, says, views};
