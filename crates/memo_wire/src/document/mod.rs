//! One open memo, kept as the bytes of its admitted structs.
//!
//! There is no CRDT object here: admission needs to know which units exist and where they hang,
//! and everything a peer asks for can be cut out of the bytes. Invariants, kept by
//! [`Document::admit`] alone: each client's clocks are contiguous from 0, every reference is to a
//! unit of the document, nesting is bounded, and a refused update changes nothing.

mod admission;
mod compact;
mod limits;
mod store;

pub use limits::{Limits, MAX_DEPTH, Refusal, Schema};
pub(crate) use store::{ClientLog, Place, Store, TypeIndex};

use crate::codec::Writer;
use crate::update::{Body, Content, DeleteSet, Id, Item, Section, StateVector, Update};
use std::ops::Range;
use store::Mark;

/// What an admitted update brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    /// Only what is new, as an update; empty if nothing is. This is what to store and to relay.
    pub update: Vec<u8>,
    /// Which clients inserted something new, and which clocks.
    pub inserted: Vec<(u64, Range<u32>)>,
    /// Whether something was deleted that was not before.
    pub deleted: bool,
}

impl Admitted {
    pub fn is_new(&self) -> bool {
        self.deleted || !self.inserted.is_empty()
    }
}

/// The admitted content of one memo.
#[derive(Debug, Clone, Default)]
pub struct Document {
    store: Store,
    deletes: DeleteSet,
}

impl Document {
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens a document from bytes that were admitted before.
    ///
    /// # Errors
    /// When they are not a complete update after all.
    pub fn from_snapshot(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut document = Self::new();
        document.admit(bytes, &Limits::trusted())?;
        Ok(document)
    }

    /// Takes an update in, if it fits exactly. What is known already is left out.
    ///
    /// # Errors
    /// A [`Refusal`]; the document is then unchanged.
    pub fn admit(&mut self, update: &[u8], limits: &Limits) -> Result<Admitted, Refusal> {
        self.admit_from(update, limits, |_| true)
    }

    /// Like [`admit`](Self::admit), but asks for each client id with new structs whether the
    /// sender may write for it. Deleting is not asked for: anyone who writes may delete.
    ///
    /// # Errors
    /// A [`Refusal`]; the document is then unchanged.
    pub fn admit_from(
        &mut self,
        update: &[u8],
        limits: &Limits,
        may_write: impl FnMut(u64) -> bool,
    ) -> Result<Admitted, Refusal> {
        if update.len() > limits.update_bytes {
            return Err(Refusal::UpdateTooLarge);
        }
        let parsed = Update::parse(update)?;
        let (mark, deletions) =
            admission::place(&mut self.store, &self.deletes, &parsed, limits, may_write)?;
        self.deletes.unite(&deletions);
        Ok(self.describe(&mark, &deletions))
    }

    fn describe(&self, mark: &Mark, deletions: &DeleteSet) -> Admitted {
        let inserted: Vec<_> = mark
            .clients()
            .iter()
            .map(|before| (before.client, before.end..self.store.end(before.client)))
            .collect();
        if inserted.is_empty() && deletions.is_empty() {
            return Admitted { update: Vec::new(), inserted, deleted: false };
        }
        let mut sections: Vec<_> = mark.clients().iter().collect();
        sections.sort_unstable_by_key(|before| std::cmp::Reverse(before.client));
        let mut writer = Writer::new();
        writer.var_uint(sections.len() as u64);
        for before in sections {
            let log = &self.store.clients[&before.client];
            writer.var_uint((log.blocks.len() - before.blocks) as u64);
            writer.var_uint(before.client).var_uint(u64::from(before.end));
            writer.raw(&log.bytes[before.bytes..]);
        }
        deletions.write(&mut writer);
        Admitted { update: writer.finish(), inserted, deleted: !deletions.is_empty() }
    }

    /// How much of each client is known.
    pub fn state_vector(&self) -> StateVector {
        self.store.clients.iter().map(|(client, log)| (*client, log.end)).collect()
    }

