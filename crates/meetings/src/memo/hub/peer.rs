//! One person's end of an open memo: what waits to be sent.

use memo_wire::frame::{Wire, hocuspocus::Scope};
use platform::{PersonId, bus::NodeId};
use serde_json::Value;
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering},
};
use tokio::{
    sync::{Notify, mpsc},
    time::Instant,
};

/// What may wait unsent on one connection. Whoever reads slower than this is dropped; it syncs
/// anew when it comes back.
const MOST_UNSENT: usize = 1024 * 1024;
/// What may wait of whole memos, which a peer has asked for.
const MOST_ANSWERS: usize = 4 * 1024 * 1024;

/// A frame on its way out.
#[derive(Debug)]
pub struct Outgoing {
    pub bytes: Vec<u8>,
    is_answer: bool,
    /// Whose words it holds, if it holds any.
    shut: Option<Arc<AtomicBool>>,
}

impl Outgoing {
    /// Does the one it is for still have the right to these words?
    pub fn may_leave(&self) -> bool {
        self.shut.as_ref().is_none_or(|shut| !shut.load(Ordering::Relaxed))
    }
}

/// The way out of one connection, shared by all memos on it.
#[derive(Debug)]
pub struct Outbox {
    frames: mpsc::UnboundedSender<Outgoing>,
    unsent: AtomicUsize,
    answers: AtomicUsize,
    sent_away: AtomicU8,
    /// Too much waits, or this connection was sent away.
    pub overflow: Notify,
}

/// Why a connection has to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentAway {
    TooSlow,
    /// It wrote as somebody else.
    Forbidden,
    /// What it sent was lost here; when it comes back it sends it again.
    ToSyncAgain,
}

impl Outbox {
    pub fn new() -> (Arc<Self>, mpsc::UnboundedReceiver<Outgoing>) {
        let (frames, receiver) = mpsc::unbounded_channel();
        let (unsent, answers) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (sent_away, overflow) = (AtomicU8::new(0), Notify::new());
        (Arc::new(Self { frames, unsent, answers, sent_away, overflow }), receiver)
    }

    /// What holds no words of a memo.
    pub fn send(&self, bytes: Vec<u8>) {
        self.put(Outgoing { bytes, is_answer: false, shut: None });
    }

    /// Ends the connection.
    pub fn send_away(&self, why: SentAway) {
        self.sent_away.store(why as u8, Ordering::Relaxed);
        self.overflow.notify_one();
    }

    pub fn why_sent_away(&self) -> SentAway {
        match self.sent_away.load(Ordering::Relaxed) {
            1 => SentAway::Forbidden,
            2 => SentAway::ToSyncAgain,
            _ => SentAway::TooSlow,
        }
    }

    fn put(&self, frame: Outgoing) {
        let (waiting, most) = self.account(&frame);
        if waiting.fetch_add(frame.bytes.len(), Ordering::Relaxed) > most {
            self.overflow.notify_one();
            return;
        }
        // A closed connection has nobody to tell.
        drop(self.frames.send(frame));
    }

    fn account(&self, frame: &Outgoing) -> (&AtomicUsize, usize) {
        if frame.is_answer { (&self.answers, MOST_ANSWERS) } else { (&self.unsent, MOST_UNSENT) }
    }

    /// This frame has left.
    pub fn sent(&self, frame: &Outgoing) {
        self.account(frame).0.fetch_sub(frame.bytes.len(), Ordering::Relaxed);
    }
}

/// One memo's part of the way out. Once it is shut none of its words leave, not even those that
/// wait already: whoever stalls or was frozen must not read them when their rights are over.
#[derive(Clone, Debug)]
pub struct Lane {
    outbox: Arc<Outbox>,
    shut: Arc<AtomicBool>,
}

impl Lane {
    pub fn of(outbox: Arc<Outbox>) -> Self {
        Self { outbox, shut: Arc::default() }
    }

    fn send(&self, bytes: Vec<u8>) {
        self.put(bytes, false);
    }

    /// A whole memo, or what a peer lacks of it.
    pub fn answer(&self, bytes: Vec<u8>) {
        self.put(bytes, true);
    }

    fn put(&self, bytes: Vec<u8>, is_answer: bool) {
        self.outbox.put(Outgoing { bytes, is_answer, shut: Some(self.shut.clone()) });
    }

    /// Ends the whole connection.
    pub fn send_away(&self, why: SentAway) {
        self.outbox.send_away(why);
    }

    pub fn shut(&self) {
        self.shut.store(true, Ordering::Relaxed);
    }
}

/// Names a peer within its open memo.
pub type PeerId = u64;

/// By what somebody is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Peer(PeerId),
    Node(NodeId),
}

/// Somebody who comes in.
#[derive(Debug)]
pub struct NewPeer {
    pub person: PersonId,
    /// What the others see beside the caret; never what the client says.
    pub user: Value,
    pub scope: Scope,
    pub wire: Wire,
    pub lane: Lane,
}

/// An update that waits for something of another client.
#[derive(Debug)]
pub struct Parked {
    pub update: Vec<u8>,
    pub waits_for: u64,
}

#[derive(Debug)]
pub struct Peer {
    pub person: PersonId,
    pub user: Value,
    pub scope: Scope,
    pub wire: Wire,
    pub lane: Lane,
    /// A whole answer to our first step that cannot be taken in yet.
    pub parked: Option<Parked>,
    /// Receipts due for messages that could not be taken in yet.
    pub owed: u32,
    /// When it was last asked for everything it has.
    pub asked_at: Option<Instant>,
    /// That was a moment ago, and there is more to ask for.
    pub ask_later: bool,
}

impl Peer {
    pub fn new(new: NewPeer) -> Self {
        let NewPeer { person, user, scope, wire, lane } = new;
        let (parked, owed, asked_at, ask_later) = (None, 0, None, false);
        Self { person, user, scope, wire, lane, parked, owed, asked_at, ask_later }
    }

    pub fn send(&self, frame: Vec<u8>) {
        self.lane.send(frame);
    }

    /// What holds no words.
    pub fn send_if(&self, frame: Option<Vec<u8>>) {
        if let Some(frame) = frame {
            self.lane.outbox.send(frame);
        }
    }

    pub fn receipts(&self, count: u32, stored: bool) {
        for _ in 0..count {
            self.send_if(self.wire.status(stored));
        }
    }
}
