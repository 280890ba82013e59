//! One open memo: its state behind a lock, loaded once, written by one task at a time.

use super::{
    peer::{NewPeer, PeerId},
    scribe::Scribe,
    state::{Entry, State, Taken},
};
use crate::{
    memo::{
        model::{Memo, MemoKey},
        queries::log::{self, NewRow, Stored},
    },
    one_on_one::OneOnOneId,
};
use memo_wire::{Limits, glue};
use platform::{Error, PersonId, Result, app::App};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::{Notify, OnceCell};

/// Rows of one transaction.
const MOST_ROWS: usize = 2_000;
/// Pauses while the log cannot be written.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How often reading is tried again when another process compacts at the same moment.
const RACES: usize = 5;
/// When to compact without waiting for a pause in typing.
const MOST_TAIL_UPDATES: usize = 500;
const MOST_TAIL_BYTES: usize = 256 * 1024;

/// An open memo. Everybody in this process who has it open shares one.
pub struct OpenMemo {
    pub key: MemoKey,
    pub one_on_one: OneOnOneId,
    pub is_shared: bool,
    state: Mutex<State>,
    loaded: OnceCell<()>,
    /// Somebody left, or there is something to compact.
    pub keeper: Notify,
    /// The queue ran empty.
    quiet: Notify,
    scribe: Scribe,
    /// One folding at a time.
    pub folding: tokio::sync::Mutex<()>,
}

impl OpenMemo {
    pub(super) fn new(key: MemoKey, memo: &Memo, scribe: Scribe) -> Self {
        Self {
            key,
            one_on_one: memo.one_on_one,
            is_shared: memo.is_shared(),
            state: Mutex::default(),
            loaded: OnceCell::new(),
            keeper: Notify::new(),
            quiet: Notify::new(),
            scribe,
            folding: tokio::sync::Mutex::default(),
        }
    }

    /// The state. Never held across a wait.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the memo from the log: once, however many come in at the same moment. A failure is
    /// remembered by nobody; the next one tries again.
    pub async fn load(&self, app: &App) -> Result<()> {
        self.loaded.get_or_try_init(|| self.catch_up(app)).await.map(drop)
    }

    pub fn is_loaded(&self) -> bool {
        self.loaded.initialized()
    }

    /// Takes in what the log has beyond what is known here, and passes it on.
    async fn catch_up(&self, app: &App) -> Result<()> {
        let after = self.lock().head;
        let (stored, head, clients) = self.read(app, after).await?;
        let mut state = self.lock();
        state.learn_owners(clients);
        if let Some((_, snapshot)) = &stored.snapshot {
            take_in(&mut state, snapshot)?;
        }
        for (_, update) in &stored.tail {
            take_in(&mut state, update)?;
            state.tail_updates += 1;
            state.tail_bytes += update.len();
        }
        state.text_is_old |= !stored.tail.is_empty();
        state.head = head;
        Ok(())
    }

    async fn read(&self, app: &App, after: i64) -> Result<(Stored, i64, Vec<(u64, PersonId)>)> {
        for _ in 0..RACES {
            let mut tx = app.memo_log_reads(self.key.organization, "read a memo");
            match log::read(&mut tx, self.key.memo, after).await {
                Ok((stored, head)) => {
                    let clients = log::clients(&mut tx, self.key.memo).await?;
                    return Ok((stored, head, clients));
                }
                Err(Error::Conflict(_)) => (),
                Err(error) => return Err(error),
            }
        }
        Err(Error::internal("the log of a memo has a hole"))
    }

    /// Lets somebody in; `None` when too many are here.
    pub fn join(&self, peer: NewPeer) -> Option<PeerId> {
        self.lock().join(peer)
    }

    pub fn submit(self: &Arc<Self>, app: &App, peer: PeerId, update: &[u8], whole: bool) -> Taken {
        let taken = self.lock().submit(peer, update, whole);
        self.start_writing(app);
        taken
    }

    /// Writes the first words of an empty memo; returns when they are on the disk.
    ///
    /// # Errors
    /// `Conflict` when there are words already, `Invalid` when the document refuses the update,
    /// `Unavailable` when the house closes meanwhile.
    pub async fn write_first(
        self: &Arc<Self>,
        app: &App,
        person: PersonId,
        update: &[u8],
    ) -> Result<()> {
        let refused = |refusal| {
            tracing::warn!(%refusal, "a text for a memo was refused");
            Error::field("text", "invalid-memo-text")
        };
        let written = {
            let mut state = self.lock();
            if state.document.size() > 0 {
                return Err(Error::Conflict("conflict-memo-written"));
            }
            state.submit_inside(person, update).map_err(refused)?
        };
        self.start_writing(app);
        written.await.map_err(|_| Error::Unavailable("the memo was closed".into()))
    }

