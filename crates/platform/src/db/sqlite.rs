//! SQLite in this process: one writer thread, several readers.
//!
//! Invariants. (1) Only the writer thread writes, inside `BEGIN IMMEDIATE`; readers are
//! `query_only`, so nobody ever meets "database is locked". (2) A commit is answered only after
//! the fsync (`synchronous=FULL`). Transactions that wait at the same time share one fsync: each is
//! a savepoint, and the group is committed when the queue is empty or after [`GROUP_TIME`].
//! (3) A transaction that neither commits nor speaks for [`PATIENCE`] is rolled back, so that one
//! lost task cannot stop the house.

use super::{DbError, Row, Sql, Value};
use rusqlite::{Connection, config::DbConfig, types::ValueRef};
use std::{
    path::Path,
    sync::{Arc, Mutex, mpsc},
    time::{Duration, Instant},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

/// How long a group of transactions may gather before its fsync.
const GROUP_TIME: Duration = Duration::from_millis(5);
/// How long the writer waits for the next statement of a transaction.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long without work until the write-ahead log is folded into the file.
const IDLE: Duration = Duration::from_secs(20);
const READERS: usize = 6;
const STATEMENT_CACHE: usize = 512;

/// A handle to one database file.
#[derive(Clone)]
pub struct Sqlite {
    readers: Arc<Readers>,
    writer: mpsc::Sender<WorkOrder>,
}

struct Readers {
    free: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
}

/// A transaction that waits for the writer: its commands arrive one by one.
type WorkOrder = mpsc::Receiver<Command>;

enum Command {
    Run {
        sql: &'static Sql,
        params: Vec<Value>,
        reply: oneshot::Sender<Result<Answer, DbError>>,
    },
    RunEach {
        sql: &'static Sql,
        sets: Vec<Vec<Value>>,
        reply: oneshot::Sender<Result<Vec<u64>, DbError>>,
    },
    Batch {
        text: String,
        reply: oneshot::Sender<Result<(), DbError>>,
    },
    Commit {
        reply: oneshot::Sender<Result<(), DbError>>,
    },
}

/// What a statement gave: its rows, or how many it changed.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub rows: Vec<Row>,
    pub changed: u64,
}

impl Sqlite {
    /// Opens or creates the file, checks that it can be written, starts the writer thread.
    pub fn open(path: &Path) -> Result<Self, DbError> {
        let writer = connect(path)?;
        let readers = (0..READERS).map(|_| connect_reader(path)).collect::<Result<Vec<_>, _>>()?;
        let (orders, queue) = mpsc::channel();
        std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || Writer { connection: writer, queue }.run())
            .map_err(|error| DbError::unavailable(error.to_string()))?;
        let permits = Arc::new(Semaphore::new(READERS));
        Ok(Self {
            readers: Arc::new(Readers { free: Mutex::new(readers), permits }),
            writer: orders,
        })
    }

    pub(super) async fn reader(&self) -> Result<Reader, DbError> {
        let permit = self.readers.permits.clone().acquire_owned().await;
        let permit = permit.map_err(|_| DbError::unavailable("the database is closed"))?;
        let connection = self.readers.lock().pop();
        let connection = connection.ok_or_else(|| DbError::unavailable("no reader is left"))?;
        connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Reader { connection: Some(connection), home: self.readers.clone(), _permit: permit })
    }

    pub(super) fn write(&self) -> Result<WriteSession, DbError> {
        let (commands, order) = mpsc::channel();
        self.writer.send(order).map_err(|_| DbError::unavailable("the writer has stopped"))?;
        Ok(WriteSession { commands })
    }
}

