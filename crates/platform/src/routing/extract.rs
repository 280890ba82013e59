//! Extractors with our answers: the originals of axum are banned by clippy.

use crate::{
    access::{Mode, Tx, Writes},
    app::App,
    error::{Error, FieldErrors, Result},
    params, sql,
};
use axum::{
    RequestExt,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// Parts of the path. What does not parse does not exist: 404.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let path = axum::extract::Path::<T>::from_request_parts(parts, app).await;
        path.map(|axum::extract::Path(inner)| Self(inner)).map_err(|_| Error::NotFound)
    }
}

/// The query of the address.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        let wrong = |_| Error::field("query", "invalid-query");
        query.map(|axum::extract::Query(inner)| Self(inner)).map_err(wrong)
    }
}

/// The fields of a form that one of our own pages sent (the origin was checked before). Repeated
/// names collect into lists; an unknown field is ignored; control characters are taken out.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Error;
    async fn from_request(request: Request, _: &App) -> Result<Self> {
        let bytes = bytes(request).await?;
        let fields: T = serde_html_form::from_bytes(&bytes)
            .map_err(|error| Error::Invalid(shape_errors(&error)))?;
        Ok(Self(fields))
    }
}

/// A JSON body of the API.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Error;
    async fn from_request(request: Request, _: &App) -> Result<Self> {
        let kind = request.headers().get("content-type").and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
            return Err(Error::field("content-type", "invalid-json-wanted"));
        }
        let bytes = bytes(request).await?;
        let wrong = |error: serde_json::Error| {
            let mut errors = FieldErrors::default();
            errors.push("body", format!("invalid-json: {error}"));
            Error::Invalid(errors)
        };
        serde_json::from_slice(&bytes).map(Self).map_err(wrong)
    }
}

async fn bytes(request: Request) -> Result<Bytes> {
    let body = request.with_limited_body();
    Bytes::from_request(body, &()).await.map_err(|_| Error::TooLarge)
}

fn shape_errors(error: &serde_html_form::de::Error) -> FieldErrors {
    tracing::debug!(%error, "a form did not have its fields");
    let mut errors = FieldErrors::default();
    errors.push("form", "invalid-form");
    errors
}

/// The header `Idempotency-Key`: the same request sent again has one effect and one answer.
#[derive(Clone, Debug)]
pub struct Idempotency(pub Option<String>);

impl FromRequestParts<App> for Idempotency {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let header = parts.headers.get("idempotency-key");
        let Some(header) = header else { return Ok(Self(None)) };
        let key = header.to_str().unwrap_or("");
        let fits = !key.is_empty() && key.len() <= 120;
        if fits {
            Ok(Self(Some(key.into())))
        } else {
            Err(Error::field("idempotency-key", "invalid-key"))
        }
    }
}

/// A form that was sent before under this key: `true` the first time, `false` ever after. The key
/// is a hidden field that the page made, so that a double tap or a reload has one effect.
///
/// # Errors
/// `Invalid` for a key that none of our pages made.
pub async fn once(tx: &mut Tx<Writes>, key: &str) -> Result<bool> {
    if key.is_empty() {
        return Ok(true);
    }
    if key.len() > 120 || key.chars().any(char::is_control) {
        return Err(Error::field("key", "invalid-key"));
    }
    let person = tx.me()?;
    let inserted = tx
        .execute(
            sql!(
                "INSERT INTO idempotency_keys (organization_id, person_id, key, fingerprint, status, body, created_at)
                 VALUES ($1, $2, $3, '', 0, $4, $5) ON CONFLICT (organization_id, person_id, key) DO NOTHING"
            ),
            params![tx.organization(), person, format!("form:{key}"), Vec::<u8>::new(), tx.now()],
        )
        .await?;
    Ok(inserted == 1)
}

/// An answer that was given before under an API key.
#[derive(Debug, PartialEq)]
pub struct Remembered {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Idempotency {
    /// The earlier answer to the same request.
    ///
    /// # Errors
    /// `Conflict` when the key was used for another request.
    pub async fn recall<M: Mode>(
        &self,
        tx: &mut Tx<M>,
        request: &impl serde::Serialize,
    ) -> Result<Option<Remembered>> {
        let Some(key) = &self.0 else { return Ok(None) };
        let person = tx.me()?;
        let found = tx
            .first(
                sql!(
                    "SELECT fingerprint, status, body FROM idempotency_keys
                     WHERE organization_id = $1 AND person_id = $2 AND key = $3"
                ),
                params![tx.organization(), person, format!("api:{key}")],
                |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?, row.get::<Vec<u8>>(2)?)),
            )
            .await?;
        let Some((then, status, body)) = found else { return Ok(None) };
        if then != fingerprint(request)? {
            return Err(Error::Conflict("error-conflict-key-reused"));
        }
        Ok(Some(Remembered { status: status as u16, body }))
    }

    /// Keeps the answer, in the same transaction as its effect.
    pub async fn remember(
        &self,
        tx: &mut Tx<Writes>,
        request: &impl serde::Serialize,
        answer: &Remembered,
    ) -> Result<()> {
        let Some(key) = &self.0 else { return Ok(()) };
        let person = tx.me()?;
        let fingerprint = fingerprint(request)?;
        let status = i64::from(answer.status);
        tx.execute(
            sql!(
                "INSERT INTO idempotency_keys (organization_id, person_id, key, fingerprint, status, body, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)"
            ),
            params![tx.organization(), person, format!("api:{key}"), fingerprint, status, answer.body, tx.now()],
        )
        .await?;
        Ok(())
    }
}

fn fingerprint(request: &impl serde::Serialize) -> Result<String> {
    let bytes = serde_json::to_vec(request).map_err(Error::internal)?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Forgets what was done under the keys of this organization before a time.
pub async fn forget_keys(tx: &mut Tx<Writes>, before: jiff::Timestamp) -> Result<()> {
    tx.execute(
        sql!("DELETE FROM idempotency_keys WHERE organization_id = $1 AND created_at < $2"),
        params![tx.organization(), before],
    )
    .await?;
    Ok(())
}
