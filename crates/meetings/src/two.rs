//! What belongs to two people does not exist for anybody else, nor for a leader of the past.

use crate::one_on_one::{self, OneOnOne, OneOnOneId};
use people::pair::Pair;
use platform::{
    Error, Result,
    access::{Edit, Guarded, Mode, Permit, Policy, Read, Tx, Writes},
};

/// A pair, a 1-on-1 or a promise for one of its two people, while the pair lasts.
///
/// # Errors
/// `NotFound` for everybody else, also where a member of an ended pair could still read.
pub async fn load<R, M>(tx: &mut Tx<M>, id: R::Id) -> Result<Permit<Edit, R>>
where
    R: Guarded + Policy<Read> + Policy<Edit>,
    M: Mode,
{
    tx.load::<Edit, R>(id).await.map_err(|error| match error {
        Error::Forbidden => Error::NotFound,
        other => other,
    })
}

/// A 1-on-1 for a change that reaches further ones of its pair, or the rhythm. The pair is held
/// first: all who change several of its 1-on-1s come one after the other, and never wait for each
/// other in a circle.
///
/// # Errors
/// As [`load`].
pub async fn load_with_pair(tx: &mut Tx<Writes>, id: OneOnOneId) -> Result<Permit<Edit, OneOnOne>> {
    let pair = one_on_one::pair_of(tx, id).await?.ok_or(Error::NotFound)?;
    load::<Pair, _>(tx, pair).await?;
    load(tx, id).await
}
