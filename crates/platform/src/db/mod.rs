//! The seam to the database: SQLite in this process by default, PostgreSQL by one setting.
//!
//! Why not an ORM or sqlx: docs/adr/0002. What a slice sees is [`Tx`](crate::access::Tx); this
//! module gives it connections. Nobody else gets one: no viewer, no transaction.

mod address;
mod error;
pub mod migrate;
mod postgres;
mod sql;
mod sqlite;
mod value;

pub use error::{DbError, DbErrorKind};
pub use migrate::{Migration, migrate};
pub use postgres::{APP_ROLE, Postgres};
pub use sql::Sql;
pub use sqlite::Sqlite;
pub use value::{FromValue, Row, ToValue, Value};

use sqlite::Answer;

/// The database of an installation.
#[derive(Clone)]
pub enum Db {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Db {
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Can this database take a write right now? Commits one row of its own.
    pub async fn probe(&self, now_us: i64) -> Result<(), DbError> {
        let mut connection = Connection::open(self, true, 0).await?;
        connection
            .run(
                crate::sql!(
                    "INSERT INTO heartbeats (id, at) VALUES (1, $1)
                     ON CONFLICT (id) DO UPDATE SET at = excluded.at"
                ),
                crate::params![now_us],
            )
            .await?;
        connection.commit().await
    }
}

/// An open transaction on either engine.
pub(crate) enum Connection {
    SqliteReader(sqlite::Reader),
    SqliteWriter(sqlite::WriteSession),
    Postgres(postgres::Session),
}

impl Connection {
    pub async fn open(db: &Db, writes: bool, organization: i64) -> Result<Self, DbError> {
        Ok(match (db, writes) {
            (Db::Sqlite(file), false) => Self::SqliteReader(file.reader().await?),
            (Db::Sqlite(file), true) => Self::SqliteWriter(file.write()?),
            (Db::Postgres(server), _) => Self::Postgres(server.begin(writes, organization).await?),
        })
    }

    pub async fn run(&mut self, sql: &'static Sql, params: &[Value]) -> Result<Answer, DbError> {
        let answer = match self {
            Self::SqliteReader(reader) => reader.run(sql, params),
            Self::SqliteWriter(writer) => writer.run(sql, params.to_vec()).await,
            Self::Postgres(session) => session.run(sql, params).await,
        };
        answer.map_err(|error| error.at(sql))
    }

    pub async fn run_each(
        &mut self,
        sql: &'static Sql,
        sets: Vec<Vec<Value>>,
    ) -> Result<Vec<u64>, DbError> {
        let changed = match self {
            Self::SqliteReader(_) => Err(DbError::new(DbErrorKind::Fault, "a reader cannot write")),
            Self::SqliteWriter(writer) => writer.run_each(sql, sets).await,
            Self::Postgres(session) => session.run_each(sql, &sets).await,
        };
        changed.map_err(|error| error.at(sql))
    }

    pub async fn batch(&mut self, text: &str) -> Result<(), DbError> {
        match self {
            Self::SqliteReader(_) => Err(DbError::new(DbErrorKind::Fault, "a reader cannot write")),
            Self::SqliteWriter(writer) => writer.batch(text.to_owned()).await,
            Self::Postgres(session) => session.batch(text).await,
        }
    }

    /// Lets the statements from here on see this organization.
    pub fn enter(&mut self, organization: i64) {
        if let Self::Postgres(session) = self {
            session.enter(organization);
        }
    }

    pub async fn hold(&mut self, name: i64) -> Result<(), DbError> {
        match self {
            Self::Postgres(session) => session.hold(name).await,
            _ => Ok(()),
        }
    }

    pub async fn commit(self) -> Result<(), DbError> {
        match self {
            Self::SqliteReader(_) => Ok(()),
            Self::SqliteWriter(writer) => writer.commit().await,
            Self::Postgres(session) => session.commit().await,
        }
    }
}
