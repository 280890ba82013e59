//! What came out: for programs as JSON, for people as a table.

use super::{Wanted, aims, load::Found, measure::COMMITS, pages::Page, processes};
use crate::{Outcome, Trouble};
use platform::world::{Clock, SystemClock};
use serde::Serialize;
use std::{fmt::Write, time::Duration};

/// Who is told what is being done.
pub type Told<'a> = &'a (dyn Fn(&str) + Sync);

/// All figures of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub machine: Machine,
    pub people: u64,
    pub one_on_ones: u64,
    pub seed: u64,
    /// For each figure.
    pub seconds: f64,
    pub concurrency: usize,
    pub databases: Vec<Measured>,
}

/// What it was measured on.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    pub at: String,
    pub cores: usize,
    pub processor: String,
    pub version: &'static str,
    pub binary_mb: f64,
}

/// The figures of one database.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    pub database: &'static str,
    /// From the start of the process to the first whole page, sorted.
    pub starts_ms: Vec<f64>,
    pub idle_mb: f64,
    pub loaded_mb: f64,
    pub pages: Vec<PageFigures>,
    pub writes: Figures,
    pub growth: Vec<Growth>,
    pub peer: Vec<PeerFigures>,
}

/// One page.
#[derive(Clone, Debug, Serialize)]
pub struct PageFigures {
    pub page: &'static str,
    pub kilobytes: f64,
    /// Half of the requests took no longer, one at a time.
    pub single_ms: f64,
    pub alone: Figures,
    pub beside: Option<Beside>,
}

/// One series of requests.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figures {
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Of the server's process, per request.
    pub server_us: Option<f64>,
    /// Of PostgreSQL's processes, per request.
    pub database_us: Option<f64>,
}

/// A page while others write.
#[derive(Clone, Debug, Serialize)]
pub struct Beside {
    pub page: Figures,
    pub commits: Figures,
}

/// What a page costs in the large organization, as a multiple of a small one.
#[derive(Clone, Debug, Serialize)]
pub struct Growth {
    pub page: &'static str,
    pub small_people: u64,
    pub cpu: f64,
    pub p50: f64,
}

/// The same list in the peer.
#[derive(Clone, Debug, Serialize)]
pub struct PeerFigures {
    pub processes: usize,
    pub figures: Figures,
}

impl Report {
    pub(super) fn new(machine: Machine, wanted: &Wanted) -> Self {
        Self {
            machine,
            people: wanted.people,
            one_on_ones: wanted.one_on_ones,
            seed: wanted.seed,
            seconds: wanted.time.as_secs_f64(),
            concurrency: wanted.concurrency,
            databases: Vec::new(),
        }
    }

    /// For a terminal.
    pub fn table(&self) -> String {
        let Machine { at, cores, processor, version, binary_mb } = &self.machine;
        let mut text = format!(
            "aizuchi {version}, {at}\n{cores} cores, {processor}; server, database and load on them\n\
             {} people, {} 1-on-1s; {} connections, {} s for each figure; binary {binary_mb:.1} MB\n",
            self.people, self.one_on_ones, self.concurrency, self.seconds
        );
        for measured in &self.databases {
            text.push_str(&measured.table());
        }
        let _ = write!(text, "\naims\n{}", aims::table(self));
        text
    }
}

impl Machine {
    pub(super) fn look() -> Outcome<Self> {
        let program = std::env::current_exe().and_then(std::fs::metadata);
        let program = program.map_err(Trouble::during("this program's file"))?;
        Ok(Self {
            at: SystemClock.now().strftime("%Y-%m-%d %H:%M UTC").to_string(),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            processor: processes::processor(),
            version: env!("CARGO_PKG_VERSION"),
            binary_mb: program.len() as f64 / 1_000_000.0,
        })
    }
}

impl Measured {
    pub(super) fn new(database: &'static str) -> Self {
        Self {
            database,
            starts_ms: Vec::new(),
            idle_mb: 0.0,
            loaded_mb: 0.0,
            pages: Vec::new(),
            writes: Figures::default(),
            growth: Vec::new(),
            peer: Vec::new(),
        }
    }