    /// Whether a unit exists (deleted or not).
    pub fn knows(&self, id: Id) -> bool {
        self.store.knows(id)
    }

    /// Whether an update says nothing that is not known already; one that cannot be read does.
    pub fn has_all_of(&self, update: &[u8]) -> bool {
        let inserts = |section: &Section<'_>| section.end() > self.store.end(section.client);
        Update::parse(update).is_ok_and(|update| {
            !update.sections.iter().any(inserts) && update.deletes.without(&self.deletes).is_empty()
        })
    }

    /// The texts that a client wrote within these clocks, deleted ones too unless they were
    /// forgotten; each with its first clock, in UTF-16 units.
    pub(crate) fn texts(
        &self,
        client: u64,
        range: Range<u32>,
    ) -> impl Iterator<Item = (u32, Vec<u16>)> {
        let log = self.store.clients.get(&client).filter(|log| range.start < log.end);
        let blocks = log.map(|log| (log.block_at(range.start)..log.blocks.len(), log));
        let structs = blocks.into_iter().flat_map(|(blocks, log)| blocks.map(|at| log.read(at)));
        let inside = structs.take_while(move |read| read.clock < range.end);
        inside.filter_map(move |read| {
            let Body::Item(Item { content: Content::Text(text), .. }) = read.body else {
                return None;
            };
            let start = range.start.max(read.clock);
            let units = text.encode_utf16().skip((start - read.clock) as usize);
            Some((start, units.take((range.end - start) as usize).collect()))
        })
    }

    /// What is deleted.
    pub fn deletes(&self) -> &DeleteSet {
        &self.deletes
    }

    /// About how many bytes [`full_update`](Self::full_update) has, without writing it.
    pub fn size(&self) -> usize {
        self.store.bytes + self.store.clients.len() * 10 + self.deletes.len() * 4
    }

    /// The whole document as one update.
    pub fn full_update(&self) -> Vec<u8> {
        self.diff(&StateVector::default())
    }

    /// Everything that a peer with this state vector lacks, and all deletions, as one update: the
    /// second sync step.
    pub fn diff(&self, known: &StateVector) -> Vec<u8> {
        let lacking = |(client, log): &(&u64, &ClientLog)| known.get(**client) < log.end;
        let mut writer = Writer::with_capacity(self.size().min(1 << 20));
        writer.var_uint(self.store.clients.iter().filter(lacking).count() as u64);
        // The highest client first, as Yjs does: that spares peers conflicts.
        for (client, log) in self.store.clients.iter().filter(lacking).rev() {
            write_beyond(*client, log, known.get(*client), &mut writer);
        }
        self.deletes.write(&mut writer);
        writer.finish()
    }

    /// The whole document as one update, in as few bytes as it takes: typing in runs, deleted
    /// content forgotten. For snapshots; [`from_snapshot`](Self::from_snapshot) opens it.
    pub fn compacted(&self) -> Vec<u8> {
        let dead = compact::dead_types(&self.store, &self.deletes);
        let mut writer = Writer::with_capacity(self.size() / 4);
        writer.var_uint(self.store.clients.len() as u64);
        for (client, log) in self.store.clients.iter().rev() {
            compact::write_client(*client, log, &self.deletes, &dead, &mut writer);
        }
        self.deletes.write(&mut writer);
        writer.finish()
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }
}

/// Writes one client's structs from `clock` on, cutting the one it points into.
fn write_beyond(client: u64, log: &ClientLog, clock: u32, writer: &mut Writer) {
    let index = log.block_at(clock);
    let first = log.read(index);
    writer.var_uint((log.blocks.len() - index) as u64);
    writer.var_uint(client).var_uint(u64::from(clock));
    first.write_from(client, clock - first.clock, writer);
    let rest = log.blocks[index].at as usize + first.bytes.len();
    writer.raw(&log.bytes[rest..]);
}

#[cfg(test)]
mod tests;
