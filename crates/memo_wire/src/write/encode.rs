//! From blocks to the structs of one Yjs client, in the form that y-prosemirror gives them: an XML
//! element a node, XML texts inside text blocks, marks as formats around the text.

use super::{Block, Inline, Mark};
use crate::any;
use crate::codec::{MAX_SAFE_INTEGER, Writer};
use crate::fold::{Element, Node, Run};
use crate::update::Id;

const HAS_ORIGIN: u8 = 0x80;
const HAS_RIGHT_ORIGIN: u8 = 0x40;
const HAS_KEY: u8 = 0x20;
const STRING: u8 = 4;
const FORMAT: u8 = 6;
const TYPE: u8 = 7;
const ANY: u8 = 8;
const XML_ELEMENT: u64 = 3;
const XML_TEXT: u64 = 6;

/// Somebody who writes under one client id, always below their own last words.
#[derive(Debug)]
pub struct Typist {
    client: u64,
    root: &'static str,
    clock: u32,
    place: Place,
}

impl Typist {
    /// `client`: an id that nobody has used, cut to the 53 bits that peers can hold. `root`: the
    /// XML fragment to write into.
    pub fn new(client: u64, root: &'static str) -> Self {
        let client = client & MAX_SAFE_INTEGER;
        Self { client, root, clock: 0, place: Place::default() }
    }

    /// The next update.
    pub fn write(&mut self, markdown: &str) -> Vec<u8> {
        let (client, root, first) = (self.client, self.root, self.clock);
        let mut structs = Structs::new(client, root, first);
        structs.blocks(&mut self.place, &super::lines::blocks(markdown));
        self.clock = structs.clock;
        let mut update = Writer::new();
        structs.finish(&mut update);
        update.var_uint(0);
        update.finish()
    }
}

/// Where the next child goes: into its parent, or between its siblings.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The clock of the item that made the parent; `None`: the root.
    parent: Option<u32>,
    /// The last unit of the elder sibling.
    left: Option<Id>,
    /// The first unit of the younger one.
    right: Option<Id>,
}

impl Place {
    fn inside(parent: u32) -> Self {
        Self { parent: Some(parent), ..Self::default() }
    }

    /// At the root, between what stands there.
    pub fn between(left: Option<Id>, right: Option<Id>) -> Self {
        Self { parent: None, left, right }
    }
}

/// The structs of one client, one after the other.
pub(super) struct Structs<'r> {
    client: u64,
    root: &'r str,
    first: u32,
    clock: u32,
    count: u64,
    bytes: Writer,
}

impl<'r> Structs<'r> {
    pub fn new(client: u64, root: &'r str, first: u32) -> Self {
        Self { client, root, first, clock: first, count: 0, bytes: Writer::new() }
    }

    /// Writes the sections of an update.
    pub fn finish(self, update: &mut Writer) {
        if self.count == 0 {
            update.var_uint(0);
        } else {
            update.var_uint(1).var_uint(self.count).var_uint(self.client);
            update.var_uint(u64::from(self.first)).raw(&self.bytes.finish());
        }
    }

    /// Writes what stood elsewhere, as it stood there.
    pub fn node(&mut self, place: &mut Place, node: &Node) {
        match node {
            Node::Text(runs) => self.runs(place, runs),
            Node::Element(Element { name, attributes, children }) => {
                let element = self.element(place, name);
                for (key, value) in attributes {
                    self.attribute(element, key, |bytes| any::write(value, bytes));
                }
                let mut inside = Place::inside(element);
                children.iter().for_each(|child| self.node(&mut inside, child));
            }
        }
    }

    fn runs(&mut self, place: &mut Place, runs: &[Run]) {
        let node = self.begin(place, TYPE, 1);
        self.bytes.var_uint(XML_TEXT);
        let mut inside = Place::inside(node);
        for Run { text, marks } in runs {
            for (key, value) in marks {
                self.format(&mut inside, key, &value.to_string());
            }
            self.begin(&mut inside, STRING, text.encode_utf16().count() as u32);
            self.bytes.var_str(text);
            for key in marks.keys().rev() {
                self.format(&mut inside, key, "null");
            }
        }
    }

