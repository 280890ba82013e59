//! Mails about an access, and writing down what the clock has ended.

use super::{
    answers, mail,
    model::{Access, AccessId},
    notices::Kind,
    queries,
};
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use people::{organization, person};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::Read,
    app::App,
    jobs::{Job, JobContext, Schedule},
};
use serde::{Deserialize, Serialize};

/// Tells one person by mail. It cannot be muted.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    pub(super) person: PersonId,
    pub(super) kind: Kind,
    pub(super) access: AccessId,
}

impl Job for Tell {
    const NAME: &'static str = "tell-emergency";

    async fn run(self, context: &JobContext) -> Result<()> {
        let mut tx = context.tx("a mail about an emergency access");
        let home = organization::find(&mut tx, context.organization).await?;
        let person = person::find(&mut tx, self.person).await?;
        let access = match tx.load::<Read, Access>(self.access).await {
            Ok(access) => access,
            Err(Error::NotFound) => return Ok(()),
            Err(error) => return Err(error),
        };
        let (Some(home), Some(person)) = (home, person) else { return Ok(()) };
        drop(tx);
        if person.suspended {
            return Ok(());
        }
        let key = format!("emergency-{}", context.id);
        let mail = mail::write(&context.app, key, &person, home.time_zone(), self.kind, &access);
        context.app.world().mailer.send(&mail).await.map_err(Error::internal)
    }
}

/// Every minute: what lapsed, what is over, whose requester does not administer any more.
pub fn schedule() -> Schedule {
    Schedule { name: "emergency-ends", every: SignedDuration::from_mins(1), look }
}

fn look(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(organization::in_each(app, "ends of emergency accesses", write_down))
}

async fn write_down(app: &App, organization: OrganizationId) -> Result<()> {
    let mut after = 0;
    loop {
        let mut tx = app.system_reads(organization, "look for emergency accesses that ended");
        let open = queries::not_closed(&mut tx, after).await?;
        drop(tx);
        let Some(last) = open.last() else { return Ok(()) };
        after = last.id.0;
        for access in open {
            let mut tx = app.system(organization, "write down that an emergency access ended");
            answers::write_down(&mut tx, access.id).await?;
            tx.commit().await?;
        }
    }
}
