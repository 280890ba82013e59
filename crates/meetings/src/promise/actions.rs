//! What can be done with promises.

use super::{
    model::{self, NewPromise, Promise, PromiseId, State},
    queries,
};
use crate::one_on_one::OneOnOne;
use jiff::civil::Date;
use platform::{
    Result,
    access::{Edit, Permit, Tx, Writes},
};

/// Notes a promise of one of the two.
///
/// # Errors
/// `Invalid` when the text is empty or too long.
pub async fn make(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    new: &NewPromise,
) -> Result<PromiseId> {
    let new = NewPromise { text: model::clean_text(&new.text)?, ..new.clone() };
    queries::insert(tx, one_on_one, &new).await
}

/// Says it better, or gives it another day.
///
/// # Errors
/// `Invalid` when the text is empty or too long.
pub async fn reword(
    tx: &mut Tx<Writes>,
    promise: &Permit<Edit, Promise>,
    text: &str,
    due: Option<Date>,
) -> Result<()> {
    let text = model::clean_text(text)?;
    queries::set_text(tx, promise.id, &text, due).await
}

/// Kept, let go, or open again. Settling twice the same way changes nothing.
pub async fn settle(
    tx: &mut Tx<Writes>,
    promise: &Permit<Edit, Promise>,
    state: State,
) -> Result<()> {
    if promise.state == state {
        return Ok(());
    }
    queries::set_state(tx, promise.id, state).await
}
