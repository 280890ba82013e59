//! The same document in fewer bytes: runs of typing joined, deleted content forgotten.
//!
//! Three rewrites, each of which Yjs does itself when it joins or collects: text that one client
//! typed on is one item; a deleted unit keeps its place but not its content; what hung in a
//! deleted type becomes a grave. Clocks, references and deletions stay what they were, so peers
//! notice nothing; the words that were deleted are really gone.

use super::store::{ClientLog, Store};
use crate::codec::Writer;
use crate::update::{Body, Content, DeleteSet, Id, Item, Struct, TextCutter, tag};
use std::ops::Range;

/// Rewrites one client's structs; `dead` tells which types are deleted.
pub(super) fn write_client(
    client: u64,
    log: &ClientLog,
    deletes: &DeleteSet,
    dead: &[bool],
    writer: &mut Writer,
) {
    let mut joiner = Joiner { client, count: 0, open: None, out: Writer::new() };
    for (index, block) in log.blocks.iter().enumerate() {
        let read = log.read(index);
        let gone = block.place.parent().is_none_or(|parent| dead[parent as usize]);
        match &read.body {
            Body::Item(item) if !gone => joiner.add_item(&read, item, deletes.ranges(client)),
            _ => joiner.add_grave(read.clock, read.len),
        }
    }
    joiner.close();
    writer.var_uint(joiner.count).var_uint(client).var_uint(0).raw(&joiner.out.finish());
}

/// Which types are deleted, themselves or with what they hang in.
pub(super) fn dead_types(store: &Store, deletes: &DeleteSet) -> Vec<bool> {
    let mut dead: Vec<bool> = Vec::with_capacity(store.types.len());
    for index in 0..store.types.len() {
        // A type always comes after the one it hangs in.
        dead.push(store.types.item_of(index as u32).is_some_and(|id| {
            let parent = store.place_of(id).parent();
            deletes.contains(id) || parent.is_none_or(|parent| dead[parent as usize])
        }));
    }
    dead
}

/// A struct that the next one may be joined to.
struct Open {
    kind: Kind,
    header: Vec<u8>,
    end: u32,
    right_origin: Option<Id>,
    len: u64,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Grave,
    Deleted,
    Text,
}

struct Joiner {
    client: u64,
    count: u64,
    open: Option<Open>,
    out: Writer,
}

impl Joiner {
    fn add_grave(&mut self, start: u32, len: u32) {
        let piece = Piece { kind: Kind::Grave, units: start..start + len, text: "" };
        self.add(piece, None, None, |writer| {
            writer.byte(0);
        });
    }

    /// Cuts an item where it starts or stops being deleted.
    fn add_item(&mut self, read: &Struct<'_>, item: &Item<'_>, deleted: &[Range<u32>]) {
        let mut text = TextCutter::of(&item.content);
        let mut start = read.clock;
        while start < read.end() {
            let (is_deleted, until) = deleted_at(deleted, start);
            let units = start..until.min(read.end());
            start = units.end;
            let words = text.take(units.end - units.start);
            match item.content {
                _ if is_deleted => self.add_part(read, item, Kind::Deleted, units, ""),
                Content::Deleted => self.add_part(read, item, Kind::Deleted, units, ""),
                Content::Text(_) => self.add_part(read, item, Kind::Text, units, &words),
                _ => self.add_as_it_is(read, item, units),
            }
        }
    }

    fn add_part(
        &mut self,
        read: &Struct<'_>,
        item: &Item<'_>,
        kind: Kind,
        units: Range<u32>,
        text: &str,
    ) {
        let left = self.left_of(read, &units);
        let origin = left.or(item.origin);
        let content = if kind == Kind::Text { tag::TEXT } else { tag::DELETED };
        self.add(Piece { kind, units, text }, origin, item.right_origin, |writer| {
            item.write_header(read.bytes[0], content, left, writer);
        });
    }

    /// For a part that does not begin its struct: the unit before it.
    fn left_of(&self, read: &Struct<'_>, units: &Range<u32>) -> Option<Id> {
        (units.start > read.clock).then(|| Id { client: self.client, clock: units.start - 1 })
    }

    /// Joins a piece to the open one if it was inserted right behind it, at the same place.
    fn add(
        &mut self,
        piece: Piece<'_>,
        origin: Option<Id>,
        right_origin: Option<Id>,
        write_header: impl FnOnce(&mut Writer),
    ) {
        let len = u64::from(piece.units.end - piece.units.start);
        if let Some(open) = &mut self.open {
            let last = Id { client: self.client, clock: open.end - 1 };
            let behind = origin == Some(last) && right_origin == open.right_origin;
            if piece.kind == open.kind && (behind || piece.kind == Kind::Grave) {
                open.end = piece.units.end;
                open.len += len;
                open.text.push_str(piece.text);
                return;
            }
        }
        self.close();
        let mut header = Writer::new();
        write_header(&mut header);
        self.open = Some(Open {
            kind: piece.kind,
            header: header.finish(),
            end: piece.units.end,
            right_origin,
            len,
            text: piece.text.to_owned(),
        });
    }

    fn add_as_it_is(&mut self, read: &Struct<'_>, item: &Item<'_>, units: Range<u32>) {
        self.close();
        self.count += 1;
        let within = units.start - read.clock..units.end - read.clock;
        match item.content.elements(&within) {
            Some(elements) if units != (read.clock..read.end()) => {
                let left = self.left_of(read, &units);
                let is_any = matches!(item.content, Content::Any(_));
                let content = if is_any { tag::ANY } else { tag::JSON };
                item.write_header(read.bytes[0], content, left, &mut self.out);
                self.out.var_uint(u64::from(units.end - units.start)).raw(elements);
            }
            _ => drop(self.out.raw(read.bytes)),
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        self.count += 1;
        self.out.raw(&open.header);
        match open.kind {
            Kind::Text => drop(self.out.var_str(&open.text)),
            Kind::Grave | Kind::Deleted => drop(self.out.var_uint(open.len)),
        }
    }
}

/// Units that stay together.
struct Piece<'a> {
    kind: Kind,
    units: Range<u32>,
    text: &'a str,
}

/// Whether a unit is deleted, and up to where that is so.
fn deleted_at(deleted: &[Range<u32>], clock: u32) -> (bool, u32) {
    let next = deleted.partition_point(|range| range.end <= clock);
    match deleted.get(next) {
        Some(range) if range.start <= clock => (true, range.end),
        Some(range) => (false, range.start),
        None => (false, u32::MAX),
    }
}
