//! No statement of a request walks over a whole table or a whole organization: what a page costs
//! does not grow with the organization. Those that must see everything are named here, with why.
//!
//! Looked at in SQLite, whose plans depend on its tables, their indexes and the statistics that
//! come with the migrations.

use platform::db::{Db, Sql, Sqlite, migrate};
use server::wiring;
use std::path::Path;

/// Beginnings of paths, and why their statements may walk.
const MAY_WALK: &[(&str, &str)] = &[
    ("crates/demo/", "fills and describes an organization"),
    ("crates/server/tests/", "tests look at everything"),
    ("crates/server/src/bench/", "chooses among all pairs"),
    ("crates/server/src/export/", "exports an organization"),
    ("crates/server/src/queries.rs", "a handful of rows about the installation"),
    ("crates/platform/src/db/", "migrations, before anything is served"),
    ("crates/platform/src/jobs/", "counts jobs for the operator"),
    ("crates/people/src/organization/", "all organizations: for work by the clock"),
    ("crates/people/src/department/", "departments of one level, for administrators"),
    ("crates/people/src/sign_in/queries/links.rs", "sweeps what is over, by the clock"),
    ("crates/meetings/src/topic/", "the topics of an organization: seven and its own"),
    ("crates/meetings/src/memo/queries/log.rs", "finds memos to fold, by the clock"),
];
/// Single statements by a piece of their text, with why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("SELECT COUNT(*) FROM people", "how many people: for administrators"),
    ("DELETE FROM idempotency_keys", "sweeps what is over, by the clock"),
    ("FROM memo_reading_heads h", "the lists of all pairs: for doctor"),
    ("COALESCE(s.asked_at, s.created_at) <= $2", "shares nobody answered, by the clock"),
    ("COALESCE(agreed_at, created_at) <= $3", "handovers that are over, by the clock"),
    ("s.cadence <> 'none'", "all series: dates are planned by the clock"),
];

async fn planner(folder: &Path) -> rusqlite::Connection {
    let file = folder.join("plans.db");
    let db = Db::Sqlite(Sqlite::open(&file).unwrap());
    let all = [wiring::migrations(), wiring::memo_migrations()].concat();
    migrate(&db, None, &all).await.unwrap();
    rusqlite::Connection::open(&file).unwrap()
}

fn walks(connection: &rusqlite::Connection, sql: &Sql) -> Vec<String> {
    let explain = format!("EXPLAIN QUERY PLAN {}", sql.sqlite);
    let mut statement = connection.prepare(&explain).unwrap();
    let mut rows = statement.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get::<_, String>(3).unwrap());
    }
    // A row that is inserted is not looked for; what SQLite looks up there are foreign keys.
    let searched = !sql.sqlite.trim_start().starts_with("INSERT");
    steps.retain(|step| is_walk(step) && searched);
    steps
}

fn is_walk(step: &str) -> bool {
    let scans = step.starts_with("SCAN ") && !step.starts_with("SCAN CONSTANT");
    scans || step.starts_with("SEARCH ") && step.ends_with("(organization_id=?)")
}

fn may_walk(sql: &Sql) -> bool {
    let one_line = sql.sqlite.split_whitespace().collect::<Vec<_>>().join(" ");
    MAY_WALK.iter().any(|(path, _)| sql.file.starts_with(path))
        || EXCEPTIONS.iter().any(|(piece, _)| one_line.contains(piece))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_request_asks_walks_over_an_organization() {
    let folder = tempfile::tempdir().unwrap();
    let connection = planner(folder.path()).await;
    let mut wrong = Vec::new();
    for sql in Sql::all().filter(|sql| !may_walk(sql)) {
        let walks = walks(&connection, sql);
        if !walks.is_empty() {
            wrong.push(format!("{}:{} {walks:?}\n{}", sql.file, sql.line, sql.sqlite));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let told = "SELECT 1 FROM sqlite_stat1 WHERE tbl = 'pairs' AND idx = 'pairs_member'";
    connection.query_row(told, [], |_| Ok(())).expect("the planner was told");
}
