//! `cargo xtask setup`: finds each tool, else installs it, else says what to do.
//!
//! Invariants: whatever is found is named with its place; whatever is missing is an error, except
//! fonts, without which only pictures look wrong. Steps of `test` ask for the same tools here.

pub mod chromium;
mod fonts;
pub mod nats;
pub mod node;
pub mod postgres;
mod system;

use crate::fail::{Result, fail};
use std::fmt::Display;
use std::path::PathBuf;
use std::process::ExitCode;

/// A tool and how it came to be there.
#[derive(Clone, Debug)]
pub struct Found {
    pub path: PathBuf,
    pub version: String,
    pub how: &'static str,
}

impl Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}  {}  ({})", self.version, self.path.display(), self.how)
    }
}

pub fn command() -> Result<ExitCode> {
    look_for(|_| true).map(|()| ExitCode::SUCCESS)
}

/// What the tests need: everything but the benchmarks' peers, one of which is compiled for minutes.
pub fn for_tests() -> Result<()> {
    look_for(|folder| !folder.starts_with("bench/"))
}

/// Looks for everything and reports all that is missing, not only the first.
fn look_for(wanted: fn(&str) -> bool) -> Result<()> {
    let mut missing = 0;
    let mut line = |name: &str, outcome: Result<String>| match outcome {
        Ok(text) => println!("{name:<12}{text}"),
        Err(error) => {
            missing += 1;
            println!("{name:<12}MISSING: {error}");
        }
    };
    let node = node::find();
    let has_node = node.is_ok();
    line("node", node.map(|found| found.to_string()));
    for folder in node::lock_folders()?.into_iter().filter(|folder| wanted(folder)) {
        let outcome = match has_node {
            true => node::install(&folder).map(|done| format!("{folder}  ({done})")),
            false => fail(format!("{folder} needs node")),
        };
        line("npm", outcome);
    }
    line("chromium", chromium::find().map(|found| found.to_string()));
    line("postgresql", postgres::find().map(|found| found.to_string()));
    line("nats", nats::find().map(|found| found.to_string()));
    line("fonts", Ok(fonts::find()));
    if missing > 0 {
        return fail(format!("{missing} missing, see above"));
    }
    Ok(())
}