impl Readers {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.free.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn connect(path: &Path) -> Result<Connection, DbError> {
    let connection = Connection::open(path)?;
    // The time-out comes first: switching to WAL needs a lock that another process may hold.
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
         PRAGMA mmap_size=0; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;
         PRAGMA journal_size_limit=67108864;",
    )?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    // The plan of a statement depends on the statement alone. Otherwise (the bundled SQLite counts
    // values, `STAT4`) each new value of a parameter has it parsed and planned once more, which
    // takes longer than running it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

fn connect_reader(path: &Path) -> Result<Connection, DbError> {
    let connection = connect(path)?;
    connection.execute_batch("PRAGMA query_only=ON")?;
    Ok(connection)
}

/// A read transaction: one snapshot for all its statements, handed back when dropped.
///
/// Statements run on the calling thread: a point query takes microseconds, less than a hop to
/// another thread would.
pub(crate) struct Reader {
    connection: Option<Connection>,
    home: Arc<Readers>,
    _permit: OwnedSemaphorePermit,
}

impl Reader {
    pub fn run(&self, sql: &Sql, params: &[Value]) -> Result<Answer, DbError> {
        let connection = self.connection.as_ref().ok_or_else(|| DbError::unavailable("closed"))?;
        run(connection, sql, params)
    }
}

impl Reader {
    pub fn prepare(&self, sql: &Sql) -> Result<(), DbError> {
        let connection = self.connection.as_ref().ok_or_else(|| DbError::unavailable("closed"))?;
        connection.prepare(sql.numbered())?;
        Ok(())
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let ended = connection.prepare_cached("COMMIT").and_then(|mut end| end.execute([]));
        if let Err(error) = ended {
            tracing::error!(%error, "a read transaction could not be ended");
        }
        self.home.lock().push(connection);
    }
}

/// One write transaction; dropping it without a commit rolls it back.
pub(crate) struct WriteSession {
    commands: mpsc::Sender<Command>,
}

impl WriteSession {
    pub async fn run(&self, sql: &'static Sql, params: Vec<Value>) -> Result<Answer, DbError> {
        self.ask(|reply| Command::Run { sql, params, reply }).await
    }

    pub async fn run_each(
        &self,
        sql: &'static Sql,
        sets: Vec<Vec<Value>>,
    ) -> Result<Vec<u64>, DbError> {
        self.ask(|reply| Command::RunEach { sql, sets, reply }).await
    }

    pub async fn batch(&self, text: String) -> Result<(), DbError> {
        self.ask(|reply| Command::Batch { text, reply }).await
    }

    pub async fn commit(self) -> Result<(), DbError> {
        self.ask(|reply| Command::Commit { reply }).await
    }

