//! The handle: saying something to the other nodes, and hearing them.

use super::{nats, watch::Watch};
use crate::{
    error::{Error, Result},
    id::OrganizationId,
    vault::{Place, Vault},
};
use serde::{Serialize, de::DeserializeOwned};
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};
use tokio::{
    sync::{broadcast, mpsc},
    time::Instant,
};

/// What may wait for a slow listener; whoever falls behind is told that it missed something.
const MOST_HEARD: usize = 8_192;
/// What may wait to be sent.
const MOST_UNSENT: usize = 8_192;
/// The topic of the nodes themselves.
pub(super) const NODES: &str = "nodes";
const PLACE: Place = Place { organization: OrganizationId(0), column: "bus.message", row: 0 };

/// A running process of this installation; another one after each start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u64);

impl std::fmt::Display for NodeId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Something another node said.
#[derive(Debug, PartialEq)]
pub struct Message {
    pub from: NodeId,
    topic: String,
    body: Vec<u8>,
}

impl Message {
    /// What it says, if it is about this topic and worded as this version does. During an update
    /// of the nodes it may not be.
    pub fn about<T: DeserializeOwned>(&self, topic: &str) -> Option<T> {
        if self.topic != topic {
            return None;
        }
        let read = serde_json::from_slice(&self.body);
        read.inspect_err(|error| tracing::debug!(%error, topic, "a message was not understood"))
            .ok()
    }
}

/// What a listener hears.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    Message(Arc<Message>),
    /// The link was broken, or this node slept: look at everything yourself.
    Missed,
    Joined(NodeId),
    /// This node ended, or was not heard any more: what it held is over.
    Gone(NodeId),
}

/// One node's place among the others. Cheap to clone.
#[derive(Clone)]
pub struct Bus(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub node: NodeId,
    link: Link,
    vault: Option<Vault>,
    heard: broadcast::Sender<Heard>,
    watch: Mutex<Watch>,
    pub counts: Counts,
}

pub(super) enum Link {
    Alone,
    Nats(mpsc::Sender<nats::Outgoing>),
    #[cfg(feature = "testing")]
    Switch(super::Switch),
}

/// Since the start, for the log.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub dropped: AtomicU64,
    pub received: AtomicU64,
    pub foreign: AtomicU64,
}

impl Bus {
    /// One node, and nobody to talk to.
    pub fn alone() -> Self {
        Self::new(NodeId(0), Link::Alone, None)
    }

    pub(super) fn new(node: NodeId, link: Link, vault: Option<Vault>) -> Self {
        let (heard, watch) = (broadcast::Sender::new(MOST_HEARD), Watch::new(Instant::now()));
        let (watch, counts) = (Mutex::new(watch), Counts::default());
        Self(Arc::new(Inner { node, link, vault, heard, watch, counts }))
    }

    /// A queue to the link, and its other end.
    pub(super) fn queue() -> (mpsc::Sender<nats::Outgoing>, mpsc::Receiver<nats::Outgoing>) {
        mpsc::channel(MOST_UNSENT)
    }

    /// Are there others, or could there be?
    pub fn is_shared(&self) -> bool {
        !matches!(self.0.link, Link::Alone)
    }

    /// Are the others within earshot?
    pub fn is_up(&self) -> bool {
        self.is_shared() && self.0.watch().is_up()
    }

    pub fn node(&self) -> NodeId {
        self.0.node
    }

    /// How many others were heard lately.
    pub fn others(&self) -> usize {
        self.0.watch().others()
    }

    /// Was this process or its machine frozen for seconds after that moment? Then nothing that was
    /// known before may be believed: neither rights nor who is there.
    pub fn woke_after(&self, then: Instant) -> bool {
        self.is_shared() && self.0.watch().woke_after(then, Instant::now())
    }

    /// Hears the others from now on.
    pub fn hear(&self) -> broadcast::Receiver<Heard> {
        self.0.heard.subscribe()
    }

    /// Says something to all others. What cannot be sent is dropped: it is a hint.
    pub fn publish(&self, topic: &'static str, message: &impl Serialize) {
        if !self.is_shared() {
            return;
        }
        if let Err(error) = self.0.send(topic, message) {
            self.0.counts.dropped.fetch_add(1, Ordering::Relaxed);
            tracing::debug!(%error, topic, "a message to the other nodes was dropped");
        }
    }

    /// Says goodbye, so that the others need not wait for the lease to end.
    pub async fn leave(&self) {
        if let Link::Nats(queue) = &self.0.link {
            self.publish(NODES, &Beat::Bye);
            let (done, sent) = tokio::sync::oneshot::channel();
            if queue.send(nats::Outgoing::Flush(done)).await.is_ok() {
                drop(tokio::time::timeout(super::watch::BEAT, sent).await);
            }
        }
    }
}

/// What nodes say about themselves.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize, PartialEq)]
pub(super) enum Beat {
    Here,
    Bye,
}

