//! The talk of three: somebody proposes a date, the others say whether they can make it.

use super::{
    actions::tell,
    model::{Handover, HandoverState},
    queries,
};
use crate::tidings::Kind;
use jiff::Timestamp;
use platform::{
    Error, PersonId, Result,
    access::{Mode, Permit, Read, Tx, Writes},
};

/// Whether each of the three can make it.
pub(super) async fn answers<M: Mode>(
    tx: &mut Tx<M>,
    handover: &Handover,
) -> Result<Vec<(String, Option<bool>)>> {
    let replies = queries::replies(tx, handover.id).await?;
    let of = |person: PersonId| replies.iter().find(|reply| reply.0 == person).map(|reply| reply.1);
    Ok(handover.three().into_iter().map(|(person, name)| (name.to_owned(), of(person))).collect())
}

/// Proposes a date, in place of an earlier one.
///
/// # Errors
/// `Invalid` for a date that has gone by; `Conflict` before it passed on.
pub async fn propose(
    tx: &mut Tx<Writes>,
    handover: &Permit<Read, Handover>,
    at: Timestamp,
) -> Result<()> {
    let me = one_of_three(tx, handover)?;
    if at <= tx.now() {
        return Err(Error::field("talk", "invalid-handover-talk-past"));
    }
    queries::set_talk(tx, handover.id, at).await?;
    for (person, _) in handover.three().into_iter().filter(|one| one.0 != me) {
        tell(tx, handover, person, Kind::TalkProposed).await?;
    }
    Ok(())
}

/// Can make it, or would like another time.
///
/// # Errors
/// `Conflict` when another date was proposed meanwhile, or none.
pub async fn reply(
    tx: &mut Tx<Writes>,
    handover: &Permit<Read, Handover>,
    at: Timestamp,
    fits: bool,
) -> Result<()> {
    let me = one_of_three(tx, handover)?;
    let talk = handover.talk.as_ref().filter(|talk| talk.at == at);
    let talk = talk.ok_or(Error::Conflict("conflict-handover"))?;
    queries::put_reply(tx, handover.id, fits).await?;
    if !fits {
        return match talk.by == me {
            true => Ok(()),
            false => tell(tx, handover, talk.by, Kind::TalkOther).await,
        };
    }
    let all = answers(tx, handover).await?.iter().all(|answer| answer.1 == Some(true));
    if all {
        for (person, _) in handover.three() {
            tell(tx, handover, person, Kind::TalkSettled).await?;
        }
    }
    Ok(())
}

fn one_of_three(tx: &Tx<Writes>, handover: &Handover) -> Result<PersonId> {
    let me = tx.me()?;
    if !handover.three().iter().any(|one| one.0 == me) {
        return Err(Error::NotFound);
    }
    let passed_on = handover.state(tx.now()) == HandoverState::Running;
    if passed_on { Ok(me) } else { Err(Error::Conflict("conflict-handover")) }
}
