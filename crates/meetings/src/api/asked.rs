//! What several handlers read from a request: a pair of its two, a field that may be `null`.

use people::pair::{Pair, PairId};
use platform::{
    Error, Result,
    access::{Mode, Permit, Read, Tx},
};
use serde::{Deserialize, Deserializer};

/// A pair, for its two. An administrator sees elsewhere that it exists, nothing of it here.
pub(super) async fn pair_of_two<M: Mode>(tx: &mut Tx<M>, id: PairId) -> Result<Permit<Read, Pair>> {
    let pair = tx.load::<Read, Pair>(id).await?;
    pair.seat_of(tx.viewer()).ok_or(Error::NotFound)?;
    Ok(pair)
}

/// `null` is a value here, unlike a field that is left out.
pub(super) fn said<'de, D, T>(deserializer: D) -> std::result::Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
