//! One memo open on several nodes: how one of them takes in what another appended.
//!
//! The log is the truth, and appending behind what one has not read fails. So an open memo holds
//! what the log says and, beyond it, only what waits to be appended. Invariants. Nothing is relayed
//! before it is in the log, so that peers of all nodes hear the same in the same order. What was
//! appended elsewhere never gives way: whatever waits here is looked at anew behind it, and who
//! used a client id that is now somebody else's is sent away.

use super::{
    peer::SentAway,
    state::{Copy, Entry, State, Waiter},
};
use crate::memo::{model, queries::log::Stored};
use memo_wire::{Document, Limits, StateVector, update::Update};
use platform::{Error, PersonId, Result};
use std::collections::HashMap;
use tokio::{sync::oneshot, time::Instant};

/// What the log has beyond a row.
#[derive(Debug, Default)]
pub struct News {
    pub stored: Stored,
    pub head: i64,
    /// Whose client ids those are; not read while all of them are known.
    pub clients: Vec<(u64, PersonId)>,
}

impl News {
    fn updates(&self) -> impl Iterator<Item = &[u8]> {
        let snapshot = self.stored.snapshot.iter().map(|(_, update)| update.as_slice());
        snapshot.chain(self.stored.tail.iter().map(|(_, update)| update.as_slice()))
    }

    /// The clients that wrote, and how far.
    fn ends(&self) -> Result<HashMap<u64, u32>> {
        let mut ends = HashMap::new();
        for update in self.updates() {
            let update = Update::parse(update).map_err(Error::internal)?;
            for section in &update.sections {
                let end = ends.entry(section.client).or_insert(0);
                *end = section.end().max(*end);
            }
        }
        Ok(ends)
    }
}

/// What somebody appended does not fit beside what waits here.
#[derive(Debug, PartialEq, Eq)]
pub struct Clash;

/// What the task that writes the log does next.
#[derive(Debug)]
pub enum Next {
    /// Others appended: read it.
    Follow,
    Write(Vec<Entry>),
}

impl State {
    /// The next step, or `None` when there is nothing to do.
    pub fn next(&mut self, most: usize) -> Option<Next> {
        if self.is_behind() {
            return Some(Next::Follow);
        }
        if self.queue.is_empty() {
            self.rest();
        }
        self.let_in();
        self.writing = !self.queue.is_empty();
        self.writing.then(|| Next::Write(self.take_batch(most)))
    }

    pub fn is_behind(&self) -> bool {
        self.hinted > self.head
    }

    /// Everything in the document is on the disk: who waited for that is answered.
    fn rest(&mut self) {
        self.answer_late_steps();
        for waits in std::mem::take(&mut self.copies) {
            // Whoever asked may have gone.
            drop(waits.send(self.copy()));
        }
    }

    fn copy(&self) -> Copy {
        let (updates, bytes) = (self.tail_updates, self.tail_bytes);
        Copy { document: self.document.clone(), head: self.head, updates, bytes }
    }

    /// A copy to be folded: now, or as soon as everything in the document is on the disk.
    pub fn has_several_writers(&self) -> bool {
        let mut writers = self.owners.values();
        let first = writers.next();
        writers.any(|other| Some(other) != first)
    }

    pub fn ask_for_copy(&mut self) -> oneshot::Receiver<Copy> {
        let (sender, receiver) = oneshot::channel();
        if self.is_quiet() {
            drop(sender.send(self.copy()));
        } else {
            self.copies.push(sender);
        }
        receiver
    }

    /// These could not be appended; they come first again.
    pub fn put_back(&mut self, mut batch: Vec<Entry>) {
        batch.append(&mut self.queue);
        self.queue = batch;
    }

    /// Clients that news speak of and of whom the disk may know more than we do.
    pub fn has_strangers(&self, news: &News) -> Result<bool> {
        let waits = |client| self.queue.iter().any(|entry| entry.binds(client));
        let is_known = |client: &u64| self.owners.contains_key(client) && !waits(*client);
        Ok(!news.ends()?.keys().all(is_known))
    }

    /// Takes in what others appended, and passes it on.
    ///
    /// # Errors
    /// `Clash` when it contradicts what waits here: then only [`State::rebuild`] helps.
    pub fn take_in(&mut self, news: &News) -> Result<(), Clash> {
        if !self.fits(news) {
            return Err(Clash);
        }
        self.learn_owners(news.clients.iter().copied());
        for update in news.updates() {
            let admitted = self.document.admit(update, &Limits::trusted()).map_err(|_| Clash)?;
            if admitted.is_new() {
                self.relay(&admitted.update, None);
            }
        }
        self.count(news);
        Ok(())
    }

