//! What the clock wants for handovers: lines that nobody may read any more are deleted.

use super::queries;
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use people::organization;
use platform::{OrganizationId, Result, app::App, jobs::Schedule};

/// Handovers of one organization in one round.
const MOST: i64 = 200;

/// Looks every half an hour.
pub fn schedule() -> Schedule {
    Schedule { name: "handovers-over", every: SignedDuration::from_mins(30), look }
}

fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(organization::in_each(app, "its handovers could not be cleared", clear))
}

async fn clear(app: &App, organization: OrganizationId) -> Result<()> {
    let mut tx = app.system(organization, "handovers that are over");
    for id in queries::to_clear(&mut tx, MOST).await? {
        queries::set_cleared(&mut tx, id).await?;
    }
    tx.commit().await
}
