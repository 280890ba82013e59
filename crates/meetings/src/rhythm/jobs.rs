//! The calendar stays filled: dates come up as time goes by, and what waits for one comes along.

use crate::{
    dates, one_on_one,
    series::{self, Series},
};
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
/// Rhythms that are looked up at once.
const BATCH: i64 = 50;

/// Looks every hour.
pub fn schedule() -> Schedule {
    Schedule { name: "series", every: SignedDuration::from_hours(1), look }
}

fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(organization::in_each(app, "its rhythms could not be read", look_in))
}

/// Each rhythm by itself: one that cannot be planned keeps nobody else waiting.
async fn look_in(app: &App, id: OrganizationId) -> Result<()> {
    let mut after = 0;
    loop {
        let mut tx = app.system_reads(id, "rhythms with too few dates");
        let today = tx.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let wanted = today.saturating_add(AT_LEAST_DAYS.days());
        let due = series::planned_too_little(&mut tx, wanted, after, BATCH).await?;
        drop(tx);
        let Some(last) = due.last() else { return Ok(()) };
        after = last.id.0;
        for series in due {
            let mut tx = app.system(id, "dates of a rhythm that come up");
            match come_up(&mut tx, &series).await {
                Ok(()) => tx.commit().await?,
                Err(error) => {
                    tracing::error!(%error, series = %series.id, "its dates could not be planned");
                }
            }
        }
    }
}

async fn come_up(tx: &mut Tx<Writes>, found: &Series) -> Result<()> {
    let pair = match tx.load::<Edit, Pair>(found.pair).await {
        Ok(pair) => pair,
        // It ended while we were looking.
        Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    // Nor may it have changed since.
    let Some(series) = series::of_pair(tx, pair.id).await? else { return Ok(()) };
    let now = tx.now();
    let had_none = one_on_one::next_of_pair(tx, pair.id, now).await?.is_none();
    series::plan_ahead(tx, &pair, &series).await?;
    if had_none {
        dates::gather_waiting(tx, pair.id).await?;
    }
    Ok(())
}
