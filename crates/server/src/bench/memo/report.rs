//! What came out: for people as Markdown, for programs as JSON.

use super::{Load, Wanted, aims, contender::Contender, killing::Lost, typing::Typed};
use crate::{Outcome, bench::report::Machine};
use serde::Serialize;
use std::{fmt::Write, time::Duration};

/// All figures of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    machine: Machine,
    /// How busy the machine was with everything, before and after: processes that wanted a core.
    busy: [f64; 2],
    rounds: usize,
    seconds: f64,
    idle_connections: usize,
    pub(super) keys: usize,
    pub(super) openings: usize,
    pub(super) servers: Vec<Measured>,
}

/// The figures of one server.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Measured {
    pub server: String,
    pub ours: bool,
    pub loads: Vec<LoadFigures>,
    pub idle_kib: f64,
    pub filled: Filled,
    pub churn_mb: Vec<f64>,
    pub kills: Vec<Lost>,
}

/// One load in all rounds.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LoadFigures {
    pub load: &'static str,
    pub memos: usize,
    pub rounds: Vec<Series>,
}

/// One load in one round.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Series {
    pub sent: f64,
    pub delivered: f64,
    /// Of what was sent in time, what nobody saw within ten seconds after it.
    pub missing: usize,
    /// Sockets that the server closed under the load.
    pub closed: usize,
    /// `None`, here and below: nothing was delivered, so there is nothing to tell.
    pub p50_ms: Option<f64>,
    pub p99_ms: Option<f64>,
    pub receipt_p50_ms: Option<f64>,
    pub receipt_p99_ms: Option<f64>,
    /// CPU for a thousand deliveries.
    pub server_ms: Option<f64>,
    pub database_ms: Option<f64>,
    pub memory_mb: f64,
}

/// Memos with many keys in them.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Filled {
    /// Beyond the connection.
    pub memo_kib: f64,
    /// After an orderly stop.
    pub opening: Option<Took>,
    /// After the plug was pulled.
    pub from_log: Option<Took>,
}

#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Took {
    pub p50_ms: f64,
    pub p99_ms: f64,
}

impl From<Vec<u32>> for Took {
    fn from(sorted: Vec<u32>) -> Self {
        Self { p50_ms: percentile(&sorted, 0.5), p99_ms: percentile(&sorted, 0.99) }
    }
}

/// Milliseconds that this share of the microseconds did not exceed.
fn percentile(sorted: &[u32], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let index = (last as f64 * share).round() as usize;
    f64::from(sorted.get(index).copied().unwrap_or_default()) / 1_000.0
}

impl Series {
    pub fn of(typed: &Typed, gives_receipts: bool) -> Self {
        let thousands = typed.delivered_in_all as f64 / 1_000.0;
        let each =
            |used: Duration| (thousands > 0.0).then(|| used.as_secs_f64() * 1_000.0 / thousands);
        let of = |all: &[u32], share| (!all.is_empty()).then(|| percentile(all, share));
        let receipts = if gives_receipts { typed.receipts.as_slice() } else { &[] };
        Self {
            sent: typed.sent,
            delivered: typed.delivered,
            missing: typed.missing,
            closed: typed.closed,
            p50_ms: of(&typed.deliveries, 0.5),
            p99_ms: of(&typed.deliveries, 0.99),
            receipt_p50_ms: of(receipts, 0.5),
            receipt_p99_ms: of(receipts, 0.99),
            server_ms: each(typed.used.server),
            database_ms: typed.used.database.and_then(each),
            memory_mb: typed.memory_mb,
        }
    }
}

impl LoadFigures {
    pub fn new(load: &Load) -> Self {
        Self { load: load.name, memos: load.memos, rounds: Vec::new() }
    }

    /// The middle of the rounds; nothing when a round has no such figure.
    pub fn median(&self, of: impl Fn(&Series) -> Option<f64>) -> Option<f64> {
        let figures: Option<Vec<f64>> = self.rounds.iter().map(of).collect();
        figures.filter(|figures| !figures.is_empty()).map(|figures| spread(&figures, |f| *f).1)
    }

    fn cell(&self, of: impl Fn(&Series) -> Option<f64>, digits: usize) -> String {
        let figures: Vec<f64> = self.rounds.iter().filter_map(of).collect();
        let (least, middle, most) = spread(&figures, |figure| *figure);
        match figures.len() {
            0 => "-".into(),
            1 => format!("{middle:.digits$}"),
            _ => format!("{middle:.digits$} [{least:.digits$} - {most:.digits$}]"),
        }
    }
}

/// The least, the middle one, the most.
fn spread<T>(all: &[T], of: impl Fn(&T) -> f64) -> (f64, f64, f64) {
    let mut figures: Vec<f64> = all.iter().map(of).collect();
    figures.sort_by(f64::total_cmp);
    let at = |index: usize| figures.get(index).copied().unwrap_or_default();
    (at(0), at(figures.len() / 2), at(figures.len().saturating_sub(1)))
}

impl Measured {
    pub fn load(&self, name: &str) -> Option<&LoadFigures> {
        self.loads.iter().find(|load| load.load == name)
    }
}

