//! The commands of `aizuchi`, one file each.

mod backup;
mod bench;
mod demo;
mod doctor;
mod export;
mod migrate;
mod restore;
mod serve;
mod words;

pub use words::Words;
use words::say;

use crate::{
    Outcome, Trouble,
    config::{Config, Sources},
    logs,
};
use clap::{Parser, Subcommand};
use platform::world::{Clock, SystemClock};
use std::{path::PathBuf, process::ExitCode};

/// 1-on-1s that belong to the member.
#[derive(Debug, Parser)]
#[command(name = "aizuchi", version)]
pub struct Arguments {
    /// The settings file; without it `aizuchi.toml` of this folder, if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until stopped (this is what happens without a command).
    Serve,
    /// Serve two invented organizations with six months of history.
    Demo(demo::Options),
    /// Look at everything the installation stands on, and say what to do.
    Doctor {
        /// Also read every page of the embedded databases.
        #[arg(long)]
        thorough: bool,
    },
    /// Bring the tables up to date, without serving.
    Migrate,
    /// Write a consistent copy of everything, also while it serves.
    Backup {
        /// Where to write it.
        file: PathBuf,
        /// Put the key file in as well. Whoever has such a backup can read everything.
        #[arg(long)]
        with_key: bool,
    },
    /// Put a backup in place. Stop serving first.
    Restore {
        /// What `aizuchi backup` wrote.
        file: PathBuf,
        /// Move aside what is there.
        #[arg(long)]
        force: bool,
    },
    /// Write one organization as JSON: people, pairs and dates, never what was said.
    Export {
        /// The organization's id, as in its addresses.
        #[arg(long, value_name = "ID")]
        organization: String,
        /// A new or empty folder.
        folder: PathBuf,
    },
    /// Measure how fast this machine serves, with invented people in databases of their own.
    #[command(subcommand)]
    Bench(bench::Subject),
    /// Print the version.
    Version,
}

/// What the process was started with.
#[derive(Debug)]
pub struct Start {
    pub arguments: Arguments,
    pub environment: Vec<(String, String)>,
}

/// Runs one command; what went wrong is printed, and the exit code says so.
pub fn run(start: Start) -> ExitCode {
    let words = Words::of_locale(&start.environment);
    if matches!(start.arguments.command, Some(Command::Version)) {
        say(format!("aizuchi {}", env!("CARGO_PKG_VERSION")));
        return ExitCode::SUCCESS;
    }
    let config = match settings(&start) {
        Ok(Ok(config)) => match &start.arguments.command {
            Some(Command::Demo(_)) => demo::beside(config),
            _ => config,
        },
        Ok(Err(mistakes)) => {
            eprintln!("{}", words.t("config-mistakes"));
            for line in mistakes.lines(words.texts()) {
                eprintln!("- {line}");
            }
            return ExitCode::from(78);
        }
        Err(trouble) => return failed(&trouble),
    };
    logs::start(&config.log);
    match in_runtime(start.arguments.command.unwrap_or(Command::Serve), &config, &words) {
        Ok(code) => code,
        Err(trouble) => failed(&trouble),
    }
}

fn failed(trouble: &Trouble) -> ExitCode {
    eprintln!("aizuchi: {trouble}");
    ExitCode::FAILURE
}

fn in_runtime(command: Command, config: &Config, words: &Words) -> Outcome<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Trouble::during("the runtime cannot start"))?;
    let outcome = runtime.block_on(dispatch(command, config, words));
    // Sockets that did not leave by themselves are not waited for again.
    runtime.shutdown_background();
    outcome
}

async fn dispatch(command: Command, config: &Config, words: &Words) -> Outcome<ExitCode> {
    match command {
        Command::Serve => serve::run(config, words).await?,
        Command::Demo(options) => demo::run(config, words, &options).await?,
        Command::Doctor { thorough } => return Ok(doctor::run(config, words, thorough).await),
        Command::Migrate => migrate::run(config, words).await?,
        Command::Backup { file, with_key } => {
            backup::run(config, words, &file, with_key, SystemClock.now()).await?;
        }
        Command::Restore { file, force } => {
            restore::run(config, words, &file, force, SystemClock.now())?;
        }
        Command::Export { organization, folder } => {
            export::run(config, words, &organization, &folder).await?;
        }
        Command::Bench(subject) => bench::run(config, &subject).await?,
        Command::Version => (),
    }
    Ok(ExitCode::SUCCESS)
}

type Settings = Result<Config, crate::config::Mistakes>;

fn settings(start: &Start) -> Outcome<Settings> {
    let usual = PathBuf::from("aizuchi.toml");
    let path = match &start.arguments.config {
        Some(path) => Some(path.clone()),
        None => usual.is_file().then_some(usual),
    };
    let file = match path {
        Some(path) => {
            let name = path.display().to_string();
            let text = std::fs::read_to_string(&path);
            Some((name.clone(), text.map_err(Trouble::during(format!("{name} cannot be read")))?))
        }
        None => None,
    };
    Ok(Config::read(&Sources { file, environment: start.environment.clone() }))
}
