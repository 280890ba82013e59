//! Nodes in one process, for tests: what one says the others hear, unless the switch is off.

use super::post::{Bus, Heard, Inner, Link, Message, NodeId};
use std::sync::{
    Arc, Mutex, PoisonError, Weak,
    atomic::{AtomicBool, Ordering},
};

/// Joins nodes in one process.
#[derive(Clone, Default)]
pub struct Switch(Arc<Joined>);

#[derive(Default)]
struct Joined {
    nodes: Mutex<Vec<Weak<Inner>>>,
    is_off: AtomicBool,
}

impl Switch {
    /// One more node.
    pub fn join(&self) -> Bus {
        let mut nodes = self.0.nodes.lock().unwrap_or_else(PoisonError::into_inner);
        let node = NodeId(nodes.len() as u64 + 1);
        let bus = Bus::new(node, Link::Switch(self.clone()), None);
        bus.0.tell(bus.0.watch().hear_self(tokio::time::Instant::now()));
        nodes.push(Arc::downgrade(&bus.0));
        bus
    }

    /// Loses everything that is said from now on.
    pub fn turn_off(&self) {
        self.0.is_off.store(true, Ordering::Relaxed);
        self.each(|node| {
            let news = node.watch().cut();
            node.tell(news);
        });
    }

    /// Whole again; everybody is told that something was missed.
    pub fn turn_on(&self) {
        self.0.is_off.store(false, Ordering::Relaxed);
        self.each(|node| {
            let news = node.watch().hear_self(tokio::time::Instant::now());
            node.tell(news);
        });
    }

    /// This node is gone without a word.
    pub fn lose(&self, gone: NodeId) {
        self.each(|node| {
            if node.node != gone {
                node.tell([Heard::Gone(gone)]);
            }
        });
    }

    /// This node was frozen until now, and its listeners have not been told yet.
    pub fn wake(&self, woken: NodeId) {
        self.each(|node| {
            if node.node == woken {
                node.watch().wake(tokio::time::Instant::now());
            }
        });
    }

    pub(super) fn pass(&self, from: NodeId, topic: &'static str, body: Vec<u8>) {
        if self.0.is_off.load(Ordering::Relaxed) {
            return;
        }
        self.each(|node| {
            if node.node != from {
                node.deliver(Message::new(from, topic, body.clone()));
            }
        });
    }

    fn each(&self, act: impl Fn(&Inner)) {
        let nodes = self.0.nodes.lock().unwrap_or_else(PoisonError::into_inner);
        nodes.iter().filter_map(Weak::upgrade).for_each(|node| act(&node));
    }
}
