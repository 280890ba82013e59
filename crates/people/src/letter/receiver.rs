//! Who gets a mail, and how it is written for them.

use crate::{organization, organization::Organization, person, person::Person};
use jiff::tz::TimeZone;
use platform::{
    Error, PersonId, Result,
    access::{Mode, Tx},
    i18n::{Argument, Texts},
    jobs::JobContext,
    render::letter,
};

/// Somebody a mail goes to, with the texts in their language and zone.
pub(crate) struct Receiver {
    pub person: Person,
    pub organization: Organization,
    pub texts: Texts,
}

impl Receiver {
    /// `None` when the person is gone or suspended.
    pub async fn find<M: Mode>(tx: &mut Tx<M>, id: PersonId) -> Result<Option<Self>> {
        let found = Self::find_even_suspended(tx, id).await?;
        Ok(found.filter(|receiver| !receiver.person.suspended))
    }

    /// For what a person must hear of in any case. `None` when the person is gone.
    pub async fn find_even_suspended<M: Mode>(
        tx: &mut Tx<M>,
        id: PersonId,
    ) -> Result<Option<Self>> {
        let organization = tx.organization();
        let person = person::find(tx, id).await?;
        let organization = organization::find(tx, organization).await?;
        let app = tx.app();
        Ok(person.zip(organization).map(|(person, organization)| {
            let zone = person.zone.as_ref().and_then(|zone| TimeZone::get(zone).ok());
            let zone = zone.unwrap_or_else(|| organization.time_zone());
            let texts = app.texts(person.language, zone);
            Self { person, organization, texts }
        }))
    }

    /// Sends the mail whose keys begin with `prefix` (`letter-welcome-`) and end with `subject`,
    /// `greeting`, `body`, `action`, `footer`. Name and organization are arguments of all of them.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be handed over: the job comes again.
    pub async fn send(
        &self,
        context: &JobContext,
        prefix: &'static str,
        arguments: &[(&'static str, String)],
        path: &str,
    ) -> Result<()> {
        let parts = self.parts(prefix, arguments, format!("{}{path}", context.app.origin()));
        let key = platform::id::encode(context.id);
        let mail = letter::mail(&self.texts, key, &self.person.name, &self.person.email, parts);
        let sent = context.app.world().mailer.send(&mail).await;
        sent.map_err(|error| Error::Unavailable(error.to_string()))
    }

    fn parts(
        &self,
        prefix: &str,
        arguments: &[(&'static str, String)],
        url: String,
    ) -> letter::Parts {
        let mut all: Vec<(&'static str, &dyn Argument)> =
            vec![("name", &self.person.name), ("organization", &self.organization.name)];
        all.extend(arguments.iter().map(|(name, value)| (*name, value as &dyn Argument)));
        let part = |part: &str| self.texts.args(format!("{prefix}{part}"), &all);
        letter::Parts {
            subject: self.texts.t(format!("{prefix}subject")),
            greeting: part("greeting"),
            body: part("body"),
            more: Vec::new(),
            action: part("action"),
            url,
            footer: part("footer"),
        }
    }
}
