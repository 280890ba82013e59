//! What a memo says: its tree, its text, its Markdown, its HTML.
//!
//! A read-only fold over admitted structs, without a CRDT object: `sequence` puts the pieces
//! into the order that Yjs would, `tree` reads elements and formatted runs from them, and
//! `blocks` turns those into paragraphs, headings, lists and quotes for the three writers. It is
//! total: nesting is bounded by admission, unknown elements are looked through rather than lost,
//! and a hostile order costs a bounded number of steps.

mod blocks;
mod html;
mod lines;
mod markdown;
mod passages;
mod plain;
pub(crate) mod sequence;
mod text;
pub(crate) mod tree;

pub use markdown::plain as markdown_of;
pub use passages::{Passage, passages};
pub use plain::unmark;
pub use tree::{Element, Node, Run, tree};

use crate::document::Document;

/// The readable forms of a memo.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    pub markdown: String,
    /// One line a block, markers before list items; for search, mail and excerpts.
    pub text: String,
    /// Only elements of this crate's choosing, everything escaped, links only to safe schemes.
    pub html: String,
}

/// Reads the XML fragment `root` of a document.
pub fn fold(document: &Document, root: &str) -> Folded {
    fold_under(document, root, 0)
}

/// As [`fold`], to stand in a larger document below a heading of this level: all headings of the
/// memo are deeper than that one.
pub fn fold_under(document: &Document, root: &str, level: u8) -> Folded {
    let nodes = tree(document, root);
    let mut blocks = blocks::blocks(&nodes);
    blocks::lower(&mut blocks, level);
    Folded {
        markdown: markdown::write(&blocks),
        text: text::write(&blocks),
        html: html::write(&blocks),
    }
}

#[cfg(test)]
mod tests;
