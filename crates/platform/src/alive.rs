//! An open reading page hears within a second that it may be read no more, and lets go of the text.
//!
//! Server-sent events: one comment now and then, and `ended` at the end. A hint within the process
//! is fast; the database is asked each second besides, for other nodes, for the clock, and for
//! rights that ended (session, suspension).

use crate::{
    Error, OrganizationId, Result,
    access::{Tx, Writes},
    app::App,
};
use axum::response::{
    IntoResponse, Response,
    sse::{Event, KeepAlive, Sse},
};
use futures_util::stream;
use std::{
    collections::HashMap,
    convert::Infallible,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::broadcast;

/// Hints that a slow listener may fall behind.
const MOST_HINTS: usize = 256;
/// How often the database is asked: with the look itself, less than a second in all.
const EVERY: Duration = Duration::from_millis(800);

/// Pages of one thing that are open at a time: each asks the database all the while.
const MOST_OPEN: usize = 8;
/// When another page may be opened that was one too many.
const AGAIN_SECONDS: u32 = 60;

/// What names a thing that may be read: a copy of its id.
pub trait Named: Copy + Eq + Hash + Send + Sync + 'static {}
impl<T: Copy + Eq + Hash + Send + Sync + 'static> Named for T {}

/// Who keeps a page open.
pub trait Watcher: Send + Sync + 'static {
    /// May still read. `NotFound` says that it is over, any other error that this reader is out.
    fn may(&self, app: &App) -> impl Future<Output = Result<bool>> + Send;
}

/// The part of the house that passes on which things of one kind are over.
#[derive(Debug)]
pub struct Watch<I> {
    ended: broadcast::Sender<(OrganizationId, I)>,
    open: Open<I>,
}

type Open<I> = Arc<Mutex<HashMap<(OrganizationId, I), usize>>>;

impl<I: Named> Default for Watch<I> {
    fn default() -> Self {
        Self { ended: broadcast::Sender::new(MOST_HINTS), open: Arc::default() }
    }
}

impl<I: Named> Watch<I> {
    /// Counts an open page until the seat is dropped.
    fn seat(&self, of: (OrganizationId, I)) -> Result<Seat<I>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(of).or_default();
        if *count >= MOST_OPEN {
            return Err(Error::TooMany { retry_after_seconds: AGAIN_SECONDS });
        }
        *count += 1;
        Ok(Seat { of, open: self.open.clone() })
    }
}

/// One page that is open.
struct Seat<I: Named> {
    of: (OrganizationId, I),
    open: Open<I>,
}

impl<I: Named> Drop for Seat<I> {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let left = open.get(&self.of).map_or(0, |count| count - 1);
        if left == 0 {
            open.remove(&self.of);
        } else {
            open.insert(self.of, left);
        }
    }
}

/// After the commit, all who have it open hear of it.
pub fn tell_ended<I: Named>(tx: &mut Tx<Writes>, id: I) {
    let (watch, organization) = (tx.app().part::<Watch<I>>(), tx.organization());
    // Nobody reads at the moment: nobody needs to know.
    tx.on_commit(move || drop(watch.ended.send((organization, id))));
}

/// # Errors
/// `TooMany` when as many pages of it are open already as anybody reads.
pub fn events<I: Named>(
    app: App,
    of: (OrganizationId, I),
    watcher: impl Watcher,
) -> Result<Response> {
    let watch = app.part::<Watch<I>>();
    let (seat, mut hints) = (watch.seat(of)?, watch.ended.subscribe());
    let whole = stream::once(async move {
        let _seat = seat;
        // Browsers overlook an event without data.
        let word = until_over(&app, of, &watcher, &mut hints).await?;
        Some(Ok::<_, Infallible>(Event::default().event(word).data(word)))
    });
    let said = futures_util::StreamExt::filter_map(whole, |event| async move { event });
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    Ok(Sse::new(said).keep_alive(alive).into_response())
}

/// Returns with `ended` when it is over, with `left` when this reader was signed out; with nothing
/// when the house closes: the page comes again, to another one.
async fn until_over<I: Named>(
    app: &App,
    of: (OrganizationId, I),
    watcher: &impl Watcher,
    hints: &mut broadcast::Receiver<(OrganizationId, I)>,
) -> Option<&'static str> {
    loop {
        let hint = async { while !matches!(hints.recv().await, Ok(ended) if ended == of) {} };
        tokio::select! {
            () = app.stop().closed() => return None,
            () = tokio::time::sleep(EVERY) => (),
            () = hint => return Some("ended"),
        }
        match watcher.may(app).await {
            Ok(true) | Err(Error::Unavailable(_)) => (),
            Ok(false) | Err(Error::NotFound) => return Some("ended"),
            Err(_) => return Some("left"),
        }
    }
}
