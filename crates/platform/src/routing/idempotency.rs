//! One effect for one key: a form tapped twice, a request that a program sends again.
//!
//! Invariants. Key and effect are kept in one transaction. What was answered is sealed, since it may
//! hold words of the two. Keys are forgotten after [`KEPT`].

use super::reply;
use crate::{
    access::{Mode, Tx, Writes},
    app::App,
    error::{Error, Result},
    params, sql,
    vault::Place,
};
use axum::{extract::FromRequestParts, http::StatusCode, http::request::Parts, response::Response};
use jiff::SignedDuration;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// For so long the same key has no second effect.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);
/// Characters of a key.
const LONGEST: usize = 120;

/// The header `Idempotency-Key` of a request: sent again, it has one effect and one answer.
#[derive(Clone, Debug)]
pub struct Idempotency {
    key: Option<String>,
    /// Method and address: a key belongs to one of them.
    request: String,
}

impl FromRequestParts<App> for Idempotency {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let request = format!("{} {}", parts.method, parts.uri);
        let Some(header) = parts.headers.get("idempotency-key") else {
            return Ok(Self { key: None, request });
        };
        let key = header.to_str().unwrap_or("");
        if key.is_empty() || key.len() > LONGEST {
            return Err(Error::field("idempotency-key", "invalid-key"));
        }
        Ok(Self { key: Some(key.into()), request })
    }
}

impl Idempotency {
    /// The earlier answer to the same request.
    ///
    /// # Errors
    /// `Conflict` when the key was used for another request.
    pub async fn recall<M: Mode>(
        &self,
        tx: &mut Tx<M>,
        body: &impl Serialize,
    ) -> Result<Option<Response>> {
        let Some(key) = &self.key else { return Ok(None) };
        let person = tx.me()?;
        let found = tx
            .first(
                sql!(
                    "SELECT status, body FROM idempotency_keys
                     WHERE organization_id = $1 AND person_id = $2 AND key = $3"
                ),
                params![tx.organization(), person, format!("api:{key}")],
                |row| Ok((row.get::<i64>(0)?, row.get::<Vec<u8>>(1)?)),
            )
            .await?;
        let Some((status, sealed)) = found else { return Ok(None) };
        let kept = tx.vault().open(place(tx)?, &sealed)?;
        let (then, answer) = kept.split_at_checked(32).unwrap_or_default();
        if then != self.fingerprint(body)? {
            return Err(Error::Conflict("error-conflict-key-reused"));
        }
        let status = StatusCode::from_u16(status as u16).map_err(Error::internal)?;
        Ok(Some(reply::answer(status, answer.to_vec())))
    }

    /// Commits the effect with its answer, and gives the answer.
    pub async fn keep(
        &self,
        mut tx: Tx<Writes>,
        body: &impl Serialize,
        status: StatusCode,
        value: &impl Serialize,
    ) -> Result<Response> {
        let answer = serde_json::to_vec(value).map_err(Error::internal)?;
        if let Some(key) = &self.key {
            let kept = [&self.fingerprint(body)?[..], &answer].concat();
            let sealed = tx.vault().seal(place(&tx)?, &kept)?;
            if !insert(&mut tx, &format!("api:{key}"), status.as_u16().into(), sealed).await? {
                // The same request, at the same moment: the other one had the effect.
                return Err(Error::Conflict("error-conflict-raced"));
            }
        }
        tx.commit().await?;
        Ok(reply::answer(status, answer))
    }

    fn fingerprint(&self, body: &impl Serialize) -> Result<[u8; 32]> {
        let body = serde_json::to_vec(body).map_err(Error::internal)?;
        Ok(Sha256::new().chain_update(&self.request).chain_update(body).finalize().into())
    }
}

fn place<M: Mode>(tx: &Tx<M>) -> Result<Place> {
    Ok(Place { organization: tx.organization(), column: "idempotency_keys.body", row: tx.me()?.0 })
}

async fn insert(tx: &mut Tx<Writes>, key: &str, status: i64, body: Vec<u8>) -> Result<bool> {
    let (organization, person, now) = (tx.organization(), tx.me()?, tx.now());
    let inserted = tx
        .execute(
            sql!(
                "INSERT INTO idempotency_keys (organization_id, person_id, key, fingerprint, status, body, created_at)
                 VALUES ($1, $2, $3, '', $4, $5, $6)
                 ON CONFLICT (organization_id, person_id, key) DO NOTHING"
            ),
            params![organization, person, key, status, body, now],
        )
        .await?;
    Ok(inserted == 1)
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
    if key.len() > LONGEST || key.chars().any(char::is_control) {
        return Err(Error::field("key", "invalid-key"));
    }
    insert(tx, &format!("form:{key}"), 0, Vec::new()).await
}

/// Forgets the keys of an organization that are older than [`KEPT`].
pub async fn forget_keys(tx: &mut Tx<Writes>) -> Result<()> {
    let organization = tx.organization();
    let before = tx.now().saturating_sub(KEPT).map_err(Error::internal)?;
    tx.execute(
        sql!("DELETE FROM idempotency_keys WHERE organization_id = $1 AND created_at < $2"),
        params![organization, before],
    )
    .await?;
    Ok(())
}
