//! What administrators and the doors did, for an organization to look back on.
//!
//! Invariants. An entry is written in the transaction of the act, so one does not exist without
//! the other. It holds who, what, whom and counts; never what two people said, never a password,
//! never an address somebody mistyped. Entries are only ever added.

mod queries;

pub use queries::{Entry, page};

use crate::pair::PairId;
use platform::{
    PersonId, Result,
    access::{Tx, Writes},
};

/// What an entry is about. Written as `kind:id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Person(PersonId),
    Pair(PairId),
    /// A row that has no page of its own, by a word and its id.
    Row(&'static str, i64),
    Organization,
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Pair(id) => write!(f, "pair:{id}"),
            Self::Row(word, id) => write!(f, "{word}:{}", platform::id::encode(*id)),
            Self::Organization => f.write_str("organization"),
        }
    }
}

/// Notes an act of the viewer. `action` is a word with a text `audit-<action>` in the catalogues.
pub async fn record(tx: &mut Tx<Writes>, action: &'static str, subject: Subject) -> Result<()> {
    record_detail(tx, action, subject, "").await
}

/// As [`record`], with counts or words of the product.
pub async fn record_detail(
    tx: &mut Tx<Writes>,
    action: &'static str,
    subject: Subject,
    detail: &str,
) -> Result<()> {
    let actor = tx.viewer().person();
    queries::insert(tx, actor, action, subject, detail).await
}

/// As [`record_detail`], for somebody who is not the viewer yet: whoever stands at the door.
pub async fn record_as(
    tx: &mut Tx<Writes>,
    actor: PersonId,
    action: &'static str,
    subject: Subject,
    detail: &str,
) -> Result<()> {
    queries::insert(tx, Some(actor), action, subject, detail).await
}