    async fn ask<T>(
        &self,
        command: impl FnOnce(oneshot::Sender<Result<T, DbError>>) -> Command,
    ) -> Result<T, DbError> {
        let (reply, answer) = oneshot::channel();
        let gone = || DbError::unavailable("the transaction was ended: it waited too long");
        self.commands.send(command(reply)).map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

struct Writer {
    connection: Connection,
    queue: mpsc::Receiver<WorkOrder>,
}

/// A transaction whose savepoint is released and that now waits for the fsync of its group.
type Waiting = Vec<oneshot::Sender<Result<(), DbError>>>;

impl Writer {
    fn run(self) {
        loop {
            match self.queue.recv_timeout(IDLE) {
                Ok(order) => self.group(order),
                Err(mpsc::RecvTimeoutError::Timeout) => self.fold_log(),
                Err(mpsc::RecvTimeoutError::Disconnected) => return self.fold_log(),
            }
        }
    }

    /// Runs this transaction and those that queued up meanwhile, then commits them together.
    fn group(&self, first: WorkOrder) {
        let started = now();
        let mut waiting = Waiting::new();
        let mut next = Some(first);
        while let Some(order) = next {
            self.transaction(order, &mut waiting);
            next = if started.elapsed() < GROUP_TIME { self.queue.try_recv().ok() } else { None };
        }
        self.finish(waiting);
    }

    fn transaction(&self, order: WorkOrder, waiting: &mut Waiting) {
        if let Err(error) = self.open() {
            return refuse(&order, &error);
        }
        match self.serve(&order) {
            Some(reply) => match self.connection.execute_batch("RELEASE work") {
                Ok(()) => waiting.push(reply),
                Err(error) => drop(reply.send(Err(error.into()))),
            },
            None => self.undo(waiting),
        }
    }

    fn open(&self) -> rusqlite::Result<()> {
        if self.connection.is_autocommit() {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
        }
        self.connection.execute_batch("SAVEPOINT work")
    }

    /// Serves one transaction until it commits (`Some`) or goes away (`None`).
    fn serve(&self, order: &WorkOrder) -> Option<oneshot::Sender<Result<(), DbError>>> {
        loop {
            match order.recv_timeout(PATIENCE).ok()? {
                Command::Run { sql, params, reply } => {
                    reply.send(run(&self.connection, sql, &params)).ok()?;
                }
                Command::RunEach { sql, sets, reply } => {
                    reply.send(run_each(&self.connection, sql, &sets)).ok()?;
                }
                Command::Batch { text, reply } => {
                    reply.send(self.connection.execute_batch(&text).map_err(DbError::from)).ok()?;
                }
                Command::Commit { reply } => return Some(reply),
            }
            if self.connection.is_autocommit() {
                // A full disk or an I/O error makes SQLite roll the whole group back by itself.
                return None;
            }
        }
    }

    /// Takes back one savepoint. If SQLite already rolled the group back, nobody in it may be told
    /// that it was saved.
    fn undo(&self, waiting: &mut Waiting) {
        let undone = self.connection.execute_batch("ROLLBACK TO work; RELEASE work");
        if undone.is_err() || self.connection.is_autocommit() {
            for reply in waiting.drain(..) {
                drop(reply.send(Err(DbError::unavailable("the group was rolled back"))));
            }
            drop(self.connection.execute_batch("ROLLBACK"));
        }
    }

    fn finish(&self, waiting: Waiting) {
        if self.connection.is_autocommit() {
            return;
        }
        let outcome = if waiting.is_empty() {
            self.connection.execute_batch("ROLLBACK").map_err(|error| error.to_string())
        } else {
            self.connection.execute_batch("COMMIT").map_err(|error| error.to_string())
        };
        if outcome.is_err() {
            drop(self.connection.execute_batch("ROLLBACK"));
        }
        for reply in waiting {
            drop(reply.send(outcome.clone().map_err(DbError::unavailable)));
        }
    }

    fn fold_log(&self) {
        if let Err(error) = self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)") {
            tracing::warn!(%error, "the write-ahead log could not be folded");
        }
    }
}

/// Tells a transaction that could not even begin why.
fn refuse(order: &WorkOrder, error: &rusqlite::Error) {
    let gone = || DbError::unavailable(error.to_string());
    if let Ok(command) = order.recv_timeout(PATIENCE) {
        match command {
            Command::Run { reply, .. } => drop(reply.send(Err(gone()))),
            Command::RunEach { reply, .. } => drop(reply.send(Err(gone()))),
            Command::Batch { reply, .. } | Command::Commit { reply } => {
                drop(reply.send(Err(gone())));
            }
        }
    }
}

fn run(connection: &Connection, sql: &Sql, params: &[Value]) -> Result<Answer, DbError> {
    let mut statement = connection.prepare_cached(sql.numbered())?;
    for (index, value) in params.iter().enumerate() {
        bind(&mut statement, index + 1, value)?;
    }
    let columns = statement.column_count();
    if columns == 0 {
        let changed = statement.raw_execute()? as u64;
        return Ok(Answer { rows: Vec::new(), changed });
    }
    let mut rows = Vec::new();
    let mut cursor = statement.raw_query();
    while let Some(row) = cursor.next()? {
        let values =
            (0..columns).map(|index| row.get_ref(index).map(value)).collect::<Result<_, _>>()?;
        rows.push(Row(values));
    }
    let changed = rows.len() as u64;
    Ok(Answer { rows, changed })
}

/// One statement, which is looked up once, with many sets of parameters.
fn run_each(connection: &Connection, sql: &Sql, sets: &[Vec<Value>]) -> Result<Vec<u64>, DbError> {
    let mut statement = connection.prepare_cached(sql.numbered())?;
    let mut run = |params: &Vec<Value>| {
        for (index, value) in params.iter().enumerate() {
            bind(&mut statement, index + 1, value)?;
        }
        Ok(statement.raw_execute()? as u64)
    };
    sets.iter().map(&mut run).collect()
}

fn bind(
    statement: &mut rusqlite::CachedStatement<'_>,
    index: usize,
    value: &Value,
) -> rusqlite::Result<()> {
    match value {
        Value::Null => statement.raw_bind_parameter(index, rusqlite::types::Null),
        Value::Int(number) => statement.raw_bind_parameter(index, number),
        Value::Bool(truth) => statement.raw_bind_parameter(index, truth),
        Value::Real(number) => statement.raw_bind_parameter(index, number),
        Value::Text(text) => statement.raw_bind_parameter(index, text.as_str()),
        Value::Bytes(bytes) => statement.raw_bind_parameter(index, bytes.as_slice()),
    }
}

fn value(column: ValueRef<'_>) -> Value {
    match column {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}

/// The pace of group commits is a matter of the machine, not of the product's clock.
fn now() -> Instant {
    Instant::now()
}
