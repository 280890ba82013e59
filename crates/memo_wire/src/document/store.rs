//! The structs of a document: bytes per client, and where each struct hangs.

use crate::codec::Reader;
use crate::update::{Id, Struct, TypeKind};
use std::collections::{BTreeMap, HashMap};

/// Index of a type in [`Types`].
pub(crate) type TypeIndex = u32;

/// Where a struct hangs, in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place(u32);

impl Place {
    /// Hangs nowhere: a grave, or content whose parent or neighbour is one.
    pub const GONE: Self = Self(u32::MAX);
    const KEYED: u32 = 1 << 31;

    pub fn child(parent: TypeIndex) -> Self {
        Self(parent)
    }

    pub fn attribute(parent: TypeIndex) -> Self {
        Self(parent | Self::KEYED)
    }

    pub fn parent(self) -> Option<TypeIndex> {
        (self != Self::GONE).then_some(self.0 & !Self::KEYED)
    }

    pub fn is_attribute(self) -> bool {
        self != Self::GONE && self.0 & Self::KEYED != 0
    }
}

/// One struct: its first clock, the start of its bytes, its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    pub clock: u32,
    pub at: u32,
    pub place: Place,
}

/// Everything one client inserted, in clock order and without gaps.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClientLog {
    pub bytes: Vec<u8>,
    pub blocks: Vec<Block>,
    pub end: u32,
}

impl ClientLog {
    /// Index of the struct that holds `clock`, which must be below `end`.
    pub fn block_at(&self, clock: u32) -> usize {
        // Most references go to what was written last.
        match self.blocks.last() {
            Some(last) if last.clock <= clock => self.blocks.len() - 1,
            _ => self.blocks.partition_point(|block| block.clock <= clock).saturating_sub(1),
        }
    }

    /// Reads a stored struct again.
    pub fn read(&self, index: usize) -> Struct<'_> {
        let block = self.blocks[index];
        Struct::read(&mut Reader::new(&self.bytes[block.at as usize..]), block.clock)
            .expect("only structs that were read once are stored")
    }
}

/// A shared type of the document.
#[derive(Debug, Clone)]
pub(crate) struct TypeInfo {
    /// `None` for a root: Yjs does not say on the wire what a root is.
    pub kind: Option<TypeKind>,
    pub depth: u16,
    origin: TypeOrigin,
}

#[derive(Debug, Clone)]
enum TypeOrigin {
    Root(String),
    Item(Id),
}

/// All types, by number, by root name and by the item that made them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Types {
    all: Vec<TypeInfo>,
    roots: HashMap<String, TypeIndex>,
    items: HashMap<Id, TypeIndex>,
}

impl Types {
    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn get(&self, index: TypeIndex) -> &TypeInfo {
        &self.all[index as usize]
    }

    pub fn root(&self, name: &str) -> Option<TypeIndex> {
        self.roots.get(name).copied()
    }

    pub fn of_item(&self, id: Id) -> Option<TypeIndex> {
        self.items.get(&id).copied()
    }

    /// The item that made a type; `None` for a root.
    pub fn item_of(&self, index: TypeIndex) -> Option<Id> {
        match self.get(index).origin {
            TypeOrigin::Item(id) => Some(id),
            TypeOrigin::Root(_) => None,
        }
    }

    pub fn add_root(&mut self, name: &str) -> TypeIndex {
        let index = self.all.len() as TypeIndex;
        self.roots.insert(name.to_owned(), index);
        let origin = TypeOrigin::Root(name.to_owned());
        self.all.push(TypeInfo { kind: None, depth: 0, origin });
        index
    }

    pub fn add_item(&mut self, id: Id, kind: TypeKind, depth: u16) {
        self.items.insert(id, self.all.len() as TypeIndex);
        self.all.push(TypeInfo { kind: Some(kind), depth, origin: TypeOrigin::Item(id) });
    }

    /// Forgets everything after the first `len` types.
    pub fn truncate(&mut self, len: usize) {
        for forgotten in self.all.drain(len..) {
            match forgotten.origin {
                TypeOrigin::Root(name) => self.roots.remove(&name),
                TypeOrigin::Item(id) => self.items.remove(&id),
            };
        }
    }
}

/// All structs and types of a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Store {
    pub clients: BTreeMap<u64, ClientLog>,
    pub types: Types,
    /// Struct bytes of all clients together.
    pub bytes: usize,
}

impl Store {
    /// The first clock of a client that is not known.
    pub fn end(&self, client: u64) -> u32 {
        self.clients.get(&client).map_or(0, |log| log.end)
    }

    pub fn knows(&self, id: Id) -> bool {
        id.clock < self.end(id.client)
    }

    /// The struct that holds a unit.
    pub fn read(&self, id: Id) -> Option<Struct<'_>> {
        let log = self.clients.get(&id.client).filter(|log| id.clock < log.end)?;
        Some(log.read(log.block_at(id.clock)))
    }

    /// Where a known unit hangs.
    pub fn place_of(&self, id: Id) -> Place {
        self.clients
            .get(&id.client)
            .filter(|log| id.clock < log.end)
            .map_or(Place::GONE, |log| log.blocks[log.block_at(id.clock)].place)
    }

    /// Appends a struct's bytes, written by `write`, to its client's log.
    pub fn push(&mut self, client: u64, place: Place, read: &Struct<'_>, offset: u32) {
        let log = self.clients.entry(client).or_default();
        let at = log.bytes.len() as u32;
        log.blocks.push(Block { clock: read.clock + offset, at, place });
        if offset == 0 {
            log.bytes.extend_from_slice(read.bytes);
        } else {
            let mut rest = crate::codec::Writer::new();
            read.write_from(client, offset, &mut rest);
            log.bytes.extend_from_slice(&rest.finish());
        }
        log.end = read.end();
        self.bytes += log.bytes.len() - at as usize;
    }
}

/// How much of a [`Store`] there was.
pub(crate) struct Mark {
    types: usize,
    bytes: usize,
    clients: Vec<ClientMark>,
}

/// How much there was of one client.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClientMark {
    pub client: u64,
    pub bytes: usize,
    pub blocks: usize,
    pub end: u32,
}

impl Mark {
    /// Remembers the state of `clients`, the only ones that may grow until a rollback.
    pub fn new(store: &Store, clients: impl Iterator<Item = u64>) -> Self {
        let clients = clients.map(|client| ClientMark::new(store, client)).collect();
        Self { types: store.types.len(), bytes: store.bytes, clients }
    }

    pub fn clients(&self) -> &[ClientMark] {
        &self.clients
    }

    /// Forgets everything that was added since.
    pub fn roll_back(&self, store: &mut Store) {
        store.types.truncate(self.types);
        store.bytes = self.bytes;
        for mark in &self.clients {
            if mark.blocks == 0 {
                store.clients.remove(&mark.client);
            } else if let Some(log) = store.clients.get_mut(&mark.client) {
                log.bytes.truncate(mark.bytes);
                log.blocks.truncate(mark.blocks);
                log.end = mark.end;
            }
        }
    }
}

impl ClientMark {
    fn new(store: &Store, client: u64) -> Self {
        let log = store.clients.get(&client);
        Self {
            client,
            bytes: log.map_or(0, |log| log.bytes.len()),
            blocks: log.map_or(0, |log| log.blocks.len()),
            end: log.map_or(0, |log| log.end),
        }
    }
}
