//! Which versions a memo has, the newest first, page by page.
//!
//! A kept state always ends a version, so the stretch between two of them is read by itself: a page
//! costs the same however long the history is.

use super::{
    model::{Author, Reason, Talk, Version, Written, versions},
    queries::{self, Kept},
};
use crate::memo::MemoId;
use jiff::tz::TimeZone;
use platform::{
    Error, Result,
    access::{Mode, Tx},
};

/// A version as it is shown in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub version: Version,
    /// The state at its end, if that is kept for a reason.
    pub kept: Option<Kept>,
    /// The state at its beginning.
    pub before: Option<Kept>,
    /// Nothing is known of how it came to be.
    pub is_start: bool,
}

/// How a viewer reads a history: where a day ends, and when the two sat together.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub zone: TimeZone,
    pub talk: Talk,
}

/// The versions up to number `upto`, and from where the next page goes on.
pub async fn page<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    calendar: &Calendar,
    upto: i64,
    most: usize,
) -> Result<(Vec<Listed>, Option<i64>)> {
    let looked_at = most + 2;
    let kept = queries::kept(tx, memo, upto, looked_at as i64).await?;
    let mut listed = Vec::new();
    let mut end = upto;
    // What lies before the oldest one is read only if there is none before it.
    let beginning = (kept.len() < looked_at).then_some(None);
    for lower in kept.iter().filter(|kept| kept.upto < upto).map(Some).chain(beginning) {
        listed.extend(stretch(tx, memo, calendar, (lower, end), &kept).await?);
        end = lower.map_or(0, |lower| lower.upto);
        if listed.len() > most {
            break;
        }
    }
    let more = listed.len() > most || end > 0;
    listed.truncate(most);
    let last = listed.last().filter(|last| more && !last.is_start && last.version.after > 0);
    let next = last.map(|last| last.version.after);
    Ok((listed, next))
}

/// The version that number `upto` of the log belongs to, up to there.
///
/// # Errors
/// `NotFound` when there is nothing to be read of it any more, or not yet.
pub async fn at<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    calendar: &Calendar,
    upto: i64,
) -> Result<Listed> {
    let kept = queries::kept(tx, memo, upto, 2).await?;
    let lower = kept.iter().find(|kept| kept.upto < upto);
    let found = stretch(tx, memo, calendar, (lower, upto), &kept).await?.into_iter().next();
    found.filter(|found| found.version.upto == upto).ok_or(Error::NotFound)
}

/// The versions between two kept states, the newest first.
async fn stretch<M: Mode>(
    tx: &mut Tx<M>,
    memo: MemoId,
    calendar: &Calendar,
    (lower, upto): (Option<&Kept>, i64),
    kept: &[Kept],
) -> Result<Vec<Listed>> {
    let after = lower.map_or(0, |lower| lower.upto);
    let end = kept.iter().find(|kept| kept.upto == upto);
    let rows = queries::rows(tx, memo, (after, upto)).await?;
    let rows: Vec<Written> = rows.iter().map(|row| row.written).collect();
    let mut found = versions(after, &rows, &calendar.zone, &calendar.talk);
    let mut is_start = false;
    if let Some(end) = end.filter(|_| rows.is_empty()) {
        is_start = matches!(end.reason, Reason::Base | Reason::Erased) && end.span.is_none();
        let authors = queries::authors(tx, memo, (upto, upto)).await?;
        found.extend(gone(end, if is_start { upto } else { after }, authors));
    }
    let kept_at = |number: i64| kept.iter().find(|kept| kept.upto == number).cloned();
    Ok(found
        .into_iter()
        .rev()
        .map(|version| Listed {
            kept: kept_at(version.upto),
            before: kept_at(version.after).filter(|_| version.after < version.upto),
            is_start,
            version,
        })
        .collect())
}

/// A version whose rows are gone; `None` for a state between two rows.
fn gone(end: &Kept, after: i64, authors: Vec<(i64, Author)>) -> Option<Version> {
    let is_start = after == end.upto;
    let (began_at, ended_at) = end.span.or(is_start.then_some((end.at, end.at)))?;
    let authors = authors.into_iter().map(|(_, author)| author).collect();
    Some(Version { after, upto: end.upto, began_at, ended_at, authors })
}
