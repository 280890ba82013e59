//! What an open memo holds in memory, and what each message does to it. No I/O, no waiting: all of
//! this runs under one short lock.
//!
//! Invariants. What is relayed was admitted. A receipt is sent only after [`State::settle`], which
//! is after the commit. Nothing is relayed before it is on the disk: else, after a crash, somebody
//! would hold words of another person that only that person may bring back, and everything written
//! behind them could not be kept. What other nodes append is taken in by `shared`.

use super::peer::{NewPeer, Peer, PeerId, Way};
use crate::memo::queries::log::NewRow;
use memo_wire::{
    Document, StateVector,
    awareness::AwarenessUpdate,
    frame::{Sync, Wire, hocuspocus::Scope},
    presences::Presences,
};
use platform::PersonId;
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    time::Duration,
};
use tokio::{sync::oneshot, time::Instant};

/// Connections on one memo, and of one person on it.
const MOST_PEERS: usize = 16;
const MOST_OF_ONE: usize = 8;
/// How often one peer is asked for everything it has.
pub(super) const ASK_AGAIN: Duration = Duration::from_secs(1);
/// What anything that waits takes in memory beside its bytes: also what has none.
const OVERHEAD: usize = 256;
/// Client ids in a state vector: as many as a memo may have.
const MOST_CLIENTS: usize = 20_000;

/// Who waits for an update to be on the disk.
#[derive(Debug)]
pub enum Waiter {
    /// That many receipts for this peer.
    Peer(PeerId, u32),
    /// Work inside this process.
    Inside(oneshot::Sender<()>),
}

/// An admitted update on its way to the disk.
#[derive(Debug)]
pub struct Entry {
    pub actor: PersonId,
    /// Empty when everything was known: then only the receipt waits for what is before it.
    pub update: Vec<u8>,
    pub bindings: Vec<(u64, PersonId)>,
    /// Which clocks of which clients it brings.
    pub(super) inserted: Vec<(u64, Range<u32>)>,
    pub(super) waiter: Waiter,
    /// Who has it already.
    pub(super) from: Option<PeerId>,
}

impl Entry {
    /// About how much memory it takes while it waits.
    pub(super) fn weight(&self) -> usize {
        OVERHEAD + self.update.len()
    }

    /// Where a row of its own begins.
    pub fn row(&self) -> Option<NewRow> {
        let row = || NewRow { actor: self.actor, update: self.update.clone() };
        (!self.update.is_empty()).then(row)
    }
}

/// An update that waits to be looked at.
#[derive(Debug)]
pub struct Incoming {
    pub(super) from: PeerId,
    pub(super) update: Vec<u8>,
    pub(super) whole: bool,
}

impl Incoming {
    pub(super) fn weight(&self) -> usize {
        OVERHEAD + self.update.len()
    }
}

/// What the log says up to a row, and what of it is not folded yet.
#[derive(Debug)]
pub struct Copy {
    pub document: Document,
    pub head: i64,
    pub updates: usize,
    pub bytes: usize,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Yes,
    /// The log cannot be written and too much waits already: drop the connection, it comes back.
    Overloaded,
}

#[derive(Debug, Default)]
pub struct State {
    pub document: Document,
    pub peers: BTreeMap<PeerId, Peer>,
    pub presences: Presences<Way, PersonId>,
    /// Whose client ids those are that wrote.
    pub(super) owners: HashMap<u64, PersonId>,
    pub queue: Vec<Entry>,
    pub(super) waiting: usize,
    /// Other nodes may have this memo open too.
    pub(super) is_among_nodes: bool,
    /// What came in while the log was written, in order.
    pub(super) inbox: Vec<Incoming>,
    /// How far the log is elsewhere, as somebody said.
    pub(super) hinted: i64,
    /// The last words came from another node: it will fold them.
    pub(super) follows: bool,
    /// Who waits for a copy of what is on the disk.
    pub(super) copies: Vec<oneshot::Sender<Copy>>,
    /// First steps that are answered once everything that is known is on the disk.
    pub(super) late_steps: BTreeMap<PeerId, StateVector>,
    pub writing: bool,
    pub failing: bool,
    /// The number of the last row in the log.
    pub head: i64,
    /// What the log holds beyond the snapshot.
    pub tail_updates: usize,
    pub tail_bytes: usize,
    /// Whether the readable text lags behind.
    pub text_is_old: bool,
    pub(super) last_write: Option<Instant>,
    waits_to_ask: bool,
    next_peer: PeerId,
}

