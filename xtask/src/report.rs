//! Headings while steps run, and the table at the end.

use crate::fail::{Result, fail};
use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How a step ended.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    Passed,
    Failed(String),
    /// An optional tool that is not there. Shown, and neither a pass nor a failure.
    Absent(&'static str),
}

struct Row {
    name: &'static str,
    took: Duration,
    outcome: Outcome,
}

/// The steps of one run, in order.
#[derive(Default)]
pub struct Report(Vec<Row>);

impl Report {
    /// Runs one step under its heading and remembers how it ended.
    pub fn step(&mut self, name: &'static str, what: &str, run: impl FnOnce() -> Result<Outcome>) {
        println!("\n=== {name}: {what}");
        let began = Instant::now();
        let outcome = run().unwrap_or_else(|error| Outcome::Failed(error.to_string()));
        let took = began.elapsed();
        match &outcome {
            Outcome::Failed(why) => println!("--- {name} FAILED after {}: {why}", seconds(took)),
            _ => println!("--- {name} done in {}", seconds(took)),
        }
        self.0.push(Row { name, took, outcome });
    }

    /// Prints the table and answers the exit code of the run.
    pub fn close(self) -> Result<ExitCode> {
        let count =
            |wanted: fn(&Outcome) -> bool| self.0.iter().filter(|row| wanted(&row.outcome)).count();
        let passed = count(|outcome| *outcome == Outcome::Passed);
        let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
        println!("\n{}{passed} passed, {failed} failed", self.table());
        match (passed, failed) {
            (0, 0) => fail("no step ran"),
            (_, 0) => Ok(ExitCode::SUCCESS),
            _ => Ok(ExitCode::FAILURE),
        }
    }

    fn table(&self) -> String {
        self.0.iter().fold(String::new(), |mut text, row| {
            let outcome = match &row.outcome {
                Outcome::Passed => "passed",
                Outcome::Failed(why) => why.lines().next().unwrap_or("failed"),
                Outcome::Absent(why) => why,
            };
            let mark = if matches!(row.outcome, Outcome::Failed(_)) { "FAILED: " } else { "" };
            let _ = writeln!(text, "{:<11}{:>9}  {mark}{outcome}", row.name, seconds(row.took));
            text
        })
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