impl Inner {
    pub fn watch(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, topic: &'static str, message: &impl Serialize) -> Result<()> {
        let body = serde_json::to_vec(message).map_err(Error::internal)?;
        match &self.link {
            Link::Alone => Ok(()),
            Link::Nats(queue) => {
                let bytes = self.seal(topic, &body)?;
                queue.try_send(nats::Outgoing::Say(topic, bytes)).map_err(Error::internal)
            }
            #[cfg(feature = "testing")]
            Link::Switch(switch) => {
                switch.pass(self.node, topic, body);
                Ok(())
            }
        }
    }

    /// `from`, the topic, what is said: sealed.
    fn seal(&self, topic: &str, body: &[u8]) -> Result<Vec<u8>> {
        let vault = self.vault.as_ref().ok_or_else(|| Error::internal("a bus without a key"))?;
        let mut bytes = self.node.0.to_le_bytes().to_vec();
        bytes.extend_from_slice(topic.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(body);
        vault.seal(PLACE, &bytes)
    }

    fn open(&self, sealed: &[u8]) -> Option<Message> {
        let bytes = self.vault.as_ref()?.open(PLACE, sealed).ok()?;
        let (from, rest) = bytes.split_first_chunk::<8>()?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        let topic = String::from_utf8(rest[..end].to_vec()).ok()?;
        let body = rest[end + 1..].to_vec();
        Some(Message { from: NodeId(u64::from_le_bytes(*from)), topic, body })
    }

    /// Bytes came in. What is not of this installation is counted, and told the first time.
    pub fn take(&self, sealed: &[u8]) {
        let Some(message) = self.open(sealed) else {
            if self.counts.foreign.fetch_add(1, Ordering::Relaxed) == 0 {
                tracing::warn!("somebody else speaks on our NATS subject, or has another key file");
            }
            return;
        };
        self.counts.received.fetch_add(1, Ordering::Relaxed);
        self.deliver(message);
    }

    pub fn deliver(&self, message: Message) {
        let now = Instant::now();
        if message.from == self.node {
            return self.tell(self.watch().hear_self(now));
        }
        if message.about(NODES) == Some(Beat::Bye) {
            return self.tell(self.watch().leave(message.from));
        }
        // In one lock, so that nobody hears a node before it has joined.
        let joined = self.watch().hear(message.from, now);
        self.tell(joined);
        if message.topic != NODES {
            self.tell([Heard::Message(Arc::new(message))]);
        }
    }

    pub fn tell(&self, news: impl IntoIterator<Item = Heard>) {
        for heard in news {
            // Nobody listens: nobody needs to know.
            drop(self.heard.send(heard));
        }
    }
}

#[cfg(feature = "testing")]
impl Message {
    pub(super) fn new(from: NodeId, topic: &str, body: Vec<u8>) -> Self {
        Self { from, topic: topic.to_owned(), body }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemRandom;

    fn bus(key: u8) -> (Bus, mpsc::Receiver<nats::Outgoing>) {
        let (queue, end) = Bus::queue();
        let vault = Vault::new([key; 32], Arc::new(SystemRandom));
        (Bus::new(NodeId(u64::from(key)), Link::Nats(queue), Some(vault)), end)
    }

    #[tokio::test]
    async fn only_nodes_with_the_same_key_understand_each_other() {
        let (one, mut sent) = bus(1);
        one.publish("greeting", &"こんにちは");
        let Some(nats::Outgoing::Say("greeting", bytes)) = sent.recv().await else {
            panic!("nothing was sent");
        };
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!shown.contains("こんにちは") && !shown.contains("greeting"));
        let (foreign, _end) = bus(2);
        let mut heard = foreign.hear();
        foreign.0.take(&bytes);
        assert!(heard.try_recv().is_err());
        let vault = Vault::new([1; 32], Arc::new(SystemRandom));
        let other = Bus::new(NodeId(9), Link::Alone, Some(vault));
        let mut heard = other.hear();
        other.0.take(&bytes);
        assert_eq!(heard.try_recv().unwrap(), Heard::Joined(NodeId(1)));
        let Ok(Heard::Message(message)) = heard.try_recv() else { panic!("no message") };
        assert_eq!(message.about::<String>("greeting").as_deref(), Some("こんにちは"));
        assert_eq!(message.about::<String>("other"), None);
    }

    #[tokio::test]
    async fn what_cannot_be_sent_is_dropped_and_nobody_waits() {
        let (bus, _end) = bus(1);
        for number in 0..MOST_UNSENT + 10 {
            bus.publish("many", &number);
        }
        assert_eq!(bus.0.counts.dropped.load(Ordering::Relaxed), 10);
    }

    #[test]
    fn one_node_alone_says_nothing() {
        let bus = Bus::alone();
        bus.publish("x", &1);
        assert!(!bus.is_shared() && !bus.is_up() && !bus.woke_after(Instant::now()));
    }
}
