//! One socket: who is on it, what it has joined, and the loop that serves it.
//!
//! Invariants. A connection that does not say who it is, does not answer, does not read or speaks
//! nonsense is closed; one that speaks too fast is read slowly. Rights are looked at again every
//! minute and whenever the hub says so. At the end everybody else hears that it left.

use super::joined::{Joined, RECHECK};
use crate::memo::{
    MemoHub,
    hub::{
        Taken,
        peer::{Outbox, Outgoing, SentAway},
    },
};
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::SinkExt;
use memo_wire::{
    awareness::{AwarenessLimits, AwarenessUpdate},
    frame::Sync,
};
use platform::{app::App, pace::Pace};
use std::{collections::BTreeMap, pin::Pin, sync::Arc, time::Duration};
use tokio::{
    sync::{Notify, futures::Notified, mpsc},
    time::{Instant, sleep_until, timeout},
};

const TO_SAY_WHO: Duration = Duration::from_secs(10);
/// What somebody may send before that.
const BEFORE_THAT: usize = 64 * 1024;
const PING: Duration = Duration::from_secs(25);
const DEAD: Duration = Duration::from_secs(60);
/// A provider also sends along what it heard of the others; that is left out later.
const PRESENCE_LIMITS: AwarenessLimits = AwarenessLimits { entries: 64, state_bytes: 2048 };
const TO_SAY_GOODBYE: Duration = Duration::from_secs(2);

