//! A memo on a socket: how it is joined, and how its rights are looked at again.

use super::{
    connection::{Connection, FORBIDDEN, Step, TOO_MANY, TROUBLE, UNAUTHORIZED},
    pass::{Opened, Pass},
};
use crate::memo::{
    hub::{
        Handle, Registered,
        peer::{Lane, NewPeer, PeerId},
    },
    model::{MemoId, SCHEMA_VERSION},
};
use crate::reading;
use memo_wire::{
    awareness::{AwarenessUpdate, Presence},
    frame::Wire,
};
use platform::{Error, Result};
use std::{collections::BTreeMap, time::Duration};
use tokio::time::Instant;

pub const RECHECK: Duration = Duration::from_secs(60);
/// While other nodes cannot tell us that rights ended.
const RECHECK_WHEN_DEAF: Duration = Duration::from_secs(10);
const RECHECK_AFTER_TROUBLE: Duration = Duration::from_secs(5);
/// Twenty carets a second.
const PRESENCE: Duration = Duration::from_millis(50);
/// Documents on one socket: a meeting has four.
const MOST_JOINED: usize = 8;

/// A memo on this socket.
pub struct Joined {
    pub handle: Handle,
    pub peer: PeerId,
    pub lane: Lane,
    pub pass: Pass,
    pub memo: MemoId,
    pub wire: Wire,
    _registered: Registered,
    /// The newest presence of each client, while it waits for its turn.
    pub presence: BTreeMap<u64, Presence>,
    pub presence_after: Instant,
}

impl Drop for Joined {
    fn drop(&mut self) {
        self.handle.leave(self.peer);
    }
}

impl Joined {
    fn greet(&self) {
        let mut state = self.handle.lock();
        match self.wire {
            Wire::Plain => state.greet(self.peer),
            Wire::Hocuspocus { .. } => state.introduce(self.peer),
        }
    }

    pub fn tell_presence(&mut self, now: Instant) {
        if now < self.presence_after || self.presence.is_empty() {
            return;
        }
        self.presence_after = now + PRESENCE;
        let entries = std::mem::take(&mut self.presence).into_values().collect();
        self.handle.hear_presence(self.peer, AwarenessUpdate { entries });
    }
}

impl Connection {
    /// Joins a memo, or says why not.
    pub async fn join(&mut self, address: String, wire: Wire, memo: MemoId, pass: Pass) -> Step {
        if self.joined.len() >= MOST_JOINED {
            return Err(TOO_MANY);
        }
        let registered = self.hub.register(&self.app, self.recheck.clone());
        let opened = match pass.open(&self.app, memo).await {
            Ok(opened) => opened,
            Err(error) => return self.deny(&wire, &error),
        };
        registered.belongs_to(opened.person);
        match self.enter(address, wire.clone(), (pass, registered), opened).await {
            Ok(()) => Ok(()),
            Err(error) => self.deny(&wire, &error),
        }
    }

    async fn enter(
        &mut self,
        address: String,
        wire: Wire,
        (pass, registered): (Pass, Registered),
        opened: Opened,
    ) -> Result<()> {
        let Opened { organization, person, memo, scope } = opened;
        let handle = self.hub.enter(&self.app, organization, &memo).await?;
        let seat = memo.seat(person);
        let user = serde_json::json!({ "name": memo.name_in(seat), "seat": seat.word() });
        let lane = Lane::of(self.outbox.clone());
        let peer = handle
            .join(NewPeer { person, user, scope, wire: wire.clone(), lane: lane.clone() })
            .ok_or(Error::TooMany { retry_after_seconds: 60 })?;
        self.outbox_if(
            wire.stateless(&format!(r#"{{"kind":"schema","version":{SCHEMA_VERSION}}}"#)),
        );
        if memo.is_shared() {
            reading::note(&self.app, organization, person, &[memo.as_text()], pass.way()).await;
        }
        let joined = Joined {
            handle,
            peer,
            lane,
            pass,
            memo: memo.id,
            wire,
            _registered: registered,
            presence: BTreeMap::new(),
            presence_after: Instant::now(),
        };
        joined.greet();
        self.joined.insert(address, joined);
        self.known_before = None;
        Ok(())
    }

    fn deny(&self, wire: &Wire, error: &Error) -> Step {
        match (error, wire) {
            (Error::Unavailable(_) | Error::Internal(_) | Error::Conflict(_), _) => {
                tracing::error!(%error, "a memo could not be opened");
                Err(TROUBLE)
            }
            (_, Wire::Plain) => Err(FORBIDDEN),
            _ => {
                self.outbox.send(wire.denied(error.code()));
                Ok(())
            }
        }
    }

    fn outbox_if(&self, frame: Option<Vec<u8>>) {
        if let Some(frame) = frame {
            self.outbox.send(frame);
        }
    }

    /// Looks at the rights again: demotes, sends out of one memo, or closes the socket.
    pub async fn look_again(&mut self) -> Step {
        let before = std::mem::replace(&mut self.rights_at, Instant::now());
        let bus = self.app.bus();
        let deaf = bus.is_shared() && !bus.is_up();
        self.recheck_at = self.rights_at + if deaf { RECHECK_WHEN_DEAF } else { RECHECK };
        let addresses: Vec<String> = self.joined.keys().cloned().collect();
        for address in addresses {
            let Some(joined) = self.joined.get(&address) else { continue };
            match joined.pass.open(&self.app, joined.memo).await {
                Ok(opened) => joined.handle.lock().set_scope(joined.peer, opened.scope),
                Err(Error::Unavailable(_) | Error::Internal(_)) => {
                    self.recheck_at = Instant::now() + RECHECK_AFTER_TROUBLE;
                    self.rights_at = before;
                }
                Err(error) => self.send_out(&address, &error)?,
            }
        }
        Ok(())
    }

    fn send_out(&mut self, address: &str, error: &Error) -> Step {
        let Some(joined) = self.joined.remove(address) else { return Ok(()) };
        joined.lane.shut();
        let closing = if matches!(error, Error::SignedOut) { UNAUTHORIZED } else { FORBIDDEN };
        self.outbox_if(joined.wire.stateless(r#"{"kind":"revoked"}"#));
        self.outbox_if(joined.wire.close(closing.1));
        let is_over = joined.wire == Wire::Plain
            || self.joined.is_empty()
            || closing == UNAUTHORIZED && matches!(joined.pass, Pass::Cookie(_));
        if is_over {
            self.shut_all();
            return Err(closing);
        }
        Ok(())
    }

    /// No more words of any memo leave.
    pub fn shut_all(&self) {
        for joined in self.joined.values() {
            joined.lane.shut();
        }
    }
}
