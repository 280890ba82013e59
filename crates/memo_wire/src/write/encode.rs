//! From blocks to the structs of one Yjs client, in the form that y-prosemirror gives them: an XML
//! element a node, XML texts inside text blocks, marks as formats around the text.

use super::{Block, Inline, Mark};
use crate::codec::{MAX_SAFE_INTEGER, Writer};

const HAS_ORIGIN: u8 = 0x80;
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
        Self { client, root, clock: 0, place: Place { parent: None, left: None } }
    }

    /// The next update.
    pub fn write(&mut self, markdown: &str) -> Vec<u8> {
        let (client, root, first) = (self.client, self.root, self.clock);
        let mut structs = Structs { client, root, clock: first, count: 0, bytes: Writer::new() };
        structs.blocks(&mut self.place, &super::lines::blocks(markdown));
        self.clock = structs.clock;
        let mut update = Writer::new();
        if structs.count == 0 {
            update.var_uint(0);
        } else {
            update.var_uint(1).var_uint(structs.count).var_uint(client);
            update.var_uint(u64::from(first)).raw(&structs.bytes.finish());
        }
        update.var_uint(0);
        update.finish()
    }
}

/// Where the next child goes: into its parent, or behind its elder sibling.
#[derive(Debug)]
struct Place {
    /// The clock of the item that made the parent; `None`: the root.
    parent: Option<u32>,
    /// The last clock of the elder sibling.
    left: Option<u32>,
}

impl Place {
    fn inside(parent: u32) -> Self {
        Self { parent: Some(parent), left: None }
    }
}

struct Structs {
    client: u64,
    root: &'static str,
    clock: u32,
    count: u64,
    bytes: Writer,
}

impl Structs {
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
                self.format(&mut inside, mark, true);
            }
            self.begin(&mut inside, STRING, text.encode_utf16().count() as u32);
            self.bytes.var_str(text);
            for mark in marks.iter().rev() {
                self.format(&mut inside, mark, false);
            }
        }
    }

    fn format(&mut self, place: &mut Place, mark: &Mark, begins: bool) {
        let (key, value) = match mark {
            Mark::Strong => ("strong", "{}".to_owned()),
            Mark::Em => ("em", "{}".to_owned()),
            Mark::Strike => ("strike", "{}".to_owned()),
            Mark::Code => ("code", "{}".to_owned()),
            Mark::Link(href) => ("link", serde_json::json!({ "href": href }).to_string()),
        };
        self.begin(place, FORMAT, 1);
        self.bytes.var_str(key).var_str(if begins { &value } else { "null" });
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
        let client = self.client;
        let origin = if place.left.is_some() { HAS_ORIGIN } else { 0 };
        self.bytes.byte(content | origin);
        match (place.left, place.parent) {
            (Some(left), _) => self.bytes.var_uint(client).var_uint(u64::from(left)),
            (None, Some(parent)) => {
                self.bytes.var_uint(0).var_uint(client).var_uint(u64::from(parent))
            }
            (None, None) => self.bytes.var_uint(1).var_str(self.root),
        };
        let first = self.clock;
        self.clock += len;
        self.count += 1;
        place.left = Some(self.clock - 1);
        first
    }
}
