//! What can go wrong in a database, reduced to what a caller can act on.

/// Why a statement or a commit failed.
#[derive(Debug, thiserror::Error)]
#[error("{kind:?}: {message}")]
pub struct DbError {
    pub kind: DbErrorKind,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DbErrorKind {
    /// A unique index refused the row.
    Unique,
    /// A foreign key or a check refused the row.
    Constraint,
    /// Another transaction got there first; doing it again may succeed.
    Raced,
    /// The database cannot be reached or cannot write (disk full, read-only, shut down).
    Unavailable,
    /// A mistake of ours: wrong statement, wrong type.
    Fault,
}

impl DbError {
    pub fn new(kind: DbErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(super) fn shape(message: String) -> Self {
        Self::new(DbErrorKind::Fault, message)
    }

    pub(super) fn unavailable(message: impl Into<String>) -> Self {
        Self::new(DbErrorKind::Unavailable, message)
    }

    /// Adds where the statement stands in the source.
    pub(super) fn at(self, sql: &super::Sql) -> Self {
        Self { message: format!("{} ({}:{})", self.message, sql.file, sql.line), ..self }
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let kind = match (&error, error.sqlite_error()) {
            (_, Some(failure)) => match (failure.code, failure.extended_code) {
                (Code::ConstraintViolation, 1555 | 2067) => DbErrorKind::Unique,
                (Code::ConstraintViolation, _) => DbErrorKind::Constraint,
                (
                    Code::DiskFull
                    | Code::SystemIoFailure
                    | Code::ReadOnly
                    | Code::CannotOpen
                    | Code::DatabaseBusy
                    | Code::DatabaseLocked,
                    _,
                ) => DbErrorKind::Unavailable,
                _ => DbErrorKind::Fault,
            },
            _ => DbErrorKind::Fault,
        };
        Self::new(kind, error.to_string())
    }
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(answer) = error.as_db_error() else {
            let kind = if error.is_closed() || error.code().is_none() && is_io(&error) {
                DbErrorKind::Unavailable
            } else {
                DbErrorKind::Fault
            };
            return Self::new(kind, chain(&error));
        };
        let kind = match answer.code().code() {
            "23505" => DbErrorKind::Unique,
            code if code.starts_with("23") => DbErrorKind::Constraint,
            "40001" | "40P01" => DbErrorKind::Raced,
            code if ["08", "53", "57"].iter().any(|class| code.starts_with(class)) => {
                DbErrorKind::Unavailable
            }
            _ => DbErrorKind::Fault,
        };
        // Its detail and hint quote the row, and this message goes into logs.
        let place = answer.constraint().or(answer.table()).unwrap_or_default();
        let code = answer.code().code();
        Self::new(kind, format!("{} [{code} {place}]", answer.message()))
    }
}

impl From<deadpool_postgres::PoolError> for DbError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        Self::unavailable(chain(&error))
    }
}

fn is_io(error: &tokio_postgres::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if inner.is::<std::io::Error>() {
            return true;
        }
        source = inner.source();
    }
    false
}

/// The whole chain in one line: the outermost message alone seldom says why.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    text
}
