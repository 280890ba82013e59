//! What is ahead or going on, and what was left open: for the two home screens.

use super::rows::{one_on_one, select};
use crate::one_on_one::model::OneOnOne;
use jiff::{SignedDuration, Timestamp};
use platform::{
    Result,
    access::{Mode, Tx},
    params, sql,
};

/// What began, or should have, longer ago than this does not go on any more.
const AROUND_NOW: SignedDuration = SignedDuration::from_hours(2);

fn around_now<M: Mode>(tx: &Tx<M>) -> Timestamp {
    tx.now().saturating_sub(AROUND_NOW).unwrap_or(Timestamp::MIN)
}

/// The open ones that the viewer goes to as a member and that are ahead or going on, soonest first.
pub async fn upcoming_of_member<M: Mode>(tx: &mut Tx<M>, most: i64) -> Result<Vec<OneOnOne>> {
    let (organization, me, since) = (tx.organization(), tx.me()?, around_now(tx));
    tx.all(
        select!(
            "AND o.member_id = $2 AND o.status = 'scheduled' AND p.ended_at IS NULL
             AND (o.starts_at >= $3 OR o.started_at >= $3) ORDER BY o.starts_at, o.id LIMIT $4"
        ),
        params![organization, me, since, most],
        one_on_one,
    )
    .await
}

/// The open ones that the viewer should have gone to as a member, newest first: they wait to be
/// closed or skipped.
pub async fn left_of_member<M: Mode>(tx: &mut Tx<M>, most: i64) -> Result<Vec<OneOnOne>> {
    let (organization, me, since) = (tx.organization(), tx.me()?, around_now(tx));
    tx.all(
        select!(
            "AND o.member_id = $2 AND o.status = 'scheduled' AND p.ended_at IS NULL
             AND o.starts_at < $3 AND (o.started_at IS NULL OR o.started_at < $3)
             ORDER BY o.starts_at DESC, o.id DESC LIMIT $4"
        ),
        params![organization, me, since, most],
        one_on_one,
    )
    .await
}

/// The open ones that the viewer leads, that are going on or ahead and start before `until`, soonest
/// first.
pub async fn upcoming_of_leader<M: Mode>(
    tx: &mut Tx<M>,
    until: Timestamp,
    most: i64,
) -> Result<Vec<OneOnOne>> {
    let (organization, me, since) = (tx.organization(), tx.me()?, around_now(tx));
    tx.all(
        select!(
            "AND o.leader_id = $2 AND o.status = 'scheduled' AND p.ended_at IS NULL
             AND (o.starts_at >= $3 OR o.started_at >= $3) AND o.starts_at < $4
             ORDER BY o.starts_at, o.id LIMIT $5"
        ),
        params![organization, me, since, until, most],
        one_on_one,
    )
    .await
}

/// As [`left_of_member`], for the ones that the viewer leads and that should have started after
/// `from`.
pub async fn left_of_leader<M: Mode>(
    tx: &mut Tx<M>,
    from: Timestamp,
    most: i64,
) -> Result<Vec<OneOnOne>> {
    let (organization, me, since) = (tx.organization(), tx.me()?, around_now(tx));
    tx.all(
        select!(
            "AND o.leader_id = $2 AND o.status = 'scheduled' AND p.ended_at IS NULL
             AND o.starts_at >= $3 AND o.starts_at < $4
             AND (o.started_at IS NULL OR o.started_at < $4)
             ORDER BY o.starts_at DESC, o.id DESC LIMIT $5"
        ),
        params![organization, me, from, since, most],
        one_on_one,
    )
    .await
}
