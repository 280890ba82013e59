//! The closed set of things that can go wrong, and what each means to a browser or a program.
//!
//! Invariant: one function maps a kind to a status; a page or `application/problem+json` is made
//! from it by the family of the route, never by guessing from headers. An internal error logs its
//! chain once and never shows it.

use crate::db::{DbError, DbErrorKind};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::panic::Location;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in.
    #[error("sign in first")]
    SignedOut,
    /// The viewer may see this, but not do that.
    #[error("not allowed")]
    Forbidden,
    /// It does not exist, or the viewer must not learn that it does.
    #[error("not found")]
    NotFound,
    /// Somebody else changed it first, or the same was sent twice with different content.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The caller has read an older version; this is what is there now, as the API shows it.
    #[error("stale")]
    Stale(serde_json::Value),
    /// A link that was good once: expired or used.
    #[error("gone: {0}")]
    Gone(&'static str),
    /// What was typed cannot be accepted; says which field and why.
    #[error("invalid: {0:?}")]
    Invalid(FieldErrors),
    /// The body is too large.
    #[error("too large")]
    TooLarge,
    /// Slow down.
    #[error("too many requests")]
    TooMany { retry_after_seconds: u32 },
    /// A neighbour of ours (the database, mostly) is away.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A mistake of ours.
    #[error("internal: {0}")]
    Internal(Failure),
}

/// An internal failure and where it surfaced.
#[derive(Debug, thiserror::Error)]
#[error("{message} at {place}")]
pub struct Failure {
    message: String,
    place: &'static Location<'static>,
}

impl Error {
    #[track_caller]
    pub fn internal(message: impl ToString) -> Self {
        Self::Internal(Failure { message: message.to_string(), place: Location::caller() })
    }

    /// One field is wrong. `reason` is a key of the catalogues.
    pub fn field(field: &'static str, reason: &'static str) -> Self {
        Self::Invalid(FieldErrors(vec![FieldError { field: field.into(), reason: reason.into() }]))
    }

    /// One field is wrong, in the words of whatever read it.
    pub fn words(field: &'static str, words: String) -> Self {
        Self::Invalid(FieldErrors(vec![FieldError { field: field.into(), reason: words }]))
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict(_) | Self::Stale(_) => StatusCode::CONFLICT,
            Self::Gone(_) => StatusCode::GONE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable word for programs, and the middle of the catalogue keys `error-<code>-…`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Conflict(_) | Self::Stale(_) => "conflict",
            Self::Gone(_) => "gone",
            Self::Invalid(_) => "invalid",
            Self::TooLarge => "too-large",
            Self::TooMany { .. } => "too-many",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// A more exact sentence for this case, as a key of the catalogues.
    pub fn detail(&self) -> Option<&'static str> {
        match self {
            Self::Conflict(key) | Self::Gone(key) => Some(key),
            Self::Stale(_) => Some("error-conflict-stale"),
            _ => None,
        }
    }
}

impl From<DbError> for Error {
    #[track_caller]
    fn from(error: DbError) -> Self {
        match error.kind {
            DbErrorKind::Unavailable => Self::Unavailable(error.to_string()),
            DbErrorKind::Raced => Self::Conflict("error-conflict-raced"),
            DbErrorKind::Unique => Self::Conflict("error-conflict-exists"),
            DbErrorKind::Constraint | DbErrorKind::Fault => Self::internal(error),
        }
    }
}

/// The answer carries the error itself; the outermost layer of the routes turns it into a page or
/// into JSON, since only that layer knows the family of the route and the viewer's language.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}

/// Which fields are wrong, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldErrors(pub Vec<FieldError>);

/// `reason` is a key of the catalogues: `invalid-…`.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    pub field: String,
    pub reason: String,
}

impl FieldErrors {
    pub fn push(&mut self, field: impl Into<String>, reason: impl Into<String>) {
        self.0.push(FieldError { field: field.into(), reason: reason.into() });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The reason for this field, if there is one.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|error| error.field == field).map(|error| error.reason.as_str())
    }

    /// `Ok` if nothing is wrong.
    pub fn into_result(self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}