    fn count(&mut self, news: &News) {
        self.head = news.head;
        for (_, update) in &news.stored.tail {
            self.tail_updates += 1;
            self.tail_bytes += update.len();
        }
        self.text_is_old |= !news.stored.tail.is_empty();
        if self.is_among_nodes && !news.stored.tail.is_empty() {
            (self.last_write, self.follows) = (Some(Instant::now()), true);
        }
    }

    fn fits(&self, news: &News) -> bool {
        let stolen = |(client, person): &(u64, PersonId)| {
            self.owners.get(client).is_some_and(|owner| owner != person)
        };
        if news.clients.iter().any(stolen) {
            return false;
        }
        let starts = self.starts();
        let Ok(ends) = news.ends() else { return false };
        starts.iter().all(|(client, start)| ends.get(client).is_none_or(|end| end <= start))
    }

    /// Where what waits begins, for each client.
    fn starts(&self) -> HashMap<u64, u32> {
        let mut starts = HashMap::new();
        for (client, range) in self.queue.iter().flat_map(|entry| &entry.inserted) {
            let start = starts.entry(*client).or_insert(range.start);
            *start = range.start.min(*start);
        }
        starts
    }

    /// What everybody here has been told: the document without what waits.
    fn told(&self) -> StateVector {
        let starts = self.starts();
        let clocks = self.document.state_vector();
        let told = |(client, clock): (u64, u32)| {
            (client, starts.get(&client).map_or(clock, |s| clock.min(*s)))
        };
        clocks.iter().map(told).filter(|(_, clock)| *clock > 0).collect()
    }

    /// Begins anew from the whole log, and looks at what waits here once more.
    ///
    /// # Errors
    /// When the log itself does not fit together.
    pub fn rebuild(&mut self, all: &News) -> Result<()> {
        let mut document = Document::new();
        for update in all.updates() {
            document.admit(update, &Limits::trusted()).map_err(Error::internal)?;
        }
        tracing::warn!(waiting = self.queue.len(), "a memo was built anew from its log");
        let told = self.told();
        self.document = document;
        self.owners = all.clients.iter().copied().collect();
        (self.tail_updates, self.tail_bytes) = (0, 0);
        self.count(all);
        let news = self.document.diff(&told);
        self.relay(&news, None);
        for entry in std::mem::take(&mut self.queue) {
            self.look_again(entry);
        }
        Ok(())
    }

    fn look_again(&mut self, entry: Entry) {
        self.waiting -= entry.weight();
        let Entry { actor, update, inserted, waiter, from, .. } = entry;
        let owners = &self.owners;
        let is_theirs = |client| owners.get(&client).is_some_and(|owner| *owner != actor);
        if inserted.iter().any(|(client, _)| is_theirs(*client)) {
            return self.turn_away(waiter, SentAway::Forbidden);
        }
        if update.is_empty() {
            // What it repeated may be among what was turned away.
            return self.turn_away(waiter, SentAway::ToSyncAgain);
        }
        let admitted =
            self.document.admit_from(&update, model::limits(true), |client| !is_theirs(client));
        match admitted {
            Ok(admitted) => self.accept(admitted, actor, from, waiter),
            Err(refusal) => {
                tracing::warn!(%refusal, "what waited for the log does not fit behind it");
                self.turn_away(waiter, SentAway::ToSyncAgain);
            }
        }
    }

    /// Inside this process the dropped sender says it.
    fn turn_away(&mut self, waiter: Waiter, why: SentAway) {
        let Waiter::Peer(id, receipts) = waiter else { return };
        let Some(peer) = self.peers.get(&id) else { return };
        if why == SentAway::Forbidden {
            tracing::warn!("somebody wrote with another person's client id");
            peer.receipts(receipts, false);
        }
        peer.lane.send_away(why);
    }

    /// Another node folded everything up to this row.
    pub fn was_folded(&mut self, upto: i64) {
        if self.head <= upto {
            (self.tail_updates, self.tail_bytes, self.text_is_old) = (0, 0, false);
        }
    }
}

impl Entry {
    fn binds(&self, client: u64) -> bool {
        self.bindings.iter().any(|(bound, _)| *bound == client)
    }
}
