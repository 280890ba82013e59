//! `aizuchi bench pages`: how fast the pages are in a large organization, on this machine. And in
//! [`memo`], `aizuchi bench memo`: how fast the live memo is, beside other shared documents.
//!
//! Invariants. What is measured is the ordinary `aizuchi serve`, in a process of its own, reached
//! by people who signed in through a real link; this process only asks. Every answer is looked at:
//! one that is not the page that was asked for ends the measurement. The filled databases are kept
//! and never written; what is measured is a copy.
//!
//! `store` (filled databases and their copies) · `cast` (who asks for what) · `pages` (the
//! questions) · `load` (asking) · `child`, `processes` (the server and what it uses) · `peer` (the
//! same list in Node) · `measure` (the order of events) · `report` (what came out).

mod aims;
mod cast;
mod child;
mod installation;
mod load;
mod measure;
pub mod memo;
mod pages;
mod peer;
mod postgres;
mod processes;
mod queries;
mod report;
mod store;

pub use report::{Report, Told};

use crate::Outcome;
use installation::Installation;
use platform::db::Engine;
use report::Machine;
use std::{path::PathBuf, time::Duration};
use store::{Size, Store};

/// What to measure.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub people: u64,
    pub one_on_ones: u64,
    pub seed: u64,
    /// How long each figure is taken for.
    pub time: Duration,
    /// Requests on their way at the same moment.
    pub concurrency: usize,
    pub engines: Vec<Engine>,
    /// Where filled databases are kept.
    pub folder: PathBuf,
    /// A PostgreSQL on which databases may be made.
    pub server: Option<String>,
    /// `bench/peers` of the source tree; without it no peer is asked.
    pub peers: Option<PathBuf>,
}

/// A hundredth of the size, to see what grows with the organization.
const SMALLER: u64 = 100;
/// Below this a hundredth would be nobody.
const LEAST_PEOPLE: u64 = 40;
const LEAST_ONE_ON_ONES: u64 = 120;

/// Measures everything. `tell` is told what is being done.
///
/// # Errors
/// When a database cannot be filled, the server does not start, or an answer is not the page that
/// was asked for.
pub async fn pages(wanted: &Wanted, tell: Told<'_>) -> Outcome<Report> {
    let mut report = Report::new(Machine::look()?, wanted);
    for engine in &wanted.engines {
        let large =
            Size { people: wanted.people, one_on_ones: wanted.one_on_ones, seed: wanted.seed };
        let small = Size {
            people: (large.people / SMALLER).max(LEAST_PEOPLE),
            one_on_ones: (large.one_on_ones / SMALLER).max(LEAST_ONE_ON_ONES),
            seed: large.seed,
        };
        let store = Store::new(*engine, &wanted.folder, wanted.server.as_deref())?;
        let mut found = measure::whole(&prepared(&store, large, tell).await?, wanted, tell).await?;
        let smaller = measure::few(&prepared(&store, small, tell).await?, wanted, tell).await?;
        found.compare(&smaller, small.people);
        report.databases.push(found);
    }
    Ok(report)
}

/// A copy to work on, of a database that is filled now if it was not before.
async fn prepared(store: &Store, size: Size, tell: Told<'_>) -> Outcome<Installation> {
    store.fill(size, tell).await?;
    store.copy(size).await
}
