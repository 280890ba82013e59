//! `aizuchi bench pages` and `aizuchi bench memo`: figures of this machine, as a table and as JSON.

use super::say;
use crate::{
    Outcome, Trouble,
    bench::{self, Wanted, memo},
    config::Config,
};
use clap::{Args, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use platform::db::Engine;
use std::{path::PathBuf, time::Duration};

/// What is measured.
#[derive(Debug, Subcommand)]
pub enum Subject {
    /// Pages of a large organization: how many a second, how long, at what cost.
    Pages(Options),
    /// The live memo beside other servers of shared documents: latency, receipts, CPU, memory,
    /// and what is lost when the plug is pulled.
    Memo(MemoOptions),
}

/// How it is measured.
#[derive(Debug, Args)]
pub struct Options {
    /// People of the organization. It is made once and kept in the data folder.
    #[arg(long, default_value_t = 300_000)]
    people: u64,
    #[arg(long, default_value_t = 1_000_000)]
    one_on_ones: u64,
    /// The same seed makes the same organization.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How long each figure is taken for.
    #[arg(long, default_value_t = 5.0, value_parser = seconds)]
    seconds: f64,
    /// Requests on their way at the same moment.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    concurrency: u16,
    #[command(flatten)]
    around: Around,
}

/// How the memo is measured.
#[derive(Debug, Args)]
pub struct MemoOptions {
    /// Everything in seconds, to see that it works; its figures say nothing.
    #[arg(long)]
    quick: bool,
    /// How often each load is measured; the middle one counts.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=100))]
    rounds: Option<u16>,
    /// How long each load is measured for.
    #[arg(long, value_parser = seconds)]
    seconds: Option<f64>,
    /// Openings and closings of memos in a row.
    #[arg(long)]
    openings: Option<u32>,
    /// How often the plug is pulled.
    #[arg(long)]
    kills: Option<u16>,
    /// Write the report as Markdown.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    around: Around,
}

/// What all measurements need.
#[derive(Debug, Args)]
pub struct Around {
    #[arg(long, value_enum, default_value_t = Databases::Both)]
    database: Databases,
    /// Write all figures as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// A PostgreSQL on which databases may be made.
    #[arg(long, env = "AIZUCHI_BENCH_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    postgres: Option<String>,
    /// The folder `bench/peers` of the source tree; without it no peer is measured.
    #[arg(long, env = "AIZUCHI_BENCH_PEERS", value_name = "FOLDER")]
    peers: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Databases {
    Sqlite,
    Postgres,
    Both,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.1..=600.0).contains(&seconds) { Ok(seconds) } else { Err("0.1 to 600".into()) }
}

pub(super) async fn run(config: &Config, subject: &Subject) -> Outcome<()> {
    let folder = std::path::absolute(config.data_dir.join("bench"));
    let folder = folder.map_err(Trouble::during("the data folder"))?;
    match subject {
        Subject::Pages(options) => pages(folder, options).await,
        Subject::Memo(options) => memo(folder, options).await,
    }
}

async fn pages(folder: PathBuf, options: &Options) -> Outcome<()> {
    let wanted = Wanted {
        people: options.people,
        one_on_ones: options.one_on_ones,
        seed: options.seed,
        time: Duration::from_secs_f64(options.seconds),
        concurrency: options.concurrency.into(),
        engines: options.around.database.engines(),
        folder,
        server: options.around.postgres.clone(),
        peers: options.around.peers.clone(),
    };
    let bar = bar()?;
    let report = bench::pages(&wanted, &|doing| bar.set_message(doing.to_owned())).await;
    bar.finish_and_clear();
    let report = report?;
    say(report.table());
    options.around.keep(&report)
}

async fn memo(folder: PathBuf, options: &MemoOptions) -> Outcome<()> {
    let wanted = memo::Wanted {
        engines: options.around.database.engines(),
        folder,
        server: options.around.postgres.clone(),
        peers: options.around.peers.clone(),
        extent: options.extent(),
    };
    let bar = bar()?;
    let report = memo::run(&wanted, &|doing| bar.set_message(doing.to_owned())).await;
    bar.finish_and_clear();
    let report = report?;
    say(report.markdown());
    if let Some(file) = &options.report {
        std::fs::write(file, report.markdown()).map_err(Trouble::during(file.display()))?;
    }
    options.around.keep(&report)
}

impl MemoOptions {
    fn extent(&self) -> memo::Extent {
        let mut extent = if self.quick { memo::Extent::quick() } else { memo::Extent::whole() };
        extent.rounds = self.rounds.map_or(extent.rounds, usize::from);
        extent.time = self.seconds.map_or(extent.time, Duration::from_secs_f64);
        extent.openings = self.openings.map_or(extent.openings, |number| number as usize);
        extent.kills = self.kills.map_or(extent.kills, usize::from);
        extent
    }
}

impl Databases {
    fn engines(self) -> Vec<Engine> {
        match self {
            Self::Sqlite => vec![Engine::Sqlite],
            Self::Postgres => vec![Engine::Postgres],
            Self::Both => vec![Engine::Sqlite, Engine::Postgres],
        }
    }
}

impl Around {
    fn keep(&self, report: &impl serde::Serialize) -> Outcome<()> {
        let Some(file) = &self.json else { return Ok(()) };
        let shown = file.display().to_string();
        let json = serde_json::to_vec_pretty(report).map_err(Trouble::during(&shown))?;
        std::fs::write(file, json).map_err(Trouble::during(&shown))
    }
}

fn bar() -> Outcome<ProgressBar> {
    let style = ProgressStyle::with_template("{spinner} {elapsed_precise} {msg}")
        .map_err(|error| Trouble::new(error.to_string()))?;
    let bar = ProgressBar::new_spinner().with_style(style);
    bar.enable_steady_tick(Duration::from_millis(500));
    Ok(bar)
}
