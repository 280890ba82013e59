//! What may come into an open memo, and what happens to what may not.

use super::{
    peer::{Parked, Peer, PeerId},
    state::{Entry, Incoming, State, Taken, Waiter},
};
use crate::memo::model;
use memo_wire::{
    Refusal,
    document::Admitted,
    frame::{Wire, hocuspocus::Scope},
};
use platform::PersonId;
use tokio::{sync::oneshot, time::Instant};

/// What may wait for the log while it cannot be written.
const MOST_WAITING: usize = 2 * 1024 * 1024;

impl State {
    /// Takes an update of a peer in. `whole`: it is the answer to our first step.
    pub fn submit(&mut self, id: PeerId, update: &[u8], whole: bool) -> Taken {
        let Some(peer) = self.peers.get(&id) else { return Taken::Yes };
        if peer.scope == Scope::ReadOnly {
            self.refuse_reader(id, update);
            return Taken::Yes;
        }
        if self.waiting > MOST_WAITING {
            return Taken::Overloaded;
        }
        if self.writing {
            let incoming = Incoming { from: id, update: update.to_vec(), whole };
            self.waiting += incoming.weight();
            self.inbox.push(incoming);
        } else {
            self.submit_now(id, update, whole);
        }
        Taken::Yes
    }

    /// Looks at what came in while the log was written.
    pub fn let_in(&mut self) {
        for incoming in std::mem::take(&mut self.inbox) {
            self.waiting -= incoming.weight();
            self.submit_now(incoming.from, &incoming.update, incoming.whole);
        }
    }

    fn submit_now(&mut self, id: PeerId, update: &[u8], whole: bool) {
        let Some(peer) = self.peers.get(&id) else { return };
        let (person, scope) = (peer.person, peer.scope);
        if scope == Scope::ReadOnly {
            return self.refuse_reader(id, update);
        }
        match self.admit(person, update, whole) {
            Ok(admitted) => {
                let receipts = self.peers.get_mut(&id).map_or(0, |peer| settle_debt(peer, whole));
                self.accept(admitted, person, Some(id), Waiter::Peer(id, receipts));
            }
            Err(refusal) => self.refuse(id, update, whole, &refusal),
        }
    }

    /// Takes an update of this process itself in.
    ///
    /// # Errors
    /// As the document refuses it.
    pub fn submit_inside(
        &mut self,
        person: PersonId,
        update: &[u8],
    ) -> Result<oneshot::Receiver<()>, Refusal> {
        let admitted = self.admit(person, update, true)?;
        let (sender, receiver) = oneshot::channel();
        self.accept(admitted, person, None, Waiter::Inside(sender));
        Ok(receiver)
    }

    fn admit(&mut self, person: PersonId, update: &[u8], whole: bool) -> Result<Admitted, Refusal> {
        let (owners, presences) = (&self.owners, &self.presences);
        let may_write = |client| match owners.get(&client) {
            Some(owner) => *owner == person,
            None => presences.person_of(client).is_none_or(|other| other == person),
        };
        self.document.admit_from(update, model::limits(whole), may_write)
    }

    pub(super) fn accept(
        &mut self,
        admitted: Admitted,
        actor: PersonId,
        from: Option<PeerId>,
        waiter: Waiter,
    ) {
        let bindings = self.bind(&admitted, actor);
        let clients: Vec<u64> = admitted.inserted.iter().map(|(client, _)| *client).collect();
        let is_new = admitted.is_new();
        let Admitted { update, inserted, .. } = admitted;
        let update = if is_new { update } else { Vec::new() };
        (self.last_write, self.follows) = (Some(Instant::now()), false);
        let entry = Entry { actor, update, bindings, inserted, waiter, from };
        self.waiting += entry.weight();
        self.queue.push(entry);
        self.retry_parked(&clients);
    }

    fn bind(&mut self, admitted: &Admitted, person: PersonId) -> Vec<(u64, PersonId)> {
        let clients = admitted.inserted.iter().map(|(client, _)| *client);
        let new: Vec<_> = clients
            .filter(|client| !self.owners.contains_key(client))
            .map(|client| (client, person))
            .collect();
        self.owners.extend(new.iter().copied());
        new
    }

