//! PostgreSQL behind a pool, with row-level security as the second wall between organizations.
//!
//! Invariants. (1) Every statement runs in a transaction that named its organization
//! (`app.organization_id`, local to the transaction); without one, forced row-level security shows
//! no row. (2) Connections act as the role [`APP_ROLE`], which owns nothing and so cannot switch
//! the policies off. (3) A transaction that is dropped is rolled back before its connection is
//! used again.

use super::{DbError, Row, Sql, Value, address::Address, sqlite::Answer};
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use futures_util::future::{try_join, try_join_all};
use std::time::Duration;
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

/// The role that the product acts as; made by the migrations.
pub const APP_ROLE: &str = "aizuchi_app";

/// A node that is frozen, or whose machine is gone, lets go of the rows it holds: all others that
/// want to write there wait for them.
const BEGIN_WRITING: &str =
    "BEGIN READ WRITE; SET LOCAL idle_in_transaction_session_timeout = '3s'";

/// A handle to one PostgreSQL database.
#[derive(Clone)]
pub struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// `url`: `postgresql://user:password@host/database`. `connections`: the most that this node
    /// holds at once. Nothing is connected yet; a wrong address shows at the first statement.
    pub fn open(url: &str, connections: usize) -> Result<Self, DbError> {
        let Address { config, tls } = url.parse()?;
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(config, tls, recycling);
        let pool = Pool::builder(manager)
            .max_size(connections)
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .wait_timeout(Some(Duration::from_secs(10)))
            .create_timeout(Some(Duration::from_secs(10)))
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(async move {
                    let act = format!("SET ROLE {APP_ROLE}; SET statement_timeout = '30s'");
                    client.batch_execute(&act).await.map_err(HookError::Backend)
                })
            }))
            .build()
            .map_err(|error| DbError::unavailable(error.to_string()))?;
        Ok(Self { pool })
    }

    pub(super) async fn begin(&self, writes: bool, organization: i64) -> Result<Session, DbError> {
        let client = self.pool.get().await?;
        let mode = if writes { BEGIN_WRITING } else { "BEGIN READ ONLY" };
        let before = format!("{mode}; {}", name_organization(organization));
        Ok(Session { client: Some(client), before, begun: false })
    }
}

fn name_organization(organization: i64) -> String {
    format!("SET LOCAL app.organization_id = '{organization}'")
}

/// One open transaction.
pub(crate) struct Session {
    client: Option<Object>,
    /// What goes ahead of the next statement, in one journey with it.
    before: String,
    begun: bool,
}

impl Session {
    fn client(&self) -> Result<&Object, DbError> {
        self.client.as_ref().ok_or_else(|| DbError::unavailable("the transaction is over"))
    }

    /// Lets this transaction see another organization: sign-in learns it from the session.
    pub fn enter(&mut self, organization: i64) {
        if !self.before.is_empty() {
            self.before.push_str("; ");
        }
        self.before.push_str(&name_organization(organization));
    }

    /// The client, and what is to be sent ahead of the next statement.
    fn next(&mut self) -> Result<(&Object, String), DbError> {
        let before = std::mem::take(&mut self.before);
        self.begun = true;
        Ok((self.client()?, before))
    }

    /// Waits until no other transaction holds this name, and holds it until the end: two changes
    /// of one thing come one after the other, as they do on SQLite.
    pub async fn hold(&mut self, name: i64) -> Result<(), DbError> {
        let hold = self.client()?.prepare_cached("SELECT pg_advisory_xact_lock($1)").await?;
        let (client, before) = self.next()?;
        together(client, &before, client.query(&hold, &[&name])).await?;
        Ok(())
    }

    pub async fn run(&mut self, sql: &Sql, params: &[Value]) -> Result<Answer, DbError> {
        let statement = self.client()?.prepare_cached(sql.postgres).await?;
        let params: Vec<&(dyn ToSql + Sync)> =
            params.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let (client, before) = self.next()?;
        if statement.columns().is_empty() {
            let changed = together(client, &before, client.execute(&statement, &params)).await?;
            return Ok(Answer { rows: Vec::new(), changed });
        }
        let rows = together(client, &before, client.query(&statement, &params)).await?;
        let rows = rows.iter().map(read_row).collect::<Result<Vec<_>, _>>()?;
        let changed = rows.len() as u64;
        Ok(Answer { rows, changed })
    }

