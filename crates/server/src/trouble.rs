//! What stops a command, in words for the operator.

use platform::{Error, db::DbError};

pub type Outcome<T> = Result<T, Trouble>;

/// A sentence that says what failed and, where we know it, what to do.
#[derive(Debug)]
pub struct Trouble(pub String);

impl Trouble {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// `what` failed, and why.
    pub fn during<E: std::fmt::Display>(what: impl std::fmt::Display) -> impl FnOnce(E) -> Self {
        let what = what.to_string();
        move |error| Self(format!("{what}: {error}"))
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Trouble {}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl From<DbError> for Trouble {
    fn from(error: DbError) -> Self {
        Self(error.to_string())
    }
}
