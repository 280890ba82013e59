//! Lines: added, said better, struck and taken back.

use super::{
    model::{self, Handover, Line, LineId, MOST_LINES, Source},
    queries,
};
use crate::{
    memo::MemoId,
    topic::{self, TopicId, Word},
};
use platform::{
    Error, Result,
    access::{Edit, Permit, Tx, Writes},
};

/// A line to be added.
#[derive(Clone, Debug)]
pub struct NewLine {
    pub source: Source,
    pub topic: Option<TopicId>,
    pub text: String,
    /// The document of the two that it is taken from.
    pub memo: Option<MemoId>,
}

/// What happens to a line.
#[derive(Clone, Debug)]
pub enum Change {
    Reword(String),
    Strike,
    Restore,
}

/// Adds a line. About health and private life only the member can.
///
/// # Errors
/// `Invalid` for an empty or too long text, too many lines, or such a topic of the leader's.
pub async fn add_line(
    tx: &mut Tx<Writes>,
    handover: &Permit<Edit, Handover>,
    new: &NewLine,
) -> Result<()> {
    may_write(tx, handover)?;
    let text = model::clean_text(&new.text)?;
    if queries::lines(tx, handover.id).await?.len() >= MOST_LINES {
        return Err(Error::field("text", "invalid-handover-many"));
    }
    if let Some(id) = new.topic {
        let topic =
            topic::find(tx, id).await?.ok_or(Error::field("topic", "invalid-handover-topic"))?;
        if is_sensitive(topic.word) && !tx.viewer().is(handover.member) {
            return Err(Error::field("topic", "invalid-handover-sensitive"));
        }
    }
    queries::insert_line(tx, handover.id, new, &text).await
}

/// Names what would pass on: each line that is not struck, in the version that it has now.
pub fn mark(lines: &[Line]) -> String {
    let kept = lines.iter().filter(|line| !line.struck);
    kept.map(|line| format!("{}.{}", line.id, line.version)).collect::<Vec<_>>().join(" ")
}

/// Health and private life.
pub(super) fn is_sensitive(word: Option<Word>) -> bool {
    matches!(word, Some(Word::Condition | Word::Private))
}

/// Changes a line that the caller has seen in this version. The member strikes any, and can take
/// that back until they agree; what the leader strikes while drafting is gone.
///
/// # Errors
/// `Conflict` with `conflict-stale` when it was changed meanwhile.
pub async fn change_line(
    tx: &mut Tx<Writes>,
    handover: &Permit<Edit, Handover>,
    (line, version): (LineId, i64),
    change: &Change,
) -> Result<()> {
    may_write(tx, handover)?;
    let lines = queries::lines(tx, handover.id).await?;
    let line: &Line = lines.iter().find(|found| found.id == line).ok_or(Error::NotFound)?;
    let mine = tx.viewer().is(handover.member);
    if !mine && line.added_by != handover.leader {
        return Err(Error::Forbidden);
    }
    if line.version != version {
        return Err(Error::Conflict("conflict-stale"));
    }
    match change {
        Change::Reword(text) => {
            let text = model::clean_text(text)?;
            queries::set_text(tx, line.id, &text).await
        }
        Change::Strike if mine => queries::set_struck(tx, line.id, true).await,
        Change::Strike => queries::delete_line(tx, line.id).await,
        Change::Restore => queries::set_struck(tx, line.id, false).await,
    }
}

fn may_write(tx: &Tx<Writes>, handover: &Handover) -> Result<()> {
    let now = tx.now();
    let member = tx.viewer().is(handover.member) && handover.is_open(now);
    if member || handover.is_drafting_leader(tx.viewer(), now) {
        return Ok(());
    }
    Err(Error::Conflict("conflict-handover"))
}
