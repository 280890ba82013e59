//! The calendar stays filled: dates come up as time goes by.

use super::{actions, queries};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, ToSpan};
use people::{organization, pair::Pair};
use platform::{
    Error, OrganizationId, Result,
    access::{Edit, Tx, Writes},
    app::App,
    jobs::Schedule,
};

/// Once less than this is planned, more is.
const AT_LEAST_DAYS: i32 = 28;
/// Pairs in one transaction.
const BATCH: i64 = 50;

/// Looks every hour.
pub fn schedule() -> Schedule {
    Schedule { name: "series", every: SignedDuration::from_hours(1), look }
}

fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        let mut tx = app.system_reads(OrganizationId(0), "which organizations have rhythms");
        let organizations = organization::all_ids(&mut tx).await?;
        drop(tx);
        for id in organizations {
            let mut after = Some(0);
            while let Some(last) = after {
                let mut tx = app.system(id, "dates of a rhythm that come up");
                after = batch(&mut tx, last).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    })
}

/// Plans for some rhythms; returns where to go on, if there may be more.
async fn batch(tx: &mut Tx<Writes>, after: i64) -> Result<Option<i64>> {
    let today = tx.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let wanted = today.saturating_add(AT_LEAST_DAYS.days());
    let due = queries::planned_too_little(tx, wanted, after, BATCH).await?;
    for series in &due {
        match tx.load::<Edit, Pair>(series.pair).await {
            Ok(pair) => drop(actions::plan_ahead(tx, &pair, series).await?),
            // It ended while we were looking.
            Err(Error::NotFound) => (),
            Err(error) => return Err(error),
        }
    }
    Ok(due.last().map(|series| series.id.0))
}