    fn blocks(&mut self, place: &mut Place, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(line) => drop(self.text_block(place, "paragraph", line)),
                Block::Heading(level, line) => {
                    let heading = self.text_block(place, "heading", line);
                    self.attribute(heading, "level", |value| {
                        // lib0's any: an integer of six bits.
                        value.byte(125).byte(*level as u8);
                    });
                }
                Block::Check(done, line) => {
                    let item = self.text_block(place, "check_item", line);
                    self.attribute(item, "checked", |value| {
                        value.byte(if *done { 120 } else { 121 });
                    });
                }
                Block::Rule => drop(self.element(place, "horizontal_rule")),
                Block::Quote(inner) => {
                    let quote = self.element(place, "blockquote");
                    self.blocks(&mut Place::inside(quote), inner);
                }
                Block::List { ordered, items } => self.list(place, *ordered, items),
            }
        }
    }

    fn list(&mut self, place: &mut Place, ordered: bool, items: &[Vec<Block>]) {
        let list = self.element(place, if ordered { "ordered_list" } else { "bullet_list" });
        let mut inside = Place::inside(list);
        for blocks in items {
            let item = self.element(&mut inside, "list_item");
            self.blocks(&mut Place::inside(item), blocks);
        }
    }

    fn text_block(&mut self, place: &mut Place, name: &str, line: &[Inline]) -> u32 {
        let block = self.element(place, name);
        let mut inside = Place::inside(block);
        for part in line.chunk_by(|left, right| *left != Inline::Break && *right != Inline::Break) {
            match part {
                [Inline::Break] => drop(self.element(&mut inside, "hard_break")),
                texts => self.xml_text(&mut inside, texts),
            }
        }
        block
    }

    fn xml_text(&mut self, place: &mut Place, texts: &[Inline]) {
        let node = self.begin(place, TYPE, 1);
        self.bytes.var_uint(XML_TEXT);
        let mut inside = Place::inside(node);
        for part in texts {
            let Inline::Text { text, marks } = part else { continue };
            for mark in marks {
                self.mark(&mut inside, mark, true);
            }
            self.begin(&mut inside, STRING, text.encode_utf16().count() as u32);
            self.bytes.var_str(text);
            for mark in marks.iter().rev() {
                self.mark(&mut inside, mark, false);
            }
        }
    }

    fn mark(&mut self, place: &mut Place, mark: &Mark, begins: bool) {
        let (key, value) = match mark {
            Mark::Strong => ("strong", "{}".to_owned()),
            Mark::Em => ("em", "{}".to_owned()),
            Mark::Strike => ("strike", "{}".to_owned()),
            Mark::Code => ("code", "{}".to_owned()),
            Mark::Link(href) => ("link", serde_json::json!({ "href": href }).to_string()),
        };
        self.format(place, key, if begins { &value } else { "null" });
    }

    fn format(&mut self, place: &mut Place, key: &str, value: &str) {
        self.begin(place, FORMAT, 1);
        self.bytes.var_str(key).var_str(value);
    }

    fn element(&mut self, place: &mut Place, name: &str) -> u32 {
        let element = self.begin(place, TYPE, 1);
        self.bytes.var_uint(XML_ELEMENT).var_str(name);
        element
    }

    fn attribute(&mut self, element: u32, key: &str, value: impl FnOnce(&mut Writer)) {
        self.bytes.byte(ANY | HAS_KEY).var_uint(0).var_uint(self.client);
        self.bytes.var_uint(u64::from(element)).var_str(key).var_uint(1);
        value(&mut self.bytes);
        self.count += 1;
        self.clock += 1;
    }

    /// Writes the head of an item of `len` units and returns its first clock.
    fn begin(&mut self, place: &mut Place, content: u8, len: u32) -> u32 {
        let has = |id: Option<Id>, flag| if id.is_some() { flag } else { 0 };
        let origins = has(place.left, HAS_ORIGIN) | has(place.right, HAS_RIGHT_ORIGIN);
        self.bytes.byte(content | origins);
        for id in [place.left, place.right].into_iter().flatten() {
            id.write(&mut self.bytes);
        }
        match place.parent {
            _ if origins != 0 => (),
            Some(clock) => Id { client: self.client, clock }.write(self.bytes.var_uint(0)),
            None => drop(self.bytes.var_uint(1).var_str(self.root)),
        }
        let first = self.clock;
        self.clock += len;
        self.count += 1;
        place.left = Some(Id { client: self.client, clock: self.clock - 1 });
        first
    }
}
