//! What a memo said at a number of its log, who wrote it, and what a version changed.

use super::queries;
use crate::memo::{self, Memo, ROOT};
use memo_wire::{
    Document, Limits, Moment, Moves,
    fold::{Node, tree},
    moved,
    trace::{Removals, Traced, trace},
};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Mode, Tx},
    app::App,
};
use std::{collections::HashMap, time::Duration};
use tokio::time::timeout;

/// A memo with its authors, and what came and went in it.
#[derive(Debug)]
pub struct Traces {
    pub nodes: Vec<Traced>,
    /// The person behind each client.
    pub people: HashMap<u64, PersonId>,
}

/// How long a page of the history waits for what was typed a moment ago.
const PATIENCE: Duration = Duration::from_secs(2);

/// Folds what was typed a moment ago: only then is it known what of it was moved. Where that cannot
/// be, the history is as of the last time that it could.
pub async fn catch_up(app: &App, organization: OrganizationId, memo: &Memo) {
    match timeout(PATIENCE, memo::fold(app, organization, memo)).await {
        Ok(Ok(())) => (),
        Ok(Err(error)) => tracing::warn!(%error, memo = %memo.id, "not folded for its history"),
        Err(_) => tracing::warn!(memo = %memo.id, "not folded in time for its history"),
    }
}

/// What a memo said at number `upto`, and what had come and gone since `after`. With both the same
/// it tells only who wrote what.
///
/// # Errors
/// `NotFound` when there is nothing to be read of it any more.
pub async fn traces(
    app: &App,
    organization: OrganizationId,
    memo: &Memo,
    (after, upto): (i64, i64),
) -> Result<Traces> {
    let mut tx = app.memo_log_reads(organization, "read the history of a memo");
    let mut document = document(&mut tx, memo, after).await?;
    let since = Moment::of(&document);
    let mut removals = Removals::default();
    for (person, update) in beyond(&mut tx, memo, (after, upto)).await? {
        take_in(&mut document, &update)?;
        if let Some(person) = person {
            removals.note(&update, person.0).map_err(Error::internal)?;
        }
    }
    let people = queries::people(&mut tx, memo).await?.into_iter().collect();
    let moves = moves(&mut tx, memo, upto).await?;
    drop(tx);
    let told = move || trace(&document, ROOT, &since, (&removals, &moves));
    let nodes = tokio::task::spawn_blocking(told);
    Ok(Traces { nodes: nodes.await.map_err(Error::internal)?, people })
}

/// What moved in a memo up to a number, as folding found it.
async fn moves<M: Mode>(tx: &mut Tx<M>, memo: &Memo, upto: i64) -> Result<Moves> {
    let mut all = Moves::default();
    all.extend(memo::moves(tx, memo.id, upto).await?.into_iter().map(|(_, moved)| moved));
    Ok(all)
}

/// The blocks of a memo at number `upto`.
///
/// # Errors
/// `NotFound` when there is nothing to be read of it any more.
pub async fn blocks<M: Mode>(tx: &mut Tx<M>, memo: &Memo, upto: i64) -> Result<Vec<Node>> {
    Ok(tree(&document(tx, memo, upto).await?, ROOT))
}

/// A memo as it was at number `upto`: the nearest state that is kept, and what came after that.
pub async fn document<M: Mode>(tx: &mut Tx<M>, memo: &Memo, upto: i64) -> Result<Document> {
    let (from, mut document) = match queries::state(tx, memo.id, upto).await? {
        Some((from, state)) => (from, Document::from_snapshot(&state).map_err(Error::internal)?),
        None => (0, Document::new()),
    };
    for (_, update) in beyond(tx, memo, (from, upto)).await? {
        take_in(&mut document, &update)?;
    }
    Ok(document)
}

/// The updates that lead from one number to another, each with its author: rows, or where those are
/// gone, the state that is kept at the end.
async fn beyond<M: Mode>(
    tx: &mut Tx<M>,
    memo: &Memo,
    (from, upto): (i64, i64),
) -> Result<Vec<(Option<PersonId>, Vec<u8>)>> {
    if from == upto {
        return Ok(Vec::new());
    }
    let rows = queries::rows(tx, memo.id, (from, upto)).await?;
    let whole = rows.len() as i64 == upto - from;
    if whole {
        return Ok(rows.into_iter().map(|row| (Some(row.written.person), row.update)).collect());
    }
    match queries::state(tx, memo.id, upto).await? {
        Some((at, state)) if at == upto => {
            // Whoever wrote alone also deleted alone.
            let authors = queries::authors(tx, memo.id, (upto, upto)).await?;
            let alone = match authors[..] {
                [(_, only)] => Some(only.person),
                _ => None,
            };
            Ok(vec![(alone, state)])
        }
        _ => Err(Error::NotFound),
    }
}

fn take_in(document: &mut Document, update: &[u8]) -> Result<()> {
    document.admit(update, &Limits::trusted()).map(drop).map_err(Error::internal)
}

/// What bringing back the state at number `upto` would change in the memo as it is at `seen`.
///
/// # Errors
/// `NotFound` when there is nothing to be read of it any more.
pub async fn preview<M: Mode>(
    tx: &mut Tx<M>,
    memo: &Memo,
    (upto, seen): (i64, i64),
    me: PersonId,
) -> Result<Traces> {
    let wanted = blocks(tx, memo, upto).await?;
    let mut document = document(tx, memo, seen).await?;
    let since = Moment::of(&document);
    let mut removals = Removals::default();
    let mut people: HashMap<u64, PersonId> = queries::people(tx, memo).await?.into_iter().collect();
    // Nothing is written: any id that nobody has does.
    let client = (1..).find(|client| !people.contains_key(client)).unwrap_or_default();
    people.insert(client, me);
    let mut moves = moves(tx, memo, seen).await?;
    let compare = move || {
        if let Some(edit) = memo_wire::rewrite(&document, ROOT, client, &wanted) {
            take_in(&mut document, &edit.update)?;
            removals.note(&edit.update, me.0).map_err(Error::internal)?;
            moves.extend(moved(&document, &edit.update).map_err(Error::internal)?);
        }
        Ok::<_, Error>(trace(&document, ROOT, &since, (&removals, &moves)))
    };
    let nodes = tokio::task::spawn_blocking(compare).await.map_err(Error::internal)??;
    Ok(Traces { nodes, people })
}
