//! A memo taken apart into passages: what can be shown by itself, in the memo's order.
//!
//! A paragraph, a heading or a quote is a passage; of a list each item is one, with its number.

use super::{
    blocks::{self, Block, Inline, ListItem},
    html, text,
    tree::tree,
};
use crate::document::Document;

/// One part of a memo that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// As in [`Folded`](super::Folded): only elements of this crate's choosing, all escaped.
    pub html: String,
    pub text: String,
}

/// The passages of the XML fragment `root` of a document; those that say nothing are left out.
pub fn passages(document: &Document, root: &str) -> Vec<Passage> {
    let nodes = tree(document, root);
    let parts = blocks::blocks(&nodes).into_iter().flat_map(apart);
    parts.filter(says_something).map(|part| passage(&part)).collect()
}

fn apart(block: Block<'_>) -> Vec<Block<'_>> {
    match block {
        Block::List { ordered_from, items } => {
            let alone = |(index, item)| {
                let ordered_from = ordered_from.map(|first| first + index as u64);
                Block::List { ordered_from, items: vec![item] }
            };
            items.into_iter().enumerate().map(alone).collect()
        }
        other => vec![other],
    }
}

fn says_something(block: &Block<'_>) -> bool {
    let any = |inline: &[Inline<'_>]| {
        inline.iter().any(|part| match part {
            Inline::Run(run) => !run.text.trim().is_empty(),
            Inline::Break => false,
        })
    };
    match block {
        Block::Paragraph(inline) | Block::Heading(_, inline) => any(inline),
        Block::Rule => false,
        Block::Quote(blocks) => blocks.iter().any(says_something),
        Block::List { items, .. } => {
            items.iter().any(|item: &ListItem<'_>| item.blocks.iter().any(says_something))
        }
    }
}

fn passage(block: &Block<'_>) -> Passage {
    let alone = std::slice::from_ref(block);
    Passage { html: html::write(alone), text: text::write(alone).trim_end().to_owned() }
}
