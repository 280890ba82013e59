//! All SQL about memos: the documents, and their log.

pub(super) mod log;
mod memos;
pub(super) mod moves;

pub use memos::{documents, text, text_of_kind};
pub(super) use memos::{ensure, put_text};