    /// A reader may repeat what is known, nothing else, and never waits to be looked at: it brings
    /// nothing. What is known may still wait for the disk; then so does the receipt.
    fn refuse_reader(&mut self, id: PeerId, update: &[u8]) {
        let Some(peer) = self.peers.get(&id) else { return };
        let nothing_new = self.document.has_all_of(update);
        if !nothing_new || self.queue.is_empty() && !self.writing {
            return peer.receipts(1, nothing_new);
        }
        let actor = peer.person;
        match self.queue.last_mut() {
            // One entry, however often it is repeated.
            Some(Entry { update, waiter: Waiter::Peer(last, receipts), .. })
                if *last == id && update.is_empty() =>
            {
                *receipts += 1;
            }
            _ => self.wait_for_disk(actor, id),
        }
    }

    fn wait_for_disk(&mut self, actor: PersonId, id: PeerId) {
        let (update, bindings, inserted) = (Vec::new(), Vec::new(), Vec::new());
        let (waiter, from) = (Waiter::Peer(id, 1), Some(id));
        let entry = Entry { actor, update, bindings, inserted, waiter, from };
        self.waiting += entry.weight();
        self.queue.push(entry);
    }

    /// What does not fit now may fit later: it holds something of somebody else that we lost, or
    /// builds on something that its sender has and we have not. Such a message is neither taken
    /// nor refused; its sender is asked for everything and keeps showing "saving".
    fn refuse(&mut self, id: PeerId, update: &[u8], whole: bool, refusal: &Refusal) {
        let waits_for = waits_for(refusal);
        tracing::info!(%refusal, may_fit = waits_for.is_some(), "an update was not taken in");
        let Some(peer) = self.peers.get_mut(&id) else { return };
        peer.owed += 1;
        match waits_for {
            Some(client) if whole => {
                peer.parked = Some(Parked { update: update.to_vec(), waits_for: client });
                self.ask_owner(client);
            }
            Some(_) => self.ask(id, false),
            None => {
                let owed = std::mem::take(&mut peer.owed);
                peer.parked = None;
                peer.receipts(owed, false);
                if peer.wire == Wire::Plain {
                    peer.send(peer.wire.denied("refused"));
                }
            }
        }
    }

    fn ask_owner(&mut self, client: u64) {
        let Some(owner) = self.owners.get(&client).copied() else { return };
        let theirs = self.peers.iter().filter(|(_, peer)| peer.person == owner);
        let ids: Vec<PeerId> = theirs.map(|(id, _)| *id).collect();
        for id in ids {
            self.ask(id, false);
        }
    }

    /// These clients have written: who waited for one of them may try again.
    fn retry_parked(&mut self, clients: &[u64]) {
        let waits = |peer: &Peer| {
            peer.parked.as_ref().is_some_and(|parked| clients.contains(&parked.waits_for))
        };
        let ids: Vec<PeerId> =
            self.peers.iter().filter(|(_, peer)| waits(peer)).map(|(id, _)| *id).collect();
        for id in ids {
            let Some(peer) = self.peers.get_mut(&id) else { continue };
            let Some(parked) = peer.parked.take() else { continue };
            // It counts among what is owed already, and will again if it must wait on.
            peer.owed -= 1;
            self.submit_now(id, &parked.update, true);
        }
    }
}

/// The client whose structs are missing, if an honest sender may be waiting for them.
fn waits_for(refusal: &Refusal) -> Option<u64> {
    match refusal {
        Refusal::ForeignClient(client)
        | Refusal::Gap { client, .. }
        | Refusal::UnknownDeletion { client, .. } => Some(*client),
        Refusal::UnknownReference(id) => Some(id.client),
        _ => None,
    }
}

/// The receipts that an admitted message settles: its own, and after a whole answer all owed ones.
fn settle_debt(peer: &mut Peer, whole: bool) -> u32 {
    if !whole {
        return 1;
    }
    peer.parked = None;
    1 + std::mem::take(&mut peer.owed)
}
