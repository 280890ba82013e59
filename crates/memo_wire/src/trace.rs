//! Who wrote what, and what came and went between two moments of a document.
//!
//! A document that took in everything up to a moment, and then more, still holds what was deleted
//! since: its pieces are walked in their order, deleted ones too, and each is compared with what
//! was there at that [`Moment`]. Who deleted something is told by the delete sets of the updates,
//! which the caller names; a document alone does not know.
//!
//! What [`Document::compacted`] forgot cannot come back: only words that were deleted after the
//! snapshot a document was opened from have a text here.

use crate::codec::CodecError;
use crate::document::{Document, TypeIndex};
use crate::fold::sequence::{Piece, Sequences};
use crate::fold::tree::{set_mark, value};
use crate::moves::Moves;
use crate::update::{Body, Content, DeleteSet, Id, StateVector, TypeKind, Update};
use serde_json::Value;
use std::collections::BTreeMap;

/// What was there at one point in the life of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    vector: StateVector,
    deletes: DeleteSet,
}

impl Moment {
    pub fn of(document: &Document) -> Self {
        Self { vector: document.state_vector(), deletes: document.deletes().clone() }
    }

    fn shows(&self, id: Id) -> bool {
        self.vector.knows(id) && !self.deletes.contains(id)
    }

    /// Whether it was there, here or where it was moved from.
    fn showed(&self, moves: &Moves, id: Id) -> bool {
        moves.history(id).any(|id| self.shows(id))
    }

    /// Where something begins or ends to be there.
    fn borders(&self) -> Vec<Id> {
        let known = self.vector.iter().map(|(client, clock)| Id { client, clock });
        known.chain(borders(&self.deletes)).collect()
    }
}

fn borders(set: &DeleteSet) -> impl Iterator<Item = Id> {
    set.iter().flat_map(|(client, ranges)| {
        let clocks = ranges.iter().flat_map(|range| [range.start, range.end]);
        clocks.map(move |clock| Id { client, clock })
    })
}

/// What became of something since a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was there and is there.
    Stayed,
    Came,
    Went,
}

/// Something that is there, or was.
#[derive(Debug, Clone, PartialEq)]
pub enum Traced {
    Element(TracedElement),
    Text(Vec<TracedRun>),
}

/// An XML element.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedElement {
    pub name: String,
    pub attributes: BTreeMap<String, Value>,
    pub children: Vec<Traced>,
    pub trace: Trace,
    /// It stayed, and this client gave an attribute another value.
    pub changed_by: Option<u64>,
}

/// Text of one author under the same marks, of one fate.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedRun {
    pub text: String,
    pub marks: BTreeMap<String, Value>,
    pub trace: Trace,
    /// It stayed, under other marks.
    pub restyled: bool,
}

/// Where something comes from and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    pub fate: Fate,
    /// The client that wrote it.
    pub author: u64,
    /// Who deleted it, as the caller named them; `None` if nobody did, or nobody knows.
    pub remover: Option<i64>,
}

/// Who deleted what, in the order of the updates: whoever was first did it.
#[derive(Debug, Clone, Default)]
pub struct Removals {
    sets: Vec<(DeleteSet, i64)>,
}

impl Removals {
    /// Notes what an update deletes, for somebody.
    ///
    /// # Errors
    /// When it is no well-formed update.
    pub fn note(&mut self, update: &[u8], by: i64) -> Result<(), CodecError> {
        let deletes = Update::parse(update)?.deletes;
        if deletes.is_empty() {
            return Ok(());
        }
        match self.sets.last_mut() {
            Some((last, same)) if *same == by => last.unite(&deletes),
            _ => self.sets.push((deletes, by)),
        }
        Ok(())
    }

    /// The place of the first that deletes a unit.
    fn first(&self, id: Id) -> Option<usize> {
        self.sets.iter().position(|(set, _)| set.contains(id))
    }

    fn by(&self, place: usize) -> i64 {
        self.sets[place].1
    }
}

