//! The order of things: YATA, as Yjs integrates it, over all structs at once.
//!
//! Since every reference and every deletion is known from the start, structs are cut where any of
//! them points before anything is ordered; a reference is then always to a whole piece. Cutting
//! changes no order: the right part of an item has the left part as its origin. Pieces are linked
//! in causal order into one list per type and one per attribute, whose last piece is its value.

use crate::causal::{self, Progress};
use crate::document::{ClientLog, Document, Place, TypeIndex};
use crate::update::{Body, Content, DeleteSet, Id, Item, Struct, TextCutter};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::ops::Range;

/// "No piece" in a link.
const NONE: u32 = u32::MAX;

/// A part of an item that nothing points into.
pub(crate) struct Piece<'a> {
    pub id: Id,
    pub deleted: bool,
    pub content: Content<'a>,
    /// The text, if it is one; torn surrogate pairs are replaced.
    pub text: Cow<'a, str>,
    /// Which units of the struct's content it holds.
    pub units: Range<u32>,
    place: Place,
    key: Option<&'a str>,
    origin: Option<Id>,
    right_origin: Option<Id>,
    left: u32,
    right: u32,
}

impl Piece<'_> {
    /// The last unit.
    pub fn last(&self) -> Id {
        let len = self.units.end - self.units.start;
        Id { client: self.id.client, clock: self.id.clock + len - 1 }
    }
}

/// First and last piece of a list.
#[derive(Clone, Copy)]
struct Ends {
    first: u32,
    last: u32,
}

/// All pieces of a document, in order.
#[derive(Default)]
pub(crate) struct Sequences<'a> {
    pieces: Vec<Piece<'a>>,
    children: HashMap<TypeIndex, Ends>,
    attributes: BTreeMap<(TypeIndex, &'a str), Ends>,
}

impl<'a> Sequences<'a> {
    pub fn of(document: &'a Document) -> Self {
        Self::cut_at(document, &[])
    }

    /// As [`of`](Self::of), with pieces that none of these units begins inside of.
    pub fn cut_at(document: &'a Document, also: &[Id]) -> Self {
        let cuts = cuts(document, also);
        let mut sequences = Self::default();
        let mut queues = Vec::new();
        // The highest client first, as Yjs does: it meets the fewest conflicts.
        for (client, log) in document.store().clients.iter().rev() {
            let first = sequences.pieces.len();
            let cuts = cuts.get(client).map_or(&[][..], Vec::as_slice);
            Cutter { client: *client, cuts, deletes: document.deletes() }
                .cut_log(log, &mut sequences.pieces);
            queues.push(Queue::new(*client, first..sequences.pieces.len(), log.end));
        }
        Integration::new(&mut sequences, queues).run();
        sequences
    }

    /// The children of a type that are not deleted, in order.
    pub fn children(&self, parent: TypeIndex) -> impl Iterator<Item = &Piece<'a>> {
        self.all_children(parent).filter(|piece| !piece.deleted)
    }

    /// The children of a type, deleted ones too, in order.
    pub fn all_children(&self, parent: TypeIndex) -> impl Iterator<Item = &Piece<'a>> {
        let mut next = self.children.get(&parent).map_or(NONE, |ends| ends.first);
        std::iter::from_fn(move || {
            let piece = self.pieces.get(next as usize)?;
            next = piece.right;
            Some(piece)
        })
    }

    /// The attributes of a type, each with the piece that holds its value.
    pub fn attributes(&self, parent: TypeIndex) -> impl Iterator<Item = (&'a str, &Piece<'a>)> {
        self.attributes
            .range((parent, "")..(parent + 1, ""))
            .map(|((_, key), ends)| (*key, &self.pieces[ends.last as usize]))
            .filter(|(_, piece)| !piece.deleted)
    }

    /// Every value that an attribute of a type ever had, the last one first.
    pub fn all_values(&self, parent: TypeIndex) -> impl Iterator<Item = (&'a str, &Piece<'a>)> {
        self.attributes.range((parent, "")..(parent + 1, "")).flat_map(move |((_, key), ends)| {
            let mut next = ends.last;
            std::iter::from_fn(move || {
                let piece = self.pieces.get(next as usize)?;
                next = piece.left;
                Some((*key, piece))
            })
        })
    }
}

