//! Every statement of the program is right on both databases, and names its organization.

use crate::house::house;
use platform::{
    db::{Sql, migrate},
    on_both,
    testing::TestHouse,
};

/// The tables that live in the memo log's own file on SQLite.
const MEMO_TABLES: &[&str] = &[
    "memo_heads",
    "memo_log",
    "memo_snapshots",
    "memo_clients",
    "memo_versions",
    "memo_version_authors",
    "memo_moves",
];
/// What a database tells about itself belongs to nobody.
const CATALOGUE: &[&str] =
    &["sqlite_master", "pragma_", "pg_", "information_schema", "clock_timestamp", "julianday"];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

fn touches_memo_log(sql: &Sql) -> bool {
    words(sql.sqlite).any(|word| MEMO_TABLES.contains(&word))
}

on_both! {
    async fn every_statement_prepares(house: house) {
        let memo = memo_database(&house).await;
        let mut wrong = Vec::new();
        let mut count = 0;
        for sql in Sql::all() {
            let db = if touches_memo_log(sql) { &memo } else { house.app.db() };
            count += 1;
            if let Err(error) = migrate::prepare(db, sql).await {
                wrong.push(format!("{}:{}: {error}\n{}", sql.file, sql.line, sql.sqlite));
            }
        }
        assert!(count > 50, "only {count} statements were found");
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

/// The memo log lies beside the rest on PostgreSQL, and in a file of its own on SQLite.
async fn memo_database(house: &TestHouse) -> platform::db::Db {
    match house.engine {
        platform::db::Engine::Postgres => house.app.db().clone(),
        platform::db::Engine::Sqlite => {
            let folder = tempfile::tempdir().unwrap();
            let file = platform::db::Sqlite::open(&folder.path().join("memo.db")).unwrap();
            let db = platform::db::Db::Sqlite(file);
            platform::db::migrate(&db, None, &server::wiring::memo_migrations()).await.unwrap();
            // The open file stays usable; its folder goes with this test.
            drop(folder);
            db
        }
    }
}

on_both! {
    async fn every_statement_names_its_organization(house: house) {
        let mut tables = migrate::tables(house.app.db()).await.unwrap();
        tables.extend(MEMO_TABLES.iter().map(ToString::to_string));
        let owned: Vec<&str> = tables
            .iter()
            .map(String::as_str)
            .filter(|table| !migrate::GLOBAL_TABLES.contains(table))
            .collect();
        let mut wrong = Vec::new();
        for sql in Sql::all() {
            for text in [sql.sqlite, sql.postgres] {
                let touches = words(text).any(|word| owned.contains(&word));
                let known = words(text).any(|word| tables.iter().any(|table| table == word))
                    || CATALOGUE.iter().any(|name| text.contains(name));
                let names = words(text).any(|word| word == "organization_id");
                if touches && !names || !known {
                    wrong.push(format!("{}:{}\n{text}", sql.file, sql.line));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}
