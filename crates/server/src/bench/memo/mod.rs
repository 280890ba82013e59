//! `aizuchi bench memo`: how fast the live memo is, and what it costs, beside other servers of
//! shared documents under the same load in the same run.
//!
//! Invariants. Ours is the ordinary `aizuchi serve` over a filled organization: every connection
//! comes with a token of a person who may be there, and every receipt means that the key is on the
//! disk. The peers run with what their documentation starts; none of them looks at rights. Each
//! load meets a server that was just started, in an order that turns with each round, and is made
//! by one thread of this process on the same cores.
//!
//! `cast` (who may come in where) · `contender` (who is measured) · `client`, `hands` (a connection
//! and somebody who types) · `typing`, `stillness`, `killing` (the loads) · `meter` (what a server
//! uses) · `measure` (the order of events) · `report`, `aims` (what came out).

mod aims;
mod cast;
mod client;
mod contender;
mod hands;
mod killing;
mod measure;
mod meter;
mod report;
mod stillness;
mod typing;

pub use report::Report;

use super::{
    installation::{self, Installation},
    report::Told,
    store::{Size, Store, word},
};
use crate::{Outcome, Trouble};
use client::Wire;
use contender::Contender;
use platform::db::Engine;
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

/// What to measure.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub engines: Vec<Engine>,
    /// Where filled databases are kept.
    pub folder: PathBuf,
    /// A PostgreSQL on which databases may be made.
    pub server: Option<String>,
    /// `bench/peers` of the source tree; without it no peer in Node is measured.
    pub peers: Option<PathBuf>,
    pub extent: Extent,
}

/// How much is measured.
#[derive(Clone, Debug)]
pub struct Extent {
    pub rounds: usize,
    /// How long each load is warmed up and measured for.
    pub warm: Duration,
    pub time: Duration,
    pub loads: Vec<Load>,
    /// Memos with two idle connections each.
    pub idle: usize,
    /// Memos of so many keys that are held open and opened.
    pub filled: usize,
    pub keys: usize,
    /// Openings and closings in a row.
    pub openings: usize,
    /// How long a server takes at most to let go of a memo that nobody has open.
    pub rest: Duration,
    pub kills: usize,
    pub kill_memos: usize,
    pub kill_time: Duration,
}

/// Two people at each of so many memos.
#[derive(Clone, Debug)]
pub struct Load {
    pub name: &'static str,
    pub memos: usize,
    /// Keys of each in a second.
    pub pace: f64,
    /// A caret with each key.
    pub presence: bool,
}

impl Extent {
    /// The loads of which the aims speak.
    pub fn whole() -> Self {
        let load = |name, memos, presence| Load { name, memos, pace: 5.0, presence };
        Self {
            rounds: 3,
            warm: Duration::from_secs(2),
            time: Duration::from_secs(6),
            loads: vec![
                load("2,000 keys/s", 200, false),
                load(aims::WITH_CARETS, 200, true),
                load(aims::FULL, 1_000, false),
            ],
            idle: 2_500,
            filled: 300,
            keys: 3_000,
            openings: 100_000,
            rest: Duration::from_secs(40),
            kills: 3,
            kill_memos: 100,
            kill_time: Duration::from_secs(20),
        }
    }

    /// The same in seconds, to see that it works; its figures say nothing.
    pub fn quick() -> Self {
        let load = |name, presence| Load { name, memos: 4, pace: 10.0, presence };
        Self {
            rounds: 1,
            warm: Duration::from_millis(200),
            time: Duration::from_millis(800),
            loads: vec![load(aims::WITH_CARETS, true), load(aims::FULL, false)],
            idle: 8,
            filled: 4,
            keys: 300,
            openings: 40,
            rest: Duration::ZERO,
            kills: 1,
            kill_memos: 4,
            kill_time: Duration::from_millis(1_500),
        }
    }

    /// Memos for all of it: those with words in them are apart from the others.
    fn memos(&self) -> usize {
        let typed = self.loads.iter().map(|load| load.memos).max().unwrap_or(0);
        self.filled + typed.max(self.idle).max(self.kill_memos)
    }

    /// Enough pairs with a 1-on-1 ahead and others behind it.
    fn size(&self) -> Size {
        let memos = self.memos() as u64;
        Size { people: (memos * 3 / 2).max(200), one_on_ones: (memos * 24).max(600), seed: 1 }
    }
}

/// Yjs client ids that were not used before, spread as those of browsers are.
#[derive(Debug, Default)]
pub(super) struct Ids(AtomicU32);

impl Ids {
    fn next(&self) -> u32 {
        // An odd factor takes no two numbers to the same one.
        self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(1).wrapping_mul(2_654_435_761)
    }
}

/// Measures everything. `tell` is told what is being done.
///
/// # Errors
/// When a database cannot be filled, a server does not start, or one says what it must not.
pub async fn run(wanted: &Wanted, tell: Told<'_>) -> Outcome<Report> {
    let scratch = wanted.folder.join(format!("memo_{}", std::process::id()));
    installation::make(&scratch)?;
    let measured = async {
        let contenders = contenders(wanted, &scratch, tell).await?;
        measure::all(&contenders, wanted, tell).await
    }
    .await;
    std::fs::remove_dir_all(&scratch).map_err(Trouble::during("the benchmark's own folder"))?;
    measured
}

async fn contenders(
    wanted: &Wanted,
    scratch: &std::path::Path,
    tell: Told<'_>,
) -> Outcome<Vec<Contender>> {
    let mut all = Vec::new();
    for engine in &wanted.engines {
        let store = Store::new(*engine, &wanted.folder, wanted.server.as_deref())?;
        store.fill(wanted.extent.size(), tell).await?;
        let installation: Arc<Installation> = Arc::new(store.copy(wanted.extent.size()).await?);
        let places = Arc::new(cast::places(&installation, wanted.extent.memos()).await?);
        let ours = |wire| Contender::ours(&installation, &places, wire, word(*engine));
        all.push(ours(Wire::Hocuspocus));
        if *engine == Engine::Sqlite {
            all.push(ours(Wire::Plain));
        }
    }
    if let Some(peers) = &wanted.peers {
        all.extend(Contender::peers(peers, scratch));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_do_not_come_twice() {
        let ids = Ids::default();
        let some: std::collections::HashSet<u32> = (0..10_000).map(|_| ids.next()).collect();
        assert_eq!(some.len(), 10_000);
    }
}
