//! The developer's automation: `cargo xtask <command>`.
//!
//! Invariants: nothing is skipped silently (a missing tool is an error that says how to get it);
//! every server that a command starts ends with the command, however the command ends; nothing
//! is written outside the target folder, `node_modules`, `./data/dev` and `./screenshots`, except
//! system packages that `setup` installs for root.
//! Neighbours: none. It knows the tree and the tools, never the code of the application.

mod cluster;
mod dev;
mod fail;
mod leash;
mod measure;
mod new_slice;
mod node_suites;
mod place;
mod report;
mod run;
mod setup;
mod steps;
mod tidy;

use fail::{Result, fail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  setup                         find or install everything the other commands need
  dev                           serve ./data/dev, rebuild and restart on every change
  check                         the quick subset of test: fmt, clippy, tidy, unit tests
  test [--only STEP] [-- WORDS] everything; WORDS are handed to the test runner of the step
  tidy                          the rules of the tree: sizes, neighbours, words, catalogues
  new-slice AREA NAME           scaffold a slice in crates/AREA/src/NAME
  bench [-- WORDS]              `aizuchi bench` in release, with the peers beside it
  screenshots [-- WORDS]        pictures of every screen of the demo into ./screenshots
  with-postgres -- COMMAND      run a command with TEST_DATABASE_URL of a private PostgreSQL
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<ExitCode> {
    let (command, rest) = match words.split_first() {
        Some((first, rest)) => (first.as_str(), rest),
        None => ("help", words),
    };
    match command {
        "setup" => alone(rest).and_then(|()| setup::command()),
        "dev" => alone(rest).and_then(|()| dev::command()),
        "check" => alone(rest).and_then(|()| steps::check()),
        "test" => steps::test(rest),
        "tidy" => alone(rest).and_then(|()| tidy::command()),
        "new-slice" => new_slice::command(rest),
        "bench" => measure::bench(after_dashes(rest)?),
        "screenshots" => measure::screenshots(after_dashes(rest)?),
        "with-postgres" => cluster::command(after_dashes(rest)?),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => fail(format!("there is no command `{other}`\n\n{HELP}")),
    }
}

/// Commands without arguments refuse them, so that a typing error is not taken for a success.
fn alone(rest: &[String]) -> Result<()> {
    if rest.is_empty() {
        return Ok(());
    }
    fail(format!("unexpected `{}`", rest.join(" ")))
}

/// The words after `--`; anything before it is a mistake.
fn after_dashes(rest: &[String]) -> Result<&[String]> {
    match rest.split_first() {
        None => Ok(rest),
        Some((first, words)) if first == "--" => Ok(words),
        Some((first, _)) => fail(format!("unexpected `{first}`; words to hand on follow `--`")),
    }
}
