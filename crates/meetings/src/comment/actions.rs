//! What can be done with comments.

use super::{
    model::{self, Comment, CommentId, MOST, NewComment},
    queries,
};
use crate::{
    memo::{self, Kind},
    one_on_one::{OneOnOne, OneOnOneId},
};
use platform::{
    Error, Result,
    access::{Edit, Permit, Tx, Writes},
};

/// Says something beside a passage.
///
/// # Errors
/// `Invalid` when it says nothing, too much, or is not about a passage of the two; `Conflict` when
/// there are too many; `NotFound` before anybody sat down.
pub async fn make(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    new: &NewComment,
) -> Result<CommentId> {
    let new = new.cleaned()?;
    let me = tx.me()?;
    let documents = memo::documents(tx, one_on_one.id, me).await?.ok_or(Error::NotFound)?;
    let memo = match new.kind {
        Kind::Shared => Some(documents.shared),
        Kind::KeyPoint => documents.key_point,
        Kind::Mindful => documents.mindful,
        Kind::PrivateNote => None,
    };
    check_room(tx, one_on_one.id).await?;
    queries::insert(tx, (one_on_one.id, memo.ok_or(Error::NotFound)?), &new, None).await
}

async fn check_room(tx: &mut Tx<Writes>, one_on_one: OneOnOneId) -> Result<()> {
    match queries::count(tx, one_on_one).await? {
        count if count >= MOST => Err(Error::Conflict("conflict-comments-many")),
        _ => Ok(()),
    }
}

/// Answers a comment. Answering an answer goes below the same passage; what was settled is open
/// again.
///
/// # Errors
/// `Invalid` when it says nothing or too much, `Conflict` when there are too many.
pub async fn answer(
    tx: &mut Tx<Writes>,
    comment: &Permit<Edit, Comment>,
    text: &str,
) -> Result<CommentId> {
    let first = comment.parent.unwrap_or(comment.id);
    check_room(tx, comment.one_on_one).await?;
    let new = NewComment {
        kind: comment.kind,
        nuance: false,
        text: model::clean_text(text)?,
        quote: String::new(),
        anchor: Vec::new(),
    };
    queries::set_settled(tx, first, None).await?;
    queries::insert(tx, (comment.one_on_one, comment.memo), &new, Some(first)).await
}

/// Talked over, or open again. Twice the same way changes nothing.
pub async fn settle(
    tx: &mut Tx<Writes>,
    comment: &Permit<Edit, Comment>,
    settled: bool,
) -> Result<()> {
    if comment.settled_at.is_some() == settled {
        return Ok(());
    }
    let at = settled.then(|| tx.now());
    queries::set_settled(tx, comment.parent.unwrap_or(comment.id), at).await
}

/// Takes one's own words back.
///
/// # Errors
/// `Forbidden` when they are not one's own.
pub async fn withdraw(tx: &mut Tx<Writes>, comment: &Permit<Edit, Comment>) -> Result<()> {
    if !tx.viewer().is(comment.author) {
        return Err(Error::Forbidden);
    }
    if comment.withdrawn_at.is_some() {
        return Ok(());
    }
    queries::set_withdrawn(tx, comment.id).await
}
