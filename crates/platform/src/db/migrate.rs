//! Migrations: numbered SQL texts, one set for both engines, embedded in the binary.
//!
//! Invariants. (1) A text that ran is never edited: its checksum is kept and compared. (2) Two
//! nodes that start together do not run one twice (writer lock, advisory lock). (3) On PostgreSQL
//! every table with an `organization_id` that is not declared global gets forced row-level
//! security without anybody having to remember it. (4) SQLite's planner knows that an organization
//! may be large, for every index, new ones included.

use super::{
    Connection, Db, DbError, DbErrorKind, Postgres, Value, address::Address, postgres::APP_ROLE,
};
use sha2::{Digest, Sha256};

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `area/0001_name`: the order within an area; areas come in the order of dependency.
    pub id: &'static str,
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

impl Migration {
    /// A step with one text for both engines.
    pub const fn both(id: &'static str, text: &'static str) -> Self {
        Self { id, sqlite: text, postgres: text }
    }
}

/// The platform's own tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration::both("platform/0001_ground", include_str!("../../migrations/0001_ground.sql"))];

/// Tables that are read before the organization is known, or that belong to none. Their rows carry
/// an organization nevertheless, where they have one.
pub const GLOBAL_TABLES: &[&str] = &[
    "schema_migrations",
    "heartbeats",
    "organizations",
    "accounts",
    "sessions",
    "sign_in_links",
    "access_tokens",
    "jobs",
    "settings",
    "share_links",
];

/// Brings the schema up to date. Returns the ids of the steps that ran now.
///
/// `owner_url` is the address with which the tables are made (PostgreSQL only).
///
/// # Errors
/// A step that ran before and reads differently now, or any statement that fails: the step is
/// rolled back whole.
pub async fn migrate(
    db: &Db,
    owner_url: Option<&str>,
    steps: &[Migration],
) -> Result<Vec<&'static str>, DbError> {
    match (db, owner_url) {
        (Db::Sqlite(_), _) => migrate_sqlite(db, steps).await,
        (Db::Postgres(_), Some(url)) => migrate_postgres(url, steps).await,
        (Db::Postgres(_), None) => {
            Err(DbError::new(DbErrorKind::Fault, "the owner's address is needed to migrate"))
        }
    }
}

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    id TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL)";

async fn migrate_sqlite(db: &Db, steps: &[Migration]) -> Result<Vec<&'static str>, DbError> {
    let mut connection = Connection::open(db, true, 0).await?;
    connection.batch(LEDGER).await?;
    let mut ran = Vec::new();
    for step in steps {
        let checksum = checksum(step.sqlite);
        let known = connection
            .run(
                crate::sql!("SELECT checksum FROM schema_migrations WHERE id = $1"),
                crate::params![step.id],
            )
            .await?;
        if let Some(row) = known.rows.first() {
            verify(step, &row.get::<String>(0)?, &checksum)?;
            continue;
        }
        connection.batch(step.sqlite).await?;
        connection
            .run(
                crate::sql!("INSERT INTO schema_migrations (id, checksum) VALUES ($1, $2)"),
                crate::params![step.id, checksum],
            )
            .await?;
        ran.push(step.id);
    }
    if !ran.is_empty() || !has_statistics(&mut connection).await? {
        connection.batch(STATISTICS).await?;
    }
    connection.commit().await?;
    Ok(ran)
}

/// PostgreSQL counts by itself.
const STATISTICS: &str = include_str!("statistics.sql");

async fn has_statistics(connection: &mut Connection) -> Result<bool, DbError> {
    let told = crate::sql!(
        sqlite: "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'",
        postgres: "SELECT 1 FROM pg_tables WHERE FALSE",
    );
    Ok(!connection.run(told, &[]).await?.rows.is_empty())
}

async fn migrate_postgres(url: &str, steps: &[Migration]) -> Result<Vec<&'static str>, DbError> {
    let Address { config, tls } = url.parse()?;
    let (mut client, link) = config.connect(tls).await?;
    let link = tokio::spawn(link);
    let work = client.transaction().await?;
    work.batch_execute("SELECT pg_advisory_xact_lock(4923871)").await?;
    make_role(&work).await?;
    work.batch_execute(LEDGER).await?;
    let mut ran = Vec::new();
    for step in steps {
        let checksum = checksum(step.postgres);
        let known = work
            .query_opt("SELECT checksum FROM schema_migrations WHERE id = $1", &[&step.id])
            .await?;
        if let Some(row) = known {
            verify(step, row.get::<_, &str>(0), &checksum)?;
            continue;
        }
        work.batch_execute(step.postgres).await.map_err(|error| {
            let error = DbError::from(error);
            DbError::new(error.kind, format!("{}: {error}", step.id))
        })?;
        let insert = "INSERT INTO schema_migrations (id, checksum) VALUES ($1, $2)";
        work.execute(insert, &[&step.id, &checksum]).await?;
        ran.push(step.id);
    }
    guard_tables(&work).await?;
    work.commit().await?;
    drop(client);
    drop(link.await);
    Ok(ran)
}

