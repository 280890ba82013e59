//! Plain text: one line a block, simple markers before items.

use super::blocks::{Block, Inline, ListItem};
use super::lines::Lines;

pub(super) fn write(blocks: &[Block<'_>]) -> String {
    let mut lines = Lines::default();
    write_blocks(blocks, &mut lines);
    lines.finish()
}

fn write_blocks(blocks: &[Block<'_>], lines: &mut Lines) {
    for block in blocks {
        match block {
            Block::Paragraph(inline) | Block::Heading(_, inline) => lines.line(&plain(inline)),
            Block::Rule => lines.line("----"),
            Block::Quote(blocks) => lines.quote("> ", |lines| write_blocks(blocks, lines)),
            Block::List { ordered_from, items } => {
                for (index, item) in items.iter().enumerate() {
                    let marker = marker(*ordered_from, index, item);
                    lines.item(marker, |lines| write_blocks(&item.blocks, lines));
                }
            }
        }
    }
}

fn marker(ordered_from: Option<u64>, index: usize, item: &ListItem<'_>) -> String {
    let bullet = match ordered_from {
        Some(first) => format!("{}. ", first + index as u64),
        None if item.checked.is_none() => "- ".to_owned(),
        None => String::new(),
    };
    match item.checked {
        Some(true) => format!("{bullet}[x] "),
        Some(false) => format!("{bullet}[ ] "),
        None => bullet,
    }
}

fn plain(inline: &[Inline<'_>]) -> String {
    let texts = inline.iter().map(|part| match part {
        Inline::Run(run) => run.text.as_str(),
        Inline::Break => "\n",
    });
    let shown = |c: char| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c };
    texts.flat_map(str::chars).map(shown).collect()
}
