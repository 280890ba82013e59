//! What was taken along over a while.

use super::{lines::lines, queries};
use crate::{
    memo::{self, Kind, MemoId},
    one_on_one::OneOnOneId,
};
use jiff::Timestamp;
use people::pair::PairId;
use platform::{
    Result,
    access::{Mode, Tx},
};

/// What the two took along from one 1-on-1, one of its two small documents.
#[derive(Clone, Debug)]
pub struct Taken {
    pub memo: MemoId,
    pub one_on_one: OneOnOneId,
    pub starts_at: Timestamp,
    pub kind: Kind,
    /// Not empty.
    pub lines: Vec<String>,
}

/// What was taken along from the 1-on-1s that were held since `from`, newest first. The caller holds
/// a permit for the pair, and it lasts or the viewer is the member.
pub async fn taken_along<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    from: Timestamp,
) -> Result<Vec<Taken>> {
    let mut all = Vec::new();
    for (memo, one_on_one, starts_at, kind) in queries::held_since(tx, pair, from).await? {
        let lines = lines(&memo::text(tx, memo).await?);
        if !lines.is_empty() {
            all.push(Taken { memo, one_on_one, starts_at, kind, lines });
        }
    }
    Ok(all)
}
