//! Who keeps a page with a share open: inside by a session, outside by a link.

use super::{
    door::{self, Door},
    model::{Share, ShareId, ShareState},
    queries,
};
use axum::{http::HeaderMap, response::Response};
use platform::{
    Error, Result,
    access::{self, Credential, Public, Read, SignedIn, cookie},
    alive::{self, Watch, Watcher},
    app::App,
    routing::Path,
};

/// The part of the house that passes on which shares ended.
pub type ShareWatch = Watch<ShareId>;

/// By this session.
struct Inside {
    session: String,
    share: ShareId,
}

impl Watcher for Inside {
    async fn may(&self, app: &App) -> Result<bool> {
        let mut tx = access::by_credential(app, Credential::Cookie(&self.session)).await?;
        let share = tx.load::<Read, Share>(self.share).await?;
        Ok(share.is_reader(tx.viewer()) && share.state(tx.now()) == ShareState::Running)
    }
}

/// By this link and this browser's key.
impl Watcher for Door {
    async fn may(&self, app: &App) -> Result<bool> {
        let mut tx = app.system_reads(self.organization, "a page read by a link");
        Ok(queries::still_runs(&mut tx, self.share).await? && self.known(&mut tx).await?)
    }
}

pub(super) async fn inside(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<ShareId>,
    headers: HeaderMap,
) -> Result<Response> {
    let share = tx.load::<Read, Share>(id).await?;
    let (app, organization) = (tx.app().clone(), tx.organization());
    let running = share.state(tx.now()) == ShareState::Running && share.is_reader(tx.viewer());
    let session = cookie(&headers, app.session_cookie()).filter(|_| running);
    let watcher = Inside { session: session.ok_or(Error::NotFound)?.to_owned(), share: id };
    drop(tx);
    alive::events(app, (organization, id), watcher)
}

pub(super) async fn outside(
    Public(mut tx): Public,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let app = tx.app().clone();
    let door = door::find(&mut tx, &token, &headers).await?.ok_or(Error::NotFound)?;
    drop(tx);
    if !door.may(&app).await? {
        return Err(Error::NotFound);
    }
    alive::events(app, (door.organization, door.share), door)
}
