//! What the clock wants for shares: what nobody answered is told to its asker, and its text goes.

use super::{
    model::{Share, ShareId},
    queries,
};
use crate::tidings::{self, Kind};
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use people::organization;
use platform::{
    OrganizationId, Result,
    access::{Read, Tx, Writes},
    app::App,
    jobs::Schedule,
};

/// Shares of one organization in one round.
const MOST: i64 = 200;

/// Looks every ten minutes.
pub fn schedule() -> Schedule {
    Schedule { name: "shares-unanswered", every: SignedDuration::from_mins(10), look }
}

fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(organization::in_each(app, "its shares could not be looked through", let_lapse))
}

async fn let_lapse(app: &App, organization: OrganizationId) -> Result<()> {
    let mut tx = app.system(organization, "shares that nobody answered");
    for id in queries::unanswered(&mut tx, MOST).await? {
        lapse(&mut tx, id).await?;
    }
    tx.commit().await
}

async fn lapse(tx: &mut Tx<Writes>, id: ShareId) -> Result<()> {
    let share = tx.load::<Read, Share>(id).await?;
    if share.asked_at.is_none() {
        return queries::delete(tx, id).await;
    }
    queries::delete_passages(tx, id).await?;
    queries::set_lapsed(tx, id).await?;
    tidings::tell(tx, share.asker, share.other(), Kind::ShareLapsed, id.0).await
}
