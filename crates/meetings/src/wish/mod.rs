//! 変えたいこと: what one of the two wishes were different, or stays as good as it is.
//!
//! Invariants. Seen by the two only, after the pair ended by the member. Either notes one; only its
//! author rewords it or takes it back, and what was taken back has no words any more. The text is
//! sealed.
//!
//! Uses: one_on_one

mod actions;
mod model;
mod policy;
mod queries;
#[cfg(test)]
mod tests;

pub use actions::{note, reword, withdraw};
pub use model::{MOST_TEXT, NewWish, Wish, WishId, WishKind};
pub use queries::{of_one_on_one, of_pair, of_pair_between};
