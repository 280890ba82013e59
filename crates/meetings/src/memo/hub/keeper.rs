//! Folds an open memo and lets go of it: after a pause in typing, when its log grows long, after
//! the last one left.
//!
//! Folding writes what the memo says for search and mails, and one snapshot that stands for the log
//! rows, but only after the snapshot was opened again and found to know and to delete exactly the
//! same. The rows stay: they are the memo's history.

use super::{MemoHub, open::OpenMemo, state::Copy};
use crate::memo::{
    model::ROOT,
    queries::{self, log, moves::keep_moves},
};
use memo_wire::{Document, Folded, Moved};
use platform::{Error, Result, app::App};
use std::{
    sync::{Arc, Weak},
    time::Duration,
};
use tokio::time::timeout;

/// Between two foldings of a memo whose log grows quickly.
const BREATHER: Duration = Duration::from_secs(2);

/// Looks after one open memo until it is let go.
pub(super) async fn keep(hub: Weak<MemoHub>, open: Arc<OpenMemo>, app: App, idle: Duration) {
    loop {
        let woken = timeout(idle, open.keeper.notified()).await.is_ok();
        if app.stop().is_closed() {
            return;
        }
        let pause_begins_anew = woken || !open.lock().is_idle_for(idle);
        if pause_begins_anew && !open.tail_is_long() {
            continue;
        }
        if open.is_loaded()
            && let Err(error) = fold(&app, &open).await
        {
            tracing::error!(%error, memo = %open.key.memo, "a memo could not be folded");
        }
        let Some(hub) = hub.upgrade() else { return };
        if !woken && hub.let_go(&open) {
            return;
        }
        if woken {
            tokio::time::sleep(BREATHER).await;
        }
    }
}

/// Brings snapshot and readable text up to date.
pub(super) async fn fold(app: &App, open: &OpenMemo) -> Result<()> {
    let _one_at_a_time = open.folding.lock().await;
    let copy = {
        let mut state = open.lock();
        if state.tail_updates == 0 && !state.text_is_old {
            return Ok(());
        }
        state.ask_for_copy()
    };
    let Ok(Copy { document, head, updates, bytes }) = copy.await else { return Ok(()) };
    let rows = unfolded_rows(app, open, head).await?;
    let squeezed =
        tokio::task::spawn_blocking(move || (squeeze(&document), moves(&document, rows)));
    let (squeezed, moves) = squeezed.await.map_err(Error::internal)?;
    let ((folded, snapshot, smaller), moves) = (squeezed?, moves?);
    keep_text(app, open, &folded, head).await?;
    if updates > 0 {
        let mut tx = app.memo_log(open.key.organization, "compact a memo");
        log::compact(&mut tx, open.key.memo, head, &snapshot).await?;
        keep_moves(&mut tx, open.key.memo, &moves).await?;
        tx.commit().await?;
    }
    open.tell_folded(head);
    let mut state = open.lock();
    // Another node may have folded it at the same time.
    state.tail_updates = state.tail_updates.saturating_sub(updates);
    state.tail_bytes = state.tail_bytes.saturating_sub(bytes);
    // What came meanwhile waits for the next time, also where another node says that it folded it.
    state.text_is_old = state.head > head;
    if state.head == head && state.is_quiet() {
        state.document = smaller;
    }
    Ok(())
}

/// What no snapshot holds yet, where more than one writes: one's own words stay one's own wherever
/// they are put.
async fn unfolded_rows(app: &App, open: &OpenMemo, upto: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    if !open.lock().has_several_writers() {
        return Ok(Vec::new());
    }
    let mut tx = app.memo_log_reads(open.key.organization, "what moved in a memo");
    let (stored, _) = log::read(&mut tx, open.key.memo, 0).await?;
    Ok(stored.tail.into_iter().filter(|(seq, _)| *seq <= upto).collect())
}

fn moves(document: &Document, rows: Vec<(i64, Vec<u8>)>) -> Result<Vec<(i64, Moved)>> {
    let mut all = Vec::new();
    for (seq, update) in rows {
        let moved = memo_wire::moved(document, &update).map_err(Error::internal)?;
        all.extend(moved.into_iter().map(|moved| (seq, moved)));
    }
    Ok(all)
}

async fn keep_text(app: &App, open: &OpenMemo, folded: &Folded, upto: i64) -> Result<()> {
    let mut tx = app.system(open.key.organization, "keep what a memo says");
    let beside_others = app.bus().is_shared();
    queries::put_text(&mut tx, open.key.memo, &folded.markdown, upto, beside_others).await?;
    tx.commit().await
}

/// What a memo says, one update for all of it without the words that were deleted, and the memo
/// that this update makes.
fn squeeze(document: &Document) -> Result<(Folded, Vec<u8>, Document)> {
    let snapshot = document.compacted();
    let again = Document::from_snapshot(&snapshot).map_err(Error::internal)?;
    let folded = memo_wire::fold(document, ROOT);
    let same = again.state_vector() == document.state_vector()
        && again.deletes() == document.deletes()
        && memo_wire::fold(&again, ROOT) == folded;
    if !same {
        return Err(Error::internal("a snapshot differs from its memo"));
    }
    Ok((folded, snapshot, again))
}
