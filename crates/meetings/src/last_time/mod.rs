//! What the two took along: from the last time, shown on top of the next; from a while, to choose
//! what goes to the next leader.
//!
//! Uses: memo, one_on_one, people::pair

mod lines;
mod queries;
mod taken;

pub use lines::lines;
pub use taken::{Taken, taken_along};

use crate::{
    memo::{Kind, text_of_kind},
    one_on_one::{self, OneOnOne},
};
use platform::{
    Result,
    access::{Mode, Tx},
};

/// From the last 1-on-1 of the pair that was held. Without either, nothing is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LastTime {
    /// What the member decided to be mindful of.
    pub mindful: Vec<String>,
    /// What it was about.
    pub key_point: Vec<String>,
}

impl LastTime {
    pub fn is_empty(&self) -> bool {
        self.mindful.is_empty() && self.key_point.is_empty()
    }
}

/// What was taken along to this 1-on-1. The caller holds a permit to change it: the pair lasts, so
/// both may read.
pub async fn last_time<M: Mode>(tx: &mut Tx<M>, one_on_one: &OneOnOne) -> Result<LastTime> {
    let last = one_on_one::last_held(tx, one_on_one.pair, one_on_one.starts_at).await?;
    let Some(last) = last else { return Ok(LastTime::default()) };
    Ok(LastTime {
        mindful: lines(&text_of_kind(tx, last.id, Kind::Mindful).await?),
        key_point: lines(&text_of_kind(tx, last.id, Kind::KeyPoint).await?),
    })
}
