//! All SQL of the house itself: its heartbeat, its ledger of migrations, its settings.

use jiff::Timestamp;
use platform::{
    Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

/// Writes one row of our own into the database of this transaction.
pub(crate) async fn beat(tx: &mut Tx<Writes>) -> Result<()> {
    let now = tx.now();
    tx.execute(
        sql!(
            "INSERT INTO heartbeats (id, at) VALUES (2, $1)
             ON CONFLICT (id) DO UPDATE SET at = excluded.at"
        ),
        params![now],
    )
    .await?;
    Ok(())
}

/// When the house last knew that it could write.
pub(crate) async fn last_beat<M: Mode>(tx: &mut Tx<M>) -> Result<Option<Timestamp>> {
    let latest = sql!("SELECT at FROM heartbeats ORDER BY at DESC LIMIT 1");
    tx.first(latest, params![], |row| Ok(row.get(0)?)).await
}

/// The clock of the database: another machine's on PostgreSQL.
pub(crate) async fn clock<M: Mode>(tx: &mut Tx<M>) -> Result<Option<Timestamp>> {
    let clock = sql!(
        sqlite: "SELECT CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)",
        postgres: "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)",
    );
    tx.first(clock, params![], |row| Ok(row.get(0)?)).await
}

/// The migrations that ran in the database of this transaction.
pub(crate) async fn migrations_ran<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<String>> {
    let ledger = sql!("SELECT id FROM schema_migrations ORDER BY id");
    tx.all(ledger, params![], |row| Ok(row.get(0)?)).await
}

/// A fact about the installation.
pub(crate) async fn setting<M: Mode>(tx: &mut Tx<M>, name: &str) -> Result<Option<String>> {
    let value = sql!("SELECT value FROM settings WHERE name = $1");
    tx.first(value, params![name], |row| Ok(row.get(0)?)).await
}

/// Notes a fact for the first time; a fact that is known already stays.
pub(crate) async fn note_setting(tx: &mut Tx<Writes>, name: &str, value: &str) -> Result<()> {
    tx.execute(
        sql!("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING"),
        params![name, value],
    )
    .await?;
    Ok(())
}

/// Tables whose rows PostgreSQL would show to every organization. SQLite has no such wall.
pub(crate) async fn unguarded_tables<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<String>> {
    let open = sql!(
        sqlite: "SELECT name FROM sqlite_master WHERE FALSE",
        postgres: "SELECT CAST(c.relname AS TEXT) FROM pg_class c
                   JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
                   WHERE c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                   ORDER BY c.relname",
    );
    tx.all(open, params![], |row| Ok(row.get(0)?)).await
}
