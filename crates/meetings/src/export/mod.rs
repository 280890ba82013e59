//! 書き出す: what is one's own as files: one 1-on-1 to keep or to print, or everything at once.
//!
//! Invariants. An export holds what its reader may read at that moment, and nobody else's private
//! notes; into the file of one 1-on-1 the own note goes only when asked for. Whatever words of a
//! shared memo go out are on the list of readings first. What was written stays what it is in every
//! form: a memo full of Markdown or HTML is text, and no link leads to a script.
//!
//! Uses: agenda, comment, history, memo, one_on_one, promise, reading, topic, versions, wish, people::pair

mod archive;
mod gather;
mod html;
mod labels;
mod markdown;
mod pages;
mod record;
mod shelf;
mod text;
mod whole;
mod whole_markdown;

pub use gather::{Which, of_one_on_one};
pub use pages::{download, routes};
pub use record::{Format, Record};
pub use whole::{Archive, gather};

#[cfg(test)]
mod tests;
