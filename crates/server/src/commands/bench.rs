//! `aizuchi bench pages`: figures of this machine, as a table and as JSON.

use super::say;
use crate::{
    Outcome, Trouble,
    bench::{self, Wanted},
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

pub(super) async fn run(config: &Config, Subject::Pages(options): &Subject) -> Outcome<()> {
    let folder = std::path::absolute(config.data_dir.join("bench"));
    let wanted = Wanted {
        people: options.people,
        one_on_ones: options.one_on_ones,
        seed: options.seed,
        time: Duration::from_secs_f64(options.seconds),
        concurrency: options.concurrency.into(),
        engines: match options.database {
            Databases::Sqlite => vec![Engine::Sqlite],
            Databases::Postgres => vec![Engine::Postgres],
            Databases::Both => vec![Engine::Sqlite, Engine::Postgres],
        },
        folder: folder.map_err(Trouble::during("the data folder"))?,
        server: options.postgres.clone(),
        peers: options.peers.clone(),
    };
    let style = ProgressStyle::with_template("{spinner} {elapsed_precise} {msg}")
        .map_err(|error| Trouble::new(error.to_string()))?;
    let bar = ProgressBar::new_spinner().with_style(style);
    bar.enable_steady_tick(Duration::from_millis(500));
    let report = bench::pages(&wanted, &|doing| bar.set_message(doing.to_owned())).await;
    bar.finish_and_clear();
    let report = report?;
    say(report.table());
    if let Some(file) = &options.json {
        let shown = file.display().to_string();
        let json = serde_json::to_vec_pretty(&report).map_err(Trouble::during(&shown))?;
        std::fs::write(file, json).map_err(Trouble::during(&shown))?;
    }
    Ok(())
}
