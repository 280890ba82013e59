//! What the two do with their dates, each with everything that belongs to it.

use crate::{
    agenda,
    one_on_one::{self, History, Manner, Move, NewOneOnOne, OneOnOne, OneOnOneId, SkipReason},
    reminder::{self, Kind},
    room,
    series::{self, Cadence, NewSeries, Series},
    two,
};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use people::pair::{Pair, PairId};
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, Tx, Writes},
};

/// Moves this one.
///
/// # Errors
/// As [`one_on_one::reschedule`].
pub async fn move_one(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    to: &Move,
) -> Result<()> {
    one_on_one::reschedule(tx, one_on_one, to).await?;
    let same = (one_on_one.starts_at, one_on_one.minutes, one_on_one.place.as_str())
        == (to.starts_at, to.minutes, to.place.as_str());
    // Nobody wants to hear that nothing changed.
    if same { Ok(()) } else { tell_other(tx, one_on_one, Kind::Moved).await }
}

/// Moves this one, and from then on the whole rhythm to its weekday, time, length and place. What is
/// prepared ahead keeps its topics.
///
/// # Errors
/// As [`one_on_one::reschedule`], also when one of the further dates meets another 1-on-1; a pair
/// without a rhythm moves this one only.
pub async fn move_all(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    to: &Move,
) -> Result<()> {
    move_one(tx, one_on_one, to).await?;
    let pair = two::load::<Pair, _>(tx, one_on_one.pair).await?;
    match series::of_pair(tx, pair.id).await? {
        Some(old) if old.cadence != Cadence::None => {
            let new = follow(&old, to);
            let two = (pair.leader, pair.member);
            if !to.anyway_later && !series::meeting_others(tx, pair.id, two, &new).await?.is_empty()
            {
                return Err(Error::Conflict("conflict-overlap-later"));
            }
            series::set(tx, &pair, &new).await.map(drop)
        }
        _ => Ok(()),
    }
}

/// Which of the dates that would move along meet another 1-on-1: for saying so before.
pub(super) async fn later_overlaps<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: &OneOnOne,
    old: &Series,
    to: &Move,
) -> Result<Vec<Timestamp>> {
    let two = (one_on_one.leader, one_on_one.member);
    series::meeting_others(tx, one_on_one.pair, two, &follow(old, to)).await
}

/// The rhythm after a move of all: it begins on the day after the moved one.
fn follow(old: &Series, to: &Move) -> NewSeries {
    let zone = TimeZone::get(&old.zone).unwrap_or(TimeZone::UTC);
    let local = to.starts_at.to_zoned(zone);
    NewSeries {
        weekday: local.weekday(),
        starts_at: local.time(),
        minutes: to.minutes,
        place: to.place.clone(),
        first: local.date().saturating_add(1.day()),
        ..NewSeries::from(old)
    }
}

/// Plans an extra one. Topics that have been waiting come along.
///
/// # Errors
/// As [`one_on_one::schedule_extra`].
pub async fn plan_extra(
    tx: &mut Tx<Writes>,
    pair: &Permit<Edit, Pair>,
    new: &NewOneOnOne,
    anyway: bool,
) -> Result<OneOnOneId> {
    let now = tx.now();
    let is_first = one_on_one::next_of_pair(tx, pair.id, now).await?.is_none();
    let id = one_on_one::schedule_extra(tx, pair, new, anyway).await?;
    if is_first {
        gather_waiting(tx, pair.id).await?;
    }
    let planned = two::load::<OneOnOne, _>(tx, id).await?;
    tell_other(tx, &planned, Kind::Planned).await?;
    Ok(id)
}

/// Skips this one; its topics go on to the next.
///
/// # Errors
/// As [`one_on_one::skip`].
pub async fn skip(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    reason: SkipReason,
) -> Result<()> {
    one_on_one::skip(tx, one_on_one, reason).await?;
    room::carry_to_next(tx, one_on_one).await?;
    tell_other(tx, one_on_one, Kind::Skipped).await
}

/// Calls this one off; its topics go on to the next.
///
/// # Errors
/// As [`one_on_one::cancel`].
pub async fn call_off(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    one_on_one::cancel(tx, one_on_one).await?;
    room::carry_to_next(tx, one_on_one).await?;
    tell_other(tx, one_on_one, Kind::Cancelled).await
}

/// Ten minutes only, in writing, or as usual.
///
/// # Errors
/// As [`one_on_one::set_manner`].
pub async fn take_manner(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    manner: Manner,
) -> Result<()> {
    if one_on_one.manner == manner {
        return Ok(());
    }
    one_on_one::set_manner(tx, one_on_one, manner).await?;
    tell_other(tx, one_on_one, Kind::Changed).await
}

/// What waits in the last one that is over comes to the pair's next one: for when there was none
/// until now.
pub async fn gather_waiting(tx: &mut Tx<Writes>, pair: PairId) -> Result<()> {
    let now = tx.now();
    let Some(next) = one_on_one::next_of_pair(tx, pair, now).await? else { return Ok(()) };
    let before = (Timestamp::MAX, OneOnOneId(i64::MAX));
    let page = History { pair, before, open_until: Timestamp::MIN, most: 1 };
    let Some(last) = one_on_one::history(tx, &page).await?.pop() else { return Ok(()) };
    let last = two::load::<OneOnOne, _>(tx, last.id).await?;
    let next = two::load::<OneOnOne, _>(tx, next.id).await?;
    agenda::carry_over(tx, &last, &next).await.map(drop)
}

/// Whoever did not do it hears of it.
async fn tell_other(tx: &mut Tx<Writes>, one_on_one: &OneOnOne, kind: Kind) -> Result<()> {
    match one_on_one.seat_of(tx.viewer()) {
        Some(seat) => reminder::tell(tx, one_on_one, seat.other(), kind).await,
        None => Ok(()),
    }
}
