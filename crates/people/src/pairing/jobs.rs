//! The mail that says: somebody would like to hold 1-on-1s with you.

use crate::{
    letter::Receiver,
    pair::{Pair, PairId},
};
use platform::{
    Error, PersonId, Result,
    access::Read,
    jobs::{Job, JobContext},
};
use serde::{Deserialize, Serialize};

/// Tells one of the two that a pair has begun.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Invitation {
    pub pair: PairId,
    pub person: PersonId,
}

impl Job for Invitation {
    const NAME: &'static str = "people.pair_invitation";

    async fn run(self, context: &JobContext) -> Result<()> {
        let mut tx = context.tx("invite to a pair");
        let pair = match tx.load::<Read, Pair>(self.pair).await {
            Err(Error::NotFound) => return Ok(()),
            found => found?,
        };
        let Some(to) = Receiver::find(&mut tx, self.person).await? else { return Ok(()) };
        drop(tx);
        if !pair.lasts() {
            return Ok(());
        }
        let leads = pair.leader == self.person;
        let partner = if leads { &pair.member_name } else { &pair.leader_name };
        let prefix = if leads { "letter-pair-leader-" } else { "letter-pair-member-" };
        to.send(context, prefix, &[("partner", partner.clone())], "/pairs").await
    }
}
