//! An open reading page hears within a second that its share is over, and lets go of the text.
//!
//! Server-sent events: one comment now and then, and `ended` at the end. A hint within the process
//! is fast; the database is asked each second besides, for other nodes, for the clock, and for
//! rights that ended (session, suspension).

use super::{
    door::{self, Door},
    model::{Share, ShareId, ShareState},
    queries,
};
use axum::{
    http::HeaderMap,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream;
use platform::{
    Error, OrganizationId, Result,
    access::{self, Credential, Public, Read, SignedIn, Tx, Writes, cookie},
    app::App,
    routing::Path,
};
use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::broadcast;

/// Hints that a slow listener may fall behind.
const MOST_HINTS: usize = 256;
/// How often the database is asked: with the look itself, less than a second in all.
const EVERY: Duration = Duration::from_millis(800);

/// Pages of one share that are open at a time: each asks the database all the while.
const MOST_OPEN: usize = 8;
/// When another page may be opened that was one too many.
const AGAIN_SECONDS: u32 = 60;

type Which = (OrganizationId, ShareId);

/// The part of the house that passes on which shares ended.
#[derive(Debug)]
pub struct ShareWatch {
    ended: broadcast::Sender<Which>,
    open: Arc<Mutex<HashMap<Which, usize>>>,
}

impl Default for ShareWatch {
    fn default() -> Self {
        Self { ended: broadcast::Sender::new(MOST_HINTS), open: Arc::default() }
    }
}

impl ShareWatch {
    /// Counts an open page until the seat is dropped.
    fn seat(&self, share: Which) -> Result<Seat> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(share).or_default();
        if *count >= MOST_OPEN {
            return Err(Error::TooMany { retry_after_seconds: AGAIN_SECONDS });
        }
        *count += 1;
        Ok(Seat { share, open: self.open.clone() })
    }
}

/// One page that is open.
struct Seat {
    share: Which,
    open: Arc<Mutex<HashMap<Which, usize>>>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let left = open.get(&self.share).map_or(0, |count| count - 1);
        if left == 0 {
            open.remove(&self.share);
        } else {
            open.insert(self.share, left);
        }
    }
}

/// After the commit, all who have it open hear of it.
pub(super) fn tell_ended(tx: &mut Tx<Writes>, share: ShareId) {
    let (watch, organization) = (tx.app().part::<ShareWatch>(), tx.organization());
    // Nobody reads at the moment: nobody needs to know.
    tx.on_commit(move || drop(watch.ended.send((organization, share))));
}

/// Who keeps a page open.
enum Watcher {
    /// By this session.
    Inside(String),
    /// By this link and this browser's key.
    Outside(Door),
}

impl Watcher {
    /// May still read.
    async fn may(&self, app: &App, id: ShareId) -> Result<bool> {
        match self {
            Self::Inside(session) => {
                let mut tx = access::by_credential(app, Credential::Cookie(session)).await?;
                let share = tx.load::<Read, Share>(id).await?;
                Ok(share.is_reader(tx.viewer()) && share.state(tx.now()) == ShareState::Running)
            }
            Self::Outside(door) => {
                let mut tx = app.system_reads(door.organization, "a page read by a link");
                Ok(queries::still_runs(&mut tx, id).await? && door.known(&mut tx).await?)
            }
        }
    }
}

pub(super) async fn inside(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<ShareId>,
    headers: HeaderMap,
) -> Result<Response> {
    let share = tx.load::<Read, Share>(id).await?;
    let (app, organization) = (tx.app().clone(), tx.organization());
    let running = share.state(tx.now()) == ShareState::Running && share.is_reader(tx.viewer());
    let session = cookie(&headers, app.session_cookie()).filter(|_| running);
    let watcher = Watcher::Inside(session.ok_or(Error::NotFound)?.to_owned());
    drop(tx);
    events(app, (organization, id), watcher)
}

pub(super) async fn outside(
    Public(mut tx): Public,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let app = tx.app().clone();
    let door = door::find(&mut tx, &token, &headers).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let (organization, id) = (door.organization, door.share);
    let watcher = Watcher::Outside(door);
    if !watcher.may(&app, id).await? {
        return Err(Error::NotFound);
    }
    events(app, (organization, id), watcher)
}

/// # Errors
/// `TooMany` when as many pages of it are open already as anybody reads.
fn events(app: App, share: Which, watcher: Watcher) -> Result<Response> {
    let watch = app.part::<ShareWatch>();
    let (seat, mut hints) = (watch.seat(share)?, watch.ended.subscribe());
    let whole = stream::once(async move {
        let _seat = seat;
        // Browsers overlook an event without data.
        let word = until_over(&app, share, &watcher, &mut hints).await?;
        Some(Ok::<_, Infallible>(Event::default().event(word).data(word)))
    });
    let said = futures_util::StreamExt::filter_map(whole, |event| async move { event });
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    Ok(Sse::new(said).keep_alive(alive).into_response())
}

/// Returns with `ended` when it is over, with `left` when this reader was signed out; with nothing
/// when the house closes: the page comes again, to another one.
async fn until_over(
    app: &App,
    share: Which,
    watcher: &Watcher,
    hints: &mut broadcast::Receiver<Which>,
) -> Option<&'static str> {
    loop {
        let hint = async { while !matches!(hints.recv().await, Ok(ended) if ended == share) {} };
        tokio::select! {
            () = app.stop().closed() => return None,
            () = tokio::time::sleep(EVERY) => (),
            () = hint => return Some("ended"),
        }
        match watcher.may(app, share.1).await {
            Ok(true) | Err(Error::Unavailable(_)) => (),
            Ok(false) | Err(Error::NotFound) => return Some("ended"),
            Err(_) => return Some("left"),
        }
    }
}
