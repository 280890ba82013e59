//! One meeting of a pair: scheduled, held, skipped or cancelled.
//!
//! Invariants. Both seats read it while the pair lasts, afterwards only the member; nobody else
//! ever, administrators included. Moving or skipping loses nothing: the topics go along or carry
//! over. Each change raises `version`; a form that holds an older one is told so instead of
//! winning. An occurrence of the series is planned once.
//!
//! Uses: topic, people::pair, people::person

mod actions;
mod model;
mod policy;
mod queries;
mod replan;

pub use actions::{
    cancel, changed, close, look, plan, prepare_done, reschedule, schedule_extra, set_manner, skip,
    start,
};
pub use model::{
    MINUTES, Manner, Move, NewOneOnOne, OneOnOne, OneOnOneId, SkipReason, Status, check_date,
};
pub use queries::planned::{Slot, is_taken, latest_occurrence, taken_between};
pub use queries::{
    History, List, Whose, between, history, last_held, left_of_leader, left_of_member, list,
    next_of_pair, pair_of, upcoming_of_leader, upcoming_of_member,
};
pub use replan::{NewDates, replan};
