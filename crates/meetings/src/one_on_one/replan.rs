//! Laying planned dates onto a new rhythm.
//!
//! Invariants. A 1-on-1 keeps its identity, and with it topics, notes and addresses, wherever a new
//! date lies near enough; touched ones choose first. One that was touched and finds no date stays
//! where it is; one that nobody touched is taken back. What was held, skipped or moved by hand to
//! before the change is not planned again.

use super::{
    actions,
    model::{NewOneOnOne, OneOnOne, OneOnOneId},
    queries::planned::{self, Planned, Slot},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use people::pair::Pair;
use platform::{
    Result,
    access::{Edit, Permit, Tx, Writes},
};

/// A new rhythm, as far as it is planned.
#[derive(Debug)]
pub struct NewDates {
    /// What is planned from then on is laid onto the slots.
    pub from: Timestamp,
    pub slots: Vec<Slot>,
    /// How far a planned one may be moved.
    pub reach: SignedDuration,
    /// Those that hold words of the two: never taken back.
    pub kept: Vec<OneOnOneId>,
}

/// Lays what is planned onto the new rhythm, and plans the slots that stay free. Returns how many
/// were planned anew.
pub async fn replan(
    tx: &mut Tx<Writes>,
    pair: &Permit<Edit, Pair>,
    new: NewDates,
) -> Result<usize> {
    let NewDates { from, slots, reach, kept } = new;
    let now = tx.now();
    let mut ahead = hold_ahead(tx, pair, from.max(now)).await?;
    ahead.iter_mut().for_each(|one| one.touched |= kept.contains(&one.id));
    let first = slots.first().map_or(Date::MAX, |slot| slot.occurrence);
    let named = planned::occurrences(tx, pair.id, first).await?;
    let is_ahead = |id| ahead.iter().any(|planned| planned.id == id);
    let used: Vec<Date> =
        named.iter().filter(|(_, id)| !is_ahead(*id)).map(|(day, _)| *day).collect();
    let mut free = slots;
    free.retain(|slot| slot.starts_at >= now && !used.contains(&slot.occurrence));

    let (touched, untouched): (Vec<_>, Vec<_>) = ahead.into_iter().partition(|one| one.touched);
    let mut moves = assign(touched, &mut free, reach);
    let staying = moves.left.iter().filter_map(|one| {
        let found = named.iter().find(|(_, id)| *id == one.id);
        found.map(|(day, _)| *day)
    });
    let staying: Vec<Date> = staying.collect();
    free.retain(|slot| !staying.contains(&slot.occurrence));
    let others = assign(untouched, &mut free, reach);
    for one in &others.left {
        planned::withdraw(tx, one.id).await?;
    }
    moves.made.extend(others.made);
    carry_out(tx, &moves.made, &named).await?;
    plan_all(tx, pair, free).await
}

/// What is planned, as it stands once nobody else is at work on one of them. New ones cannot come
/// up meanwhile: the pair is held.
async fn hold_ahead(
    tx: &mut Tx<Writes>,
    pair: &Permit<Edit, Pair>,
    from: Timestamp,
) -> Result<Vec<Planned>> {
    for one in planned::ahead(tx, pair.id, from).await? {
        tx.load::<Edit, OneOnOne>(one.id).await?;
    }
    planned::ahead(tx, pair.id, from).await
}

/// Who goes where, and who found nothing.
struct Moves {
    made: Vec<(Planned, Slot)>,
    left: Vec<Planned>,
}

/// Each takes the nearest free slot within reach, the soonest first.
fn assign(ahead: Vec<Planned>, free: &mut Vec<Slot>, reach: SignedDuration) -> Moves {
    let mut moves = Moves { made: Vec::new(), left: Vec::new() };
    for one in ahead {
        let distance = |slot: &Slot| slot.starts_at.duration_since(one.starts_at).abs();
        let nearest = (0..free.len()).min_by_key(|index| distance(&free[*index]));
        match nearest.filter(|index| distance(&free[*index]) <= reach) {
            Some(index) => moves.made.push((one, free.remove(index))),
            None => moves.left.push(one),
        }
    }
    moves
}

/// Names are freed first, since occurrences change them among each other.
async fn carry_out(
    tx: &mut Tx<Writes>,
    moves: &[(Planned, Slot)],
    named: &[(Date, OneOnOneId)],
) -> Result<()> {
    for (day, id) in named {
        if moves.iter().any(|(one, slot)| one.id == *id || slot.occurrence == *day) {
            planned::unname(tx, *id).await?;
        }
    }
    for (one, _) in moves {
        planned::unname(tx, one.id).await?;
    }
    for (one, slot) in moves {
        if one.is_on(slot) {
            planned::name(tx, one.id, slot.occurrence).await?;
        } else {
            planned::put_on(tx, one, slot).await?;
        }
    }
    Ok(())
}

async fn plan_all(
    tx: &mut Tx<Writes>,
    pair: &Permit<Edit, Pair>,
    slots: Vec<Slot>,
) -> Result<usize> {
    let mut count = 0;
    for slot in slots {
        let new = NewOneOnOne {
            starts_at: slot.starts_at,
            minutes: slot.minutes,
            occurrence: Some(slot.occurrence),
            place: slot.place,
        };
        count += usize::from(actions::plan(tx, pair, &new).await?.is_some());
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn planned(id: i64, day: i8) -> Planned {
        let starts_at = date(2026, 12, day).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
        Planned { id: OneOnOneId(id), starts_at, minutes: 30, place: String::new(), touched: true }
    }

    fn slot(day: i8) -> Slot {
        let Planned { starts_at, minutes, place, .. } = planned(0, day);
        Slot { occurrence: date(2026, 12, day), starts_at, minutes, place }
    }

    #[test]
    fn the_nearest_date_within_reach() {
        let mut free = vec![slot(1), slot(8), slot(15)];
        let reach = SignedDuration::from_hours(24 * 3);
        let ahead = vec![planned(1, 3), planned(2, 10), planned(3, 28)];
        let moves = assign(ahead, &mut free, reach);
        let made: Vec<_> =
            moves.made.iter().map(|(one, slot)| (one.id.0, slot.occurrence.day())).collect();
        assert_eq!(made, [(1, 1), (2, 8)]);
        assert_eq!(moves.left[0].id.0, 3);
        assert_eq!(free, [slot(15)]);
    }
}
