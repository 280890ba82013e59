//! The memo as blocks: what the Markdown, HTML and text writers have in common.
//!
//! Node names are those of the memo's editor. Elements that it does not know are looked through,
//! and inline content between blocks becomes a paragraph, so that no text is ever left out.

use super::tree::{Element, Node, Run};
use serde_json::Value;

/// A block of the memo.
pub(super) enum Block<'t> {
    Paragraph(Vec<Inline<'t>>),
    Heading(u8, Vec<Inline<'t>>),
    Rule,
    Quote(Vec<Block<'t>>),
    List { ordered_from: Option<u64>, items: Vec<ListItem<'t>> },
}

/// An item of a list, perhaps with a box to check.
pub(super) struct ListItem<'t> {
    pub checked: Option<bool>,
    pub blocks: Vec<Block<'t>>,
}

/// A part of a line.
pub(super) enum Inline<'t> {
    Run(&'t Run),
    Break,
}

pub(super) fn blocks(nodes: &[Node]) -> Vec<Block<'_>> {
    let mut reader = BlockReader::default();
    reader.read(nodes);
    reader.finish()
}

/// Moves all headings down by so many levels; the sixth is the last there is.
pub(super) fn lower(blocks: &mut [Block<'_>], by: u8) {
    for block in blocks {
        match block {
            Block::Heading(level, _) => *level = level.saturating_add(by).min(6),
            Block::Quote(inner) => lower(inner, by),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| lower(&mut item.blocks, by));
            }
            Block::Paragraph(_) | Block::Rule => (),
        }
    }
}

/// Collects blocks, and the inline content that does not belong to one yet.
#[derive(Default)]
struct BlockReader<'t> {
    blocks: Vec<Block<'t>>,
    loose: Vec<Inline<'t>>,
    /// Whether the last block is a list of items that stood outside of any list.
    loose_items: bool,
}

impl<'t> BlockReader<'t> {
    fn read(&mut self, nodes: &'t [Node]) {
        for node in nodes {
            match node {
                Node::Text(runs) => self.loose.extend(runs.iter().map(Inline::Run)),
                Node::Element(element) => self.read_element(element),
            }
        }
    }

    fn read_element(&mut self, element: &'t Element) {
        let children = &element.children;
        match element.name.as_str() {
            "hard_break" => {
                self.loose.push(Inline::Break);
                self.read(children);
            }
            "paragraph" => self.read_textblock(children, Block::Paragraph),
            "heading" => {
                let level = level(element);
                self.read_textblock(children, |inline| Block::Heading(level, inline));
            }
            "horizontal_rule" => {
                self.push(Block::Rule);
                self.read(children);
            }
            "blockquote" => self.push(Block::Quote(blocks(children))),
            "bullet_list" => self.push(list(None, children)),
            "ordered_list" => self.push(list(Some(first_number(element)), children)),
            "list_item" | "check_item" => self.read_loose_item(element),
            _ => self.read(children),
        }
    }

    /// A block of text; whatever else stands in it follows as blocks.
    fn read_textblock(
        &mut self,
        children: &'t [Node],
        block: impl Fn(Vec<Inline<'t>>) -> Block<'t>,
    ) {
        self.flush();
        let mut inner = Self::default();
        inner.read(children);
        let bare = inner.blocks.is_empty();
        if bare {
            self.push(block(std::mem::take(&mut inner.loose)));
        }
        for inner in inner.finish() {
            self.push(match inner {
                Block::Paragraph(inline) => block(inline),
                other => other,
            });
        }
    }

    fn read_loose_item(&mut self, element: &'t Element) {
        self.flush();
        match self.blocks.last_mut() {
            Some(Block::List { items, .. }) if self.loose_items => items.push(item(element)),
            _ => {
                self.push(Block::List { ordered_from: None, items: vec![item(element)] });
                self.loose_items = true;
            }
        }
    }

    fn push(&mut self, block: Block<'t>) {
        self.flush();
        self.blocks.push(block);
        self.loose_items = false;
    }

    fn flush(&mut self) {
        if !self.loose.is_empty() {
            self.blocks.push(Block::Paragraph(std::mem::take(&mut self.loose)));
            self.loose_items = false;
        }
    }

    fn finish(mut self) -> Vec<Block<'t>> {
        self.flush();
        self.blocks
    }
}

fn list(ordered_from: Option<u64>, children: &[Node]) -> Block<'_> {
    let mut items: Vec<ListItem<'_>> = Vec::new();
    for node in children {
        match node {
            Node::Element(element) if is_item(element) => items.push(item(element)),
            other => {
                let blocks = blocks(std::slice::from_ref(other));
                if !blocks.is_empty() {
                    items.push(ListItem { checked: None, blocks });
                }
            }
        }
    }
    Block::List { ordered_from, items }
}

fn is_item(element: &Element) -> bool {
    matches!(element.name.as_str(), "list_item" | "check_item")
}

fn item(element: &Element) -> ListItem<'_> {
    let checked = (element.name == "check_item")
        .then(|| element.attributes.get("checked") == Some(&Value::Bool(true)));
    ListItem { checked, blocks: blocks(&element.children) }
}

fn level(heading: &Element) -> u8 {
    let level = heading.attributes.get("level").and_then(Value::as_u64).unwrap_or(1);
    level.clamp(1, 6) as u8
}

fn first_number(list: &Element) -> u64 {
    list.attributes.get("order").and_then(Value::as_u64).unwrap_or(1).min(999_999)
}

/// What a mark name says, without the suffix that tells overlapping marks of one name apart.
pub(super) fn mark<'t>(run: &'t Run, name: &str) -> Option<&'t Value> {
    let is_it = |key: &str| key.split_once("--").map_or(key, |(name, _)| name) == name;
    run.marks.iter().find(|(key, _)| is_it(key)).map(|(_, value)| value)
}

/// Where a run links to, if that is a place one may be sent to.
pub(super) fn link(run: &Run) -> Option<&str> {
    let href = mark(run, "link")?.get("href")?.as_str()?;
    let (scheme, rest) = href.split_once(':')?;
    let known = ["http", "https", "mailto", "tel"];
    let safe = known.iter().any(|known| scheme.eq_ignore_ascii_case(known))
        && !rest.is_empty()
        && !href.chars().any(|c| c.is_control() || c.is_whitespace());
    safe.then_some(href)
}
