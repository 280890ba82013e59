//! What can be done with pairs.

use super::{
    model::{Kind, Pair, PairId},
    queries,
};
use crate::person;
use platform::{
    Error, PersonId, Result,
    access::{Administer, Permit, Tx, Writes},
};

/// Begins a pair. Whoever leads may begin one with somebody, whoever wants to be led may ask
/// somebody, and an administrator may join any two: a 1-on-1 needs no machinery from above.
///
/// # Errors
/// `Invalid` when both are the same or one is unknown or suspended, `Forbidden` when the viewer is
/// neither of the two nor an administrator, `Conflict` when this pair already lasts.
pub async fn begin(
    tx: &mut Tx<Writes>,
    leader: PersonId,
    member: PersonId,
    kind: Kind,
) -> Result<PairId> {
    if leader == member {
        return Err(Error::field("member", "invalid-pair-with-oneself"));
    }
    let viewer = tx.viewer();
    let concerned = viewer.is(leader) || viewer.is(member);
    if !(concerned || viewer.is_administrator() || viewer.is_system()) {
        return Err(Error::Forbidden);
    }
    for (person, field) in [(leader, "leader"), (member, "member")] {
        let found = person::find(tx, person).await?;
        found.filter(|found| !found.suspended).ok_or(Error::field(field, "invalid-person"))?;
    }
    if queries::lasting_of(tx, leader, member).await?.is_some() {
        return Err(Error::Conflict("conflict-pair-lasts"));
    }
    let id = tx.new_id(PairId);
    queries::insert(tx, id, leader, member, kind).await?;
    Ok(id)
}

/// Ends a pair: it is archived, the leader's access ends with the commit.
pub async fn end(tx: &mut Tx<Writes>, pair: &Permit<Administer, Pair>) -> Result<()> {
    let now = tx.now();
    queries::set_ended(tx, pair.id, now).await?;
    for person in [pair.leader, pair.member] {
        tx.rights_change(person);
    }
    Ok(())
}
