//! What the product tells a person around a 1-on-1: in the application always, by mail unless they
//! muted it.
//!
//! Invariants. A day-before reminder comes on the last working day before (Friday for Monday). Each
//! reminder is sent once: the clock's progress is kept, page by page, in the transaction that wants
//! the mails, and
//! every job has a key. A job looks again before it speaks: a 1-on-1 that was moved, closed or
//! skipped meanwhile is not announced. Subjects are neutral; topics are in no mail.
//!
//! Uses: one_on_one, promise

mod clock;
mod jobs;
mod mail;
mod model;
mod queries;
#[cfg(test)]
mod tests;

pub use clock::schedule;
pub use jobs::Notify;
pub use model::{Kind, Mark, Notice, NoticeId};
pub use queries::{list, mark_all_read, mark_read, unread};

use crate::one_on_one::OneOnOne;
use people::pair::Seat;
use platform::{
    Result,
    access::{Tx, Writes},
};

/// Tells the person in this seat about a change, after the transaction is committed.
pub async fn tell(
    tx: &mut Tx<Writes>,
    one_on_one: &OneOnOne,
    seat: Seat,
    kind: Kind,
) -> Result<()> {
    let job = Notify::about(one_on_one, seat, kind);
    tx.enqueue(&job).await
}
