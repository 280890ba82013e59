//! Beginning and ending, with what belongs to it: the mail and the audit entry.

use super::jobs::Invitation;
use crate::{
    audit::{self, Subject},
    pair::{self, Kind, Pair, PairId},
};
use platform::{
    PersonId, Result,
    access::{Administer, Permit, Tx, Writes},
};

/// Begins a pair and tells whoever of the two did not do it.
///
/// # Errors
/// As [`pair::begin`].
pub async fn begin(
    tx: &mut Tx<Writes>,
    leader: PersonId,
    member: PersonId,
    kind: Kind,
) -> Result<PairId> {
    let id = pair::begin(tx, leader, member, kind).await?;
    audit::record(tx, "pair-began", Subject::Row("pair", id.0)).await?;
    for person in [leader, member] {
        if !tx.viewer().is(person) {
            tx.enqueue(&Invitation { pair: id, person }).await?;
        }
    }
    Ok(id)
}

/// Ends a pair: the leader's access ends with the commit.
pub async fn end(tx: &mut Tx<Writes>, pair: &Permit<Administer, Pair>) -> Result<()> {
    pair::end(tx, pair).await?;
    audit::record(tx, "pair-ended", Subject::Row("pair", pair.id.0)).await
}
