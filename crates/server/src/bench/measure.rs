//! The order of events: start, sign in, ask for each page alone and beside commits, write, compare.

use super::{
    Wanted,
    cast::{Cast, warming},
    child::Server,
    installation::Installation,
    load::{self, Found, Load},
    pages::{self, Page},
    peer, postgres,
    processes::{self, Family},
    report::{Beside, Figures, Measured, PageFigures, PeerFigures, Told},
    store::word,
};
use crate::Outcome;
use axum::http::HeaderValue;
use platform::{PersonId, db::Engine};
use std::{collections::HashMap, time::Duration};

/// Commits a second beside which pages are measured.
pub(super) const COMMITS: f64 = 400.0;
/// Connections of those who write at that pace.
const PACED: usize = 16;
/// Connections when as many writes as possible are wanted: they share fsyncs.
const WRITERS: usize = 64;
/// How often it is started; the middle one counts.
const STARTS: usize = 5;
/// How long a server rests at most before its memory is looked at.
const REST: Duration = Duration::from_secs(2);

/// A server with everybody signed in.
struct Stage<'a> {
    server: Server,
    cast: &'a Cast,
    cookies: HashMap<PersonId, HeaderValue>,
    database: Option<Family>,
    wanted: &'a Wanted,
    /// Numbers of writes that were used.
    written: u64,
}

/// All figures of one database.
pub(super) async fn whole(
    installation: &Installation,
    wanted: &Wanted,
    tell: Told<'_>,
) -> Outcome<Measured> {
    let engine = word(installation.engine());
    let cast = Cast::choose(installation).await?;
    let mut measured = Measured::new(engine);
    tell(&format!("{engine}: starting"));
    for _ in 0..STARTS {
        let server = Server::aizuchi(installation).await?;
        measured.starts_ms.push(server.first_page.as_secs_f64() * 1_000.0);
        tokio::time::sleep(REST.min(wanted.time)).await;
        measured.idle_mb = processes::memory_of(server.id());
        server.stop().await?;
    }
    measured.starts_ms.sort_by(f64::total_cmp);
    let mut stage = Stage::set(installation, &cast, wanted).await?;
    for page in stage.pages().await? {
        tell(&format!("{engine}: {}", page.name));
        measured.pages.push(stage.page(&page).await?);
    }
    tell(&format!("{engine}: writing"));
    measured.writes = stage.writes().await?;
    measured.loaded_mb = processes::memory_of(stage.server.id());
    let Stage { server, cookies, .. } = stage;
    server.stop().await?;
    if let (Some(peers), Engine::Sqlite) = (&wanted.peers, installation.engine()) {
        let list = pages::list(&cast, &cookies)?;
        for workers in processes_of_the_peer() {
            tell(&format!("{engine}: the peer with {workers} processes"));
            let server = peer::start(peers, installation, workers).await?;
            let figures = compared(&server, &list, wanted).await?;
            measured.peer.push(PeerFigures { processes: workers, figures });
            server.stop().await?;
        }
    }
    Ok(measured)
}

/// Only the figures by which two sizes are compared.
pub(super) async fn few(
    installation: &Installation,
    wanted: &Wanted,
    tell: Told<'_>,
) -> Outcome<Measured> {
    let engine = word(installation.engine());
    let cast = Cast::choose(installation).await?;
    let stage = Stage::set(installation, &cast, wanted).await?;
    let mut measured = Measured::new(engine);
    for page in pages::few(&cast, &stage.cookies)? {
        tell(&format!("{engine}, small: {}", page.name));
        let (found, figures) = stage.ask(&page, wanted.concurrency).await?;
        measured.pages.push(PageFigures::new(&page, &found, figures));
    }
    stage.server.stop().await?;
    Ok(measured)
}

/// Node serves with one process unless told otherwise; as many as there are cores is its best.
fn processes_of_the_peer() -> Vec<usize> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if cores > 1 { vec![1, cores] } else { vec![1] }
}