    /// All of them are on their way before the first is answered.
    pub async fn run_each(&mut self, sql: &Sql, sets: &[Vec<Value>]) -> Result<Vec<u64>, DbError> {
        let statement = self.client()?.prepare_cached(sql.postgres).await?;
        let (client, before) = self.next()?;
        let each = sets.iter().map(|params| {
            let params = params.iter().map(|value| value as &(dyn ToSql + Sync));
            client.execute_raw(&statement, params.collect::<Vec<_>>())
        });
        together(client, &before, try_join_all(each)).await
    }

    pub async fn prepare(&self, sql: &Sql) -> Result<(), DbError> {
        self.client()?.prepare(sql.postgres).await?;
        Ok(())
    }

    pub async fn batch(&mut self, text: &str) -> Result<(), DbError> {
        let (client, before) = self.next()?;
        together(client, &before, client.batch_execute(text)).await
    }

    pub async fn commit(mut self) -> Result<(), DbError> {
        let client = self.client.take().ok_or_else(|| DbError::unavailable("already over"))?;
        if !self.begun {
            return Ok(());
        }
        let outcome = client.batch_execute("COMMIT").await;
        if outcome.is_err() {
            drop(Object::take(client));
        }
        Ok(outcome?)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let Some(client) = self.client.take().filter(|_| self.begun) else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            drop(Object::take(client));
            return;
        };
        runtime.spawn(async move {
            if client.batch_execute("ROLLBACK").await.is_err() {
                drop(Object::take(client));
            }
        });
    }
}

/// Sends two statements without waiting in between: the server works in the order of sending. If
/// the first fails its transaction is over, so nothing that the second did is kept.
async fn together<T>(
    client: &Object,
    before: &str,
    statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, DbError> {
    if before.is_empty() {
        return Ok(statement.await?);
    }
    // `try_join` of futures-util asks them in this order, which is the order of sending.
    Ok(try_join(client.batch_execute(before), statement).await?.1)
}

fn read_row(row: &tokio_postgres::Row) -> Result<Row, DbError> {
    (0..row.len()).map(|index| read_column(row, index)).collect::<Result<_, _>>().map(Row)
}

fn read_column(row: &tokio_postgres::Row, index: usize) -> Result<Value, DbError> {
    fn or_null<T>(value: Option<T>, wrap: impl Fn(T) -> Value) -> Value {
        value.map_or(Value::Null, wrap)
    }
    let kind = row.columns()[index].type_();
    Ok(match *kind {
        Type::INT8 => or_null(row.try_get(index)?, Value::Int),
        Type::INT4 => or_null(row.try_get::<_, Option<i32>>(index)?, |n| Value::Int(n.into())),
        Type::BOOL => or_null(row.try_get(index)?, Value::Bool),
        Type::FLOAT8 => or_null(row.try_get(index)?, Value::Real),
        Type::TEXT | Type::VARCHAR | Type::NAME => or_null(row.try_get(index)?, Value::Text),
        Type::BYTEA => or_null(row.try_get(index)?, Value::Bytes),
        _ => return Err(DbError::shape(format!("column {index} has the type {kind}"))),
    })
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, kind) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(kind, out),
            (Self::Int(number), &Type::INT8) => number.to_sql(kind, out),
            (Self::Int(number), &Type::FLOAT8) => (*number as f64).to_sql(kind, out),
            (Self::Bool(truth), &Type::BOOL) => truth.to_sql(kind, out),
            (Self::Real(number), &Type::FLOAT8) => number.to_sql(kind, out),
            (Self::Text(text), &Type::TEXT | &Type::VARCHAR) => text.to_sql(kind, out),
            (Self::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(kind, out),
            (value, kind) => Err(format!("{} cannot be sent as {kind}", value.kind()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
