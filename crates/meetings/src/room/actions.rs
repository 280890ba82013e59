//! Sitting down together, and getting up again.

use crate::{
    agenda, memo,
    one_on_one::{self, OneOnOne},
    reminder::{self, Kind},
    series, two,
};
use people::pair::{Pair, Seat};
use platform::{
    Result,
    access::{Edit, Permit, Tx, Writes},
};

/// The two sit down: whoever comes first opens memo and notes.
///
/// # Errors
/// `Conflict` when it is over already.
pub async fn start(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    one_on_one::start(tx, one_on_one).await?;
    memo::ensure(tx, one_on_one).await?;
    tell(tx, one_on_one);
    Ok(())
}

/// It was held: plans ahead, carries what was not reached over to the next one, and lets both have
/// a summary by mail.
///
/// # Errors
/// `Conflict` when it is over already.
pub async fn close(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    one_on_one::close(tx, one_on_one).await?;
    let pair = two::load::<Pair, _>(tx, one_on_one.pair).await?;
    if let Some(series) = series::of_pair(tx, pair.id).await? {
        series::plan_ahead(tx, &pair, &series).await?;
    }
    carry_to_next(tx, one_on_one).await?;
    for seat in [Seat::Member, Seat::Leader] {
        reminder::tell(tx, one_on_one, seat, Kind::Summary).await?;
    }
    tell(tx, one_on_one);
    Ok(())
}

/// Carries the topics of a 1-on-1 that is over, or will not take place, to the next open one of the
/// pair, which it returns. Doing it twice changes nothing.
pub async fn carry_to_next(
    tx: &mut Tx<Writes>,
    from: &Permit<Edit, OneOnOne>,
) -> Result<Option<Permit<Edit, OneOnOne>>> {
    let now = tx.now();
    let Some(next) = one_on_one::next_of_pair(tx, from.pair, now).await? else { return Ok(None) };
    if next.id == from.id {
        return Ok(None);
    }
    let next = two::load::<OneOnOne, _>(tx, next.id).await?;
    agenda::carry_over(tx, from, &next).await?;
    Ok(Some(next))
}

/// After the commit, whoever has the memo open looks at agenda and promises again.
pub fn tell(tx: &mut Tx<Writes>, one_on_one: &OneOnOne) {
    let (app, id) = (tx.app().clone(), one_on_one.id);
    tx.on_commit(move || memo::hub(&app).changed(&app, id));
}
