//! One notice to one person, with its mail.

use super::{model::Kind, queries};
use jiff::tz::TimeZone;
use people::{organization, person, person::Person};
use platform::{
    Error, PersonId, Result,
    access::{Tx, Writes},
    jobs::{Job, JobContext},
    render::letter::{self, Parts},
    world::Mail,
};
use serde::{Deserialize, Serialize};

/// Tells one person one thing.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    pub(super) to: PersonId,
    pub(super) from: PersonId,
    pub(super) kind: Kind,
    pub(super) about: i64,
}

impl Job for Tell {
    const NAME: &'static str = "meetings.tell";

    async fn run(self, context: &JobContext) -> Result<()> {
        let mut tx = context.tx("a notice about a share or a handover");
        let (to, from) =
            (person::find(&mut tx, self.to).await?, person::find(&mut tx, self.from).await?);
        let (Some(to), Some(from)) = (to, from) else { return Ok(()) };
        queries::insert(&mut tx, context.id, &self).await?;
        let mail = self.mail(&mut tx, context, &to, &from).await?;
        tx.commit().await?;
        match mail {
            Some(mail) => context.app.world().mailer.send(&mail).await.map_err(Error::internal),
            None => Ok(()),
        }
    }
}

impl Tell {
    /// `None` for somebody who is suspended.
    async fn mail(
        &self,
        tx: &mut Tx<Writes>,
        context: &JobContext,
        to: &Person,
        from: &Person,
    ) -> Result<Option<Mail>> {
        let Some(home) = organization::find(tx, context.organization).await? else {
            return Ok(None);
        };
        if to.suspended {
            return Ok(None);
        }
        let zone = to.zone.as_ref().and_then(|zone| TimeZone::get(zone).ok());
        let texts = context.app.texts(to.language, zone.unwrap_or_else(|| home.time_zone()));
        let parts = Parts {
            subject: texts.t("mail-tidings-subject"),
            greeting: texts.with("mail-tidings-greeting", "name", &to.name),
            body: texts.with(format!("mail-{}-body", self.kind), "partner", &from.name),
            more: Vec::new(),
            action: texts.t("mail-tidings-action"),
            url: format!("{}{}", context.app.origin(), self.kind.path(self.about)),
            footer: texts.t("mail-tidings-footer"),
        };
        let key = format!("tidings-{}", context.id);
        Ok(Some(letter::mail(&texts, key, &to.name, &to.email, parts)))
    }
}
