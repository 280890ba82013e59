//! What can be done with 1-on-1s.

use super::{
    model::{self, Manner, Move, NewOneOnOne, OneOnOne, OneOnOneId, SkipReason, Status},
    queries::{self, Insert},
};
use crate::topic;
use people::pair::{Pair, Seat};
use platform::{
    Error, Result,
    access::{Edit, Permit, Tx, Writes},
};

/// Plans an occurrence of the series; `None` when it was planned before.
pub async fn plan(
    tx: &mut Tx<Writes>,
    pair: &Permit<Edit, Pair>,
    new: &NewOneOnOne,
) -> Result<Option<OneOnOneId>> {
    topic::ensure(tx).await?;
    let id = tx.new_id(OneOnOneId);
    let row = Insert { id, pair: pair.id, leader: pair.leader, member: pair.member, new };
    Ok(queries::insert(tx, &row).await?.then_some(id))
}

/// An extra one, outside the rhythm: as a rule at the member's wish.
///
/// # Errors
/// `Invalid` for a date that cannot be, `Conflict` when one of the two has another 1-on-1 then and
/// `anyway` is not set.
pub async fn schedule_extra(
    tx: &mut Tx<Writes>,
    pair: &Permit<Edit, Pair>,
    new: &NewOneOnOne,
    anyway: bool,
) -> Result<OneOnOneId> {
    model::check_date(new.starts_at, new.minutes, &new.place, tx.now())?;
    topic::ensure(tx).await?;
    let id = tx.new_id(OneOnOneId);
    let new = NewOneOnOne { occurrence: None, ..new.clone() };
    let row = Insert { id, pair: pair.id, leader: pair.leader, member: pair.member, new: &new };
    queries::insert(tx, &row).await?;
    let span = (new.starts_at, end(new.starts_at, new.minutes));
    let taken = queries::overlaps(tx, (pair.leader, pair.member), span, id).await?;
    if taken && !anyway { Err(Error::Conflict("conflict-overlap")) } else { Ok(id) }
}

/// Moves this one to another date; its topics, notes and promises stay with it. One that had begun
/// begins anew then.
///
/// # Errors
/// `Invalid` for a date that cannot be, `Conflict` when it is over, when the form was out of date,
/// or when one of the two has another 1-on-1 then and `anyway` is not set.
pub async fn reschedule(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    to: &Move,
) -> Result<()> {
    one_on_one.must_be_open()?;
    one_on_one.must_be_version(to.version)?;
    model::check_date(to.starts_at, to.minutes, &to.place, tx.now())?;
    let two = (one_on_one.leader, one_on_one.member);
    let span = (to.starts_at, end(to.starts_at, to.minutes));
    if !to.anyway && queries::overlaps(tx, two, span, one_on_one.id).await? {
        return Err(Error::Conflict("conflict-overlap"));
    }
    queries::set_date(tx, one_on_one.id, to).await
}

/// Skips this one with dignity. What was prepared is carried over by the caller.
///
/// # Errors
/// `Conflict` when it is over already.
pub async fn skip(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    reason: SkipReason,
) -> Result<()> {
    one_on_one.must_be_open()?;
    queries::set_status(tx, one_on_one.id, Status::Skipped, Some(reason)).await
}

/// Cancels this one.
///
/// # Errors
/// `Conflict` when it is over already.
pub async fn cancel(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    one_on_one.must_be_open()?;
    queries::set_status(tx, one_on_one.id, Status::Cancelled, None).await
}

/// Ten minutes, in writing, or as usual.
///
/// # Errors
/// `Conflict` when it is over already.
pub async fn set_manner(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    manner: Manner,
) -> Result<()> {
    one_on_one.must_be_open()?;
    queries::set_manner(tx, one_on_one.id, manner).await
}

/// The member has chosen, or chosen to decide on the spot.
///
/// # Errors
/// `Conflict` when it is over already.
pub async fn prepare_done(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    one_on_one.must_be_open()?;
    queries::set_prepared(tx, one_on_one.id).await
}

/// Something that belongs to it changed, its agenda above all: a form that was opened before is out
/// of date from now on.
pub async fn changed(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    queries::raise(tx, one_on_one.id).await
}

/// The leader looked before the start. Only the leader's look counts, and only the first.
pub async fn look(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    if one_on_one.seat_of(tx.viewer()) != Some(Seat::Leader) {
        return Err(Error::Forbidden);
    }
    queries::set_seen(tx, one_on_one.id).await
}

/// The two sit down. Whoever comes second changes nothing.
pub async fn start(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    one_on_one.must_be_open()?;
    queries::set_started(tx, one_on_one.id).await
}

/// It was held.
///
/// # Errors
/// `Conflict` when it is over already.
pub async fn close(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    one_on_one.must_be_open()?;
    if let Some(begun) = one_on_one.started_at
        && begun.duration_since(one_on_one.starts_at).abs() > ANOTHER_DAY
    {
        queries::set_starts_at(tx, one_on_one.id, begun).await?;
    }
    queries::set_started(tx, one_on_one.id).await?;
    queries::set_status(tx, one_on_one.id, Status::Held, None).await
}

/// Begun so far from its date, it was held on another day than planned, and is remembered there.
const ANOTHER_DAY: jiff::SignedDuration = jiff::SignedDuration::from_hours(8);

fn end(starts_at: jiff::Timestamp, minutes: i64) -> jiff::Timestamp {
    starts_at.saturating_add(jiff::SignedDuration::from_mins(minutes)).unwrap_or(starts_at)
}