/// How many letters an update brings, and how many units it deletes: about what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amount {
    pub written: u64,
    pub deleted: u64,
}

impl Amount {
    /// Without what only changed its place, of so many units.
    pub fn without_moved(self, units: u64) -> Self {
        let Self { written, deleted } = self;
        Self { written: written.saturating_sub(units), deleted: deleted.saturating_sub(units) }
    }

    /// # Errors
    /// When it is no well-formed update.
    pub fn of(update: &[u8]) -> Result<Self, CodecError> {
        let update = Update::parse(update)?;
        let letters = |body: &Body<'_>| match body {
            Body::Item(item) => match item.content {
                Content::Text(text) => text.chars().count() as u64,
                _ => 0,
            },
            Body::Gc | Body::Skip => 0,
        };
        let structs = update.sections.iter().flat_map(|section| &section.structs);
        let ranges = update.deletes.iter().flat_map(|(_, ranges)| ranges);
        Ok(Self {
            written: structs.map(|read| letters(&read.body)).sum(),
            deleted: ranges.map(|range| u64::from(range.end - range.start)).sum(),
        })
    }
}

/// The XML fragment `root` as it is now and as it was then, in one: every run with its author, and
/// what came and went since. With the moment of the document itself it tells only the authors.
///
/// `moves`: what only changed its place, up to now. It stays its author's, and did neither come nor go.
pub fn trace(
    document: &Document,
    root: &str,
    since: &Moment,
    (removals, moves): (&Removals, &Moves),
) -> Vec<Traced> {
    let Some(root) = document.store().types.root(root) else { return Vec::new() };
    let mut also = since.borders();
    also.extend(removals.sets.iter().flat_map(|(set, _)| borders(set)));
    if !moves.is_empty() {
        also.extend(borders(document.deletes()).chain(moves.borders()));
        // What divides words at one place divides them at every place that they had.
        also = also.into_iter().flat_map(|id| moves.everywhere(id)).collect();
    }
    let sequences = Sequences::cut_at(document, &also);
    let tracer = Tracer { document, sequences: &sequences, since, removals, moves };
    tracer.children(root, Parent::Stands)
}

struct Tracer<'t> {
    document: &'t Document,
    sequences: &'t Sequences<'t>,
    since: &'t Moment,
    removals: &'t Removals,
    moves: &'t Moves,
}

/// What became of what something hangs in.
#[derive(Clone, Copy)]
enum Parent {
    Stands,
    /// It went, by the removal at this place, and took along what was still in it.
    Gone(Option<usize>),
}

