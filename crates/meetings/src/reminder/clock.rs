//! Which reminders have become due since the clock was looked at last.

use super::{
    jobs::Notify,
    model::{Kind, Place, Progress, Span},
    queries,
};
use crate::one_on_one::{self, OneOnOne};
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
    working_days::WorkingDays,
};

/// When the reminder of the working day before is sent, in the organization's zone.
const DAY_BEFORE_AT: (i8, i8) = (15, 0);
const BEFORE_START: SignedDuration = SignedDuration::from_mins(10);
const AFTER_END: SignedDuration = SignedDuration::from_mins(60);
/// After a stop, what is older than this is not caught up with: a late reminder only disturbs.
pub(super) const CATCH_UP: SignedDuration = SignedDuration::from_hours(3);
/// So many 1-on-1s are looked at in one transaction.
const PAGE: i64 = 500;
const LONGEST: SignedDuration = SignedDuration::from_hours(2);

/// Looks every half a minute.
pub fn schedule() -> Schedule {
    Schedule { name: "reminders", every: SignedDuration::from_secs(30), look }
}

fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(organization::in_each(app, "its reminders could not be wanted", look_in))
}

async fn look_in(app: &App, id: OrganizationId) -> Result<()> {
    let upto = app.world().now();
    while page(app, id, upto, PAGE).await? {}
    Ok(())
}

/// Looks at so many 1-on-1s in one transaction, and keeps where the next one goes on. `false`: all
/// is wanted up to this instant.
pub(super) async fn page(
    app: &App,
    id: OrganizationId,
    upto: Timestamp,
    most: i64,
) -> Result<bool> {
    let mut tx = app.system(id, "reminders that have become due");
    let Some(organization) = organization::find(&mut tx, id).await? else { return Ok(false) };
    let progress = queries::progress(&mut tx).await?.unwrap_or(Progress::upto(upto));
    let (span, mut place) = progress.go_on(upto);
    let searches = searches(span, &organization.time_zone());
    let mut left = most;
    while let Some(search) = searches.get(place.search) {
        let found = one_on_one::between(&mut tx, search.bounds, place.after, left).await?;
        for one_on_one in found.iter().filter(|found| search.holds(span, found)) {
            search.want(&mut tx, one_on_one).await?;
        }
        left -= found.len() as i64;
        match found.last() {
            Some(last) if left == 0 => {
                place.after = (last.starts_at, last.id);
                queries::set_progress(&mut tx, Progress { span, place: Some(place) }).await?;
                tx.commit().await?;
                return Ok(true);
            }
            _ => place = Place::start(place.search + 1),
        }
    }
    queries::set_progress(&mut tx, Progress::upto(span.now)).await?;
    tx.commit().await?;
    // After a span that a stop had left open, what came due since then follows.
    Ok(span.now < upto)
}

/// The 1-on-1s that start within these bounds are looked at for one kind of reminder.
struct Search {
    kind: Kind,
    bounds: (Timestamp, Timestamp),
}

impl Search {
    /// The end of one decides whether it is over; a start says all about the others.
    fn holds(&self, span: Span, one_on_one: &OneOnOne) -> bool {
        let due = one_on_one.ends_at().saturating_add(AFTER_END).unwrap_or(span.now);
        self.kind != Kind::After || span.holds(due)
    }

    /// The day before, only the member is reminded.
    async fn want(&self, tx: &mut Tx<Writes>, one_on_one: &OneOnOne) -> Result<()> {
        want(tx, one_on_one, Seat::Member, self.kind).await?;
        match self.kind {
            Kind::DayBefore => Ok(()),
            kind => want(tx, one_on_one, Seat::Leader, kind).await,
        }
    }
}

/// What a span asks for: always the same, so that a pass can go on where it stopped.
fn searches(span: Span, zone: &TimeZone) -> Vec<Search> {
    let (from, _) = span.shifted(-(AFTER_END + LONGEST));
    let (_, until) = span.shifted(-AFTER_END);
    let mut searches = vec![
        Search { kind: Kind::Starting, bounds: span.shifted(BEFORE_START) },
        Search { kind: Kind::After, bounds: (from, until) },
    ];
    searches.extend(days_before(span, zone));
    searches
}

/// On each working day, at the fixed time, all that comes before the next working day is over.
fn days_before(span: Span, zone: &TimeZone) -> Vec<Search> {
    let working_days = WorkingDays::in_zone(zone);
    let (hour, minute) = DAY_BEFORE_AT;
    let mut searches = Vec::new();
    let mut day = span.since.to_zoned(zone.clone()).date();
    let last = span.now.to_zoned(zone.clone()).date();
    while day <= last {
        if working_days.holds(day) && span.holds(instant(day, hour, minute, zone)) {
            let tomorrow = day.saturating_add(1.day());
            let next = working_days.on_or_after(tomorrow);
            let from = instant(tomorrow, 0, 0, zone);
            let until = instant(next.saturating_add(1.day()), 0, 0, zone);
            searches.push(Search { kind: Kind::DayBefore, bounds: (from, until) });
        }
        day = day.saturating_add(1.day());
    }
    searches
}

fn instant(day: Date, hour: i8, minute: i8, zone: &TimeZone) -> Timestamp {
    let local = day.to_datetime(time(hour, minute, 0, 0));
    zone.to_ambiguous_zoned(local).compatible().map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

async fn want(tx: &mut Tx<Writes>, one_on_one: &OneOnOne, seat: Seat, kind: Kind) -> Result<()> {
    let job = Notify::about(one_on_one, seat, kind);
    let key = format!("{kind}:{}:{seat}:{}", one_on_one.id, one_on_one.starts_at.as_second());
    let now = tx.now();
    tx.enqueue_at(&job, now, Some(key)).await
}
