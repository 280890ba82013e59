//! Who was heard when, whether the link is whole, and whether this node slept. Pure: it is told the
//! time.

use super::post::{Heard, NodeId};
use std::{collections::HashMap, time::Duration};
use tokio::time::Instant;

/// How often a node says that it is there.
pub(super) const BEAT: Duration = Duration::from_secs(1);
/// A node that was not heard for so long is gone, and what it held with it.
const LEASE: Duration = Duration::from_secs(8);
/// A link on which a node does not hear its own words for so long is broken.
const SILENCE: Duration = Duration::from_secs(4);
/// A node whose own clock did not tick for so long was frozen, or its machine was.
const SLEEP: Duration = Duration::from_secs(3);

#[derive(Debug)]
pub(super) struct Watch {
    nodes: HashMap<NodeId, Instant>,
    heard_self: Instant,
    is_up: bool,
    ticked: Instant,
    woke: Instant,
    /// It slept, and its listeners were not told yet.
    owes_news: bool,
}

impl Watch {
    pub fn new(now: Instant) -> Self {
        let nodes = HashMap::new();
        Self { nodes, heard_self: now, is_up: false, ticked: now, woke: now, owes_news: false }
    }

    pub fn is_up(&self) -> bool {
        self.is_up
    }

    pub fn others(&self) -> usize {
        self.nodes.len()
    }

    /// Our own words came back: the link is whole. After a break, something was missed.
    pub fn hear_self(&mut self, now: Instant) -> Option<Heard> {
        self.heard_self = now;
        let was_up = std::mem::replace(&mut self.is_up, true);
        (!was_up).then_some(Heard::Missed)
    }

    pub fn hear(&mut self, node: NodeId, now: Instant) -> Option<Heard> {
        self.nodes.insert(node, now).is_none().then_some(Heard::Joined(node))
    }

    /// This node says goodbye.
    pub fn leave(&mut self, node: NodeId) -> Option<Heard> {
        self.nodes.remove(&node).map(|_| Heard::Gone(node))
    }

    /// The link is broken: from now on things are missed.
    pub fn cut(&mut self) -> Option<Heard> {
        std::mem::take(&mut self.is_up).then_some(Heard::Missed)
    }

    /// Did this node sleep after that moment? Asked before old rights are believed.
    pub fn woke_after(&mut self, then: Instant, now: Instant) -> bool {
        self.notice(now);
        self.woke > then
    }

    fn notice(&mut self, now: Instant) {
        if now.duration_since(self.ticked) > SLEEP {
            self.wake(now);
        }
        self.ticked = now;
    }

    pub fn wake(&mut self, now: Instant) {
        self.woke = now;
        self.owes_news = true;
        // The others were not silent: we did not listen.
        self.nodes.values_mut().for_each(|heard| *heard = now);
        self.heard_self = now;
    }

    /// Once a beat: who is gone, what was missed.
    pub fn tick(&mut self, now: Instant) -> Vec<Heard> {
        self.notice(now);
        let mut news = Vec::new();
        if std::mem::take(&mut self.owes_news) {
            news.push(Heard::Missed);
        }
        if now.duration_since(self.heard_self) > SILENCE {
            news.extend(self.cut());
        }
        // While the link is broken nobody is heard; that says nothing about them yet.
        self.nodes.retain(|node, heard| {
            let lives = now.duration_since(*heard) < LEASE;
            if !lives {
                news.push(Heard::Gone(*node));
            }
            lives
        });
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, seconds: u64) -> Instant {
        start + Duration::from_secs(seconds)
    }

    #[test]
    fn who_falls_silent_is_gone_and_who_comes_back_has_joined() {
        let start = Instant::now();
        let mut watch = Watch::new(start);
        assert_eq!(watch.hear(NodeId(7), start), Some(Heard::Joined(NodeId(7))));
        assert_eq!(watch.hear(NodeId(7), after(start, 1)), None);
        let mut gone = Vec::new();
        for second in 1..=9 {
            gone.extend(watch.tick(after(start, second)));
        }
        assert_eq!((gone, watch.others()), (vec![Heard::Gone(NodeId(7))], 0));
        assert_eq!(watch.hear(NodeId(7), after(start, 10)), Some(Heard::Joined(NodeId(7))));
        assert_eq!(watch.leave(NodeId(7)), Some(Heard::Gone(NodeId(7))));
        assert_eq!(watch.leave(NodeId(7)), None);
    }

    #[test]
    fn a_link_is_up_when_one_hears_oneself() {
        let start = Instant::now();
        let mut watch = Watch::new(start);
        assert!(!watch.is_up());
        assert_eq!(watch.hear_self(start), Some(Heard::Missed));
        assert_eq!(watch.hear_self(after(start, 1)), None);
        for second in 1..=6 {
            watch.tick(after(start, second));
        }
        assert!(!watch.is_up(), "silent for five seconds");
        assert_eq!(watch.hear_self(after(start, 7)), Some(Heard::Missed));
    }

    #[test]
    fn who_slept_knows_it_before_anything_else_and_blames_nobody() {
        let start = Instant::now();
        let mut watch = Watch::new(start);
        watch.hear(NodeId(7), start);
        watch.tick(after(start, 1));
        assert!(!watch.woke_after(start, after(start, 2)));
        // Twenty seconds frozen; a socket is served before the clock ticks.
        assert!(watch.woke_after(after(start, 2), after(start, 22)));
        assert!(!watch.woke_after(after(start, 22), after(start, 22)));
        assert_eq!(watch.tick(after(start, 22)), [Heard::Missed]);
        assert_eq!((watch.tick(after(start, 23)), watch.others()), (vec![], 1));
    }
}