impl Tracer<'_> {
    /// What became of a piece, and of what hangs in it; `None` if it was there neither then nor now.
    fn look(&self, piece: &Piece<'_>, parent: Parent) -> Option<(Trace, Parent)> {
        let gone = matches!(parent, Parent::Gone(_));
        let is_there = !piece.deleted && !gone;
        let author = self.moves.origin(piece.id).client;
        if is_there {
            let showed = self.since.showed(self.moves, piece.id);
            let fate = if showed { Fate::Stayed } else { Fate::Came };
            return Some((Trace { fate, author, remover: None }, Parent::Stands));
        }
        if !self.since.shows(piece.id) || self.stands_elsewhere(piece.id) {
            return None;
        }
        let with_parent = match parent {
            Parent::Gone(place) => place,
            Parent::Stands => None,
        };
        let at_last = self.moves.latest(piece.id);
        let first = match at_last == piece.id {
            true => [self.removals.first(piece.id), with_parent].into_iter().flatten().min(),
            false => self.removals.first(at_last),
        };
        let remover = first.map(|place| self.removals.by(place));
        Some((Trace { fate: Fate::Went, author, remover }, Parent::Gone(first)))
    }

    /// It was moved, and there it is.
    fn stands_elsewhere(&self, id: Id) -> bool {
        let at_last = self.moves.latest(id);
        at_last != id && !self.document.deletes().contains(at_last)
    }

    /// Recurses as deep as types are nested, which admission bounds.
    fn children(&self, index: TypeIndex, parent: Parent) -> Vec<Traced> {
        let mut nodes = Vec::new();
        for piece in self.sequences.all_children(index) {
            let Some((trace, inside)) = self.look(piece, parent) else { continue };
            match piece.content {
                Content::Text(_) => nodes.push(Traced::Text(vec![TracedRun {
                    text: piece.text.to_string(),
                    marks: BTreeMap::new(),
                    trace,
                    restyled: false,
                }])),
                Content::Type { .. } => self.read_type(piece, trace, inside, &mut nodes),
                _ => (),
            }
        }
        nodes
    }

    fn read_type(&self, piece: &Piece<'_>, trace: Trace, inside: Parent, nodes: &mut Vec<Traced>) {
        let Content::Type { kind, name } = piece.content else { return };
        let Some(index) = self.document.store().types.of_item(piece.id) else { return };
        match kind {
            TypeKind::XmlElement => {
                let (attributes, changed_by) = self.attributes(index, trace.fate);
                nodes.push(Traced::Element(TracedElement {
                    name: name.unwrap_or_default().to_owned(),
                    attributes,
                    children: self.children(index, inside),
                    trace,
                    changed_by,
                }));
            }
            TypeKind::XmlText | TypeKind::Text => {
                nodes.push(Traced::Text(self.runs(index, inside)))
            }
            TypeKind::XmlFragment | TypeKind::XmlHook | TypeKind::Array => {
                nodes.extend(self.children(index, inside));
            }
            TypeKind::Map => {}
        }
    }

    /// The attributes as they are, or as they were if their element went; and who changed one.
    fn attributes(&self, element: TypeIndex, fate: Fate) -> (BTreeMap<String, Value>, Option<u64>) {
        let (mut now, mut then) = (BTreeMap::new(), BTreeMap::new());
        let mut authors = BTreeMap::new();
        for (key, piece) in self.sequences.attributes(element) {
            now.insert(key.to_owned(), value(piece));
            authors.insert(key.to_owned(), piece.id.client);
        }
        for (key, piece) in self.sequences.all_values(element) {
            if self.since.shows(piece.id) {
                then.entry(key.to_owned()).or_insert_with(|| value(piece));
            }
        }
        if fate == Fate::Went {
            return (then, None);
        }
        let changed = authors.iter().find(|(key, _)| now.get(*key) != then.get(*key));
        let changed_by = changed.map(|(_, author)| *author).filter(|_| fate == Fate::Stayed);
        (now, changed_by)
    }

    fn runs(&self, text: TypeIndex, parent: Parent) -> Vec<TracedRun> {
        let mut runs: Vec<TracedRun> = Vec::new();
        let (mut now, mut then) = (BTreeMap::new(), BTreeMap::new());
        for piece in self.sequences.all_children(text) {
            match piece.content {
                Content::Format { key, value } => {
                    if !piece.deleted {
                        set_mark(&mut now, key, value);
                    }
                    if self.since.shows(piece.id) {
                        set_mark(&mut then, key, value);
                    }
                }
                Content::Text(_) => {
                    let Some((trace, _)) = self.look(piece, parent) else { continue };
                    let marks = if trace.fate == Fate::Went { &then } else { &now };
                    let restyled = trace.fate == Fate::Stayed && now != then;
                    push(&mut runs, &piece.text, marks, trace, restyled);
                }
                _ => {}
            }
        }
        runs
    }
}

/// Joins a text to the run before it, if it is of the same kind.
fn push(
    runs: &mut Vec<TracedRun>,
    text: &str,
    marks: &BTreeMap<String, Value>,
    trace: Trace,
    restyled: bool,
) {
    match runs.last_mut() {
        Some(last) if last.trace == trace && last.restyled == restyled && last.marks == *marks => {
            last.text.push_str(text);
        }
        _ => runs.push(TracedRun { text: text.to_owned(), marks: marks.clone(), trace, restyled }),
    }
}
