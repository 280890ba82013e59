//! The strict check in front of a document, and the placing of what passes it.
//!
//! Nothing half-way: an update is placed struct by struct in causal order, and rolled back as a
//! whole at the first thing that is not right. After admission every reference points to a known
//! unit, every client's clocks are contiguous, and every type's depth is bounded.

use super::limits::{Limits, MAX_DEPTH, Refusal};
use super::store::{Mark, Place, Store, TypeIndex};
use crate::causal::{self, Progress};
use crate::update::{Body, Content, DeleteSet, Id, Item, Parent, Section, Struct, Update};

/// The part of a section that is not known yet.
struct Fresh<'u, 'a> {
    client: u64,
    structs: &'u [Struct<'a>],
    /// The first clock that is not known: inside the first struct, or at its start.
    next: u32,
    placed: usize,
}

impl<'u, 'a> Fresh<'u, 'a> {
    /// Leaves out what is known; `None` if that is everything.
    fn of(section: &'u Section<'a>, store: &Store) -> Result<Option<Self>, Refusal> {
        let client = section.client;
        let (start, known) = (section.start(), store.end(client));
        if start > known {
            return Err(Refusal::Gap { client, start, known });
        }
        let first = section.structs.partition_point(|read| read.end() <= known);
        let structs = &section.structs[first..];
        Ok((!structs.is_empty()).then_some(Self { client, structs, next: known, placed: 0 }))
    }

    fn end(&self) -> u32 {
        self.structs.last().map_or(0, Struct::end)
    }
}

/// Places an update's new structs into the store.
///
/// On success the mark tells what each client had before, and the set what is newly deleted; on
/// refusal the store is as it was.
pub(super) fn place(
    store: &mut Store,
    deleted: &DeleteSet,
    update: &Update<'_>,
    limits: &Limits,
    mut may_write: impl FnMut(u64) -> bool,
) -> Result<(Mark, DeleteSet), Refusal> {
    if update.sections.len() > limits.update_clients {
        return Err(Refusal::TooManyClients);
    }
    let mut fresh = Vec::with_capacity(update.sections.len());
    for section in &update.sections {
        check_forms(section)?;
        fresh.extend(Fresh::of(section, store)?);
    }
    if let Some(foreign) = fresh.iter().find(|fresh| !may_write(fresh.client)) {
        return Err(Refusal::ForeignClient(foreign.client));
    }
    let mark = Mark::new(store, fresh.iter().map(|fresh| fresh.client));
    let placed = Placing { store, limits, fresh }.run();
    match placed.and_then(|()| new_deletions(store, deleted, update)) {
        Ok(deletions) => Ok((mark, deletions)),
        Err(refusal) => {
            mark.roll_back(store);
            Err(refusal)
        }
    }
}

/// Refuses what is never admitted, known or not.
fn check_forms(section: &Section<'_>) -> Result<(), Refusal> {
    for read in &section.structs {
        match &read.body {
            Body::Skip => return Err(Refusal::Hole),
            Body::Item(item) if item.content == Content::Document => {
                return Err(Refusal::SubDocument);
            }
            Body::Item(_) | Body::Gc => {}
        }
    }
    Ok(())
}

fn new_deletions(
    store: &Store,
    deleted: &DeleteSet,
    update: &Update<'_>,
) -> Result<DeleteSet, Refusal> {
    for (client, ranges) in update.deletes.iter() {
        let end = ranges.last().map_or(0, |last| last.end);
        if end > store.end(client) {
            return Err(Refusal::UnknownDeletion { client, end });
        }
    }
    Ok(update.deletes.without(deleted))
}

struct Placing<'s, 'u, 'a> {
    store: &'s mut Store,
    limits: &'s Limits,
    fresh: Vec<Fresh<'u, 'a>>,
}

