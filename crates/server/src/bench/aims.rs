//! What the project set itself, beside what was measured. Nothing here decides about an exit code:
//! the figures are those of one machine.

use super::{
    pages::{LIST, SEARCHES},
    report::{Measured, Report},
};

/// One line of the table.
struct Aim {
    what: String,
    wanted: String,
    found: String,
    reached: bool,
}

/// Requests a second and milliseconds that a page is to reach.
struct Speed {
    per_second: f64,
    p99_ms: f64,
}

const START_MS: f64 = 50.0;
const IDLE_MB: f64 = 40.0;
const BINARY_MB: f64 = 15.0;
const WRITES: f64 = 2_000.0;
const BESIDE: Speed = Speed { per_second: 6_000.0, p99_ms: 10.0 };

pub(super) fn table(report: &Report) -> String {
    let binary = report.machine.binary_mb;
    let mut aims = vec![most("binary".into(), "MB", BINARY_MB, binary)];
    aims.extend(report.databases.iter().flat_map(of_one));
    let line = |aim: &Aim| {
        let said = if aim.reached { "reached" } else { "not reached" };
        format!("{:<40} {:<26} {:<26} {said}\n", aim.what, aim.wanted, aim.found)
    };
    aims.iter().map(line).collect()
}

fn of_one(measured: &Measured) -> Vec<Aim> {
    let name = |what: &str| format!("{}: {what}", measured.database);
    let sqlite = measured.database == "sqlite";
    let mut aims = vec![
        most(name("start to first page"), "ms", START_MS, measured.start_ms()),
        most(name("idle"), "MB", IDLE_MB, measured.idle_mb),
        least(name("durable writes"), WRITES, measured.writes.per_second),
    ];
    let list = match sqlite {
        true => Speed { per_second: 10_000.0, p99_ms: 5.0 },
        false => Speed { per_second: 7_000.0, p99_ms: 25.0 },
    };
    if let Some(page) = measured.page(LIST) {
        let alone = (page.alone.per_second, page.alone.p99_ms);
        aims.push(speed(name(LIST), &list, alone));
        if let Some(beside) = page.beside.as_ref().filter(|_| sqlite) {
            let found = (beside.page.per_second, beside.page.p99_ms);
            aims.push(speed(name("history list beside commits"), &BESIDE, found));
        }
    }
    let quick = if sqlite { 2.0 } else { 75.0 };
    let searches = SEARCHES.iter().filter_map(|search| measured.page(search));
    aims.extend(searches.map(|page| most(name(page.page), "ms", quick, page.single_ms)));
    aims
}

fn most(what: String, unit: &str, wanted: f64, found: f64) -> Aim {
    let reached = found <= wanted;
    Aim {
        what,
        wanted: format!("<= {wanted} {unit}"),
        found: format!("{found:.1} {unit}"),
        reached,
    }
}

fn least(what: String, wanted: f64, found: f64) -> Aim {
    let reached = found >= wanted;
    Aim { what, wanted: format!(">= {wanted} /s"), found: format!("{found:.0} /s"), reached }
}

fn speed(what: String, wanted: &Speed, (per_second, p99_ms): (f64, f64)) -> Aim {
    Aim {
        what,
        wanted: format!(">= {} /s, p99 <= {} ms", wanted.per_second, wanted.p99_ms),
        found: format!("{per_second:.0} /s, p99 {p99_ms:.1} ms"),
        reached: per_second >= wanted.per_second && p99_ms <= wanted.p99_ms,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aim_is_reached_by_both_figures_or_not_at_all() {
        let wanted = Speed { per_second: 100.0, p99_ms: 5.0 };
        let reached = |per_second, p99| speed("x".into(), &wanted, (per_second, p99)).reached;
        assert!(reached(100.0, 5.0));
        assert!(!reached(99.0, 1.0));
        assert!(!reached(500.0, 5.1));
        assert!(most("x".into(), "ms", 2.0, 2.0).reached && !least("x".into(), 2.0, 1.0).reached);
    }
}
