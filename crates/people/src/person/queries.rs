//! All SQL about people.

use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    i18n::Language,
    params, sql,
};

/// What the rest of the product needs to know of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub kana: String,
    pub email: String,
    pub language: Language,
    /// An IANA name; `None`: the organization's.
    pub zone: Option<String>,
    pub administrator: bool,
    /// Words of the reminders this person does not want.
    pub muted: Vec<String>,
    pub suspended: bool,
}

/// A person to be made.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub name: String,
    pub kana: String,
    /// Lower case; unique within the organization.
    pub email: String,
    pub language: Language,
    pub administrator: bool,
}

fn person(row: &Row) -> Result<Person> {
    let muted: String = row.get(7)?;
    Ok(Person {
        id: row.get(0)?,
        name: row.get(1)?,
        kana: row.get(2)?,
        email: row.get(3)?,
        language: row.get(4)?,
        zone: row.get(5)?,
        administrator: row.get(6)?,
        muted: muted.split_whitespace().map(str::to_owned).collect(),
        suspended: row.get(8)?,
    })
}

/// The person with this id in the transaction's organization.
pub async fn find<M: Mode>(tx: &mut Tx<M>, id: PersonId) -> Result<Option<Person>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id, name, kana, email, language, zone, administrator, muted, suspended
             FROM people WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id],
        person,
    )
    .await
}

/// Several people, in the order asked for; unknown ids are left out.
pub async fn find_many<M: Mode>(tx: &mut Tx<M>, ids: &[PersonId]) -> Result<Vec<Person>> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(find(tx, *id).await?);
    }
    Ok(found)
}

/// Makes a person with an account, so that a sign-in link can be sent.
///
/// # Errors
/// `Conflict` when the address is already somebody's in this organization.
pub async fn create(tx: &mut Tx<Writes>, new: &NewPerson) -> Result<PersonId> {
    let id = tx.new_id(PersonId);
    let account = tx.new_id(|id| id);
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO people (organization_id, id, name, kana, email, language, zone, administrator, muted, suspended, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, '', FALSE, $8)"
        ),
        params![organization, id, new.name, new.kana, new.email, new.language, new.administrator, now],
    )
    .await?;
    tx.execute(
        sql!(
            "INSERT INTO accounts (id, organization_id, person_id, email, password_hash, failures, blocked_until, created_at)
             VALUES ($1, $2, $3, $4, NULL, 0, 0, $5)"
        ),
        params![account, organization, id, new.email, now],
    )
    .await?;
    Ok(id)
}