impl State {
    pub fn new(is_among_nodes: bool) -> Self {
        Self { is_among_nodes, ..Self::default() }
    }

    /// Lets somebody in; `None` when too many are here already.
    pub fn join(&mut self, new: NewPeer) -> Option<PeerId> {
        let of_one = self.peers.values().filter(|peer| peer.person == new.person).count();
        if self.peers.len() >= MOST_PEERS || of_one >= MOST_OF_ONE {
            return None;
        }
        self.next_peer += 1;
        let scope = if self.failing { Scope::ReadOnly } else { new.scope };
        let peer = Peer::new(new);
        peer.send_if(peer.wire.scope(scope));
        self.peers.insert(self.next_peer, peer);
        Some(self.next_peer)
    }

    /// Returns what other nodes should hear.
    pub fn leave(&mut self, peer: PeerId) -> Option<Vec<u8>> {
        // What it sent last counts, although it is gone.
        self.let_in();
        self.peers.remove(&peer);
        self.late_steps.remove(&peer);
        let farewell = self.presences.leave(Way::Peer(peer))?.encode();
        self.tell_presence(&farewell, None);
        Some(farewell)
    }

    /// "This is what I know": answered with what is lacking and, unless it was an answer itself,
    /// with the same question.
    pub fn first_step(&mut self, peer: PeerId, vector: &[u8], ask_back: bool) {
        let Ok(vector) = StateVector::decode(vector, MOST_CLIENTS) else { return };
        if ask_back {
            self.ask(peer, true);
        }
        if self.is_quiet() {
            self.answer_step(peer, &vector);
        } else {
            // Only the newest counts: while the log cannot be written nothing empties this.
            self.late_steps.insert(peer, vector);
        }
    }

    fn answer_step(&self, peer: PeerId, vector: &StateVector) {
        let Some(peer) = self.peers.get(&peer) else { return };
        peer.lane.answer(peer.wire.sync(Sync::Step2(&self.document.diff(vector))));
    }

    /// Our own first step: "what do you have that we lack?"
    pub(super) fn ask(&mut self, peer: PeerId, at_once: bool) {
        let vector = self.document.state_vector().encode();
        let Some(peer) = self.peers.get_mut(&peer) else { return };
        let now = Instant::now();
        let lately = peer.asked_at.is_some_and(|at| now.duration_since(at) < ASK_AGAIN);
        peer.ask_later = lately && !at_once;
        if !peer.ask_later {
            peer.asked_at = Some(now);
            peer.send(peer.wire.sync(Sync::Step1(&vector)));
        }
    }

    /// Must somebody call [`State::ask_the_rest`] after [`ASK_AGAIN`]? Says so once.
    pub(super) fn begins_waiting_to_ask(&mut self) -> bool {
        let waits = self.peers.values().any(|peer| peer.ask_later);
        waits && !std::mem::replace(&mut self.waits_to_ask, true)
    }

