//! What can be done with wishes.

use super::{
    model::{NewWish, Wish, WishId},
    queries,
};
use crate::one_on_one::OneOnOne;
use platform::{
    Result,
    access::{Edit, Permit, Tx, Writes},
};

/// The viewer notes a wish of their own.
///
/// # Errors
/// `Invalid` when the text is empty or too long.
pub async fn note(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    new: &NewWish,
) -> Result<WishId> {
    queries::insert(tx, one_on_one, &new.cleaned()?).await
}

/// Its author says it better.
///
/// # Errors
/// `Invalid` when the text is empty or too long.
pub async fn reword(tx: &mut Tx<Writes>, wish: &Permit<Edit, Wish>, new: &NewWish) -> Result<()> {
    queries::set_words(tx, wish.id, &new.cleaned()?).await
}

/// Its author takes it back: its words are gone.
pub async fn withdraw(tx: &mut Tx<Writes>, wish: &Permit<Edit, Wish>) -> Result<()> {
    queries::set_withdrawn(tx, wish.id).await
}
