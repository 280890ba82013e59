//! What the nodes say to each other about open memos, and what each does when it hears it.
//!
//! Invariants. Nothing depends on a message: a node that has a memo open asks the database by
//! itself how far its log is ([`POLL`]), and looks at everything at once when it may have missed
//! something. Presence is the exception, since it is nowhere else: it comes again with the next
//! word, and goes with its node.

use super::{MemoHub, open::OpenMemo, peer::Way};
use crate::{
    memo::{
        model::{MemoId, MemoKey},
        queries::log,
    },
    one_on_one::OneOnOneId,
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use memo_wire::awareness::{AwarenessLimits, AwarenessUpdate};
use platform::{
    OrganizationId, PersonId, Result,
    app::App,
    bus::{Bus, Heard, Message, NodeId},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::{
    sync::broadcast::error::RecvError,
    time::{MissedTickBehavior, interval},
};

const TOPIC: &str = "memo";
/// How often the logs of open memos are asked how far they are: while messages come, and while
/// they do not.
const POLL: Duration = Duration::from_secs(5);
const POLL_WHEN_DEAF: Duration = Duration::from_secs(1);
/// What one node may say about who is there: its own words were checked when they came in.
const PRESENCE: AwarenessLimits = AwarenessLimits { entries: 64, state_bytes: 4_096 };

#[derive(Debug, Serialize, Deserialize)]
enum Word {
    Memo(OrganizationId, MemoId, OfMemo),
    /// Agenda or promises of a 1-on-1 changed.
    Changed(OneOnOneId),
}

#[derive(Debug, Serialize, Deserialize)]
enum OfMemo {
    /// The log has come so far.
    Head(i64),
    /// Everything up to this row is folded.
    Folded(i64),
    /// What a person shows of themselves, in base 64.
    Presence(PersonId, String),
    /// Somebody opened it and wants to know who is there.
    WhoIsHere,
}

fn tell(bus: &Bus, key: MemoKey, word: OfMemo) {
    bus.publish(TOPIC, &Word::Memo(key.organization, key.memo, word));
}

pub(super) fn tell_head(bus: &Bus, key: MemoKey, head: i64) {
    tell(bus, key, OfMemo::Head(head));
}

pub(super) fn tell_folded(bus: &Bus, key: MemoKey, upto: i64) {
    tell(bus, key, OfMemo::Folded(upto));
}

pub(super) fn tell_presence(bus: &Bus, key: MemoKey, person: PersonId, update: &[u8]) {
    if bus.is_shared() {
        tell(bus, key, OfMemo::Presence(person, BASE64.encode(update)));
    }
}

pub(super) fn ask_who_is_here(bus: &Bus, key: MemoKey) {
    tell(bus, key, OfMemo::WhoIsHere);
}

pub(super) fn tell_changed(bus: &Bus, one_on_one: OneOnOneId) {
    bus.publish(TOPIC, &Word::Changed(one_on_one));
}

/// Hears the other nodes, if there are any, until the house closes.
pub(super) fn listen(hub: &Arc<MemoHub>, app: &App) {
    if app.bus().is_shared() {
        tokio::spawn(hear(hub.clone(), app.clone(), app.bus().hear()));
        tokio::spawn(poll(hub.clone(), app.clone()));
    }
}

async fn hear(hub: Arc<MemoHub>, app: App, mut heard: tokio::sync::broadcast::Receiver<Heard>) {
    loop {
        let next = tokio::select! {
            next = heard.recv() => next,
            () = app.stop().closed() => return,
        };
        match next {
            Ok(Heard::Message(message)) => hub.take_word(&app, &message),
            Ok(Heard::Missed) | Err(RecvError::Lagged(_)) => hub.look_everywhere(&app).await,
            Ok(Heard::Joined(_)) => hub.introduce_all(app.bus()),
            Ok(Heard::Gone(node)) => hub.lose(node),
            Err(RecvError::Closed) => return,
        }
    }
}

async fn poll(hub: Arc<MemoHub>, app: App) {
    let mut ticks = interval(POLL_WHEN_DEAF);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut waited = Duration::ZERO;
    while !app.stop().is_closed() {
        ticks.tick().await;
        waited += POLL_WHEN_DEAF;
        if waited >= POLL || !app.bus().is_up() {
            waited = Duration::ZERO;
            hub.look_at_heads(&app).await;
        }
    }
}

impl MemoHub {
    fn take_word(&self, app: &App, message: &Message) {
        let (key, word) = match message.about::<Word>(TOPIC) {
            Some(Word::Memo(organization, memo, word)) => (MemoKey { organization, memo }, word),
            Some(Word::Changed(one_on_one)) => return self.changed_here(one_on_one),
            None => return,
        };
        let Some(memo) = self.find(key) else { return };
        match word {
            OfMemo::Head(head) => memo.hint(app, head),
            OfMemo::Folded(upto) => memo.lock().was_folded(upto),
            OfMemo::Presence(person, update) => show(&memo, (message.from, person), &update),
            OfMemo::WhoIsHere => introduce(&memo, app.bus()),
        }
    }

    /// Something was missed: rights, words and people are looked at anew.
    async fn look_everywhere(&self, app: &App) {
        self.recheck_all();
        self.introduce_all(app.bus());
        for memo in self.all() {
            ask_who_is_here(app.bus(), memo.key);
            memo.lock().tell_stateless(CHANGED);
        }
        self.look_at_heads(app).await;
    }

    fn introduce_all(&self, bus: &Bus) {
        for memo in self.all() {
            introduce(&memo, bus);
        }
    }

    fn lose(&self, node: NodeId) {
        for memo in self.all() {
            let mut state = memo.lock();
            if let Some(farewell) = state.presences.lose(Way::Node(node)) {
                state.tell_presence(&farewell.encode(), None);
            }
        }
    }

    /// Asks the database how far the logs of all open memos are.
    async fn look_at_heads(&self, app: &App) {
        let mut memos: BTreeMap<OrganizationId, Vec<Arc<OpenMemo>>> = BTreeMap::new();
        for memo in self.all().into_iter().filter(|memo| memo.is_loaded()) {
            memos.entry(memo.key.organization).or_default().push(memo);
        }
        for (organization, memos) in memos {
            if let Err(error) = look_at(app, organization, &memos).await {
                tracing::warn!(%error, "how far the memos are could not be asked");
            }
        }
    }
}

/// What those who have a memo open hear when agenda or promises may have changed.
pub(super) const CHANGED: &str = r#"{"kind":"changed"}"#;

async fn look_at(app: &App, organization: OrganizationId, memos: &[Arc<OpenMemo>]) -> Result<()> {
    let mut tx = app.memo_log_reads(organization, "how far are the open memos?");
    let ids: Vec<MemoId> = memos.iter().map(|memo| memo.key.memo).collect();
    let heads: BTreeMap<MemoId, i64> = log::heads(&mut tx, &ids).await?.into_iter().collect();
    drop(tx);
    for memo in memos {
        if let Some(head) = heads.get(&memo.key.memo) {
            memo.hint(app, *head);
        }
    }
    Ok(())
}

fn show(memo: &OpenMemo, (node, person): (NodeId, PersonId), update: &str) {
    let bytes = BASE64.decode(update).unwrap_or_default();
    let Ok(update) = AwarenessUpdate::decode(&bytes, &PRESENCE) else { return };
    let mut state = memo.lock();
    if let Some(news) = state.presences.hear_relayed((Way::Node(node), person), update) {
        state.tell_presence(&news.encode(), None);
    }
}

fn introduce(memo: &OpenMemo, bus: &Bus) {
    let own = memo.lock().presences.by(|way| matches!(way, Way::Peer(_)));
    for (person, update) in own {
        tell_presence(bus, memo.key, person, &update.encode());
    }
}
