//! What administrators do to people. Whoever holds the organization's permit is alone with it, so
//! two administrators cannot remove each other at the same moment.

use super::jobs::AddressChanged;
use crate::{
    audit::{self, Subject},
    department,
    organization::Organization,
    person::{self, Particulars, Person},
    sign_in::{self, SendLink},
};
use jiff::Timestamp;
use platform::{
    Error, PersonId, Result,
    access::{Administer, Permit, Tx, Writes},
    i18n::Language,
};

type Administered = Permit<Administer, Person>;

/// What the form of a person holds.
#[derive(Clone, Debug)]
pub struct Typed {
    pub particulars: Particulars,
    /// 営業部/営業1課, made where it is missing; empty: nowhere.
    pub department: String,
    pub head: bool,
}

impl Typed {
    fn path(&self) -> Result<Vec<String>> {
        let path = department::path_parts(&self.department);
        path.map_err(|reason| Error::field("department", reason))
    }
}

/// Adds somebody, and welcomes them by mail if wanted.
///
/// # Errors
/// `Invalid`, with a reason per field.
pub async fn add(
    tx: &mut Tx<Writes>,
    organization: &Permit<Administer, Organization>,
    typed: &Typed,
    welcome: bool,
) -> Result<PersonId> {
    let path = typed.path()?;
    let person = person::add(tx, &typed.particulars, organization.language, false).await?;
    let department = department::ensure_path(tx, organization, &path).await?;
    department::post(tx, organization, person, department, typed.head).await?;
    audit::record(tx, "person-added", Subject::Person(person)).await?;
    if welcome {
        tx.enqueue(&sign_in::Welcome { person }).await?;
    }
    Ok(person)
}

/// Corrects name, kana, address, language and department. `seen` is the state that the form was
/// made from. Who gets another address is signed out everywhere and told at the old one: whoever
/// changed it must not be able to slip into an account unseen.
///
/// # Errors
/// As [`person::correct`].
pub async fn correct(
    tx: &mut Tx<Writes>,
    organization: &Permit<Administer, Organization>,
    person: &Administered,
    typed: &Typed,
    language: Language,
    seen: Timestamp,
) -> Result<()> {
    let path = typed.path()?;
    person::correct(tx, person, &typed.particulars, seen).await?;
    let corrected = person::find(tx, person.id).await?.ok_or(Error::NotFound)?;
    let readdressed = corrected.email != person.email;
    if corrected.language != language {
        person::update(tx, &Person { language, ..corrected }).await?;
    }
    let department = department::ensure_path(tx, organization, &path).await?;
    department::post(tx, organization, person.id, department, typed.head).await?;
    audit::record(tx, "person-corrected", Subject::Person(person.id)).await?;
    if readdressed {
        sign_in::end_everything(tx, person.id).await?;
        audit::record(tx, "person-address-changed", Subject::Person(person.id)).await?;
        tx.enqueue(&AddressChanged { person: person.id, before: person.email.clone() }).await?;
    }
    Ok(())
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
