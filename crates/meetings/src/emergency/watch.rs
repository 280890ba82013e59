//! An open page with a memo hears within a second that the access is over.

use super::{model::AccessId, policy::Opened};
use axum::{http::HeaderMap, response::Response};
use platform::{
    Error, Result,
    access::{self, Credential, Read, SignedIn, cookie},
    alive::{self, Watch, Watcher},
    app::App,
    routing::Path,
};

/// The part of the house that passes on which accesses ended.
pub type EmergencyWatch = Watch<AccessId>;

/// The requester, by this session.
struct Reader {
    session: String,
    access: AccessId,
}

impl Watcher for Reader {
    async fn may(&self, app: &App) -> Result<bool> {
        let mut tx = access::by_credential(app, Credential::Cookie(&self.session)).await?;
        tx.load::<Read, Opened>(self.access).await.map(|_| true)
    }
}

pub(super) async fn alive(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<AccessId>,
    headers: HeaderMap,
) -> Result<Response> {
    tx.load::<Read, Opened>(id).await?;
    let (app, organization) = (tx.app().clone(), tx.organization());
    let session = cookie(&headers, app.session_cookie()).ok_or(Error::NotFound)?.to_owned();
    drop(tx);
    alive::events(app, (organization, id), Reader { session, access: id })
}
