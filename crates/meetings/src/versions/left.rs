//! Folding what a process that ended suddenly left behind.

use crate::memo::{self, Memo, MemoId};
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use people::organization;
use platform::{Error, OrganizationId, Result, access::Read, app::App, jobs::Schedule};

const AGE: SignedDuration = SignedDuration::from_mins(10);
/// Memos of one organization in one round.
const MOST: i64 = 200;

/// Folds what a process that ended suddenly left behind, so that search and history know it.
pub fn schedule() -> Schedule {
    Schedule { name: "memo-unfolded", every: AGE, look }
}

fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(organization::in_each(app, "its memos could not be looked for", fold_left))
}

/// Each memo by itself: one that cannot be folded keeps nobody else's waiting.
async fn fold_left(app: &App, organization: OrganizationId) -> Result<()> {
    let before = app.world().now().saturating_sub(AGE).map_err(Error::internal)?;
    let mut tx = app.memo_log_reads(organization, "find memos that are not folded");
    let memos = memo::unfolded(&mut tx, before, MOST).await?;
    drop(tx);
    for id in memos {
        if let Err(error) = fold_one(app, organization, id).await {
            tracing::error!(%error, memo = %id, "a memo could not be folded");
        }
    }
    Ok(())
}

async fn fold_one(app: &App, organization: OrganizationId, id: MemoId) -> Result<()> {
    let mut tx = app.system_reads(organization, "fold a memo");
    let memo = match tx.load::<Read, Memo>(id).await {
        Ok(memo) => memo.into_row(),
        Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    drop(tx);
    memo::fold(app, organization, &memo).await
}
