//! The mail to an address that is no longer somebody's.

use crate::letter::Receiver;
use platform::{
    PersonId, Result,
    jobs::{Job, JobContext},
};
use serde::{Deserialize, Serialize};

/// Tells the address before that an administrator changed it. The address travels with the job,
/// since the row does not have it any more; the job's row goes when the mail is out.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AddressChanged {
    pub person: PersonId,
    pub before: String,
}

impl Job for AddressChanged {
    const NAME: &'static str = "people.address_changed";

    async fn run(self, context: &JobContext) -> Result<()> {
        let mut tx = context.tx("an address was changed");
        // Suspending somebody for a moment must not keep the warning back.
        let to = Receiver::find_even_suspended(&mut tx, self.person).await?;
        let Some(mut to) = to else { return Ok(()) };
        drop(tx);
        to.person.email = self.before;
        to.send(context, "letter-address-", &[], "/sign-in").await
    }
}
