//! Both databases have the same shape, and PostgreSQL keeps organizations apart by itself.

use crate::house::house;
use platform::{
    OrganizationId,
    access::{Tx, Writes},
    db::{Engine, migrate},
    params, sql,
    testing::TestDatabase,
};

/// The same type under the names of both engines.
fn normal(line: &str) -> String {
    line.replace(" BYTEA", " BLOB")
        .replace(" DOUBLE PRECISION", " REAL")
        .replace(" CHARACTER VARYING", " TEXT")
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_tables() {
    let (sqlite, postgres) = (house(Engine::Sqlite).await, house(Engine::Postgres).await);
    let shape = async |db: &platform::db::Db| -> Vec<String> {
        migrate::describe(db).await.unwrap().iter().map(|line| normal(line)).collect()
    };
    let mut here = shape(sqlite.app.db()).await;
    let memo = tempfile::tempdir().unwrap();
    let memo = platform::db::Sqlite::open(&memo.path().join("memo.db")).unwrap();
    let memo = platform::db::Db::Sqlite(memo);
    migrate(&memo, None, &server::wiring::memo_migrations()).await.unwrap();
    here.extend(shape(&memo).await);
    here.sort();
    here.dedup();
    let mut there = shape(postgres.app.db()).await;
    there.sort();
    let only = |from: &[String], other: &[String]| -> Vec<String> {
        from.iter().filter(|line| !other.contains(line)).cloned().collect()
    };
    let (sqlite_only, postgres_only) = (only(&here, &there), only(&there, &here));
    assert!(
        sqlite_only.is_empty() && postgres_only.is_empty(),
        "only on SQLite: {sqlite_only:#?}\nonly on PostgreSQL: {postgres_only:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_runs_once_and_is_never_edited() {
    let folder = tempfile::tempdir().unwrap();
    let file = platform::db::Sqlite::open(&folder.path().join("x.db")).unwrap();
    let sqlite = platform::db::Db::Sqlite(file);
    let database = TestDatabase::create().await;
    let postgres = platform::db::Postgres::open(&database.url, 2).unwrap();
    let postgres = platform::db::Db::Postgres(postgres);
    for (db, owner) in [(&sqlite, None), (&postgres, Some(database.url.as_str()))] {
        let mut steps = server::wiring::migrations();
        assert_eq!(migrate(db, owner, &steps).await.unwrap().len(), steps.len());
        assert!(migrate(db, owner, &steps).await.unwrap().is_empty());
        steps[0].sqlite = "SELECT 1";
        steps[0].postgres = "SELECT 1";
        let refused = migrate(db, owner, &steps).await.unwrap_err().to_string();
        assert!(refused.contains("another text"), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_of_an_organization_has_a_wall_of_its_own() {
    let house = house(Engine::Postgres).await;
    let mut tx = house.app.system_reads(OrganizationId(0), "test");
    let open = tx
        .all(
            sql!(
                sqlite: "SELECT name FROM sqlite_master WHERE FALSE",
                postgres: "SELECT CAST(c.relname AS TEXT) FROM pg_class c
                           JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
                           WHERE c.relkind IN ('r', 'p')
                             AND NOT (c.relrowsecurity AND c.relforcerowsecurity)",
            ),
            params![],
            |row| Ok(row.get::<String>(0)?),
        )
        .await
        .unwrap();
    for table in &open {
        assert!(migrate::GLOBAL_TABLES.contains(&table.as_str()), "{table} has no wall");
    }
    for table in migrate::GLOBAL_TABLES {
        assert!(open.iter().any(|name| name == table), "{table} is global, yet has a wall");
    }
}

async fn insert_department(
    tx: &mut Tx<Writes>,
    organization: OrganizationId,
    id: i64,
) -> platform::Result<u64> {
    tx.execute(
        sql!(
            "INSERT INTO departments (organization_id, id, parent_id, name, since, until)
             VALUES ($1, $2, NULL, 'D', '2026-04-01', NULL)"
        ),
        params![organization, id],
    )
    .await
}

async fn departments(tx: &mut Tx<Writes>) -> Vec<i64> {
    // Names every organization on purpose: the wall must hold where a statement is wrong.
    let all =
        sql!("SELECT id FROM departments WHERE organization_id = organization_id ORDER BY id");
    tx.all(all, params![], |row| Ok(row.get(0)?)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_statement_meets_the_wall() {
    let house = house(Engine::Postgres).await;
    let (one, two, none) = (OrganizationId(1), OrganizationId(2), OrganizationId(0));
    for (organization, id) in [(one, 11), (two, 22)] {
        let mut tx = house.app.system(organization, "test");
        insert_department(&mut tx, organization, id).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(departments(&mut house.app.system(one, "test")).await, [11]);
    assert_eq!(departments(&mut house.app.system(two, "test")).await, [22]);
    assert!(departments(&mut house.app.system(none, "test")).await.is_empty());
    let mut tx = house.app.system(one, "test");
    let refused = insert_department(&mut tx, two, 33).await.unwrap_err().to_string();
    assert!(refused.contains("row-level security"), "{refused}");
    let mut tx = house.app.system(one, "test");
    let changed = tx
        .execute(sql!("UPDATE departments SET name = 'X' WHERE organization_id = $1"), params![two])
        .await
        .unwrap();
    assert_eq!(changed, 0);
}