impl Placing<'_, '_, '_> {
    fn run(mut self) -> Result<(), Refusal> {
        if self.fresh.is_empty() {
            return Ok(());
        }
        // By client, so that a queue can be found by the client of a reference.
        self.fresh.sort_unstable_by_key(|fresh| fresh.client);
        let asleep = causal::run(self.fresh.len(), |queue| self.advance(queue))?;
        if let Some(stuck) = asleep.first() {
            let Fresh { client, next, .. } = self.fresh[*stuck];
            return Err(Refusal::UnknownReference(Id { client, clock: next }));
        }
        if self.store.clients.len() > self.limits.clients {
            return Err(Refusal::TooManyClients);
        }
        let full = self.limits.document_bytes.min(u32::MAX as usize);
        if self.store.bytes > full { Err(Refusal::DocumentFull) } else { Ok(()) }
    }

    /// Places structs of one client until one refers to another client's that is still to come.
    fn advance(&mut self, queue: usize) -> Result<Progress, Refusal> {
        loop {
            let Fresh { client, structs, next, placed } = self.fresh[queue];
            let Some(read) = structs.get(placed) else {
                return Ok(Progress { end: next, waits_for: None });
            };
            let offset = next - read.clock;
            let id = Id { client, clock: next };
            if let Body::Item(item) = &read.body {
                for reference in references(item, offset) {
                    if let Some(waits_for) = self.must_wait(id, reference)? {
                        return Ok(Progress { end: next, waits_for: Some(waits_for) });
                    }
                }
            }
            self.place(id, read, offset)?;
            self.fresh[queue].next = read.end();
            self.fresh[queue].placed += 1;
        }
    }

    /// Which queue must first pass the reference's clock, if it is not known yet.
    fn must_wait(&self, id: Id, reference: Id) -> Result<Option<(usize, u32)>, Refusal> {
        if self.store.knows(reference) {
            return Ok(None);
        }
        let queue = self.fresh.binary_search_by_key(&reference.client, |fresh| fresh.client).ok();
        match queue.filter(|_| reference.client != id.client) {
            Some(queue) if reference.clock < self.fresh[queue].end() => {
                Ok(Some((queue, reference.clock)))
            }
            _ => Err(Refusal::UnknownReference(reference)),
        }
    }

    fn place(&mut self, id: Id, read: &Struct<'_>, offset: u32) -> Result<(), Refusal> {
        let place = match &read.body {
            Body::Item(item) => {
                let place = self.find_place(id, item, offset)?;
                self.check_item(place, item)?;
                self.add_type(id, place, item)?;
                place
            }
            Body::Gc | Body::Skip => Place::GONE,
        };
        self.store.push(id.client, place, read, offset);
        Ok(())
    }

    /// Where an item hangs, by the rules of Yjs: beside a grave is nowhere, else its own parent,
    /// else that of its left, else that of its right origin.
    fn find_place(&mut self, id: Id, item: &Item<'_>, offset: u32) -> Result<Place, Refusal> {
        let origin = left_of(id, item, offset).map(|left| self.store.place_of(left));
        let right = item.right_origin.map(|right| self.store.place_of(right));
        if origin == Some(Place::GONE) || right == Some(Place::GONE) {
            return Ok(Place::GONE);
        }
        if let Some(place) = origin.or(right) {
            return Ok(place);
        }
        let parent = match item.parent {
            Parent::Root(name) => Some(self.root(name)?),
            Parent::Type(id) => self.type_of(id)?,
            Parent::Inherited => None,
        };
        Ok(match parent {
            Some(parent) if item.key.is_some() => Place::attribute(parent),
            Some(parent) => Place::child(parent),
            None => Place::GONE,
        })
    }

    /// The type that an item made; `None` if the item is gone or deleted.
    fn type_of(&self, id: Id) -> Result<Option<TypeIndex>, Refusal> {
        if let Some(known) = self.store.types.of_item(id) {
            return Ok(Some(known));
        }
        match self.store.read(id).map(|read| read.body) {
            Some(Body::Item(Item { content: Content::Type { .. } | Content::Deleted, .. }))
            | Some(Body::Gc) => Ok(None),
            _ => Err(Refusal::NotAParent(id)),
        }
    }

    fn root(&mut self, name: &str) -> Result<TypeIndex, Refusal> {
        if let Some(known) = self.store.types.root(name) {
            return Ok(known);
        }
        self.check_name(name)?;
        if let Some(schema) = &self.limits.schema {
            schema.check_root(name)?;
        }
        Ok(self.store.types.add_root(name))
    }

    fn check_item(&self, place: Place, item: &Item<'_>) -> Result<(), Refusal> {
        self.check_name(item.key.unwrap_or_default())?;
        match &item.content {
            Content::Format { key, .. } => self.check_name(key)?,
            Content::Type { name: Some(name), .. } => self.check_name(name)?,
            _ => {}
        }
        match (&self.limits.schema, place.parent()) {
            (Some(schema), Some(parent)) => {
                let kind = self.store.types.get(parent).kind;
                schema.check_content(kind, place.is_attribute(), &item.content)
            }
            _ => Ok(()),
        }
    }

    fn check_name(&self, name: &str) -> Result<(), Refusal> {
        if name.len() > self.limits.name_bytes { Err(Refusal::NameTooLong) } else { Ok(()) }
    }

    fn add_type(&mut self, id: Id, place: Place, item: &Item<'_>) -> Result<(), Refusal> {
        let (Content::Type { kind, .. }, Some(parent)) = (&item.content, place.parent()) else {
            return Ok(());
        };
        let depth = self.store.types.get(parent).depth + 1;
        if depth > self.limits.depth.min(MAX_DEPTH) {
            return Err(Refusal::TooDeep);
        }
        self.store.types.add_item(id, *kind, depth);
        Ok(())
    }
}

/// The left neighbour: the origin, or for the rest of a cut item what was cut off.
fn left_of(id: Id, item: &Item<'_>, offset: u32) -> Option<Id> {
    if offset == 0 { item.origin } else { Some(Id { client: id.client, clock: id.clock - 1 }) }
}

/// Everything that must be known before an item.
fn references(item: &Item<'_>, offset: u32) -> impl Iterator<Item = Id> {
    let origin = item.origin.filter(|_| offset == 0);
    let parent = match item.parent {
        Parent::Type(id) if offset == 0 => Some(id),
        _ => None,
    };
    [origin, item.right_origin, parent].into_iter().flatten()
}