    fn start_writing(self: &Arc<Self>, app: &App) {
        let mut state = self.lock();
        if !state.writing && !state.queue.is_empty() {
            state.writing = true;
            tokio::spawn(self.clone().write_queue(app.clone()));
        }
    }

    /// Writes until nothing waits, batch by batch.
    async fn write_queue(self: Arc<Self>, app: App) {
        loop {
            let batch = {
                let mut state = self.lock();
                if state.queue.is_empty() {
                    state.writing = false;
                    drop(state);
                    self.quiet.notify_waiters();
                    return;
                }
                state.take_batch(MOST_ROWS)
            };
            self.write_batch(&app, batch).await;
        }
    }

    /// Never gives up and never drops: without the log there are no receipts, and everybody is
    /// told to stop writing.
    async fn write_batch(&self, app: &App, batch: Vec<Entry>) {
        let (rows, clients) = rows_of(&batch);
        let mut pause = FIRST_PAUSE;
        let head = loop {
            match self.append(app, &rows, &clients).await {
                Ok(Some(head)) => break head,
                Ok(None) => {
                    if let Err(error) = self.catch_up(app).await {
                        tracing::error!(%error, memo = %self.key.memo, "a memo could not catch up");
                        tokio::time::sleep(pause).await;
                    }
                }
                Err(error) => {
                    tracing::error!(%error, memo = %self.key.memo, "the memo log cannot be written");
                    self.lock().set_failing(true);
                    tokio::time::sleep(pause).await;
                    pause = LONGEST_PAUSE.min(pause * 2);
                }
            }
        };
        self.settle(batch, head);
    }

    async fn append(
        &self,
        app: &App,
        rows: &[NewRow],
        clients: &[(u64, PersonId)],
    ) -> Result<Option<i64>> {
        let head = self.lock().head;
        if rows.is_empty() && clients.is_empty() {
            return Ok(Some(head));
        }
        let (rows, clients) = (rows.to_vec(), clients.to_vec());
        self.scribe.append(app, self.key, head, rows, clients).await
    }

    fn settle(&self, batch: Vec<Entry>, head: i64) {
        let mut state = self.lock();
        let was_clean = state.tail_updates == 0;
        state.settle(batch, head);
        state.set_failing(false);
        let is_long =
            state.tail_updates >= MOST_TAIL_UPDATES || state.tail_bytes >= MOST_TAIL_BYTES;
        if is_long || was_clean && state.tail_updates > 0 {
            self.keeper.notify_one();
        }
    }

    /// Does the tail ask for compaction now?
    pub fn tail_is_long(&self) -> bool {
        let state = self.lock();
        state.tail_updates >= MOST_TAIL_UPDATES || state.tail_bytes >= MOST_TAIL_BYTES
    }

    /// Returns when everything that was taken in is on the disk.
    pub async fn written(&self) {
        loop {
            let quiet = self.quiet.notified();
            if self.lock().is_quiet() {
                return;
            }
            quiet.await;
        }
    }
}

/// What was in the log is known to be good.
fn take_in(state: &mut State, update: &[u8]) -> Result<()> {
    let admitted = state.document.admit(update, &Limits::trusted()).map_err(Error::internal)?;
    if admitted.is_new() {
        state.relay(&admitted.update, None);
    }
    Ok(())
}

/// The rows of a batch: neighbours of one author are joined into one.
fn rows_of(batch: &[Entry]) -> (Vec<NewRow>, Vec<(u64, PersonId)>) {
    let clients = batch.iter().flat_map(|entry| entry.bindings.iter().copied()).collect();
    let rows: Vec<NewRow> = batch.iter().filter_map(Entry::row).collect();
    let groups = rows.chunk_by(|left, right| left.actor == right.actor);
    (groups.flat_map(joined).collect(), clients)
}

fn joined(rows: &[NewRow]) -> Vec<NewRow> {
    let updates: Vec<&[u8]> = rows.iter().map(|row| row.update.as_slice()).collect();
    match (rows, glue(&updates)) {
        ([first, _, ..], Ok(update)) => vec![NewRow { actor: first.actor, update }],
        _ => rows.to_vec(),
    }
}
