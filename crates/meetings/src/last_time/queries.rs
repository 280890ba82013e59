//! All SQL about what was taken along.

use crate::{
    memo::{Kind, MemoId},
    one_on_one::OneOnOneId,
};
use jiff::Timestamp;
use people::pair::PairId;
use platform::{
    Result,
    access::{Mode, Tx},
    params, sql,
};

/// A small document of a 1-on-1 that was held.
pub type Found = (MemoId, OneOnOneId, Timestamp, Kind);

/// Of a pair's 1-on-1s that were held since `from`, newest first.
pub(super) async fn held_since<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    from: Timestamp,
) -> Result<Vec<Found>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT d.id, d.one_on_one_id, o.starts_at, d.kind FROM one_on_ones o
             JOIN memos d ON d.organization_id = o.organization_id AND d.one_on_one_id = o.id
             WHERE o.organization_id = $1 AND o.pair_id = $2 AND o.starts_at >= $3
               AND o.status = 'held' AND d.author_id IS NULL AND d.kind IN ('key_point', 'mindful')
             ORDER BY o.starts_at DESC, d.kind DESC, d.id"
        ),
        params![organization, pair, from],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )
    .await
}
