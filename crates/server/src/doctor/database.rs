//! What only the databases can tell.

use super::Finding;
use crate::{
    backup,
    house::Places,
    key_check::{self, KeyCheck},
    queries, serve,
};
use jiff::SignedDuration;
use meetings::reading::{self, Flaw};
use platform::{
    OrganizationId, Result,
    app::App,
    db::{Engine, migrate::GLOBAL_TABLES},
    jobs,
};
use std::time::Duration;
use tokio::time::Instant;

const NOBODY: OrganizationId = OrganizationId(0);
const REASON: &str = "doctor";
/// A commit that takes longer makes everybody wait.
const SLOW: Duration = Duration::from_millis(250);
const CLOCKS_APART: SignedDuration = SignedDuration::from_secs(60);
/// More waiting jobs than this: nobody works on them.
const MANY_JOBS: i64 = 1_000;

pub(super) async fn examine(app: &App, places: &Places) -> Vec<Finding> {
    // Before anything is written: the last heartbeat is evidence.
    let clock = clock(app).await;
    match write(app).await {
        Ok(finding) => {
            let mut findings = vec![finding];
            findings.push(or_away(clock));
            findings.push(or_away(tables(app).await));
            // A missing key was told already.
            if places.key().exists() {
                findings.push(or_away(key(app, places).await));
            }
            findings.push(or_away(walls(app).await));
            findings.extend(readings(app).await.unwrap_or_else(|error| vec![away(error)]));
            findings.extend(jobs_left(app).await.unwrap_or_else(|error| vec![away(error)]));
            findings
        }
        Err(error) => vec![away(error)],
    }
}

fn away(error: impl ToString) -> Finding {
    Finding::wrong("doctor-database-away", error)
}

fn or_away(finding: Result<Finding>) -> Finding {
    finding.unwrap_or_else(away)
}

/// Both databases take a write, down to the disk.
async fn write(app: &App) -> Result<Finding> {
    let started = Instant::now();
    app.db().probe(app.world().now().as_microsecond()).await?;
    serve::probe_memo(app).await?;
    let (took, engine) = (started.elapsed(), app.db().engine());
    let name = if engine == Engine::Sqlite { "SQLite" } else { "PostgreSQL" };
    let value = format!("{name}, {} ms", took.as_millis());
    Ok(match took > SLOW {
        true => Finding::care("doctor-database-slow", value),
        false => Finding::well("doctor-database-well", value),
    })
}

async fn clock(app: &App) -> Result<Finding> {
    let mut tx = app.system_reads(NOBODY, REASON);
    let (here, there) = (app.world().now(), queries::clock(&mut tx).await?);
    let apart = there.map_or(SignedDuration::ZERO, |there| here.duration_since(there).abs());
    let back = queries::last_beat(&mut tx).await?.filter(|last| *last > here + CLOCKS_APART);
    Ok(match (apart > CLOCKS_APART, back) {
        (true, _) => Finding::wrong("doctor-clock-apart", apart.as_secs()),
        (false, Some(last)) => Finding::wrong("doctor-clock-back", last),
        (false, None) => Finding::well("doctor-clock-well", here),
    })
}

async fn tables(app: &App) -> Result<Finding> {
    let missing = serve::missing_migrations(app).await?;
    let newer = serve::unknown_migrations(app).await?;
    Ok(match (missing.is_empty(), newer.is_empty()) {
        (true, true) => Finding::well("doctor-tables-well", ""),
        (false, _) => Finding::wrong("doctor-tables-old", missing.join(", ")),
        (true, false) => Finding::wrong("doctor-tables-new", newer.join(", ")),
    })
}

async fn key(app: &App, places: &Places) -> Result<Finding> {
    let key = places.key();
    let found = key_check::look(&mut app.system_reads(NOBODY, REASON)).await?;
    Ok(match found {
        KeyCheck::Right => Finding::well("doctor-key-fits", ""),
        KeyCheck::New => Finding::well("doctor-key-new", ""),
        KeyCheck::Wrong => Finding::wrong("doctor-key-wrong", key.display()),
    })
}

async fn walls(app: &App) -> Result<Finding> {
    if app.db().engine() == Engine::Sqlite {
        return Ok(Finding::well("doctor-walls-none", ""));
    }
    let mut open = queries::unguarded_tables(&mut app.system_reads(NOBODY, REASON)).await?;
    open.retain(|table| !GLOBAL_TABLES.contains(&table.as_str()));
    Ok(match open.is_empty() {
        true => Finding::well("doctor-walls-well", ""),
        false => Finding::wrong("doctor-walls-open", open.join(", ")),
    })
}

/// The lists of who has read what are as they were written.
async fn readings(app: &App) -> Result<Vec<Finding>> {
    let (rows, flaws) = reading::examine(app).await?;
    if flaws.is_empty() {
        return Ok(vec![Finding::well("doctor-readings-well", rows)]);
    }
    let flaw = |flaw: &Flaw| {
        let place = if flaw.place == 0 { "end".to_owned() } else { flaw.place.to_string() };
        format!("organization {}, pair {}, {place}", flaw.organization, flaw.pair)
    };
    Ok(flaws.iter().map(|found| Finding::wrong("doctor-readings-changed", flaw(found))).collect())
}

async fn jobs_left(app: &App) -> Result<Vec<Finding>> {
    let counts = jobs::counts(&mut app.system_reads(NOBODY, REASON)).await?;
    let mut findings = vec![match counts.dead {
        0 => Finding::well("doctor-jobs-well", counts.waiting),
        dead => Finding::wrong("doctor-jobs-dead", dead),
    }];
    if counts.waiting > MANY_JOBS {
        findings.push(Finding::care("doctor-jobs-many", counts.waiting));
    }
    Ok(findings)
}

/// Reads every page and every reference of the embedded databases: minutes for a large one.
pub(super) fn read_every_page(places: &Places) -> Vec<Finding> {
    [places.main(), places.memo()]
        .into_iter()
        .map(|file| match backup::integrity(&file) {
            Ok(()) => Finding::well("doctor-pages-well", file.display()),
            Err(trouble) => Finding::wrong("doctor-pages-damaged", trouble),
        })
        .collect()
}
