//! All SQL about people.

use super::model::{NewPerson, Person, search_text};
use crate::text;
use platform::{
    PersonId, Result,
    access::{Guarded, Key, Mode, Tx, Writes},
    db::Row,
    params, sql,
};

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
        changed_at: row.get(9)?,
    })
}

/// The person with this id in the transaction's organization.
pub async fn find<M: Mode>(tx: &mut Tx<M>, id: PersonId) -> Result<Option<Person>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id, name, kana, email, language, zone, administrator, muted, suspended, changed_at
             FROM people WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id],
        person,
    )
    .await
}

impl Guarded for Person {
    type Id = PersonId;
    const NAME: &'static str = "people";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: PersonId, _: Key) -> Result<Option<Self>> {
        find(tx, id).await
    }
}

/// Several people, in the order asked for; unknown ids are left out.
pub async fn find_many<M: Mode>(tx: &mut Tx<M>, ids: &[PersonId]) -> Result<Vec<Person>> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(find(tx, *id).await?);
    }
    Ok(found)
}

/// The person with this address, in lower case.
pub async fn find_by_email<M: Mode>(tx: &mut Tx<M>, email: &str) -> Result<Option<Person>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id, name, kana, email, language, zone, administrator, muted, suspended, changed_at
             FROM people WHERE organization_id = $1 AND email = $2"
        ),
        params![organization, email],
        person,
    )
    .await
}

/// Where a list of people goes on: the sorting text and the id of the last one shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct After {
    pub search: String,
    pub id: i64,
}

/// People whose kana or name holds `wanted`, or whose address it is, in the order of their kana.
/// Returns where the list goes on, if it does. For administrators a part of the address is enough
/// and suspended people are listed: `all`.
pub async fn search<M: Mode>(
    tx: &mut Tx<M>,
    wanted: &str,
    all: bool,
    after: &After,
    most: usize,
) -> Result<(Vec<Person>, Option<After>)> {
    let organization = tx.organization();
    let folded = text::folded(wanted);
    // Only the address stands behind the last space of the column.
    let rest = if all { "" } else { " %" };
    let pattern = format!("{}{rest}", text::anywhere(&folded));
    let mut found = tx
        .all(
            sql!(
                "SELECT id, name, kana, email, language, zone, administrator, muted, suspended, changed_at, search
                 FROM people
                 WHERE organization_id = $1 AND (search, id) > ($2, $3) AND (search LIKE $4 ESCAPE '\\' OR email = $7)
                   AND (NOT suspended OR $5)
                 ORDER BY organization_id, search, id LIMIT $6"
            ),
            params![organization, after.search, after.id, pattern, all, most as i64 + 1, folded],
            |row| Ok((person(row)?, row.get::<String>(10)?)),
        )
        .await?;
    let more = found.len() > most;
    found.truncate(most);
    let last = found.last().filter(|_| more);
    let next = last.map(|(person, search)| After { search: search.clone(), id: person.id.0 });
    Ok((found.into_iter().map(|(person, _)| person).collect(), next))
}

/// People with a greater id than this, in the order of ids: for programs that read all of them.
pub async fn by_id<M: Mode>(tx: &mut Tx<M>, after: i64, most: i64) -> Result<Vec<Person>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, name, kana, email, language, zone, administrator, muted, suspended, changed_at
             FROM people WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3"
        ),
        params![organization, after, most],
        person,
    )
    .await
}

/// Makes a person with an account, so that a sign-in link can be sent.
///
/// # Errors
/// `Conflict` when the address is already somebody's in this organization.
pub async fn create(tx: &mut Tx<Writes>, new: &NewPerson) -> Result<PersonId> {
    let id = tx.new_id(PersonId);
    let account = tx.new_id(|id| id);
    let (organization, now) = (tx.organization(), tx.now());
    let search = search_text(&new.name, &new.kana, &new.email);
    tx.execute(
        sql!(
            "INSERT INTO people (organization_id, id, name, kana, email, language, zone, administrator, muted, suspended, created_at, search, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, '', FALSE, $8, $9, $8)"
        ),
        params![organization, id, new.name, new.kana, new.email, new.language, new.administrator, now, search],
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

/// Writes the whole row back, address of the account included.
pub(crate) async fn update(tx: &mut Tx<Writes>, person: &Person) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let search = search_text(&person.name, &person.kana, &person.email);
    tx.execute(
        sql!(
            "UPDATE people SET name = $3, kana = $4, email = $5, language = $6, zone = $7,
                    administrator = $8, muted = $9, suspended = $10, search = $11, changed_at = $12
             WHERE organization_id = $1 AND id = $2"
        ),
        params![
            organization,
            person.id,
            person.name,
            person.kana,
            person.email,
            person.language,
            person.zone,
            person.administrator,
            person.muted.join(" "),
            person.suspended,
            search,
            now
        ],
    )
    .await?;
    tx.execute(
        sql!("UPDATE accounts SET email = $3 WHERE organization_id = $1 AND person_id = $2"),
        params![organization, person.id, person.email],
    )
    .await?;
    Ok(())
}

/// How many people administer the organization and are not suspended.
pub async fn count_administrators<M: Mode>(tx: &mut Tx<M>) -> Result<i64> {
    let organization = tx.organization();
    let count = tx
        .first(
            sql!(
                "SELECT COUNT(*) FROM people
                 WHERE organization_id = $1 AND administrator = $2 AND NOT suspended"
            ),
            params![organization, true],
            |row| Ok(row.get(0)?),
        )
        .await?;
    Ok(count.unwrap_or(0))
}

/// How many people there are, suspended ones included.
pub async fn count<M: Mode>(tx: &mut Tx<M>) -> Result<i64> {
    let organization = tx.organization();
    let count = tx
        .first(
            sql!("SELECT COUNT(*) FROM people WHERE organization_id = $1"),
            params![organization],
            |row| Ok(row.get(0)?),
        )
        .await?;
    Ok(count.unwrap_or(0))
}
