//! Databases on a PostgreSQL server, as its administrator.

use crate::{Outcome, Trouble};
use tokio_postgres::{Client, NoTls};

const AWAY: &str = "the PostgreSQL of AIZUCHI_BENCH_DATABASE_URL";

async fn connect(url: &str) -> Outcome<Client> {
    let (client, link) =
        tokio_postgres::connect(url, NoTls).await.map_err(Trouble::during(AWAY))?;
    tokio::spawn(link);
    Ok(client)
}

async fn run(server: &str, statement: &str) -> Outcome<()> {
    connect(server).await?.batch_execute(statement).await.map_err(Trouble::during(AWAY))
}

pub(super) async fn exists(server: &str, name: &str) -> Outcome<bool> {
    let client = connect(server).await?;
    let found = client.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).await;
    Ok(found.map_err(Trouble::during(AWAY))?.is_some())
}

/// Makes an empty database, in the place of one that was filled half.
pub(super) async fn make(server: &str, name: &str) -> Outcome<()> {
    run(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    run(server, &format!("CREATE DATABASE {name}")).await
}

/// What the server would do by itself within minutes of such a fill: statistics and visibility.
pub(super) async fn settle(url: &str) -> Outcome<()> {
    run(url, "VACUUM (ANALYZE)").await
}

/// A copy by files. Whoever is still connected to the original is sent away.
pub(super) async fn copy(server: &str, from: &str, to: &str) -> Outcome<()> {
    run(server, &format!("DROP DATABASE IF EXISTS {to} WITH (FORCE)")).await?;
    let client = connect(server).await?;
    let leave = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
    client.query(leave, &[&from]).await.map_err(Trouble::during(AWAY))?;
    let copy = format!("CREATE DATABASE {to} TEMPLATE {from} STRATEGY FILE_COPY");
    client.batch_execute(&copy).await.map_err(Trouble::during(AWAY))?;
    client.batch_execute("CHECKPOINT").await.map_err(Trouble::during(AWAY))
}

/// The process of one of our connections, by which the server's processes are found.
pub(super) async fn some_process(server: &str) -> Outcome<(Client, u32)> {
    let client = connect(server).await?;
    let row = client.query_one("SELECT pg_backend_pid()", &[]).await;
    let id: i32 = row.map_err(Trouble::during(AWAY))?.get(0);
    Ok((client, id.unsigned_abs()))
}

/// The same server, another database.
pub(super) fn with_database(url: &str, name: &str) -> String {
    let (address, parameters) = match url.split_once('?') {
        Some((address, parameters)) => (address, format!("?{parameters}")),
        None => (url, String::new()),
    };
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find('/').map_or(address.len(), |at| host + at);
    format!("{}/{name}{parameters}", &address[..end])
}

/// Drops a database outside of any runtime: when a value goes, nobody can wait for it.
pub(super) fn drop_later(server: String, name: String) {
    let dropping = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        match runtime.map(|runtime| runtime.block_on(run(&server, &statement))) {
            Ok(Ok(())) => (),
            Ok(Err(error)) => tracing::warn!(%error, "the benchmark's database stays behind"),
            Err(error) => tracing::warn!(%error, "the benchmark's database stays behind"),
        }
    });
    drop(dropping.join());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_of_the_same_server_is_named() {
        let named = |url| with_database(url, "x");
        assert_eq!(named("postgres://u:p@h:5/postgres"), "postgres://u:p@h:5/x");
        assert_eq!(named("postgresql://h"), "postgresql://h/x");
        assert_eq!(named("postgresql://h/a?b=c/d"), "postgresql://h/x?b=c/d");
    }
}