/// The role without ownership. Several databases of one server share it.
async fn make_role(work: &tokio_postgres::Transaction<'_>) -> Result<(), DbError> {
    let there = work.query_opt("SELECT 1 FROM pg_roles WHERE rolname = $1", &[&APP_ROLE]).await?;
    if there.is_none() {
        // Another database of this server may make it at the same moment.
        work.batch_execute(&format!(
            "DO $$ BEGIN CREATE ROLE {APP_ROLE} NOLOGIN;
             EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;"
        ))
        .await?;
    }
    let member = work
        .query_one("SELECT pg_has_role(current_user, $1, 'MEMBER')", &[&APP_ROLE])
        .await?
        .get::<_, bool>(0);
    if !member {
        work.batch_execute(&format!("GRANT {APP_ROLE} TO current_user")).await?;
    }
    Ok(())
}

/// Grants and row-level security for all tables, new and old.
async fn guard_tables(work: &tokio_postgres::Transaction<'_>) -> Result<(), DbError> {
    work.batch_execute(&format!(
        "GRANT USAGE ON SCHEMA public TO {APP_ROLE};
         GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};"
    ))
    .await?;
    let tables = work
        .query(
            "SELECT c.relname FROM pg_class c
             JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
             WHERE c.relkind = 'r' AND NOT c.relrowsecurity",
            &[],
        )
        .await?;
    for row in tables {
        let table: &str = row.get(0);
        if GLOBAL_TABLES.contains(&table) {
            continue;
        }
        let mine =
            "organization_id = NULLIF(current_setting('app.organization_id', true), '')::bigint";
        work.batch_execute(&format!(
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
             ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
             CREATE POLICY own_organization ON {table} USING ({mine}) WITH CHECK ({mine});"
        ))
        .await?;
    }
    Ok(())
}

fn verify(step: &Migration, then: &str, now: &str) -> Result<(), DbError> {
    if then == now {
        return Ok(());
    }
    let message = format!("the migration {} ran before with another text", step.id);
    Err(DbError::new(DbErrorKind::Fault, message))
}

fn checksum(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The shape of the schema as lines `table.column type null` and `index …`, sorted: what the drift
/// test compares between the engines.
pub async fn describe(db: &Db) -> Result<Vec<String>, DbError> {
    let mut connection = Connection::open(db, false, 0).await?;
    let columns = connection.run(crate::sql!(
        sqlite: "SELECT m.name || '.' || c.name || ' ' || upper(c.type) || CASE WHEN c.\"notnull\" = 1 THEN ' not null' ELSE '' END
                 FROM sqlite_master m JOIN pragma_table_info(m.name) c
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
        postgres: "SELECT table_name || '.' || column_name || ' ' || upper(data_type) || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END
                   FROM information_schema.columns WHERE table_schema = 'public'",
    ), &[]).await?;
    let indexes = connection.run(crate::sql!(
        sqlite: "SELECT 'index ' || m.name || ' ' || group_concat(i.name, ',')
                 FROM sqlite_master m JOIN pragma_index_info(m.name) i
                 WHERE m.type = 'index' AND m.name NOT LIKE 'sqlite_autoindex%' GROUP BY m.name",
        postgres: "SELECT 'index ' || i.relname || ' ' || string_agg(a.attname, ',' ORDER BY k.ord)
                   FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
                   JOIN pg_namespace n ON n.oid = i.relnamespace AND n.nspname = 'public'
                   CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k(attnum, ord)
                   JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
                   WHERE NOT x.indisprimary AND i.relname NOT LIKE '%\\_key' GROUP BY i.relname",
    ), &[]).await?;
    let rows = columns.rows.iter().chain(&indexes.rows);
    let mut lines = rows.map(|row| row.get::<String>(0)).collect::<Result<Vec<_>, _>>()?;
    lines.sort();
    Ok(lines)
}

/// Prepares a statement without running it: names, syntax and parameters are right.
pub async fn prepare(db: &Db, sql: &'static super::Sql) -> Result<(), DbError> {
    match db {
        Db::Sqlite(file) => file.reader().await?.prepare(sql),
        Db::Postgres(server) => server.prepare(sql).await,
    }
}

impl Postgres {
    async fn prepare(&self, sql: &'static super::Sql) -> Result<(), DbError> {
        let session = self.begin(false, 0).await?;
        session.prepare(sql).await
    }
}

/// All tables, for the row-level-security test and for exports.
pub async fn tables(db: &Db) -> Result<Vec<String>, DbError> {
    let mut connection = Connection::open(db, false, 0).await?;
    let rows = connection
        .run(
            crate::sql!(
                sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
                postgres: "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
            ),
            &[] as &[Value],
        )
        .await?;
    rows.rows.iter().map(|row| row.get(0)).collect()
}
