//! What the clock wants of wishes to erase: what a sudden end left half done, and what has lapsed.

use super::{
    actions,
    model::{Erasure, WAITS},
    queries,
};
use crate::memo::Memo;
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use people::organization;
use platform::{Error, OrganizationId, Result, access::Read, app::App, jobs::Schedule};

const EVERY: SignedDuration = SignedDuration::from_mins(30);
const MOST: i64 = 100;

pub fn schedule() -> Schedule {
    Schedule { name: "memo-erasure", every: EVERY, look }
}

pub fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(organization::in_each(app, "wishes to erase could not be looked for", settle_all))
}

async fn settle_all(app: &App, organization: OrganizationId) -> Result<()> {
    let before = app.world().now().saturating_sub(WAITS).map_err(Error::internal)?;
    let mut tx = app.system_reads(organization, "wishes to erase deleted words");
    let due = queries::due(&mut tx, before, MOST).await?;
    drop(tx);
    for erasure in due {
        if let Err(error) = settle(app, organization, &erasure).await {
            tracing::error!(%error, memo = %erasure.memo, "a wish to erase could not be settled");
        }
    }
    Ok(())
}

async fn settle(app: &App, organization: OrganizationId, erasure: &Erasure) -> Result<()> {
    let mut tx = app.system(organization, "a wish to erase deleted words");
    let memo = tx.load::<Read, Memo>(erasure.memo).await?.into_row();
    if erasure.agreed_at.is_some() {
        drop(tx);
        return actions::carry_out(app, organization, &memo, erasure).await;
    }
    actions::lapse(&mut tx, &memo, erasure).await?;
    tx.commit().await
}
