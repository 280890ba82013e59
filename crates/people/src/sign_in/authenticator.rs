//! From a cookie or a bearer token to a viewer.

use super::queries::{self, Found, Known};
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
/// As [`IDLE`], for administrators.
pub const ADMINISTRATOR_IDLE: SignedDuration = SignedDuration::from_mins(30);
/// As [`ABSOLUTE`], for administrators.
pub const ADMINISTRATOR_ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// How fresh "last seen" is kept: writing it at each request would cost an fsync a page.
const TOUCH: SignedDuration = SignedDuration::from_mins(10);
/// As [`TOUCH`], for administrators: a tenth of their half hour.
const ADMINISTRATOR_TOUCH: SignedDuration = SignedDuration::from_mins(3);

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
            tx.enter(&entrance, found.organization).await?;
            let Some(person) = queries::person(tx, found.person).await? else { return Ok(None) };
            if person.suspended || over(&found, person.administrator, now) {
                return Ok(None);
            }
            touch(tx, &found, person.administrator);
            Ok(Some(viewer(person, found)))
        })
    }
}

/// Has this session rested or lasted too long? A token has one end only, which the query knows.
fn over(found: &Found, administrator: bool, now: Timestamp) -> bool {
    let (idle, absolute) =
        if administrator { (ADMINISTRATOR_IDLE, ADMINISTRATOR_ABSOLUTE) } else { (IDLE, ABSOLUTE) };
    let rested = now.duration_since(found.seen_at) > idle;
    found.is_session() && (rested || now.duration_since(found.created_at) > absolute)
}

/// Notes that the session is in use, beside the request and only every few minutes.
fn touch(tx: &Tx<Reads>, found: &Found, administrator: bool) {
    let pause = if administrator { ADMINISTRATOR_TOUCH } else { TOUCH };
    if tx.now().duration_since(found.seen_at) < pause {
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

fn viewer(person: Known, found: Found) -> Viewer {
    let organization_zone = TimeZone::get(&person.organization_zone).unwrap_or(TimeZone::UTC);
    let zone = person.zone.and_then(|zone| TimeZone::get(&zone).ok());
    let scopes = found.scopes.map(|words| words.split(' ').filter_map(Scope::from_word).collect());
    Viewer {
        kind: ViewerKind::Person {
            person: found.person,
            administrator: person.administrator,
            participates: person.participates,
            leads: person.leads,
            scopes,
            session: found.id,
        },
        organization: found.organization,
        name: person.name,
        language: person.language,
        zone: zone.unwrap_or_else(|| organization_zone.clone()),
        organization_zone,
        display: Display::default(),
    }
}
