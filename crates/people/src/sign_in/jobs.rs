//! Mails about signing in, and forgetting what has expired.

use super::{
    actions::{self, LINK_LASTS, link_path},
    authenticator::hash_token,
    queries,
    throttle::later,
};
use crate::{letter::Receiver, organization};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use platform::{
    OrganizationId, PersonId, Result,
    app::App,
    jobs::{Job, JobContext, Schedule},
    routing::forget_keys,
};
use serde::{Deserialize, Serialize};

/// Links that one person is sent within [`LINK_LASTS`]; more would be somebody's bad joke.
const MOST_LINKS: i64 = 5;
/// How long an invitation is good.
const INVITATION_LASTS: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Wants a link sent for each of these accounts. Also wanted when there is none: whoever asks
/// cannot tell the difference by the time it takes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SendLinks {
    pub accounts: Vec<(OrganizationId, PersonId)>,
    pub next: String,
}

impl Job for SendLinks {
    const NAME: &'static str = "people.send_links";

    async fn run(self, context: &JobContext) -> Result<()> {
        for (organization, person) in self.accounts {
            let mut tx = context.app.system(organization, "a sign-in link was asked for");
            tx.enqueue(&SendLink { person, next: self.next.clone() }).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// Sends somebody a link into one organization.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SendLink {
    pub person: PersonId,
    pub next: String,
}

impl Job for SendLink {
    const NAME: &'static str = "people.send_link";

    async fn run(self, context: &JobContext) -> Result<()> {
        let mut tx = context.tx("a sign-in link was asked for");
        let since = tx.now().saturating_sub(LINK_LASTS).unwrap_or(Timestamp::MIN);
        let Some(to) = Receiver::find(&mut tx, self.person).await? else { return Ok(()) };
        if queries::links_since(&mut tx, self.person, since).await? >= MOST_LINKS {
            return Ok(());
        }
        let reusable = to.organization.reusable_links;
        let token =
            actions::create_link(&mut tx, self.person, &self.next, LINK_LASTS, reusable).await?;
        tx.commit().await?;
        let when = until(context, &to, LINK_LASTS);
        let sent = to.send(context, "letter-sign-in-", &[("when", when)], &link_path(&token)).await;
        if sent.is_err() {
            take_back(context, &token).await?;
        }
        sent
    }
}

/// A link that never left the house is none: it must not count against the next attempt.
async fn take_back(context: &JobContext, token: &str) -> Result<()> {
    let mut tx = context.tx("a sign-in link could not be sent");
    queries::delete_link(&mut tx, &hash_token(token)).await?;
    tx.commit().await
}

fn until(context: &JobContext, to: &Receiver, lasts: SignedDuration) -> String {
    let now = context.app.world().now();
    to.texts.when(later(now, lasts), now)
}

/// Welcomes somebody who was added, with a first link.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Welcome {
    pub person: PersonId,
}

impl Job for Welcome {
    const NAME: &'static str = "people.welcome";

    async fn run(self, context: &JobContext) -> Result<()> {
        let mut tx = context.tx("welcome somebody");
        let Some(to) = Receiver::find(&mut tx, self.person).await? else { return Ok(()) };
        let reusable = to.organization.reusable_links;
        let token =
            actions::create_link(&mut tx, self.person, "/", INVITATION_LASTS, reusable).await?;
        tx.commit().await?;
        let when = until(context, &to, INVITATION_LASTS);
        to.send(context, "letter-welcome-", &[("when", when)], &link_path(&token)).await
    }
}

/// Tells somebody that their password was changed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PasswordChanged {
    pub person: PersonId,
}

impl Job for PasswordChanged {
    const NAME: &'static str = "people.password_changed";

    async fn run(self, context: &JobContext) -> Result<()> {
        let mut tx = context.tx("a password was changed");
        let Some(to) = Receiver::find(&mut tx, self.person).await? else { return Ok(()) };
        drop(tx);
        let when = until(context, &to, SignedDuration::ZERO);
        to.send(context, "letter-password-", &[("when", when)], "/settings/sign-in").await
    }
}

/// Once a day, forgets links, sessions and tokens that expired more than a day ago, and the keys of
/// requests that nobody will send again.
pub(super) const SWEEP: Schedule =
    Schedule { name: "people.sweep", every: SignedDuration::from_hours(24), look: sweep };

fn sweep(app: &App) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        let mut tx = app.system(OrganizationId(0), "forget what has expired");
        let yesterday = tx.now().saturating_sub(SignedDuration::from_hours(24));
        queries::sweep(&mut tx, yesterday.unwrap_or(Timestamp::MIN)).await?;
        let organizations = organization::all_ids(&mut tx).await?;
        tx.commit().await?;
        for organization in organizations {
            let mut tx = app.system(organization, "forget the keys of old requests");
            forget_keys(&mut tx).await?;
            tx.commit().await?;
        }
        Ok(())
    })
}
