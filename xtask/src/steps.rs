//! `cargo xtask test` and its quick part, `cargo xtask check`.
//!
//! Invariant: a step that cannot run fails. The one exception is the licence check, whose tool
//! is not asked of anybody; the table says when it was absent.

use crate::cluster::{Cluster, Durability};
use crate::fail::{Result, fail};
use crate::report::{Outcome, Report};
use crate::run::Run;
use crate::setup::{chromium, nats, node};
use crate::{node_suites, place, tidy};
use std::path::PathBuf;
use std::process::ExitCode;

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&[String]) -> Result<Outcome>,
}

const STEPS: &[Step] = &[
    Step { name: "setup", what: "tools and packages", run: tools },
    Step { name: "fmt", what: "cargo fmt --check", run: fmt },
    Step { name: "clippy", what: "no warning in any target", run: clippy },
    Step { name: "tidy", what: "the rules of the tree", run: rules },
    Step { name: "assets", what: "types and committed web assets", run: assets },
    Step { name: "rust", what: "cargo test on SQLite and PostgreSQL", run: rust },
    Step { name: "durability", what: "killed 200 times on both databases", run: durability },
    Step { name: "web", what: "tests of the scripts and the memo editor", run: web },
    Step { name: "journeys", what: "people in browsers", run: journeys },
    Step { name: "new-slice", what: "a scaffolded slice builds and passes", run: new_slice },
    Step { name: "licences", what: "cargo deny", run: licences },
];

/// Everything, or the one step that `--only` names.
pub fn test(words: &[String]) -> Result<ExitCode> {
    let (only, words) = parse(words)?;
    let mut report = Report::default();
    for step in STEPS.iter().filter(|step| only.is_none_or(|name| name == step.name)) {
        report.step(step.name, step.what, || (step.run)(words));
    }
    report.close()
}

/// What an edit should pass before it is committed; no browser, no release build.
pub fn check() -> Result<ExitCode> {
    let mut report = Report::default();
    for step in STEPS.iter().filter(|step| ["fmt", "clippy", "tidy"].contains(&step.name)) {
        report.step(step.name, step.what, || (step.run)(&[]));
    }
    report.step("units", "unit tests on both databases", units);
    report.close()
}

fn parse(words: &[String]) -> Result<(Option<&str>, &[String])> {
    let (only, rest) = match words {
        [flag, name, rest @ ..] if flag == "--only" => (Some(name.as_str()), rest),
        rest => (None, rest),
    };
    let filter = match rest {
        [] => rest,
        [dashes, filter @ ..] if dashes == "--" && only.is_some() => filter,
        [dashes, ..] if dashes == "--" => return fail("a filter needs --only STEP"),
        _ => return fail(format!("unexpected `{}`", rest.join(" "))),
    };
    let known = |name: &str| STEPS.iter().any(|step| step.name == name);
    match only {
        Some(name) if !known(name) => {
            let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            fail(format!("no step `{name}`; there are {}", names.join(", ")))
        }
        _ => Ok((only, filter)),
    }
}

fn passed(result: Result<()>) -> Result<Outcome> {
    result.map(|()| Outcome::Passed)
}

fn tools(_: &[String]) -> Result<Outcome> {
    passed(crate::setup::for_tests())
}

fn fmt(_: &[String]) -> Result<Outcome> {
    passed(Run::cargo(["fmt", "--all", "--check"]).show())
}

fn clippy(_: &[String]) -> Result<Outcome> {
    let words = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    passed(Run::cargo(words).show())
}

fn rules(_: &[String]) -> Result<Outcome> {
    passed(tidy::check_tree())
}

fn assets(_: &[String]) -> Result<Outcome> {
    passed(node_suites::assets())
}

/// Packages that Rust tests start as peers are installed first, and a browser is made known.
fn rust(words: &[String]) -> Result<Outcome> {
    let peers = node::lock_folders()?;
    for folder in peers.iter().filter(|folder| folder.starts_with("crates/")) {
        node::install(folder)?;
    }
    node::install(node_suites::WEB)?;
    let chromium = chromium::find()?;
    let nats = nats::find()?;
    let cluster = Cluster::start(Durability::Fast)?;
    let run = Run::cargo(["test", "--workspace", "--locked"]).args(words);
    let run = run.env(nats::PROGRAM, nats.path);
    passed(cluster.announce(run).env("CHROME", chromium.path).show())
}

/// How often the program is killed in the middle of writing, on each database.
const KILLS: &str = "200";
/// In how many memos standard clients write through cut wires and kills, on each database.
const STORMS: &str = "500";

/// The tests that pull the plug, on a cluster whose commits reach the disk.
fn durability(_: &[String]) -> Result<Outcome> {
    let nats = nats::find()?;
    let cluster = Cluster::start(Durability::Honest)?;
    // The whole workspace: features as in the step before, so nothing is built again.
    let run = || Run::cargo(["test", "--workspace", "--test", "it", "--locked", "kill"]);
    // A filter that matches nothing would pass.
    let listed = run().args(["--", "--list"]).output()?;
    if !listed.lines().any(|line| line.ends_with(": test")) {
        return fail("no test is called kill…");
    }
    node::install(node_suites::WEB)?;
    let run = cluster.announce(run()).env(nats::PROGRAM, nats.path);
    passed(run.env("AIZUCHI_KILLS", KILLS).env("STORM_RUNS", STORMS).show())
}

fn units() -> Result<Outcome> {
    let cluster = Cluster::start(Durability::Fast)?;
    let run = Run::cargo(["test", "--workspace", "--locked", "--lib", "--bins"]);
    passed(cluster.announce(run).show())
}

fn web(words: &[String]) -> Result<Outcome> {
    passed(node_suites::unit_tests(words))
}

fn journeys(words: &[String]) -> Result<Outcome> {
    passed(node_suites::journeys(&application("debug")?, words))
}

fn new_slice(_: &[String]) -> Result<Outcome> {
    passed(crate::new_slice::scaffold_and_test())
}

fn licences(_: &[String]) -> Result<Outcome> {
    if place::in_path(&["cargo-deny"]).is_none() {
        return Ok(Outcome::Absent("not checked: cargo-deny is not installed"));
    }
    passed(Run::cargo(["deny", "check", "bans", "licenses", "sources"]).show())
}

/// Builds the application in one of cargo's two profiles and answers where it is.
pub fn application(profile: &str) -> Result<PathBuf> {
    let release = (profile == "release").then_some("--release");
    let build = Run::cargo(["build", "--package", "server", "--bin", "aizuchi", "--locked"]);
    build.args(release).show()?;
    Ok(place::target()?.join(profile).join("aizuchi"))
}
