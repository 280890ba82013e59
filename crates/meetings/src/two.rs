//! What belongs to two people does not exist for anybody else, nor for a leader of the past.

use platform::{
    Error, Result,
    access::{Edit, Guarded, Mode, Permit, Policy, Read, Tx},
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
