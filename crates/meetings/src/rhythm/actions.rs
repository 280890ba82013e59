//! Setting a rhythm, with everything that belongs to it.

use crate::{
    dates, one_on_one,
    reminder::{self, Kind},
    series::{self, NewSeries},
};
use people::pair::Pair;
use platform::{
    Result,
    access::{Edit, Permit, Tx, Writes},
};

/// Sets the rhythm. Topics that have been waiting for a date come along, and the other hears of it
/// when the next date changes.
///
/// # Errors
/// As [`series::set`].
pub async fn set(tx: &mut Tx<Writes>, pair: &Permit<Edit, Pair>, new: &NewSeries) -> Result<()> {
    let now = tx.now();
    let before = one_on_one::next_of_pair(tx, pair.id, now).await?;
    series::set(tx, pair, new).await?;
    let after = one_on_one::next_of_pair(tx, pair.id, now).await?;
    if before.is_none() {
        dates::gather_waiting(tx, pair.id).await?;
    }
    let (Some(after), Some(seat)) = (after, pair.seat_of(tx.viewer())) else { return Ok(()) };
    let kind = match before {
        None => Kind::Planned,
        Some(before) if before.starts_at != after.starts_at => Kind::Moved,
        Some(_) => return Ok(()),
    };
    reminder::tell(tx, &after, seat.other(), kind).await
}
