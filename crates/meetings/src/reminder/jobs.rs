//! One notice to one person.

use super::{mail, model::Kind, queries};
use crate::{
    one_on_one::{self, OneOnOne, OneOnOneId},
    promise,
};
use jiff::Timestamp;
use people::{organization, pair::Seat, person};
use platform::{
    Error, PersonId, Result,
    access::{Read, Tx, Writes},
    jobs::{Job, JobContext},
};
use serde::{Deserialize, Serialize};

/// Tells one person one thing about one 1-on-1.
#[derive(Debug, Serialize, Deserialize)]
pub struct Notify {
    one_on_one: OneOnOneId,
    person: PersonId,
    seat: Seat,
    kind: Kind,
    starts_at: Timestamp,
}

impl Notify {
    pub(super) fn about(one_on_one: &OneOnOne, seat: Seat, kind: Kind) -> Self {
        Self {
            one_on_one: one_on_one.id,
            person: one_on_one.person_in(seat),
            seat,
            kind,
            starts_at: one_on_one.starts_at,
        }
    }

    /// Does it still hold? A moved or closed one is not announced, a withdrawn one not at all.
    /// Nor is a beginning once the two sit there, or should.
    fn still_true(&self, one_on_one: &OneOnOne, now: Timestamp) -> bool {
        let ahead = matches!(self.kind, Kind::DayBefore | Kind::Starting | Kind::After);
        let as_planned = one_on_one.is_open() && one_on_one.starts_at == self.starts_at;
        let begun = one_on_one.started_at.is_some() || one_on_one.starts_at <= now;
        let too_late = self.kind == Kind::Starting && begun;
        one_on_one.pair_lasts() && (!ahead || as_planned) && !too_late
    }
}

impl Job for Notify {
    const NAME: &'static str = "notify";

    async fn run(self, context: &JobContext) -> Result<()> {
        let mut tx = context.tx("a notice around a 1-on-1");
        let one_on_one = match tx.load::<Read, OneOnOne>(self.one_on_one).await {
            Ok(found) if self.still_true(&found, tx.now()) => found.into_row(),
            Ok(_) | Err(Error::NotFound) => return Ok(()),
            Err(error) => return Err(error),
        };
        queries::insert(&mut tx, context.id, self.person, self.one_on_one, self.kind).await?;
        let mail = self.mail(&mut tx, context, &one_on_one).await?;
        tx.commit().await?;
        match mail {
            Some(mail) => context.app.world().mailer.send(&mail).await.map_err(Error::internal),
            None => Ok(()),
        }
    }
}

impl Notify {
    /// The mail, unless this person muted it or left.
    async fn mail(
        &self,
        tx: &mut Tx<Writes>,
        context: &JobContext,
        one_on_one: &OneOnOne,
    ) -> Result<Option<platform::world::Mail>> {
        let Some(person) = person::find(tx, self.person).await? else { return Ok(None) };
        let muted = person.muted.iter().any(|word| word == self.kind.mute_word());
        let Some(home) = organization::find(tx, context.organization).await? else {
            return Ok(None);
        };
        if muted || person.suspended {
            return Ok(None);
        }
        let letter = mail::Letter {
            app: &context.app,
            key: format!("notice-{}", context.id),
            person: &person,
            zone: home.time_zone(),
            one_on_one,
            seat: self.seat,
            kind: self.kind,
        };
        if self.kind != Kind::Summary {
            return Ok(Some(letter.write()));
        }
        let promises = promise::of_one_on_one(tx, one_on_one.id).await?;
        let next = one_on_one::next_of_pair(tx, one_on_one.pair, one_on_one.starts_at).await?;
        Ok(Some(letter.write_summary(&promises, next.as_ref())))
    }
}
