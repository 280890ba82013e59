//! Who wants to know at once that a pair has ended: what is open between the two must close.

use super::model::PairId;
use platform::{
    OrganizationId,
    access::{Tx, Writes},
};
use std::sync::Arc;

/// What is done when a pair has ended.
pub type Ending = Arc<dyn Fn(OrganizationId, PairId) + Send + Sync>;

/// A part of the house. The server adds what other areas want done; it runs after the commit and
/// must be quick. It is a hint: access itself ends with the row.
#[derive(Default)]
pub struct Endings(Vec<Ending>);

impl Endings {
    pub fn with(mut self, ending: Ending) -> Self {
        self.0.push(ending);
        self
    }
}

/// Tells all of them, once this transaction is committed.
pub(super) fn announce(tx: &mut Tx<Writes>, pair: PairId) {
    let (organization, endings) = (tx.organization(), tx.app().part::<Endings>());
    tx.on_commit(move || endings.0.iter().for_each(|ending| ending(organization, pair)));
}