/// Why a socket is closed, as code and reason.
pub type Closing = (u16, &'static str);
pub const BAD_MESSAGE: Closing = (1007, "malformed");
pub const NOT_YOURS: Closing = (1008, "not for clients");
pub const TOO_MANY: Closing = (1008, "too many documents");
pub const TROUBLE: Closing = (1011, "unavailable");
const RESTART: Closing = (1012, "restart");
const AGAIN: Closing = (1012, "sync again");
const TOO_SLOW: Closing = (1013, "too slow");
const OVERLOADED: Closing = (1013, "try later");
pub const UNAUTHORIZED: Closing = (4401, "Unauthorized");
pub const FORBIDDEN: Closing = (4403, "Forbidden");
const SILENT: Closing = (4408, "Connection Timeout");

/// `Err`: close the socket.
pub type Step<T = ()> = std::result::Result<T, Closing>;

/// A protocol: turns messages into deeds.
pub trait Protocol: Send {
    /// Did the request that opened the socket say who is there?
    fn is_known(&self) -> bool;

    /// What happens before the first message.
    fn begin(&mut self, connection: &mut Connection) -> impl Future<Output = Step> + Send;

    fn hear(
        &mut self,
        connection: &mut Connection,
        message: &[u8],
    ) -> impl Future<Output = Step> + Send;

    /// What keeps the client's own watchdog quiet, if its protocol has such a thing.
    fn ping(&self) -> Option<Vec<u8>>;
}

pub struct Connection {
    pub app: App,
    pub(super) hub: Arc<MemoHub>,
    pub outbox: Arc<Outbox>,
    /// By the address on the wire.
    pub(super) joined: BTreeMap<String, Joined>,
    pub(super) recheck: Arc<Notify>,
    updates: Pace,
    questions: Pace,
    others: Pace,
    read_after: Option<Instant>,
    unknown_bytes: usize,
    /// Until when a document must have been opened; `None` once one was.
    pub(super) known_before: Option<Instant>,
    /// The session's cookie was good: it is the documents that are not this person's.
    is_known: bool,
    heard_at: Instant,
    ping_at: Instant,
    pub(super) recheck_at: Instant,
    /// When the rights were looked at last.
    pub(super) rights_at: Instant,
}

/// Serves a socket until it ends.
pub async fn serve(app: App, mut socket: WebSocket, mut protocol: impl Protocol) {
    let (outbox, mut frames) = Outbox::new();
    let mut connection = Connection::new(app, outbox, protocol.is_known());
    let served = async {
        protocol.begin(&mut connection).await?;
        connection.run(&mut socket, &mut frames, &mut protocol).await
    };
    if let Err(closing) = served.await {
        connection.say_goodbye(&mut socket, &mut frames, closing).await;
    }
}

/// What cannot wait for a socket that takes nothing. Each is waited for in one place for as long as
/// the socket lasts: a call wakes only who waited first.
struct Calls<'p, 'n> {
    recheck: &'n Notify,
    rechecked: Pin<&'p mut Notified<'n>>,
    overflow: Pin<&'p mut Notified<'n>>,
}

impl Calls<'_, '_> {
    fn wait_anew(&mut self) {
        let anew = self.recheck.notified();
        self.rechecked.set(anew);
    }
}

fn sent_away(outbox: &Outbox) -> Closing {
    match outbox.why_sent_away() {
        SentAway::TooSlow => TOO_SLOW,
        SentAway::Forbidden => FORBIDDEN,
        SentAway::ToSyncAgain => AGAIN,
    }
}

impl Connection {
    fn new(app: App, outbox: Arc<Outbox>, is_known: bool) -> Self {
        let now = Instant::now();
        Self {
            hub: crate::memo::hub(&app),
            app,
            outbox,
            joined: BTreeMap::new(),
            recheck: Arc::default(),
            updates: Pace::new(50.0, 200.0, now),
            questions: Pace::new(2.0, 16.0, now),
            others: Pace::new(200.0, 400.0, now),
            read_after: None,
            unknown_bytes: 0,
            known_before: Some(now + TO_SAY_WHO),
            is_known,
            heard_at: now,
            ping_at: now + PING,
            recheck_at: now + RECHECK,
            rights_at: now,
        }
    }

    async fn run(
        &mut self,
        socket: &mut WebSocket,
        frames: &mut mpsc::UnboundedReceiver<Outgoing>,
        protocol: &mut impl Protocol,
    ) -> Step {
        let (app, outbox, recheck) = (self.app.clone(), self.outbox.clone(), self.recheck.clone());
        // Waited for as long as the socket lasts: to begin anew with each message costs more than
        // the message.
        let (stopped, overflow) = (app.stop().closed(), outbox.overflow.notified());
        let (rechecked, alarm) = (recheck.notified(), sleep_until(self.next_due()));
        tokio::pin!(stopped, overflow, rechecked, alarm);
        let mut calls = Calls { recheck: &recheck, rechecked, overflow };
        loop {
            let (due, read_after) = (self.next_due(), self.read_after);
            if alarm.deadline() != due {
                alarm.as_mut().reset(due);
            }
            tokio::select! {
                frame = frames.recv() => {
                    let Some(frame) = frame else { return Ok(()) };
                    self.send(socket, frames, frame, &mut calls).await?;
                }
                message = socket.recv(), if read_after.is_none() => match message {
                    Some(Ok(message)) => self.hear(protocol, message).await?,
                    Some(Err(_)) => return Err(BAD_MESSAGE),
                    None => return Ok(()),
                },
                () = &mut alarm => self.on_time(socket, protocol, &mut calls).await?,
                () = &mut calls.rechecked => {
                    calls.wait_anew();
                    self.look_again().await?;
                }
                () = &mut calls.overflow => return Err(sent_away(&outbox)),
                () = &mut stopped => return Err(RESTART),
            }
        }
    }

    /// Sends what is ready in one go.
    async fn send(
        &mut self,
        socket: &mut WebSocket,
        frames: &mut mpsc::UnboundedReceiver<Outgoing>,
        first: Outgoing,
        calls: &mut Calls<'_, '_>,
    ) -> Step {
        let until = Instant::now() + DEAD;
        let mut next = Some(first);
        while let Some(mut frame) = next {
            self.believe_nothing_old().await?;
            self.outbox.sent(&frame);
            if frame.may_leave() {
                let bytes = std::mem::take(&mut frame.bytes);
                self.wait_for(socket.feed(Message::Binary(bytes.into())), until, calls).await?;
            }
            next = frames.try_recv().ok();
        }
        self.wait_for(socket.flush(), until, calls).await
    }

    /// Waits for the socket. Somebody who does not read is sent away and loses their rights all the
    /// same.
    async fn wait_for(
        &mut self,
        sent: impl Future<Output = std::result::Result<(), axum::Error>>,
        until: Instant,
        calls: &mut Calls<'_, '_>,
    ) -> Step {
        tokio::pin!(sent);
        loop {
            tokio::select! {
                biased;
                sent = &mut sent => return sent.map_err(|_| SILENT),
                () = &mut calls.overflow => return Err(sent_away(&self.outbox)),
                () = &mut calls.rechecked => {
                    calls.wait_anew();
                    self.look_again().await?;
                }
                () = sleep_until(until.min(self.recheck_at)) => {
                    if Instant::now() >= until {
                        return Err(SILENT);
                    }
                    self.look_again().await?;
                }
            }
        }
    }

    async fn hear(&mut self, protocol: &mut impl Protocol, message: Message) -> Step {
        self.heard_at = Instant::now();
        match message {
            Message::Binary(bytes) => {
                if self.known_before.is_some() {
                    self.unknown_bytes += bytes.len();
                    if self.unknown_bytes > BEFORE_THAT {
                        return Err(UNAUTHORIZED);
                    }
                }
                self.read_after = self.others.spend(self.heard_at);
                self.believe_nothing_old().await?;
                protocol.hear(self, &bytes).await
            }
            Message::Text(_) => Err(BAD_MESSAGE),
            Message::Ping(_) | Message::Pong(_) | Message::Close(_) => Ok(()),
        }
    }

    /// After this process was frozen, what a connection may do is asked again before it is heard or
    /// hears anything.
    async fn believe_nothing_old(&mut self) -> Step {
        if self.app.bus().woke_after(self.rights_at) {
            self.look_again().await?;
        }
        if self.app.bus().woke_after(self.rights_at) {
            self.shut_all();
            return Err(TROUBLE);
        }
        Ok(())
    }

    fn next_due(&self) -> Instant {
        let presence = self.joined.values().filter(|joined| !joined.presence.is_empty());
        let presence = presence.map(|joined| joined.presence_after);
        [Some(self.heard_at + DEAD), Some(self.ping_at), Some(self.recheck_at)]
            .into_iter()
            .chain([self.read_after, self.known_before])
            .flatten()
            .chain(presence)
            .min()
            .expect("three of them are always there")
    }

    async fn on_time(
        &mut self,
        socket: &mut WebSocket,
        protocol: &impl Protocol,
        calls: &mut Calls<'_, '_>,
    ) -> Step {
        let now = Instant::now();
        if now >= self.heard_at + DEAD {
            return Err(SILENT);
        }
        if self.known_before.is_some_and(|until| now >= until) {
            return Err(if self.is_known { FORBIDDEN } else { SILENT });
        }
        self.read_after = self.read_after.filter(|until| now < *until);
        for joined in self.joined.values_mut() {
            joined.tell_presence(now);
        }
        if now >= self.ping_at {
            self.ping_at = now + PING;
            if let Some(frame) = protocol.ping() {
                self.outbox.send(frame);
            }
            let ping = socket.send(Message::Ping(Vec::new().into()));
            self.wait_for(ping, now + DEAD, calls).await?;
        }
        if now >= self.recheck_at {
            self.look_again().await?;
        }
        Ok(())
    }

    /// Is this address joined?
    pub fn has(&self, address: &str) -> bool {
        self.joined.contains_key(address)
    }

    pub fn leave(&mut self, address: &str) {
        self.joined.remove(address);
    }

    /// A message that costs more than others to answer.
    pub fn spend_question(&mut self) {
        self.read_after = self.read_after.max(self.questions.spend(self.heard_at));
    }

    /// A message about content. `is_answer`: it must not be answered by a question.
    pub fn sync(&mut self, address: &str, sync: Sync<'_>, is_answer: bool) -> Step {
        let Some(joined) = self.joined.get(address) else { return Ok(()) };
        let (taken, pace) = match sync {
            Sync::Step1(vector) => {
                joined.handle.lock().first_step(joined.peer, vector, !is_answer);
                (Taken::Yes, &mut self.questions)
            }
            Sync::Step2(update) => {
                (joined.handle.submit(&self.app, joined.peer, update, true), &mut self.updates)
            }
            Sync::Update(update) => {
                (joined.handle.submit(&self.app, joined.peer, update, false), &mut self.updates)
            }
        };
        self.read_after = self.read_after.max(pace.spend(self.heard_at));
        if taken == Taken::Overloaded { Err(OVERLOADED) } else { Ok(()) }
    }

    /// Carets come often; of each client only the newest counts.
    pub fn presence(&mut self, address: &str, update: &[u8]) {
        let Some(joined) = self.joined.get_mut(address) else { return };
        let Ok(update) = AwarenessUpdate::decode(update, &PRESENCE_LIMITS) else { return };
        for entry in update.entries {
            if joined.presence.len() < PRESENCE_LIMITS.entries {
                joined.presence.insert(entry.client, entry);
            }
        }
        joined.tell_presence(Instant::now());
    }

    pub fn who_is_here(&self, address: &str) {
        if let Some(joined) = self.joined.get(address) {
            joined.handle.lock().introduce(joined.peer);
        }
    }

    /// Sends what is still to be said, then the reason; when the house closes, receipts for what
    /// was written a moment ago are still waited for.
    async fn say_goodbye(
        mut self,
        socket: &mut WebSocket,
        frames: &mut mpsc::UnboundedReceiver<Outgoing>,
        closing: Closing,
    ) {
        let (code, reason) = closing;
        let farewell = async {
            if closing == RESTART {
                for joined in self.joined.values() {
                    joined.handle.written().await;
                }
            }
            self.joined.clear();
            while let Ok(frame) = frames.try_recv() {
                if !frame.may_leave() {
                    continue;
                }
                if closing == TOO_SLOW
                    || socket.feed(Message::Binary(frame.bytes.into())).await.is_err()
                {
                    break;
                }
            }
            let frame = CloseFrame { code, reason: reason.into() };
            drop(socket.send(Message::Close(Some(frame))).await);
        };
        drop(timeout(TO_SAY_GOODBYE, farewell).await);
    }
}
