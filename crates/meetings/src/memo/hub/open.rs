//! One open memo: its state behind a lock, loaded once, written by one task at a time.

use super::{
    nodes,
    peer::{NewPeer, PeerId},
    scribe::Scribe,
    shared::{News, Next},
    state::{ASK_AGAIN, Entry, State, Taken},
};
use crate::{
    memo::{
        model::{Memo, MemoKey},
        queries::log::{self, Append, NewRow},
    },
    one_on_one::OneOnOneId,
};
use memo_wire::{awareness::AwarenessUpdate, glue};
use platform::{
    Error, PersonId, Result,
    access::{Mode, Tx, Writes},
    app::App,
    bus::Bus,
};
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
    bus: Bus,
}

impl OpenMemo {
    pub(super) fn new(key: MemoKey, memo: &Memo, scribe: Scribe, bus: Bus) -> Self {
        let state = State::new(bus.is_shared());
        Self {
            key,
            one_on_one: memo.one_on_one,
            is_shared: memo.is_shared(),
            state: Mutex::new(state),
            loaded: OnceCell::new(),
            keeper: Notify::new(),
            quiet: Notify::new(),
            scribe,
            folding: tokio::sync::Mutex::default(),
            bus,
        }
    }

    /// The state. Never held across a wait.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the memo from the log: once, however many come in at the same moment. A failure is
    /// remembered by nobody; the next one tries again.
    pub async fn load(self: &Arc<Self>, app: &App) -> Result<()> {
        self.loaded.get_or_try_init(|| self.follow(app)).await?;
        self.start_writing(app);
        Ok(())
    }

    /// Occupies the place of whoever loads it.
    #[cfg(test)]
    pub async fn load_after(
        &self,
        begun: tokio::sync::oneshot::Sender<()>,
        told: tokio::sync::oneshot::Receiver<()>,
    ) {
        let wait = async {
            begun.send(()).expect("somebody waits");
            // Either way the next one loads.
            drop(told.await);
            Err(())
        };
        let failed: std::result::Result<&(), ()> = self.loaded.get_or_try_init(|| wait).await;
        assert!(failed.is_err());
    }

    pub fn is_loaded(&self) -> bool {
        self.loaded.initialized()
    }

    /// Takes in what the log has beyond what is known here, and passes it on.
    async fn follow(&self, app: &App) -> Result<()> {
        let hinted = self.lock().hinted;
        let mut tx = app.memo_log_reads(self.key.organization, "read a memo");
        self.learn(&mut tx).await?;
        let mut state = self.lock();
        if state.hinted == hinted {
            // Whoever spoke of more than there is was wrong.
            state.hinted = state.head;
        }
        Ok(())
    }

    async fn learn<M: Mode>(&self, tx: &mut Tx<M>) -> Result<()> {
        let (after, is_new) = (self.lock().head, !self.is_loaded());
        let mut news = self.read(tx, after).await?;
        if is_new || self.lock().has_strangers(&news)? {
            news.clients = log::clients(tx, self.key.memo).await?;
        }
        if self.lock().take_in(&news).is_ok() {
            return Ok(());
        }
        let mut all = self.read(tx, 0).await?;
        all.clients = log::clients(tx, self.key.memo).await?;
        self.lock().rebuild(&all)
    }

