//! All SQL about memos: the documents, and their log.

pub(super) mod log;
mod memos;

pub use memos::{documents, text};
pub(super) use memos::{ensure, put_text};
