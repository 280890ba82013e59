//! What people change about themselves, and administrators about people.

use super::{
    model::{NewPerson, Person, Reminder},
    queries,
};
use crate::text;
use jiff::{Timestamp, tz::TimeZone};
use platform::{
    Error, PersonId, Result,
    access::{Administer, Edit, Permit, Tx, Writes},
    error::FieldErrors,
    i18n::Language,
};

/// What an administrator may write into a person's row, as typed.
#[derive(Clone, Debug, Default)]
pub struct Particulars {
    pub name: String,
    pub kana: String,
    pub email: String,
}

impl Particulars {
    /// Cleans what was typed.
    ///
    /// # Errors
    /// `Invalid`, with a reason per field.
    pub fn checked(&self) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let mut keep = |field: &str, outcome: Result<String, &'static str>| {
            outcome.unwrap_or_else(|reason| {
                errors.push(field, reason);
                String::new()
            })
        };
        let name = keep("name", text::name(&self.name));
        let kana = keep("kana", text::optional_name(&self.kana));
        let email = keep("email", text::address(&self.email).ok_or("invalid-email"));
        errors.into_result()?;
        Ok(Self { name, kana, email })
    }
}

/// Language and time zone of oneself. An empty zone means the organization's.
///
/// # Errors
/// `Invalid` for a zone that does not exist.
pub async fn speak(
    tx: &mut Tx<Writes>,
    me: &Permit<Edit, Person>,
    language: Language,
    zone: &str,
) -> Result<()> {
    if !zone.is_empty() && TimeZone::get(zone).is_err() {
        return Err(Error::field("zone", "invalid-zone"));
    }
    let zone = (!zone.is_empty()).then(|| zone.to_owned());
    queries::update(tx, &Person { language, zone, ..(**me).clone() }).await
}

/// Which reminders oneself wants no more.
pub async fn mute(
    tx: &mut Tx<Writes>,
    me: &Permit<Edit, Person>,
    reminders: &[Reminder],
) -> Result<()> {
    let muted = reminders.iter().map(|reminder| reminder.word().to_owned()).collect();
    queries::update(tx, &Person { muted, ..(**me).clone() }).await
}

/// Adds somebody to the organization.
///
/// # Errors
/// `Invalid` when a field is wrong or the address is already somebody's.
pub async fn add(
    tx: &mut Tx<Writes>,
    typed: &Particulars,
    language: Language,
    administrator: bool,
) -> Result<PersonId> {
    let Particulars { name, kana, email } = typed.checked()?;
    unclaimed(tx, &email, None).await?;
    queries::create(tx, &NewPerson { name, kana, email, language, administrator }).await
}

/// Corrects somebody's name, kana and address. `seen` is the state that the form was made from.
///
/// # Errors
/// `Invalid` as in [`add`], `Conflict` when somebody else changed the row since.
pub async fn correct(
    tx: &mut Tx<Writes>,
    person: &Permit<Administer, Person>,
    typed: &Particulars,
    seen: Timestamp,
) -> Result<()> {
    if person.changed_at != seen {
        return Err(Error::Conflict("conflict-person-changed"));
    }
    let Particulars { name, kana, email } = typed.checked()?;
    unclaimed(tx, &email, Some(person.id)).await?;
    queries::update(tx, &Person { name, kana, email, ..(**person).clone() }).await
}

async fn unclaimed(tx: &mut Tx<Writes>, email: &str, except: Option<PersonId>) -> Result<()> {
    match queries::find_by_email(tx, email).await? {
        Some(other) if Some(other.id) != except => {
            Err(Error::field("email", "invalid-email-taken"))
        }
        _ => Ok(()),
    }
}
