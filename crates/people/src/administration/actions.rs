//! What administrators do to people. Whoever holds the organization's permit is alone with it, so
//! two administrators cannot remove each other at the same moment.

use crate::{
    audit::{self, Subject},
    organization::Organization,
    person::{self, Particulars, Person},
    sign_in::{self, SendLink},
};
use jiff::Timestamp;
use platform::{
    Error, Result,
    access::{Administer, Permit, Tx, Writes},
    i18n::Language,
};

type Administered = Permit<Administer, Person>;

/// Corrects name, kana, address and language. `seen` is the state that the form was made from.
///
/// # Errors
/// As [`person::correct`].
pub async fn correct(
    tx: &mut Tx<Writes>,
    person: &Administered,
    typed: &Particulars,
    language: Language,
    seen: Timestamp,
) -> Result<()> {
    person::correct(tx, person, typed, seen).await?;
    let corrected = person::find(tx, person.id).await?.ok_or(Error::NotFound)?;
    if corrected.language != language {
        person::update(tx, &Person { language, ..corrected }).await?;
    }
    audit::record(tx, "person-corrected", Subject::Person(person.id)).await
}

/// Closes the doors for somebody: sessions, links and tokens end with the commit.
///
/// # Errors
/// `Conflict` for oneself and for the last administrator.
pub async fn suspend(
    tx: &mut Tx<Writes>,
    _: &Permit<Administer, Organization>,
    person: &Administered,
) -> Result<()> {
    if person.suspended {
        return Ok(());
    }
    if tx.viewer().is(person.id) {
        return Err(Error::Conflict("conflict-suspend-oneself"));
    }
    somebody_stays(tx, person).await?;
    person::update(tx, &Person { suspended: true, ..(**person).clone() }).await?;
    sign_in::end_everything(tx, person.id).await?;
    audit::record(tx, "person-suspended", Subject::Person(person.id)).await
}

/// Opens the doors again. Sessions and tokens of before stay ended.
pub async fn reactivate(tx: &mut Tx<Writes>, person: &Administered) -> Result<()> {
    if !person.suspended {
        return Ok(());
    }
    person::update(tx, &Person { suspended: false, ..(**person).clone() }).await?;
    audit::record(tx, "person-reactivated", Subject::Person(person.id)).await
}

/// Makes somebody an administrator, or makes them one no more.
///
/// # Errors
/// `Conflict` when nobody would administer any more.
pub async fn set_role(
    tx: &mut Tx<Writes>,
    _: &Permit<Administer, Organization>,
    person: &Administered,
    administrator: bool,
) -> Result<()> {
    if person.administrator == administrator {
        return Ok(());
    }
    if !administrator {
        somebody_stays(tx, person).await?;
    }
    person::update(tx, &Person { administrator, ..(**person).clone() }).await?;
    let action = if administrator { "administrator-made" } else { "administrator-unmade" };
    audit::record(tx, action, Subject::Person(person.id)).await
}

/// Sends somebody a link to sign in with.
///
/// # Errors
/// `Conflict` for somebody who is suspended.
pub async fn send_link(tx: &mut Tx<Writes>, person: &Administered) -> Result<()> {
    if person.suspended {
        return Err(Error::Conflict("conflict-person-suspended"));
    }
    tx.enqueue(&SendLink { person: person.id, next: "/".into() }).await?;
    audit::record(tx, "link-sent", Subject::Person(person.id)).await
}

/// Is there another administrator who can come in?
async fn somebody_stays(tx: &mut Tx<Writes>, leaving: &Person) -> Result<()> {
    let counts = leaving.administrator && !leaving.suspended;
    if counts && person::count_administrators(tx).await? <= 1 {
        return Err(Error::Conflict("conflict-last-administrator"));
    }
    Ok(())
}
