//! Switching it on by two, naming who may approve, and switching it off by one.

use super::{
    answers,
    model::How,
    model::{Human, Stage},
    notices::Kind,
    queries,
};
use people::audit::{self, Subject};
use platform::{
    Error, PersonId, Result,
    access::{Tx, Writes},
};

async fn me(tx: &mut Tx<Writes>) -> Result<Human> {
    let me = tx.me()?;
    if !tx.viewer().is_administrator() {
        return Err(Error::NotFound);
    }
    queries::human(tx, me).await?.ok_or(Error::NotFound)
}

/// An administrator wants it on. Nothing changes until another one confirms.
pub async fn propose(tx: &mut Tx<Writes>) -> Result<()> {
    me(tx).await?;
    if queries::put_rule(tx).await? {
        audit::record(tx, "emergency-proposed", Subject::Organization).await?;
        queries::tell_administrators(tx, Kind::Proposed).await?;
    }
    Ok(())
}

/// Another administrator agrees: it is on, and everybody is told.
///
/// # Errors
/// `Conflict` where nothing is proposed any more, or where it was the same human.
pub async fn confirm(tx: &mut Tx<Writes>) -> Result<()> {
    let me = me(tx).await?;
    let rule = queries::rule(tx).await?.ok_or(Error::Conflict("conflict-emergency-changed"))?;
    if rule.confirmed_at.is_some() {
        return Ok(());
    }
    if me.is_like(&rule.proposed_by) {
        return Err(Error::Conflict("conflict-emergency-same"));
    }
    if !queries::confirm_rule(tx, rule.proposed_by.id).await? {
        return Err(Error::Conflict("conflict-emergency-changed"));
    }
    audit::record(tx, "emergency-on", Subject::Organization).await?;
    queries::tell_everybody(tx, Kind::On).await
}

/// Any administrator switches it off, or takes the proposal back. What is open ends at once.
pub async fn switch_off(tx: &mut Tx<Writes>) -> Result<()> {
    me(tx).await?;
    let Some(rule) = queries::rule(tx).await? else { return Ok(()) };
    queries::drop_rule(tx).await?;
    audit::record(tx, "emergency-off", Subject::Organization).await?;
    let mut after = 0;
    loop {
        let open = queries::not_closed(tx, after).await?;
        let Some(last) = open.last() else { break };
        after = last.id.0;
        for access in open {
            let how = match access.stage() {
                Stage::Closed(how) => how,
                Stage::Waiting | Stage::Open => How::Off,
            };
            answers::close(tx, &access, how).await?;
        }
    }
    match rule.confirmed_at {
        Some(_) => queries::tell_everybody(tx, Kind::Off).await,
        None => Ok(()),
    }
}

/// An administrator names somebody who may approve. It counts once another one confirms.
///
/// # Errors
/// `Invalid` for somebody who is the namer, or has a second account like theirs.
pub async fn name_approver(tx: &mut Tx<Writes>, person: PersonId) -> Result<()> {
    let me = me(tx).await?;
    let named = queries::human(tx, person).await?.ok_or(Error::NotFound)?;
    if named.id != me.id && named.is_like(&me) {
        return Err(Error::field("approver", "invalid-emergency-approver-same"));
    }
    if queries::add_approver(tx, person).await? {
        audit::record(tx, "emergency-approver-named", Subject::Person(person)).await?;
    }
    Ok(())
}

/// Another administrator agrees.
///
/// # Errors
/// `Conflict` where it was the same human who named them.
pub async fn confirm_approver(tx: &mut Tx<Writes>, person: PersonId) -> Result<()> {
    let me = me(tx).await?;
    let all = queries::approvers(tx).await?;
    let named = all.into_iter().find(|approver| approver.person.id == person);
    let named = named.ok_or(Error::NotFound)?;
    if me.is_like(&named.named_by) {
        return Err(Error::Conflict("conflict-emergency-same"));
    }
    queries::confirm_approver(tx, person).await?;
    audit::record(tx, "emergency-approver-confirmed", Subject::Person(person)).await
}

/// Any administrator takes somebody off the list. What they approved and is not open yet counts no
/// more; what is open they can still end.
pub async fn remove_approver(tx: &mut Tx<Writes>, person: PersonId) -> Result<()> {
    me(tx).await?;
    if !queries::remove_approver(tx, person).await? {
        return Err(Error::NotFound);
    }
    audit::record(tx, "emergency-approver-removed", Subject::Person(person)).await
}
