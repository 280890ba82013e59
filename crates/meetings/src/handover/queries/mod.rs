//! All SQL about handovers.

mod replies;
mod rows;

pub(super) use replies::{put_reply, replies, set_talk};
pub(super) use rows::{
    delete_line, delete_lines, insert, insert_line, memos, set_agreed, set_cleared, set_declined,
    set_next, set_offered, set_read, set_struck, set_text, set_withdrawn, to_clear,
};
pub use rows::{lines, mine, of_pair};
