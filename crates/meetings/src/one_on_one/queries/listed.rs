//! Lists of 1-on-1s that go on by a mark, for one's own and for those of a pair.

use super::rows::{one_on_one, select};
use crate::one_on_one::model::{OneOnOne, OneOnOneId};
use jiff::Timestamp;
use people::pair::PairId;
use platform::{
    Result,
    access::{Mode, Tx},
    params, sql,
};

/// Whose 1-on-1s are listed.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    /// The viewer's, in whichever seat.
    Mine,
    /// The caller holds a permit for the pair.
    Pair(PairId),
}

/// A page of a list.
#[derive(Clone, Copy, Debug)]
pub struct List {
    pub whose: Whose,
    /// Those that are over, newest first; else those that are planned, soonest first.
    pub past: bool,
    /// The last line of the page before.
    pub after: Option<(Timestamp, OneOnOneId)>,
    pub most: i64,
}

/// What the viewer may see of them.
pub async fn list<M: Mode>(tx: &mut Tx<M>, page: &List) -> Result<Vec<OneOnOne>> {
    let (organization, me) = (tx.organization(), tx.me()?);
    let start = if page.past { (Timestamp::MAX, i64::MAX) } else { (Timestamp::MIN, 0) };
    let (at, id) = page.after.map_or(start, |(at, id)| (at, id.0));
    let statement = match (page.whose, page.past) {
        (Whose::Mine, false) => select!(
            "AND (o.leader_id = $2 OR o.member_id = $2) AND p.ended_at IS NULL
             AND o.status = 'scheduled' AND (o.starts_at, o.id) > ($3, $4)
             ORDER BY o.starts_at, o.id LIMIT $5"
        ),
        (Whose::Mine, true) => select!(
            "AND (o.member_id = $2 OR (o.leader_id = $2 AND p.ended_at IS NULL))
             AND o.status <> 'scheduled' AND (o.starts_at, o.id) < ($3, $4)
             ORDER BY o.starts_at DESC, o.id DESC LIMIT $5"
        ),
        (Whose::Pair(_), false) => select!(
            "AND o.pair_id = $2 AND p.ended_at IS NULL
             AND o.status = 'scheduled' AND (o.starts_at, o.id) > ($3, $4)
             ORDER BY o.starts_at, o.id LIMIT $5"
        ),
        (Whose::Pair(_), true) => select!(
            "AND o.pair_id = $2 AND o.status <> 'scheduled' AND (o.starts_at, o.id) < ($3, $4)
             ORDER BY o.starts_at DESC, o.id DESC LIMIT $5"
        ),
    };
    let owner = match page.whose {
        Whose::Mine => me.0,
        Whose::Pair(pair) => pair.0,
    };
    tx.all(statement, params![organization, owner, at, id, page.most], one_on_one).await
}