impl Report {
    pub(super) fn new(wanted: &Wanted, contenders: &[Contender]) -> Outcome<Self> {
        let servers = contenders.iter().map(|contender| Measured {
            server: contender.name.clone(),
            ours: contender.is_ours(),
            loads: Vec::new(),
            idle_kib: 0.0,
            filled: Filled::default(),
            churn_mb: Vec::new(),
            kills: Vec::new(),
        });
        Ok(Self {
            machine: Machine::look()?,
            busy: [busy(), 0.0],
            rounds: wanted.extent.rounds,
            seconds: wanted.extent.time.as_secs_f64(),
            idle_connections: wanted.extent.idle * 2,
            keys: wanted.extent.keys,
            openings: wanted.extent.openings,
            servers: servers.collect(),
        })
    }

    pub(super) fn end(&mut self) {
        self.busy[1] = busy();
    }

    /// For a document.
    pub fn markdown(&self) -> String {
        let Machine { at, cores, processor, version, .. } = &self.machine;
        let mut text = format!(
            "aizuchi {version}, {at}, {cores} cores of {processor}; servers, databases and load on \
             them. Load average {:.1} before and {:.1} after. {} rounds of {} s each; the middle \
             one [least - most].\n",
            self.busy[0], self.busy[1], self.rounds, self.seconds
        );
        let loads = self.servers.first().map(|first| first.loads.len()).unwrap_or_default();
        for number in 0..loads {
            self.load(number, &mut text);
        }
        self.stillness(&mut text);
        self.plug(&mut text);
        let _ = write!(text, "\n### Aims\n\n{}", aims::table(self));
        text
    }

    fn load(&self, number: usize, text: &mut String) {
        let rows = self.servers.iter().map(|server| (&server.server, &server.loads[number]));
        let Some((_, first)) = rows.clone().next() else { return };
        let _ = write!(
            text,
            "\n### {}: two people at each of {} memos\n\n\
             | server | delivered/s | p50 ms | p99 ms | receipt p50 ms | receipt p99 ms | CPU ms/1,000 | database | MB |\n\
             |---|---|---|---|---|---|---|---|---|\n",
            first.load, first.memos
        );
        for (name, load) in rows {
            let _ = writeln!(
                text,
                "| {name} | {} | {} | {} | {} | {} | {} | {} | {} |",
                load.cell(|series| Some(series.delivered), 0),
                load.cell(|series| series.p50_ms, 1),
                load.cell(|series| series.p99_ms, 1),
                load.cell(|series| series.receipt_p50_ms, 1),
                load.cell(|series| series.receipt_p99_ms, 1),
                load.cell(|series| series.server_ms, 0),
                load.cell(|series| series.database_ms, 0),
                load.cell(|series| Some(series.memory_mb), 0),
            );
            let (missing, closed) = load.rounds.iter().fold((0, 0), |(missing, closed), round| {
                (missing + round.missing, closed + round.closed)
            });
            if missing + closed > 0 {
                let _ = writeln!(
                    text,
                    "| | {missing} keys never shown, {closed} sockets closed | | | | | | | |"
                );
            }
        }
    }

    fn stillness(&self, text: &mut String) {
        let _ = write!(
            text,
            "\n### Open and still: {} idle connections, memos of {} keys\n\n\
             | server | KiB a connection | KiB a memo | opening p50 / p99 ms | from the log, after SIGKILL |\n\
             |---|---|---|---|---|\n",
            self.idle_connections, self.keys
        );
        let took = |took: Option<Took>| {
            took.map_or("-".into(), |Took { p50_ms, p99_ms }| format!("{p50_ms:.1} / {p99_ms:.1}"))
        };
        for server in &self.servers {
            let Filled { memo_kib, opening, from_log } = server.filled;
            let _ = writeln!(
                text,
                "| {} | {:.1} | {memo_kib:.0} | {} | {} |",
                server.server,
                server.idle_kib,
                took(opening),
                took(from_log)
            );
        }
        for server in self.servers.iter().filter(|server| !server.churn_mb.is_empty()) {
            let all: Vec<_> = server.churn_mb.iter().map(|mb| format!("{mb:.0}")).collect();
            let _ = write!(
                text,
                "\nMB of {} while memos were opened and closed {} times, at even distances: {}.\n",
                server.server,
                self.openings,
                all.join(", ")
            );
        }
    }

    fn plug(&self, text: &mut String) {
        text.push_str(
            "\n### The plug pulled while people type\n\n\
             | server | keys with a receipt | of them lost | memos hit |\n|---|---|---|---|\n",
        );
        for server in &self.servers {
            for Lost { acknowledged, lost, memos, memos_hit } in &server.kills {
                let share = *lost as f64 * 100.0 / (*acknowledged).max(1) as f64;
                let _ = writeln!(
                    text,
                    "| {} | {acknowledged} | {lost} ({share:.0} %) | {memos_hit} of {memos} |",
                    server.server
                );
            }
        }
    }
}

/// The load average of the last minute, where the system tells it.
fn busy() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().and_then(|first| first.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_stands_between_least_and_most() {
        assert_eq!(spread(&[3.0, 1.0, 2.0], |figure| *figure), (1.0, 2.0, 3.0));
        assert_eq!(spread(&[], |figure: &f64| *figure), (0.0, 0.0, 0.0));
        assert_eq!(percentile(&[1_000, 2_000, 9_000], 0.5), 2.0);
    }
}
