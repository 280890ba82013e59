//! What is told to a person about something else than a 1-on-1: a share, a handover.
//!
//! Invariants. A notice names who did it and where to look, never what was written; its mail has a
//! neutral subject. It is told by a job of the same transaction, so what did not happen is not
//! told. It cannot be muted: it asks for an answer, or says who reads one's words.
//!
//! Uses: reminder, people::organization, people::person

mod jobs;
mod model;
mod queries;

pub use jobs::Tell;
pub use model::{Kind, Tidings};
pub use queries::{list, mark_read, unread};

use platform::{
    PersonId, Result,
    access::{Tx, Writes},
};

/// Tells one person that somebody did this with the thing of this id.
pub async fn tell(
    tx: &mut Tx<Writes>,
    to: PersonId,
    from: PersonId,
    kind: Kind,
    about: i64,
) -> Result<()> {
    tx.enqueue(&Tell { to, from, kind, about }).await
}
