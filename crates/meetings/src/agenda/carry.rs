//! Carrying over: what was not reached comes along to the next 1-on-1, and no words are lost on the
//! way.
//!
//! Invariants. A topic lives at most once on an agenda, so one that is there already takes up the
//! words of the one that comes. What comes along may make the agenda longer than may be chosen.

use super::{
    model::{self, AgendaItem, Choice, ItemState, Outcome},
    queries::{self, Insert, Merge},
};
use crate::one_on_one::{self, OneOnOne};
use platform::{
    Result,
    access::{Edit, Permit, Tx, Writes},
};

/// Carries what was not reached over to the next 1-on-1: after a talk the items left open or put
/// off, after a skipped or cancelled one all; a proposal that still waits goes on waiting. Doing it
/// twice changes nothing. Returns how many came along.
pub async fn carry_over(
    tx: &mut Tx<Writes>,
    from: &Permit<Edit, OneOnOne>,
    to: &Permit<Edit, OneOnOne>,
) -> Result<usize> {
    let there = queries::of_one_on_one(tx, to.id).await?;
    let mut carried = 0;
    for item in queries::of_one_on_one(tx, from.id).await? {
        let waits = item.lives() && item.outcome != Outcome::Reached;
        if !waits || queries::was_carried(tx, item.id).await? {
            continue;
        }
        let same = there.iter().filter(|other| other.topic == item.topic);
        match same.clone().find(|other| other.lives()) {
            Some(other) => join(tx, &item, other).await?,
            // The member said no to this very topic for this very day: that is the answer.
            None if !item.is_on() && same.count() > 0 => continue,
            None => append(tx, to, &item, there.len() + carried).await?,
        }
        carried += 1;
    }
    if carried > 0 {
        one_on_one::changed(tx, to).await?;
    }
    Ok(carried)
}

async fn append(
    tx: &mut Tx<Writes>,
    to: &OneOnOne,
    item: &AgendaItem,
    position: usize,
) -> Result<()> {
    let choice =
        Choice { topic: item.topic, expectation: item.expectation, line: item.line.clone() };
    let new = Insert {
        one_on_one: to.id,
        choice: &choice,
        proposed_by: item.proposed_by,
        state: item.state,
        position: position as i64,
        carried_from: Some(item.id),
    };
    queries::insert(tx, &new).await.map(drop)
}

/// What stands there keeps its words first. A topic that the member wants needs no proposal any
/// more, whichever of the two came first.
async fn join(tx: &mut Tx<Writes>, item: &AgendaItem, there: &AgendaItem) -> Result<()> {
    let on = if there.is_on() { there } else { item };
    let choice = Choice {
        topic: there.topic,
        expectation: there.expectation.or(item.expectation),
        line: model::joined(&there.line, &item.line),
    };
    let merge = Merge {
        choice: &choice,
        proposed_by: on.proposed_by,
        state: if on.is_on() { ItemState::Accepted } else { ItemState::Proposed },
        carried_from: item.id,
    };
    queries::merge(tx, there.id, &merge).await
}