    /// Asks those whose last question was too fresh to ask again at once.
    pub(super) fn ask_the_rest(&mut self) {
        self.waits_to_ask = false;
        let waiting = self.peers.iter().filter(|(_, peer)| peer.ask_later);
        for id in waiting.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.ask(id, true);
        }
    }

    /// Passes an update on to everybody but its sender.
    pub fn relay(&self, update: &[u8], except: Option<PeerId>) {
        for (id, peer) in &self.peers {
            if Some(*id) != except {
                peer.send(peer.wire.sync(Sync::Update(update)));
            }
        }
    }

    /// Takes what waits for the log, at most `most` rows.
    pub fn take_batch(&mut self, most: usize) -> Vec<Entry> {
        let count = self.queue.len().min(most);
        self.queue.drain(..count).collect()
    }

    /// These are on the disk: everybody gets them, and who sent them a receipt.
    pub fn settle(&mut self, batch: Vec<Entry>, head: i64) {
        self.head = head;
        for entry in batch {
            self.waiting -= entry.weight();
            self.tail_updates += usize::from(!entry.update.is_empty());
            self.tail_bytes += entry.update.len();
            self.text_is_old |= !entry.update.is_empty();
            if !entry.update.is_empty() {
                self.relay(&entry.update, entry.from);
            }
            match entry.waiter {
                Waiter::Peer(id, count) => {
                    if let Some(peer) = self.peers.get(&id) {
                        peer.receipts(count, true);
                    }
                }
                Waiter::Inside(sender) => drop(sender.send(())),
            }
        }
    }

    pub(super) fn answer_late_steps(&mut self) {
        for (peer, vector) in std::mem::take(&mut self.late_steps) {
            self.answer_step(peer, &vector);
        }
    }

    /// Client ids that the disk knows.
    pub fn learn_owners(&mut self, clients: impl IntoIterator<Item = (u64, PersonId)>) {
        self.owners.extend(clients);
    }

    /// Returns whose presence it is and what other nodes should hear.
    pub fn hear_presence(
        &mut self,
        id: PeerId,
        update: AwarenessUpdate,
    ) -> Option<(PersonId, Vec<u8>)> {
        let peer = self.peers.get(&id)?;
        let (person, user, owners) = (peer.person, peer.user.clone(), &self.owners);
        let theirs = |client| owners.get(&client).is_some_and(|owner| *owner != person);
        let news = self.presences.hear((Way::Peer(id), person), &user, update, theirs)?.encode();
        for (other, peer) in &self.peers {
            // y-websocket takes a server for dead that never says anything; so it hears itself.
            if *other != id || peer.wire == Wire::Plain {
                peer.send(peer.wire.awareness(&news));
            }
        }
        Some((person, news))
    }

    pub fn tell_presence(&self, update: &[u8], only: Option<PeerId>) {
        for (id, peer) in &self.peers {
            if only.is_none_or(|only| only == *id) {
                peer.send(peer.wire.awareness(update));
            }
        }
    }

    /// The first words to a y-websocket client, which waits for our question.
    pub fn greet(&mut self, id: PeerId) {
        self.ask(id, true);
        self.introduce(id);
    }

    /// Who is here, for one peer.
    pub fn introduce(&self, id: PeerId) {
        let all = self.presences.all();
        if !all.entries.is_empty() {
            self.tell_presence(&all.encode(), Some(id));
        }
    }

    pub fn set_scope(&mut self, id: PeerId, scope: Scope) {
        if let Some(peer) = self.peers.get_mut(&id).filter(|peer| peer.scope != scope) {
            peer.scope = scope;
            peer.send_if(peer.wire.scope(scope));
        }
    }

    /// While the log cannot be written nobody should go on writing.
    pub fn set_failing(&mut self, failing: bool) {
        if self.failing == failing {
            return;
        }
        self.failing = failing;
        for peer in self.peers.values().filter(|peer| peer.scope == Scope::ReadWrite) {
            peer.send_if(peer.wire.scope(if failing { Scope::ReadOnly } else { Scope::ReadWrite }));
        }
    }

    pub fn tell_stateless(&self, payload: &str) {
        for peer in self.peers.values() {
            peer.send_if(peer.wire.stateless(payload));
        }
    }

    /// Is everything that is known also on the disk?
    pub fn is_quiet(&self) -> bool {
        self.queue.is_empty() && self.inbox.is_empty() && !self.writing
    }

    /// Has nobody written for this long?
    pub fn is_idle_for(&self, pause: Duration) -> bool {
        let pause = if self.follows { pause * 2 } else { pause };
        self.last_write.is_none_or(|at| at.elapsed() >= pause)
    }

    /// On the disk and folded: memory holds nothing that is not elsewhere.
    pub fn is_settled(&self) -> bool {
        self.is_quiet() && self.tail_updates == 0 && !self.text_is_old
    }
}
