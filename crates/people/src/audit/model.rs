//! Types of the audit.

use jiff::Timestamp;
use platform::{PersonId, id};

/// What an entry is about. Written as `kind:id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Person(PersonId),
    /// A row of another kind, by a word and its id: `("pair", id)`.
    Row(&'static str, i64),
    Organization,
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Row(word, id) => write!(f, "{word}:{}", id::encode(*id)),
            Self::Organization => f.write_str("organization"),
        }
    }
}

/// One act.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: i64,
    pub at: Timestamp,
    /// `None`: the system.
    pub actor: Option<PersonId>,
    pub actor_name: Option<String>,
    pub action: String,
    /// See [`Subject`].
    pub subject: String,
    /// Counts and words of the product.
    pub detail: String,
}

impl Entry {
    /// The person it is about, if it is about one.
    pub fn person(&self) -> Option<PersonId> {
        self.subject.strip_prefix("person:")?.parse().ok()
    }
}