async fn compared(server: &Server, list: &Page, wanted: &Wanted) -> Outcome<Figures> {
    load::run(server.address, list.asks.clone(), load_of(wanted, wanted.concurrency, true)).await?;
    let load = load_of(wanted, wanted.concurrency, false);
    Ok(Figures::of(&load::run(server.address, list.asks.clone(), load).await?))
}

fn load_of(wanted: &Wanted, connections: usize, warm: bool) -> Load {
    let time = if warm { warming(wanted.time) } else { wanted.time };
    Load { connections, time, pace: None, most: u64::MAX, first: 0 }
}

impl<'a> Stage<'a> {
    async fn set(
        installation: &Installation,
        cast: &'a Cast,
        wanted: &'a Wanted,
    ) -> Outcome<Stage<'a>> {
        let database = match &installation.url {
            Some(url) => {
                let (connection, id) = postgres::some_process(url).await?;
                let family = Family::of(id);
                drop(connection);
                family
            }
            None => None,
        };
        let server = Server::aizuchi(installation).await?;
        let cookies = cast.sign_in(&server).await?;
        Ok(Stage { server, cast, cookies, database, wanted, written: 0 })
    }

    /// All pages; the searches for those only who find something.
    async fn pages(&self) -> Outcome<Vec<Page>> {
        let mut all = pages::all(self.cast, &self.cookies)?;
        for search in pages::searches(self.cast, &self.cookies)? {
            let once = Load::once(search.asks.len());
            let found = load::run(self.server.address, search.asks.clone(), once).await?;
            let found: Vec<usize> = found.kept.into_iter().map(|(index, _)| index).collect();
            all.push(pages::only_found(&search, &found)?);
        }
        Ok(all)
    }

    async fn page(&mut self, page: &Page) -> Outcome<PageFigures> {
        let (found, figures) = self.ask(page, self.wanted.concurrency).await?;
        let (single, _) = self.ask(page, 1).await?;
        let mut figures = PageFigures::new(page, &found, figures);
        figures.single_ms = single.percentile(0.5);
        figures.beside = Some(self.beside(page).await?);
        Ok(figures)
    }

    /// A page as fast as answers come, after a while of warming up.
    async fn ask(&self, page: &Page, connections: usize) -> Outcome<(Found, Figures)> {
        let address = self.server.address;
        load::run(address, page.asks.clone(), load_of(self.wanted, connections, true)).await?;
        let before = self.used();
        let load = load_of(self.wanted, connections, false);
        let found = load::run(address, page.asks.clone(), load).await?;
        let figures = Figures::of(&found).with_cpu(&found, before, self.used());
        Ok((found, figures))
    }

    async fn beside(&mut self, page: &Page) -> Outcome<Beside> {
        let promises = pages::promise(self.cast, &self.cookies)?;
        let main = load_of(self.wanted, self.wanted.concurrency, false);
        let paced = Load { pace: Some(COMMITS), connections: PACED, first: self.written, ..main };
        let both = load::beside(
            self.server.address,
            (page.asks.clone(), main),
            Some((promises.asks, paced)),
        );
        let (found, written) = both.await?;
        let written = written.unwrap_or_default();
        self.written += written.requests();
        Ok(Beside { page: Figures::of(&found), commits: Figures::of(&written) })
    }

    async fn writes(&mut self) -> Outcome<Figures> {
        let promises = pages::promise(self.cast, &self.cookies)?;
        let warm = Load { first: self.written, ..load_of(self.wanted, WRITERS, true) };
        let address = self.server.address;
        self.written += load::run(address, promises.asks.clone(), warm).await?.requests();
        let before = self.used();
        let load = Load { first: self.written, ..load_of(self.wanted, WRITERS, false) };
        let found = load::run(address, promises.asks.clone(), load).await?;
        self.written += found.requests();
        Ok(Figures::of(&found).with_cpu(&found, before, self.used()))
    }

    /// What the server and its database have used so far.
    fn used(&self) -> (Duration, Option<Duration>) {
        (processes::cpu_of(self.server.id()), self.database.map(Family::cpu))
    }
}
