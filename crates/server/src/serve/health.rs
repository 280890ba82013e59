//! `/livez`: this process answers. `/readyz`: it can do its work: both databases take a write and
//! an fsync, the tables are there, the disk has room, the key file is in its place.
//!
//! A check is made at most every [`FRESH`], however often it is asked for.

use crate::{
    house::Places,
    key_check::{self, KeyCheck},
    queries, wiring,
};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};
use platform::{OrganizationId, Result, access::Public, app::App, routing::Routes};
use std::sync::Arc;
use tokio::sync::Mutex;

const NOBODY: OrganizationId = OrganizationId(0);
/// How long a check counts.
const FRESH: SignedDuration = SignedDuration::from_secs(2);
/// A disk with less than this free refuses work before the database must: a twentieth of it, or
/// 2 GiB where the disk is so large that a twentieth would be room for years.
const LEAST_FREE_PART: u64 = 20;
const LEAST_FREE_BYTES: u64 = 2 << 30;

/// What is asked whether the house can work.
pub struct Health {
    places: Places,
    last: Mutex<Option<(Timestamp, Arc<Vec<Finding>>)>>,
}

/// One thing that was checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub name: &'static str,
    /// `None`: it is well.
    pub wrong: Option<String>,
}

impl Health {
    pub fn new(places: Places) -> Self {
        Self { places, last: Mutex::new(None) }
    }

    /// All findings, at most [`FRESH`] old.
    pub async fn check(&self, app: &App) -> Arc<Vec<Finding>> {
        let mut last = self.last.lock().await;
        let now = app.world().now();
        if let Some((at, findings)) = &*last
            && now.duration_since(*at).abs() < FRESH
        {
            return findings.clone();
        }
        let findings = Arc::new(findings(app, &self.places).await);
        *last = Some((now, findings.clone()));
        findings
    }
}

async fn findings(app: &App, places: &Places) -> Vec<Finding> {
    let at = app.world().now().as_microsecond();
    let finding = |name, wrong: Option<String>| Finding { name, wrong };
    vec![
        finding("database", app.db().probe(at).await.err().map(|error| error.to_string())),
        finding("memo", probe_memo(app).await.err().map(|error| error.to_string())),
        finding("tables", tables(app).await),
        finding("key", key(app, places).await),
        finding("disk", disk(places)),
    ]
}

/// As [`platform::db::Db::probe`], for the memo log.
pub(crate) async fn probe_memo(app: &App) -> Result<()> {
    let mut tx = app.memo_log(NOBODY, "can the memo log be written?");
    queries::beat(&mut tx).await?;
    tx.commit().await
}

async fn tables(app: &App) -> Option<String> {
    match missing_migrations(app).await {
        Ok(missing) if missing.is_empty() => None,
        Ok(missing) => Some(format!("not run: {}", missing.join(", "))),
        Err(error) => Some(error.to_string()),
    }
}

/// Steps of the schema that this binary knows and the databases do not.
pub(crate) async fn missing_migrations(app: &App) -> Result<Vec<&'static str>> {
    let ran = ran(app).await?;
    Ok(known().filter(|id| !ran.iter().any(|name| name == id)).collect())
}

/// Steps of the schema that ran and that this binary does not know: it is the older one.
pub(crate) async fn unknown_migrations(app: &App) -> Result<Vec<String>> {
    let ran = ran(app).await?;
    Ok(ran.into_iter().filter(|name| !known().any(|id| name == id)).collect())
}

fn known() -> impl Iterator<Item = &'static str> {
    wiring::migrations().into_iter().chain(wiring::memo_migrations()).map(|step| step.id)
}

async fn ran(app: &App) -> Result<Vec<String>> {
    let reason = "which migrations ran?";
    let mut ran = queries::migrations_ran(&mut app.system_reads(NOBODY, reason)).await?;
    ran.extend(queries::migrations_ran(&mut app.memo_log_reads(NOBODY, reason)).await?);
    Ok(ran)
}

async fn key(app: &App, places: &Places) -> Option<String> {
    let path = places.key();
    if !path.is_file() {
        return Some(format!("{} is missing", path.display()));
    }
    let mut tx = app.system_reads(NOBODY, "compare the key file with the database");
    match key_check::look(&mut tx).await {
        Ok(KeyCheck::Right | KeyCheck::New) => None,
        Ok(KeyCheck::Wrong) => Some("the key file is not this database's".into()),
        Err(error) => Some(error.to_string()),
    }
}

fn disk(places: &Places) -> Option<String> {
    match Room::on_the_disk_of(&places.folder) {
        Ok(room) if room.is_enough() => None,
        Ok(room) => Some(format!("{} MB of the disk are free", room.megabytes())),
        Err(error) => Some(error.to_string()),
    }
}

/// How much of a disk is free for us, in bytes.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    free: u64,
    whole: u64,
}

impl Room {
    pub(crate) fn on_the_disk_of(folder: &std::path::Path) -> std::io::Result<Self> {
        let disk = rustix::fs::statvfs(folder)?;
        let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
        Ok(Self { free: bytes(disk.f_bavail), whole: bytes(disk.f_blocks) })
    }

    pub(crate) fn is_enough(self) -> bool {
        self.free >= LEAST_FREE_BYTES.min(self.whole / LEAST_FREE_PART)
    }

    pub(crate) fn megabytes(self) -> u64 {
        self.free / 1_000_000
    }
}

pub fn routes() -> Routes {
    Routes::pages().get("/livez", livez).get("/readyz", readyz)
}

async fn livez(_: Public) -> Result<Response> {
    Ok(plain(StatusCode::OK, "ok\n".into()))
}

/// Names what is wrong, not why: the reason is in the log, since anybody may ask here.
async fn readyz(Public(tx): Public) -> Result<Response> {
    let app = tx.app();
    let findings = app.part::<Health>().check(app).await;
    let mut status = StatusCode::OK;
    let mut lines = String::new();
    for finding in &*findings {
        let well = finding.wrong.is_none();
        lines.push_str(&format!("{} {}\n", finding.name, if well { "ok" } else { "failed" }));
        if let Some(why) = &finding.wrong {
            status = StatusCode::SERVICE_UNAVAILABLE;
            tracing::error!(name = finding.name, why, "not ready");
        }
    }
    Ok(plain(status, lines))
}

fn plain(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::Room;

    #[test]
    fn a_large_disk_is_not_full_while_there_is_room_for_years() {
        const GIB: u64 = 1 << 30;
        let enough = |free, whole| Room { free, whole }.is_enough();
        assert!(enough(GIB, 20 * GIB) && !enough(GIB - 1, 20 * GIB), "a twentieth of a small disk");
        assert!(enough(2 * GIB, 1_000 * GIB) && !enough(2 * GIB - 1, 1_000 * GIB));
    }
}
