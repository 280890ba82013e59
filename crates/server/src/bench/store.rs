//! Filled databases: made once for a size, a seed and a schema, kept, and copied for each run.
//!
//! Invariant: a kept database is whole. The file `filled` is written last; without it everything
//! is made anew.

use super::{
    installation::{Copied, Installation, make},
    postgres,
    report::Told,
};
use crate::{Outcome, Trouble, wiring};
use platform::{
    db::Engine,
    world::{Clock, SystemClock},
};
use sha2::{Digest, Sha256};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// The scale of an organization.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub people: u64,
    pub one_on_ones: u64,
    pub seed: u64,
}

/// Where filled databases of one engine lie.
pub(super) struct Store {
    engine: Engine,
    folder: PathBuf,
    server: Option<String>,
}

/// The dates of the generator lie around the day it ran.
const KEPT_MICROSECONDS: i64 = 3 * 24 * 3_600 * 1_000_000;
/// How long those who filled a database may take to let it go: so often so long.
const ATTEMPTS: usize = 200;
const BREATHER: Duration = Duration::from_millis(100);

impl Store {
    pub fn new(engine: Engine, folder: &Path, server: Option<&str>) -> Outcome<Self> {
        if engine == Engine::Postgres && server.is_none() {
            return Err(Trouble::new(
                "to measure PostgreSQL, set AIZUCHI_BENCH_DATABASE_URL to a server on which \
                 databases may be made (cargo xtask bench starts one), or say --database sqlite",
            ));
        }
        let server = server.filter(|_| engine == Engine::Postgres).map(str::to_owned);
        Ok(Self { engine, folder: folder.to_owned(), server })
    }

    /// Fills the database of this size, unless it is there.
    pub async fn fill(&self, size: Size, tell: Told<'_>) -> Outcome<()> {
        let kept = self.kept(size);
        if self.is_whole(size).await? {
            return Ok(());
        }
        if kept.folder.exists() {
            std::fs::remove_dir_all(&kept.folder).map_err(Trouble::during("an old database"))?;
        }
        make(&kept.folder)?;
        if let Some(server) = &self.server {
            postgres::make(server, &name(size)).await?;
        }
        write(&kept, size, tell).await?;
        if let Some(url) = &kept.url {
            postgres::settle(url).await?;
        }
        for file in kept.files() {
            fold(&file).await?;
        }
        std::fs::write(mark(&kept), now().to_string()).map_err(Trouble::during("the cache"))
    }

    /// A copy that may be written.
    pub async fn copy(&self, size: Size) -> Outcome<Installation> {
        let kept = self.kept(size);
        let work = format!("work_{}_{}", std::process::id(), size.people);
        let folder = self.folder.join(format!("{}-{work}", word(self.engine)));
        let database = format!("aizuchi_bench_{work}");
        let url = self.server.as_ref().map(|url| postgres::with_database(url, &database));
        let server = self.server.clone().map(|server| (server, database.clone()));
        let copy = Installation::copy(folder, url, Copied { server });
        make(copy.key().parent().unwrap_or(&copy.folder))?;
        let files = kept.files().into_iter().zip([copy.main(), copy.folder.join("memo.db")]);
        for (from, to) in files.chain([(kept.key(), copy.key())]) {
            let shown = from.display().to_string();
            std::fs::copy(&from, &to).map_err(Trouble::during(format!("copying {shown}")))?;
        }
        if let Some(server) = &self.server {
            postgres::copy(server, &name(size), &database).await?;
        }
        Ok(copy)
    }

    fn kept(&self, size: Size) -> Installation {
        let folder = self.folder.join(format!("{}-{}", word(self.engine), name(size)));
        let url = self.server.as_ref().map(|url| postgres::with_database(url, &name(size)));
        Installation::new(folder, url)
    }

    async fn is_whole(&self, size: Size) -> Outcome<bool> {
        let filled = std::fs::read_to_string(mark(&self.kept(size))).ok();
        let fresh = filled
            .and_then(|text| text.parse::<i64>().ok())
            .is_some_and(|then| now() - then < KEPT_MICROSECONDS);
        match &self.server {
            Some(server) if fresh => postgres::exists(server, &name(size)).await,
            _ => Ok(fresh),
        }
    }
}

async fn write(kept: &Installation, size: Size, tell: Told<'_>) -> Outcome<()> {
    let app = kept.open().await?;
    let Size { people, one_on_ones, seed } = size;
    let engine = word(kept.engine());
    let progress = |done: u64, of: u64| {
        let percent = done * 100 / of.max(1);
        tell(&format!("filling {engine}: {people} people, {one_on_ones} 1-on-1s, {percent} %"));
    };
    demo::scale::fill(&app, demo::scale::Scale { people, one_on_ones, seed }, &progress).await?;
    Ok(())
}

/// Everything into the one file that is copied. The threads that filled it end a little later.
async fn fold(file: &Path) -> Outcome<()> {
    let wrong = |error: rusqlite::Error| Trouble::new(format!("{}: {error}", file.display()));
    let connection = rusqlite::Connection::open(file).map_err(wrong)?;
    for _ in 0..ATTEMPTS {
        let folded = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy = connection.query_row(folded, [], |row| row.get::<_, i64>(0)).map_err(wrong)?;
        if busy == 0 {
            return Ok(());
        }
        tokio::time::sleep(BREATHER).await;
    }
    Err(Trouble::new("the filled database is still in use"))
}

fn mark(kept: &Installation) -> PathBuf {
    kept.folder.join("filled")
}

fn now() -> i64 {
    SystemClock.now().as_microsecond()
}

pub(super) fn word(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    }
}

/// What a filled database is called: another schema or generator has another name.
fn name(size: Size) -> String {
    let mut hash = Sha256::new();
    for step in wiring::migrations().iter().chain(&wiring::memo_migrations()) {
        hash.update(step.id);
        hash.update(step.sqlite);
        hash.update(step.postgres);
    }
    hash.update(demo::scale::FORM);
    let schema: String = hash.finalize()[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("aizuchi_bench_{}_{}_{}_{schema}", size.people, size.one_on_ones, size.seed)
}
