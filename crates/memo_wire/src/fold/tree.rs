//! The tree of an XML fragment: elements with attributes, texts as formatted runs.

use super::sequence::{Piece, Sequences};
use crate::any;
use crate::codec::Reader;
use crate::document::{Document, TypeIndex};
use crate::update::{Content, TypeKind};
use serde_json::Value;
use std::collections::BTreeMap;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Element(Element),
    /// A text node; empty if all of it was deleted.
    Text(Vec<Run>),
}

/// An XML element.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, Value>,
    pub children: Vec<Node>,
}

/// Text under the same marks; neighbours differ in theirs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    pub text: String,
    pub marks: BTreeMap<String, Value>,
}

/// Reads the XML fragment at a root; empty if there is none.
pub fn tree(document: &Document, root: &str) -> Vec<Node> {
    let Some(root) = document.store().types.root(root) else { return Vec::new() };
    let sequences = Sequences::of(document);
    TreeReader { document, sequences: &sequences }.children(root)
}

/// What one child of a type says.
pub(crate) fn of_piece(
    document: &Document,
    sequences: &Sequences<'_>,
    piece: &Piece<'_>,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    TreeReader { document, sequences }.read_piece(piece, &mut nodes);
    nodes
}

struct TreeReader<'t> {
    document: &'t Document,
    sequences: &'t Sequences<'t>,
}

impl TreeReader<'_> {
    /// Recurses as deep as types are nested, which admission bounds.
    fn children(&self, parent: TypeIndex) -> Vec<Node> {
        let mut nodes = Vec::new();
        for piece in self.sequences.children(parent) {
            self.read_piece(piece, &mut nodes);
        }
        nodes
    }

    fn read_piece(&self, piece: &Piece<'_>, nodes: &mut Vec<Node>) {
        if let Content::Text(_) = piece.content {
            let run = Run { text: piece.text.to_string(), marks: BTreeMap::new() };
            nodes.push(Node::Text(vec![run]));
        } else {
            self.read_type(piece, nodes);
        }
    }

    fn read_type(&self, piece: &Piece<'_>, nodes: &mut Vec<Node>) {
        let Content::Type { kind, name } = piece.content else { return };
        let Some(index) = self.document.store().types.of_item(piece.id) else { return };
        match kind {
            TypeKind::XmlElement => nodes.push(Node::Element(Element {
                name: name.unwrap_or_default().to_owned(),
                attributes: self.attributes(index),
                children: self.children(index),
            })),
            TypeKind::XmlText | TypeKind::Text => nodes.push(Node::Text(self.runs(index))),
            TypeKind::XmlFragment | TypeKind::XmlHook | TypeKind::Array => {
                nodes.extend(self.children(index));
            }
            TypeKind::Map => {}
        }
    }

    fn attributes(&self, element: TypeIndex) -> BTreeMap<String, Value> {
        self.sequences
            .attributes(element)
            .map(|(key, piece)| (key.to_owned(), value(piece)))
            .collect()
    }

    fn runs(&self, text: TypeIndex) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut marks: BTreeMap<String, Value> = BTreeMap::new();
        let mut changed = true;
        for piece in self.sequences.children(text) {
            match piece.content {
                Content::Format { key, value } => {
                    changed = true;
                    set_mark(&mut marks, key, value);
                }
                Content::Text(_) => {
                    match runs.last_mut() {
                        Some(last) if !changed || last.marks == marks => {
                            last.text.push_str(&piece.text);
                        }
                        _ => runs.push(Run { text: piece.text.to_string(), marks: marks.clone() }),
                    }
                    changed = false;
                }
                _ => {}
            }
        }
        runs
    }
}

pub(crate) fn set_mark(marks: &mut BTreeMap<String, Value>, key: &str, value: &str) {
    match serde_json::from_str(value) {
        Ok(Value::Null) | Err(_) => drop(marks.remove(key)),
        Ok(value) => drop(marks.insert(key.to_owned(), value)),
    }
}

/// The value of an attribute: the last unit of its last piece.
pub(crate) fn value(piece: &Piece<'_>) -> Value {
    let last = piece.units.end.saturating_sub(1);
    match piece.content {
        Content::Any(elements) => nth_any(elements, last),
        Content::Json(elements) => nth_json(elements, last),
        Content::Embed(json) => serde_json::from_str(json).unwrap_or_default(),
        Content::Text(_) => Value::from(piece.text.chars().next_back().map(String::from)),
        _ => Value::Null,
    }
}

fn nth_any(elements: &[u8], n: u32) -> Value {
    let mut reader = Reader::new(elements);
    let mut values = std::iter::from_fn(|| any::read(&mut reader).ok());
    values.nth(n as usize).unwrap_or_default()
}

fn nth_json(elements: &[u8], n: u32) -> Value {
    let mut reader = Reader::new(elements);
    let mut values = std::iter::from_fn(|| reader.var_str(usize::MAX).ok());
    values.nth(n as usize).and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}
