//! Old rows become versions: where nobody has written for long, a memo keeps what it said at the
//! end of each version, who wrote when, and no longer every stroke.
//!
//! Invariants. Rows go only in the transaction that keeps their versions, and only if nobody has
//! written or erased since they were read; so a run that is cut off, doubled or overtaken does no
//! harm.

use super::{
    model::{Talk, Version, Written, versions},
    queries::{self, Head, LogRow},
};
use crate::memo::{Memo, MemoId};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, tz::TimeZone};
use memo_wire::{Document, Limits};
use people::organization;
use platform::{
    Error, OrganizationId, Result,
    access::{Read, Reads, Tx},
    app::App,
    jobs::Schedule,
};

const EVERY: SignedDuration = SignedDuration::from_hours(1);
/// Memos of one organization in one round.
const MOST: i64 = 200;
/// Usual days until the rows of a memo become versions.
pub const USUAL_DAYS: u32 = 90;

/// For how many days after the last word of a memo its history knows every stroke: a part of the
/// [`App`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    pub days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self { days: USUAL_DAYS }
    }
}

/// Looks for memos whose rows are old.
pub fn schedule() -> Schedule {
    Schedule { name: "memo-history", every: EVERY, look }
}

fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(organization::in_each(app, "its old memos could not be looked for", thin_all))
}

/// Each memo by itself: one that cannot be read keeps nobody else's waiting.
async fn thin_all(app: &App, organization: OrganizationId) -> Result<()> {
    let age = SignedDuration::from_hours(24 * i64::from(app.part::<Retention>().days));
    let before = app.world().now().saturating_sub(age).map_err(Error::internal)?;
    let mut tx = app.memo_log_reads(organization, "find memos whose history is old");
    let memos = queries::old(&mut tx, before, MOST).await?;
    drop(tx);
    for id in memos {
        if let Err(error) = thin_one(app, organization, id).await {
            tracing::error!(%error, memo = %id, "the old history of a memo could not be folded");
        }
    }
    Ok(())
}

async fn thin_one(app: &App, organization: OrganizationId, id: MemoId) -> Result<()> {
    let mut tx = app.system_reads(organization, "fold the history of a memo");
    let memo = match tx.load::<Read, Memo>(id).await {
        Ok(memo) => memo.into_row(),
        Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    let talk = queries::talk(&mut tx, memo.one_on_one).await?;
    let home = organization::find(&mut tx, organization).await?;
    let zone = home.map_or(TimeZone::UTC, |home| home.time_zone());
    drop(tx);
    thin(app, organization, id, (&zone, &talk)).await.map(drop)
}

/// Keeps versions in the place of all rows of a memo. `false`: somebody wrote or erased meanwhile,
/// and all is as it was.
pub async fn thin(
    app: &App,
    organization: OrganizationId,
    memo: MemoId,
    calendar: (&TimeZone, &Talk),
) -> Result<bool> {
    match Thinned::read(app, organization, memo, calendar).await? {
        Some(thinned) => thinned.keep(app, organization, memo).await,
        None => Ok(false),
    }
}

/// The versions that shall stand in the place of rows, as of a moment.
pub(super) struct Thinned {
    head: Head,
    states: Vec<(Version, Vec<u8>)>,
}

impl Thinned {
    pub(super) async fn read(
        app: &App,
        organization: OrganizationId,
        memo: MemoId,
        calendar: (&TimeZone, &Talk),
    ) -> Result<Option<Self>> {
        let mut tx = app.memo_log_reads(organization, "read the history of a memo");
        let Some(head) = queries::head(&mut tx, memo).await? else { return Ok(None) };
        let states = states(&mut tx, memo, head.seq, calendar).await?;
        Ok(Some(Self { head, states }))
    }

    /// `false`: they are not what the history says any more.
    pub(super) async fn keep(
        &self,
        app: &App,
        organization: OrganizationId,
        memo: MemoId,
    ) -> Result<bool> {
        let mut tx = app.memo_log(organization, "keep versions of a memo");
        if !queries::let_rows_go(&mut tx, memo, &self.head).await? {
            return Ok(false);
        }
        for (version, update) in &self.states {
            queries::fold_version(&mut tx, memo, version, update).await?;
        }
        queries::delete_rows(&mut tx, memo, self.head.seq).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Every version that still has rows, with the state at its end.
async fn states(
    tx: &mut Tx<Reads>,
    memo: MemoId,
    head: i64,
    (zone, talk): (&TimeZone, &Talk),
) -> Result<Vec<(Version, Vec<u8>)>> {
    let mut ends: Vec<i64> =
        queries::kept(tx, memo, head, i64::MAX).await?.iter().map(|kept| kept.upto).collect();
    ends.reverse();
    if ends.last() != Some(&head) {
        ends.push(head);
    }
    let mut states = Vec::new();
    let (mut document, mut known, mut after) = (Document::new(), 0, 0);
    for end in ends {
        let rows = queries::rows(tx, memo, (after, end)).await?;
        if let Some(first) = rows.first() {
            if known + 1 != first.written.seq {
                document = begin(tx, memo, first.written.seq - 1).await?;
            }
            let marks: Vec<Written> = rows.iter().map(|row| row.written).collect();
            let found = versions(after, &marks, zone, talk);
            states.extend(advance(&mut document, &rows, found)?);
            known = end;
        }
        after = end;
    }
    Ok(states)
}

/// The state that the first rows build on.
async fn begin(tx: &mut Tx<Reads>, memo: MemoId, upto: i64) -> Result<Document> {
    match queries::state(tx, memo, upto).await? {
        Some((at, state)) if at == upto => Document::from_snapshot(&state).map_err(Error::internal),
        _ => Err(Error::internal("the log of a memo has a hole")),
    }
}

fn advance(
    document: &mut Document,
    rows: &[LogRow],
    versions: Vec<Version>,
) -> Result<Vec<(Version, Vec<u8>)>> {
    let mut rows = rows.iter().peekable();
    let mut states = Vec::with_capacity(versions.len());
    for version in versions {
        while let Some(row) = rows.next_if(|row| row.written.seq <= version.upto) {
            document.admit(&row.update, &Limits::trusted()).map_err(Error::internal)?;
        }
        states.push((version, document.compacted()));
    }
    Ok(states)
}