/// Per client the sorted clocks at which something must be cut.
fn cuts(document: &Document, also: &[Id]) -> HashMap<u64, Vec<u32>> {
    let mut cuts: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut cut = |client, clock| cuts.entry(client).or_default().push(clock);
    also.iter().for_each(|id| cut(id.client, id.clock));
    for log in document.store().clients.values() {
        for index in 0..log.blocks.len() {
            if let Body::Item(item) = log.read(index).body {
                item.origin.into_iter().for_each(|id| cut(id.client, id.clock + 1));
                item.right_origin.into_iter().for_each(|id| cut(id.client, id.clock));
            }
        }
    }
    for (client, ranges) in document.deletes().iter() {
        ranges.iter().flat_map(|range| [range.start, range.end]).for_each(|at| cut(client, at));
    }
    for clocks in cuts.values_mut() {
        clocks.sort_unstable();
        clocks.dedup();
    }
    cuts
}

/// Cuts the structs of one client.
struct Cutter<'c> {
    client: u64,
    cuts: &'c [u32],
    deletes: &'c DeleteSet,
}

impl Cutter<'_> {
    fn cut_log<'a>(&mut self, log: &'a ClientLog, pieces: &mut Vec<Piece<'a>>) {
        for (index, block) in log.blocks.iter().enumerate() {
            let read = log.read(index);
            if let (Body::Item(item), Some(_)) = (&read.body, block.place.parent()) {
                self.cut_item(&read, item, block.place, pieces);
            }
        }
    }

    fn cut_item<'a>(
        &mut self,
        read: &Struct<'a>,
        item: &Item<'a>,
        place: Place,
        pieces: &mut Vec<Piece<'a>>,
    ) {
        let mut text = TextCutter::of(&item.content);
        let mut start = read.clock;
        while start < read.end() {
            let end = self.next_cut(start).min(read.end());
            let id = Id { client: self.client, clock: start };
            let left = Id { client: self.client, clock: start.saturating_sub(1) };
            let deleted = item.content == Content::Deleted || self.deletes.contains(id);
            pieces.push(Piece {
                id,
                deleted,
                text: text.take(end - start),
                content: item.content.clone(),
                units: start - read.clock..end - read.clock,
                place,
                key: item.key.filter(|_| start == read.clock),
                origin: if start == read.clock { item.origin } else { Some(left) },
                right_origin: item.right_origin,
                left: NONE,
                right: NONE,
            });
            start = end;
        }
    }

    fn next_cut(&mut self, after: u32) -> u32 {
        let passed = self.cuts.iter().take_while(|cut| **cut <= after).count();
        self.cuts = &self.cuts[passed..];
        self.cuts.first().copied().unwrap_or(u32::MAX)
    }
}

/// The pieces of one client, waiting to be linked.
struct Queue {
    client: u64,
    pieces: Range<usize>,
    /// Everything below is linked.
    done: u32,
    end: u32,
    next: usize,
}

impl Queue {
    fn new(client: u64, pieces: Range<usize>, end: u32) -> Self {
        Self { client, next: pieces.start, pieces, done: 0, end }
    }
}

/// Links pieces into lists.
struct Integration<'s, 'a> {
    sequences: &'s mut Sequences<'a>,
    queues: Vec<Queue>,
    /// Per piece: which integration last passed it, and in which group of conflicts.
    passed: Vec<(u32, u32)>,
    groups: u32,
    /// Steps past conflicts that may still be taken; genuine documents never use them up.
    patience: usize,
}

impl<'s, 'a> Integration<'s, 'a> {
    fn new(sequences: &'s mut Sequences<'a>, queues: Vec<Queue>) -> Self {
        let count = sequences.pieces.len();
        let patience = 4_000_000 + 64 * count;
        Self { sequences, queues, passed: vec![(NONE, 0); count], groups: 0, patience }
    }

    fn run(mut self) {
        let Ok(_never_in_a_circle) =
            causal::run(self.queues.len(), |queue| Ok::<_, Infallible>(self.advance(queue)));
    }

    fn advance(&mut self, queue: usize) -> Progress {
        while self.queues[queue].next < self.queues[queue].pieces.end {
            let next = self.queues[queue].next;
            let piece = &self.sequences.pieces[next];
            self.queues[queue].done = piece.id.clock;
            for needed in [piece.origin, piece.right_origin].into_iter().flatten() {
                if let Some(other) = self.must_wait(needed) {
                    let waits_for = Some((other, needed.clock));
                    return Progress { end: piece.id.clock, waits_for };
                }
            }
            self.link(next as u32);
            let piece = &self.sequences.pieces[next];
            self.queues[queue].done = piece.id.clock + (piece.units.end - piece.units.start);
            self.queues[queue].next += 1;
        }
        self.queues[queue].done = self.queues[queue].end;
        Progress { end: self.queues[queue].end, waits_for: None }
    }