    /// Sets each page of a small organization beside that of this one.
    pub(super) fn compare(&mut self, small: &Measured, small_people: u64) {
        for before in &small.pages {
            let Some(now) = self.pages.iter().find(|page| page.page == before.page) else {
                continue;
            };
            self.growth.push(Growth {
                page: now.page,
                small_people,
                cpu: now.alone.cpu() / before.alone.cpu().max(f64::EPSILON),
                p50: now.alone.p50_ms / before.alone.p50_ms.max(f64::EPSILON),
            });
        }
    }

    pub fn page(&self, name: &str) -> Option<&PageFigures> {
        self.pages.iter().find(|page| page.page == name)
    }

    pub fn start_ms(&self) -> f64 {
        self.starts_ms.get(self.starts_ms.len() / 2).copied().unwrap_or_default()
    }

    fn table(&self) -> String {
        let mut text = format!(
            "\n{}: first page {:.0} ms after the start, {:.0} MB idle, {:.0} MB loaded\n\
             {:<20} {:>6} {:>8} {:>9} {:>8} {:>8} {:>9} {:>9} | {:>9} {:>8} {:>8}  (beside {COMMITS} commits/s)\n",
            self.database,
            self.start_ms(),
            self.idle_mb,
            self.loaded_mb,
            "page",
            "kB",
            "one ms",
            "a second",
            "p50 ms",
            "p99 ms",
            "server µs",
            "database",
            "a second",
            "p50 ms",
            "p99 ms",
        );
        for page in &self.pages {
            let _ =
                write!(text, "{:<20} {:>6.1} {:>8.2}", page.page, page.kilobytes, page.single_ms);
            let _ = write!(text, "{}", page.alone.columns());
            if let Some(beside) = &page.beside {
                let Figures { per_second, p50_ms, p99_ms, .. } = beside.page;
                let reached = beside.commits.per_second;
                let _ = write!(
                    text,
                    " | {per_second:>9.0} {p50_ms:>8.2} {p99_ms:>8.2}  ({reached:.0}, p99 {:.1} ms)",
                    beside.commits.p99_ms
                );
            }
            text.push('\n');
        }
        let _ =
            writeln!(text, "{:<20} {:>6} {:>8}{}", "durable writes", "", "", self.writes.columns());
        for grown in &self.growth {
            let _ = writeln!(
                text,
                "{}: {:.2} times the CPU and {:.2} times the time of {} people",
                grown.page, grown.cpu, grown.p50, grown.small_people
            );
        }
        for peer in &self.peer {
            let ours = self.page(super::pages::LIST).map_or(0.0, |page| page.alone.per_second);
            let _ = writeln!(
                text,
                "{} in Node, {} processes:{}; ours {:.2} times as many",
                super::pages::LIST,
                peer.processes,
                peer.figures.columns(),
                ours / peer.figures.per_second.max(f64::EPSILON)
            );
        }
        text
    }
}

impl PageFigures {
    pub(super) fn new(page: &Page, found: &Found, alone: Figures) -> Self {
        let kilobytes = found.bytes as f64 / found.requests().max(1) as f64 / 1_000.0;
        Self { page: page.name, kilobytes, single_ms: 0.0, alone, beside: None }
    }
}

impl Figures {
    pub(super) fn of(found: &Found) -> Self {
        Self {
            per_second: found.per_second(),
            p50_ms: found.percentile(0.5),
            p99_ms: found.percentile(0.99),
            server_us: None,
            database_us: None,
        }
    }

    pub(super) fn with_cpu(
        self,
        found: &Found,
        before: (Duration, Option<Duration>),
        after: (Duration, Option<Duration>),
    ) -> Self {
        let each = |used: Duration| used.as_secs_f64() * 1e6 / found.requests().max(1) as f64;
        let database = before.1.zip(after.1).map(|(before, after)| after.saturating_sub(before));
        let server_us = Some(each(after.0.saturating_sub(before.0)));
        Self { server_us, database_us: database.map(each), ..self }
    }

    /// Microseconds of CPU for a request, the database's included.
    fn cpu(&self) -> f64 {
        self.server_us.unwrap_or_default() + self.database_us.unwrap_or_default()
    }

    fn columns(&self) -> String {
        let or_nothing = |cost: Option<f64>| cost.map_or("-".into(), |cost| format!("{cost:.0}"));
        format!(
            " {:>9.0} {:>8.2} {:>8.2} {:>9} {:>9}",
            self.per_second,
            self.p50_ms,
            self.p99_ms,
            or_nothing(self.server_us),
            or_nothing(self.database_us)
        )
    }
}