    async fn read<M: Mode>(&self, tx: &mut Tx<M>, after: i64) -> Result<News> {
        for _ in 0..RACES {
            match log::read(tx, self.key.memo, after).await {
                Ok((stored, head)) => return Ok(News { stored, head, clients: Vec::new() }),
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
        let mut state = self.lock();
        let taken = state.submit(peer, update, whole);
        self.see_who_must_be_asked(&mut state);
        drop(state);
        self.start_writing(app);
        taken
    }

    fn see_who_must_be_asked(self: &Arc<Self>, state: &mut State) {
        if state.begins_waiting_to_ask() {
            tokio::spawn(self.clone().ask_again());
        }
    }

    /// Nobody is asked all the time, but nobody is forgotten either.
    async fn ask_again(self: Arc<Self>) {
        tokio::time::sleep(ASK_AGAIN).await;
        self.lock().ask_the_rest();
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
        let first = |state: &State| match state.document.size() {
            0 => Ok(Some(update.to_vec())),
            _ => Err(Error::Conflict("conflict-memo-written")),
        };
        self.write_inside(app, person, first).await
    }

    /// Writes what `edit` makes of the memo as it is, with nothing in between; returns when it is on
    /// the disk. `None`: there is nothing to write.
    ///
    /// # Errors
    /// Those of `edit`, and of [`write_first`](Self::write_first).
    pub async fn write_inside(
        self: &Arc<Self>,
        app: &App,
        person: PersonId,
        edit: impl FnOnce(&State) -> Result<Option<Vec<u8>>>,
    ) -> Result<()> {
        let refused = |refusal| {
            tracing::warn!(%refusal, "a text for a memo was refused");
            Error::field("text", "invalid-memo-text")
        };
        let written = {
            let mut state = self.lock();
            let Some(update) = edit(&state)? else { return Ok(()) };
            state.submit_inside(person, &update).map_err(refused)?
        };
        self.start_writing(app);
        written.await.map_err(|_| Error::Unavailable("the memo was closed".into()))
    }

    fn start_writing(self: &Arc<Self>, app: &App) {
        let mut state = self.lock();
        if !state.writing && (!state.queue.is_empty() || state.is_behind()) {
            state.writing = true;
            tokio::spawn(self.clone().write_queue(app.clone()));
        }
    }

    /// Somebody says that the log has come this far.
    pub fn hint(self: &Arc<Self>, app: &App, head: i64) {
        {
            let mut state = self.lock();
            state.hinted = head.max(state.hinted);
        }
        // Whoever loads it now looks for itself.
        if self.is_loaded() {
            self.start_writing(app);
        }
    }

    /// Writes and follows until nothing waits. One transaction a batch; the database joins those of
    /// all memos that write at the same moment into one fsync.
    ///
    /// Never gives up and never drops: without the log there are no receipts, and everybody is told
    /// to stop writing.
    async fn write_queue(self: Arc<Self>, app: App) {
        let mut pause = FIRST_PAUSE;
        while let Some(next) = self.next() {
            let done = match next {
                Next::Follow => self.follow(&app).await,
                Next::Write(batch) => self.write_batch(&app, batch).await,
            };
            let Err(error) = done else {
                pause = FIRST_PAUSE;
                continue;
            };
            tracing::error!(%error, memo = %self.key.memo, "the memo log cannot be used");
            self.lock().set_failing(true);
            tokio::time::sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
        self.quiet.notify_waiters();
    }

    fn next(self: &Arc<Self>) -> Option<Next> {
        let mut state = self.lock();
        let next = state.next(MOST_ROWS);
        self.see_who_must_be_asked(&mut state);
        if next.is_none() {
            state.set_failing(false);
        }
        next
    }

    async fn write_batch(&self, app: &App, batch: Vec<Entry>) -> Result<()> {
        let append = self.append_of(&batch);
        let appended = match append.is_empty() {
            true => Ok(Some(append.head)),
            false => self.scribe.append(app, self.key, append).await,
        };
        match appended {
            Ok(Some(head)) => {
                self.kept(batch, head);
                Ok(())
            }
            Ok(None) => {
                self.lock().put_back(batch);
                self.follow_and_write(app).await
            }
            Err(error) => {
                // Perhaps it is on the disk all the same: then the log shows it.
                self.lock().put_back(batch);
                Err(error)
            }
        }
    }

    /// Another node was faster. It cannot be again: until this is appended nobody else is let in.
    async fn follow_and_write(&self, app: &App) -> Result<()> {
        let mut tx = app.memo_log(self.key.organization, "keep what was written behind others");
        log::hold(&mut tx, self.key.memo).await?;
        self.learn(&mut tx).await?;
        let batch = self.lock().take_batch(MOST_ROWS);
        let written = self.append_and_commit(tx, &batch).await;
        match written {
            Ok(head) => self.kept(batch, head),
            Err(_) => self.lock().put_back(batch),
        }
        written.map(drop)
    }

    async fn append_and_commit(&self, mut tx: Tx<Writes>, batch: &[Entry]) -> Result<i64> {
        let append = self.append_of(batch);
        if append.is_empty() {
            return Ok(append.head);
        }
        let head = log::append_all(&mut tx, &[&append]).await?.pop().flatten();
        let moved = || Error::internal("the log of a memo moved while it was held");
        let head = head.ok_or_else(moved)?;
        tx.commit().await?;
        Ok(head)
    }

    fn append_of(&self, batch: &[Entry]) -> Append {
        let (rows, clients) = rows_of(batch);
        Append { memo: self.key.memo, head: self.lock().head, rows, clients }
    }

    fn kept(&self, batch: Vec<Entry>, head: i64) {
        self.settle(batch, head);
        nodes::tell_head(&self.bus, self.key, head);
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

    /// What somebody here says about their presence.
    pub fn hear_presence(&self, peer: PeerId, update: AwarenessUpdate) {
        let news = self.lock().hear_presence(peer, update);
        if let Some((person, news)) = news {
            nodes::tell_presence(&self.bus, self.key, person, &news);
        }
    }

    pub fn leave(&self, peer: PeerId) {
        let mut state = self.lock();
        let person = state.peers.get(&peer).map(|peer| peer.person);
        let farewell = state.leave(peer);
        drop(state);
        if let (Some(person), Some(farewell)) = (person, farewell) {
            nodes::tell_presence(&self.bus, self.key, person, &farewell);
        }
    }

    /// Other nodes need not fold it again.
    pub fn tell_folded(&self, upto: i64) {
        nodes::tell_folded(&self.bus, self.key, upto);
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