    fn queue_of(&self, client: u64) -> Option<usize> {
        self.queues.binary_search_by(|queue| client.cmp(&queue.client)).ok()
    }

    fn must_wait(&self, id: Id) -> Option<usize> {
        self.queue_of(id.client).filter(|queue| self.queues[*queue].done <= id.clock)
    }

    /// The piece that holds a unit.
    fn piece_at(&self, id: Option<Id>) -> u32 {
        let find = |id: Id| {
            let pieces = &self.queues[self.queue_of(id.client)?].pieces;
            let behind = self.sequences.pieces[pieces.clone()]
                .partition_point(|piece| piece.id.clock <= id.clock);
            Some((pieces.start + behind.checked_sub(1)?) as u32)
        };
        id.and_then(find).unwrap_or(NONE)
    }

    fn piece(&self, index: u32) -> Option<&Piece<'a>> {
        self.sequences.pieces.get(index as usize)
    }

    fn link(&mut self, index: u32) {
        let this = &self.sequences.pieces[index as usize];
        let mut left = self.piece_at(this.origin);
        let right = self.piece_at(this.right_origin);
        let key = match (self.piece(left), self.piece(right)) {
            (Some(neighbour), _) | (None, Some(neighbour)) => neighbour.key,
            (None, None) => this.key,
        };
        let list = List { place: this.place, key: key.unwrap_or_default() };
        let undisturbed = match (self.piece(left), self.piece(right)) {
            (Some(left), _) => left.right == right,
            (None, Some(right)) => right.left == NONE,
            (None, None) => false,
        };
        if !undisturbed {
            left = self.resolve(index, left, right, list);
        }
        self.sequences.pieces[index as usize].key = key;
        self.insert(index, left, list);
    }

    /// Where a piece goes among those that were inserted at the same place: the rule of YATA.
    fn resolve(&mut self, index: u32, mut left: u32, right: u32, list: List<'a>) -> u32 {
        let Piece { id, origin, right_origin, .. } = self.sequences.pieces[index as usize];
        let mut next = match self.piece(left) {
            Some(left) => left.right,
            None => self.ends(list).map_or(NONE, |ends| ends.first),
        };
        self.groups += 1;
        while next != NONE && next != right && self.patience > 0 {
            self.patience -= 1;
            let other = &self.sequences.pieces[next as usize];
            self.passed[next as usize] = (index, self.groups);
            if other.origin == origin {
                if other.id.client < id.client {
                    left = next;
                    self.groups += 1;
                } else if other.right_origin == right_origin {
                    break;
                }
            } else {
                let origin = self.piece_at(other.origin);
                match self.passed.get(origin as usize) {
                    Some((by, group)) if *by == index => {
                        if *group != self.groups {
                            left = next;
                            self.groups += 1;
                        }
                    }
                    _ => break,
                }
            }
            next = self.sequences.pieces[next as usize].right;
        }
        left
    }

    fn insert(&mut self, index: u32, left: u32, list: List<'a>) {
        let right = match self.piece(left) {
            Some(left) => left.right,
            None => self.ends(list).map_or(NONE, |ends| ends.first),
        };
        let pieces = &mut self.sequences.pieces;
        pieces[index as usize].left = left;
        pieces[index as usize].right = right;
        if let Some(left) = pieces.get_mut(left as usize) {
            left.right = index;
        }
        if let Some(right) = pieces.get_mut(right as usize) {
            right.left = index;
        }
        let ends = self.sequences.ends_mut(list, index);
        if left == NONE {
            ends.first = index;
        }
        if right == NONE {
            ends.last = index;
        }
    }

    fn ends(&self, list: List<'a>) -> Option<Ends> {
        let parent = list.place.parent()?;
        if list.place.is_attribute() {
            self.sequences.attributes.get(&(parent, list.key)).copied()
        } else {
            self.sequences.children.get(&parent).copied()
        }
    }
}

/// Which list a piece belongs to.
#[derive(Clone, Copy)]
struct List<'a> {
    place: Place,
    key: &'a str,
}

impl<'a> Sequences<'a> {
    fn ends_mut(&mut self, list: List<'a>, index: u32) -> &mut Ends {
        let parent = list.place.parent().unwrap_or(NONE);
        let alone = Ends { first: index, last: index };
        if list.place.is_attribute() {
            self.attributes.entry((parent, list.key)).or_insert(alone)
        } else {
            self.children.entry(parent).or_insert(alone)
        }
    }
}
