//! The memos that are open in this process, and the connections on them.
//!
//! Invariants. One memo is open at most once, however many come in at the same moment: it enters
//! the map before it is loaded, and loads once. It leaves the map only while nobody has it and
//! nothing waits for the disk.

use super::{keeper, nodes, open::OpenMemo, scribe::Scribe};
use crate::memo::model::{Memo, MemoKey};
use crate::one_on_one::OneOnOneId;
use platform::{OrganizationId, PersonId, Result, app::App};
use std::{
    collections::HashMap,
    ops::Deref,
    sync::{
        Arc, Mutex, MutexGuard, Once, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::{
    Notify,
    broadcast::{self, error::RecvError},
};

/// A pause in typing, and how long a memo that nobody has open stays in memory.
const IDLE: Duration = Duration::from_secs(30);

/// All open memos of this process: a part of the [`App`].
pub struct MemoHub {
    idle: Duration,
    open: Mutex<HashMap<MemoKey, Slot>>,
    contacts: Mutex<HashMap<u64, Contact>>,
    next_contact: AtomicU64,
    listening: Once,
    scribe: OnceLock<Scribe>,
}

struct Slot {
    memo: Arc<OpenMemo>,
    users: usize,
}

/// How to reach a connection when rights may have changed.
struct Contact {
    /// `None` while it is not known yet: then it hears of everybody.
    person: Option<PersonId>,
    recheck: Arc<Notify>,
}

impl Default for MemoHub {
    fn default() -> Self {
        Self::with_idle(IDLE)
    }
}

impl MemoHub {
    /// With another pause before a memo is folded and let go.
    pub fn with_idle(idle: Duration) -> Self {
        let (open, contacts) = (Mutex::default(), Mutex::default());
        let (next_contact, listening) = (AtomicU64::new(0), Once::new());
        Self { idle, open, contacts, next_contact, listening, scribe: OnceLock::new() }
    }

    /// A session or a pair of this person ended, or the person may not come in any more.
    pub(super) fn rights_changed(&self, person: PersonId) {
        self.recheck(|contact| contact.person.is_none_or(|other| other == person));
    }

    /// Agenda or promises of this 1-on-1 changed: whoever has its memo open should look again, on
    /// whichever node.
    pub fn changed(&self, app: &App, one_on_one: OneOnOneId) {
        self.changed_here(one_on_one);
        nodes::tell_changed(app.bus(), one_on_one);
    }

    pub(super) fn changed_here(&self, one_on_one: OneOnOneId) {
        for memo in self.all().iter().filter(|memo| memo.is_shared && memo.one_on_one == one_on_one)
        {
            memo.lock().tell_stateless(nodes::CHANGED);
        }
    }

    /// Writes everything down before the process ends: what waits for the log, then the texts.
    pub async fn drain(&self, app: &App) {
        for memo in self.all() {
            memo.written().await;
            if let Err(error) = keeper::fold(app, &memo).await {
                tracing::warn!(%error, memo = %memo.key.memo, "a memo was not folded at the end");
            }
        }
    }

    /// How many memos are open here.
    pub fn count(&self) -> usize {
        lock(&self.open).len()
    }

    /// Opens a memo, or joins those who have it open. The caller has checked the viewer's rights.
    pub(in crate::memo) async fn enter(
        self: &Arc<Self>,
        app: &App,
        organization: OrganizationId,
        memo: &Memo,
    ) -> Result<Handle> {
        let handle = self.take(app, MemoKey { organization, memo: memo.id }, memo);
        handle.load(app).await?;
        Ok(handle)
    }

    fn take(self: &Arc<Self>, app: &App, key: MemoKey, memo: &Memo) -> Handle {
        self.listen(app);
        let mut open = lock(&self.open);
        let slot = open.entry(key).or_insert_with(|| {
            let scribe = self.scribe.get_or_init(Scribe::start).clone();
            let memo = Arc::new(OpenMemo::new(key, memo, scribe, app.bus().clone()));
            nodes::ask_who_is_here(app.bus(), key);
            tokio::spawn(keeper::keep(Arc::downgrade(self), memo.clone(), app.clone(), self.idle));
            Slot { memo, users: 0 }
        });
        slot.users += 1;
        Handle { hub: self.clone(), memo: slot.memo.clone() }
    }

    /// Holds back whoever opens this memo, until told to go on.
    #[cfg(test)]
    pub(in crate::memo) async fn hold_back(
        self: &Arc<Self>,
        app: &App,
        key: MemoKey,
        memo: &Memo,
    ) -> tokio::sync::oneshot::Sender<()> {
        let handle = self.take(app, key, memo);
        let (go_on, told) = tokio::sync::oneshot::channel();
        let (begun, begins) = tokio::sync::oneshot::channel();
        tokio::spawn(async move { handle.load_after(begun, told).await });
        begins.await.expect("it begins");
        go_on
    }

    fn leave(&self, memo: &OpenMemo) {
        if let Some(slot) = lock(&self.open).get_mut(&memo.key) {
            slot.users -= 1;
            if slot.users == 0 {
                slot.memo.keeper.notify_one();
            }
        }
    }

    /// Forgets a memo that nobody has open and that is wholly on the disk.
    pub(super) fn let_go(&self, memo: &OpenMemo) -> bool {
        let mut open = lock(&self.open);
        let unused = open.get(&memo.key).is_some_and(|slot| slot.users == 0);
        let gone = unused && memo.lock().is_settled();
        if gone {
            open.remove(&memo.key);
        }
        gone
    }

    /// Wakes `recheck` whenever rights may have changed, for as long as the answer lives. Register
    /// before looking at rights: else nobody hears of those that end in between.
    pub(in crate::memo) fn register(
        self: &Arc<Self>,
        app: &App,
        recheck: Arc<Notify>,
    ) -> Registered {
        self.listen(app);
        let id = self.next_contact.fetch_add(1, Ordering::Relaxed);
        lock(&self.contacts).insert(id, Contact { person: None, recheck });
        Registered { hub: self.clone(), id }
    }

    /// Hears, from the first time on, what concerns open memos and connections.
    fn listen(self: &Arc<Self>, app: &App) {
        self.listening.call_once(|| {
            tokio::spawn(listen(self.clone(), app.rights_changes()));
            nodes::listen(self, app);
        });
    }

    /// All memos that are open here.
    pub(super) fn all(&self) -> Vec<Arc<OpenMemo>> {
        lock(&self.open).values().map(|slot| slot.memo.clone()).collect()
    }

    pub(in crate::memo) fn find(&self, key: MemoKey) -> Option<Arc<OpenMemo>> {
        lock(&self.open).get(&key).map(|slot| slot.memo.clone())
    }

    /// Wakes all connections, so that they look at their rights again.
    pub(super) fn recheck_all(&self) {
        self.recheck(|_| true);
    }

    fn recheck(&self, concerns: impl Fn(&Contact) -> bool) {
        for contact in lock(&self.contacts).values().filter(|contact| concerns(contact)) {
            contact.recheck.notify_one();
        }
    }
}

/// Passes on whose rights became fewer. Whoever falls behind looks everywhere.
async fn listen(hub: Arc<MemoHub>, mut changes: broadcast::Receiver<PersonId>) {
    loop {
        match changes.recv().await {
            Ok(person) => hub.rights_changed(person),
            Err(RecvError::Lagged(_)) => hub.recheck_all(),
            Err(RecvError::Closed) => return,
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a memo open.
pub(in crate::memo) struct Handle {
    hub: Arc<MemoHub>,
    memo: Arc<OpenMemo>,
}

impl Handle {
    /// Brings snapshot and text up to date now.
    pub async fn fold(&self, app: &App) -> Result<()> {
        keeper::fold(app, &self.memo).await
    }
}

impl Deref for Handle {
    type Target = Arc<OpenMemo>;
    fn deref(&self) -> &Arc<OpenMemo> {
        &self.memo
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.hub.leave(&self.memo);
    }
}

/// A connection that is told when to look at its rights again.
pub(in crate::memo) struct Registered {
    hub: Arc<MemoHub>,
    id: u64,
}

impl Registered {
    /// From now on only the rights of this person matter.
    pub fn belongs_to(&self, person: PersonId) {
        if let Some(contact) = lock(&self.hub.contacts).get_mut(&self.id) {
            contact.person = Some(person);
        }
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        lock(&self.hub.contacts).remove(&self.id);
    }
}
