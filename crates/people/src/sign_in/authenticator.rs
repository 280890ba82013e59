//! From a cookie or a bearer token to a viewer.

use super::queries::{self, Found};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use platform::{
    Result,
    access::{Authenticator, Credential, Display, Entrance, Reads, Scope, Tx, Viewer, ViewerKind},
};
use sha2::{Digest, Sha256};

/// A session unused for this long is over.
pub const IDLE: SignedDuration = SignedDuration::from_hours(8);
/// A session is over after this in any case.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(24);
/// How fresh "last seen" is kept: writing it at each request would cost an fsync a page.
const TOUCH: SignedDuration = SignedDuration::from_mins(10);

/// What is kept of a token.
pub fn hash_token(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The one authenticator of the product.
#[derive(Debug, Default)]
pub struct Doors;

impl Authenticator for Doors {
    fn authenticate<'a>(
        &'a self,
        tx: &'a mut Tx<Reads>,
        entrance: Entrance,
        credential: Credential<'a>,
    ) -> BoxFuture<'a, Result<Option<Viewer>>> {
        Box::pin(async move {
            let now = tx.now();
            let found = match credential {
                Credential::Cookie(token) => queries::session(tx, &hash_token(token), now).await?,
                Credential::Bearer(token) => queries::token(tx, &hash_token(token), now).await?,
            };
            let Some(found) = found else { return Ok(None) };
            if found.is_session() && idle(&found, now) {
                return Ok(None);
            }
            tx.enter(&entrance, found.organization).await?;
            touch(tx, &found, now);
            viewer(tx, found).await
        })
    }
}

fn idle(found: &Found, now: Timestamp) -> bool {
    now.duration_since(found.seen_at) > IDLE
}

/// Notes that the session is in use, beside the request and at most every ten minutes.
fn touch(tx: &Tx<Reads>, found: &Found, now: Timestamp) {
    if now.duration_since(found.seen_at) < TOUCH {
        return;
    }
    let mut write = tx.app().system(found.organization, "a session is in use");
    let (id, session) = (found.id, found.is_session());
    tokio::spawn(async move {
        let written = async {
            queries::touch(&mut write, id, session).await?;
            write.commit().await
        };
        if let Err(error) = written.await {
            tracing::warn!(%error, "a session could not be touched");
        }
    });
}

async fn viewer(tx: &mut Tx<Reads>, found: Found) -> Result<Option<Viewer>> {
    let Some(person) = queries::person(tx, found.person).await? else { return Ok(None) };
    if person.suspended {
        return Ok(None);
    }
    let organization_zone = TimeZone::get(&person.organization_zone).unwrap_or(TimeZone::UTC);
    let zone = person.zone.and_then(|zone| TimeZone::get(&zone).ok());
    Ok(Some(Viewer {
        kind: ViewerKind::Person {
            person: found.person,
            administrator: person.administrator,
            participates: person.participates,
            leads: person.leads,
            scopes: found
                .scopes
                .map(|words| words.split(' ').filter_map(Scope::from_word).collect()),
            session: found.id,
        },
        organization: found.organization,
        name: person.name,
        language: person.language,
        zone: zone.unwrap_or_else(|| organization_zone.clone()),
        organization_zone,
        display: Display::default(),
    }))
}
