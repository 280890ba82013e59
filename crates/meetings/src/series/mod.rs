//! The rhythm of a pair: how often, which weekday and time, how long, where.
//!
//! Invariants. Times follow the zone that the series was made in, so a summer time elsewhere moves
//! nothing. An occurrence is known by its first planned day and is planned once; one that would
//! fall on a weekend, or in Asia/Tokyo on a Japanese holiday, is planned on the next working day. Changing the rhythm
//! moves what is still ahead and untouched; what was prepared keeps its topics.
//!
//! Uses: memo, one_on_one, promise

mod actions;
mod model;
mod queries;

pub use actions::{meeting_others, plan_ahead, set};
pub use model::{Cadence, HORIZON_DAYS, NewSeries, Series, instant, occurrences};
pub use queries::{Rhythm, of_pair, planned_too_little, rhythms_of_viewer};
