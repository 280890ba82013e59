//! Which reminders have become due since the clock was looked at last.

use super::{jobs::Notify, model::Kind, queries};
use crate::{
    one_on_one::{self, OneOnOne},
    working_days,
};
use futures_util::future::BoxFuture;
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, time},
    tz::TimeZone,
};
use people::{organization, pair::Seat};
use platform::{
    OrganizationId, Result,
    access::{Tx, Writes},
    app::App,
    jobs::Schedule,
};

/// When the reminder of the working day before is sent, in the organization's zone.
const DAY_BEFORE_AT: (i8, i8) = (15, 0);
const BEFORE_START: SignedDuration = SignedDuration::from_mins(10);
const AFTER_END: SignedDuration = SignedDuration::from_mins(60);
/// After a stop, what is older than this is not caught up with: a late reminder only disturbs.
const CATCH_UP: SignedDuration = SignedDuration::from_hours(3);
const LONGEST: SignedDuration = SignedDuration::from_hours(2);

/// Looks every half a minute.
pub fn schedule() -> Schedule {
    Schedule { name: "reminders", every: SignedDuration::from_secs(30), look }
}

fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        let mut tx = app.system_reads(OrganizationId(0), "which organizations have reminders");
        let organizations = organization::all_ids(&mut tx).await?;
        drop(tx);
        for id in organizations {
            // One organization's trouble keeps no other's people waiting.
            if let Err(error) = look_in(app, id).await {
                tracing::error!(%error, organization = %id, "its reminders could not be wanted");
            }
        }
        Ok(())
    })
}

async fn look_in(app: &App, id: OrganizationId) -> Result<()> {
    let mut tx = app.system(id, "reminders that have become due");
    let Some(organization) = organization::find(&mut tx, id).await? else { return Ok(()) };
    let now = tx.now();
    let oldest = now.saturating_sub(CATCH_UP).unwrap_or(now);
    let since = queries::progress(&mut tx).await?.unwrap_or(now).max(oldest);
    if since >= now {
        queries::set_progress(&mut tx, now).await?;
        return tx.commit().await;
    }
    let span = Span { since, now };
    starting(&mut tx, span).await?;
    ended(&mut tx, span).await?;
    day_before(&mut tx, span, &organization.time_zone()).await?;
    queries::set_progress(&mut tx, now).await?;
    tx.commit().await
}

/// Later than `since`, up to and with `now`.
#[derive(Clone, Copy)]
struct Span {
    since: Timestamp,
    now: Timestamp,
}

impl Span {
    fn holds(self, at: Timestamp) -> bool {
        self.since < at && at <= self.now
    }

    fn shifted(self, by: SignedDuration) -> (Timestamp, Timestamp) {
        let shift = |at: Timestamp| at.saturating_add(by).unwrap_or(at);
        let next = |at: Timestamp| at.saturating_add(1.microsecond()).unwrap_or(at);
        (next(shift(self.since)), next(shift(self.now)))
    }
}

async fn starting(tx: &mut Tx<Writes>, span: Span) -> Result<()> {
    let (from, until) = span.shifted(BEFORE_START);
    for one_on_one in one_on_one::between(tx, from, until).await? {
        want_both(tx, &one_on_one, Kind::Starting).await?;
    }
    Ok(())
}

async fn ended(tx: &mut Tx<Writes>, span: Span) -> Result<()> {
    let (from, _) = span.shifted(-(AFTER_END + LONGEST));
    let (_, until) = span.shifted(-AFTER_END);
    for one_on_one in one_on_one::between(tx, from, until).await? {
        let due = one_on_one.ends_at().saturating_add(AFTER_END).unwrap_or(span.now);
        if span.holds(due) {
            want_both(tx, &one_on_one, Kind::After).await?;
        }
    }
    Ok(())
}

/// On each working day, at the fixed time, all that comes before the next working day is over.
async fn day_before(tx: &mut Tx<Writes>, span: Span, zone: &TimeZone) -> Result<()> {
    let mut day = span.since.to_zoned(zone.clone()).date();
    let last = span.now.to_zoned(zone.clone()).date();
    while day <= last {
        let (hour, minute) = DAY_BEFORE_AT;
        if working_days::is_working_day(day) && span.holds(instant(day, hour, minute, zone)) {
            announce_after(tx, day, zone).await?;
        }
        day = day.saturating_add(1.day());
    }
    Ok(())
}

async fn announce_after(tx: &mut Tx<Writes>, day: Date, zone: &TimeZone) -> Result<()> {
    let tomorrow = day.saturating_add(1.day());
    let next = working_days::on_or_after(tomorrow);
    let from = instant(tomorrow, 0, 0, zone);
    let until = instant(next.saturating_add(1.day()), 0, 0, zone);
    for one_on_one in one_on_one::between(tx, from, until).await? {
        want(tx, &one_on_one, Seat::Member, Kind::DayBefore).await?;
    }
    Ok(())
}

fn instant(day: Date, hour: i8, minute: i8, zone: &TimeZone) -> Timestamp {
    let local = day.to_datetime(time(hour, minute, 0, 0));
    zone.to_ambiguous_zoned(local).compatible().map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

async fn want_both(tx: &mut Tx<Writes>, one_on_one: &OneOnOne, kind: Kind) -> Result<()> {
    want(tx, one_on_one, Seat::Member, kind).await?;
    want(tx, one_on_one, Seat::Leader, kind).await
}

async fn want(tx: &mut Tx<Writes>, one_on_one: &OneOnOne, seat: Seat, kind: Kind) -> Result<()> {
    let job = Notify::about(one_on_one, seat, kind);
    let key = format!("{kind}:{}:{seat}:{}", one_on_one.id, one_on_one.starts_at.as_second());
    let now = tx.now();
    tx.enqueue_at(&job, now, Some(key)).await
}
