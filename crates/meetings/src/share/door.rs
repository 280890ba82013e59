//! The link of a reader outside, and whether their browser has said the code.

use super::{
    link::VISIT,
    model::{Share, ShareId},
    queries,
};
use axum::http::{HeaderMap, HeaderValue};
use people::sign_in::hash_token;
use platform::{
    Error, OrganizationId, Result,
    access::{Mode, Read, Reads, Tx, cookie},
    app::App,
};

/// Holds what a browser that knew the code shows instead of it.
const COOKIE: &str = "aizuchi_share";
/// Characters of a token that could be ours.
const TOKEN: usize = 43;

/// Where a link leads, and what the browser at it shows.
pub(super) struct Door {
    pub organization: OrganizationId,
    pub share: ShareId,
    key: Option<Vec<u8>>,
}

/// `None` for a link that leads nowhere.
pub(super) async fn find<M: Mode>(
    tx: &mut Tx<M>,
    token: &str,
    headers: &HeaderMap,
) -> Result<Option<Door>> {
    if token.len() != TOKEN {
        return Ok(None);
    }
    let found = queries::by_token(tx, hash_token(token)).await?;
    let key = cookie(headers, COOKIE).map(hash_token);
    Ok(found.map(|(organization, share)| Door { organization, share, key }))
}

impl Door {
    /// The share behind it, read on behalf of whoever holds the link.
    pub async fn share<M: Mode>(
        &self,
        tx: &mut Tx<M>,
    ) -> Result<platform::access::Permit<Read, Share>> {
        tx.load::<Read, Share>(self.share).await
    }

    /// This browser said the code of this link, not too long ago.
    pub async fn known(&self, tx: &mut Tx<Reads>) -> Result<bool> {
        let Some(key) = &self.key else { return Ok(false) };
        let share = self.share(tx).await?;
        let Some(link) = &share.link else { return Ok(false) };
        let since = tx.now().saturating_sub(VISIT).map_err(Error::internal)?;
        queries::key_opened_since(tx, self.share, key.clone(), since.max(link.made_at)).await
    }
}

/// The cookie that spares the code from now on, on this address only.
pub(super) fn let_in(app: &App, token: &str, key: &str) -> Result<HeaderValue> {
    let secure = if app.origin().starts_with("https:") { "; Secure" } else { "" };
    let seconds = VISIT.as_secs();
    let line = format!(
        "{COOKIE}={key}; Path=/shared/{token}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    );
    HeaderValue::from_str(&line).map_err(Error::internal)
}
