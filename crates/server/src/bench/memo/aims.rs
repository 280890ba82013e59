//! What the project set itself for the memo, beside what was measured. Nothing here decides about
//! an exit code: the figures are those of one machine.

use super::report::{Measured, Report, Series};
use std::fmt::Write;

/// The loads of which the aims speak.
pub(super) const FULL: &str = "10,000 keys/s";
pub(super) const WITH_CARETS: &str = "2,000 keys/s, each with a caret";
const WITHOUT_CARETS: &str = "2,000 keys/s";

const SHOWN_MS: [f64; 2] = [1.0, 10.0];
const RECEIPT_MS: [f64; 2] = [3.0, 30.0];
const CPU_MS: f64 = 35.0;
const CARETS: f64 = 1.2;
const CONNECTION_KIB: f64 = 12.0;
const MEMO_KIB: f64 = 64.0;
const OPENING_MS: f64 = 5.0;
/// From the second tenth of the openings on, memory may grow by this share.
const FLAT: f64 = 1.1;

struct Aim {
    what: &'static str,
    most: f64,
    unit: &'static str,
    found: f64,
}

pub(super) fn table(report: &Report) -> String {
    let mut text = String::from("| server | what | aim | measured | |\n|---|---|---|---|---|\n");
    for server in report.servers.iter().filter(|server| server.ours) {
        for Aim { what, most, unit, found } in of(server) {
            let said = if found <= most { "reached" } else { "not reached" };
            let _ = writeln!(
                text,
                "| {} | {what} | <= {most} {unit} | {found:.1} {unit} | {said} |",
                server.server
            );
        }
    }
    text
}

fn of(server: &Measured) -> Vec<Aim> {
    let mut aims = Vec::new();
    let mut aim = |what, most, unit, found: Option<f64>| {
        aims.extend(found.map(|found| Aim { what, most, unit, found }));
    };
    let full = server.load(FULL);
    let middle = |of: fn(&Series) -> Option<f64>| full.and_then(|load| load.median(of));
    aim("shown to the other, p50", SHOWN_MS[0], "ms", middle(|series| series.p50_ms));
    aim("shown to the other, p99", SHOWN_MS[1], "ms", middle(|series| series.p99_ms));
    aim("receipt, p50", RECEIPT_MS[0], "ms", middle(|series| series.receipt_p50_ms));
    aim("receipt, p99", RECEIPT_MS[1], "ms", middle(|series| series.receipt_p99_ms));
    aim("CPU for 1,000 deliveries", CPU_MS, "ms", middle(|series| series.server_ms));
    let cost = |name| server.load(name).and_then(|load| load.median(|series| series.server_ms));
    let carets = cost(WITH_CARETS).zip(cost(WITHOUT_CARETS)).map(|(with, without)| with / without);
    aim("a caret with each key", CARETS, "times the CPU", carets);
    aim("an idle connection", CONNECTION_KIB, "KiB", Some(server.idle_kib));
    aim("an open memo", MEMO_KIB, "KiB", Some(server.filled.memo_kib));
    aim("opening, p99", OPENING_MS, "ms", server.filled.opening.map(|took| took.p99_ms));
    let settled = server.churn_mb.get(2).zip(server.churn_mb.last());
    aim("memory over the openings", FLAT, "times", settled.map(|(early, late)| late / early));
    aim("keys lost after a receipt", 0.0, "", lost(server));
    aims
}

fn lost(server: &Measured) -> Option<f64> {
    let all = server.kills.iter().map(|kill| kill.lost).sum::<u64>();
    (!server.kills.is_empty()).then_some(all as f64)
}
