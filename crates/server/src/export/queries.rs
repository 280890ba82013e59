//! What an organization's export holds, page by page in the order of ids.

use jiff::Timestamp;
use platform::{
    OrganizationId, PersonId, Result,
    access::{Reads, Tx},
    params, sql,
};
use serde::Serialize;

/// A thing that can be paged through.
pub(super) trait Numbered {
    fn number(&self) -> i64;
}

macro_rules! numbered {
    ($($kind:ty),+) => { $(impl Numbered for $kind {
        fn number(&self) -> i64 {
            platform::id::decode(&self.id).unwrap_or(i64::MAX)
        }
    })+ };
}
numbered!(Department, Person, Post, Pair, OneOnOne);

/// As ids are written everywhere else.
fn shown(id: i64) -> String {
    platform::id::encode(id)
}

#[derive(Serialize)]
pub(super) struct Organization {
    id: OrganizationId,
    name: String,
    zone: String,
    language: String,
    created_at: Timestamp,
}

pub(super) async fn organization(tx: &mut Tx<Reads>) -> Result<Option<Organization>> {
    let id = tx.organization();
    tx.first(
        sql!("SELECT id, name, zone, language, created_at FROM organizations WHERE id = $1"),
        params![id],
        |row| {
            Ok(Organization {
                id: row.get(0)?,
                name: row.get(1)?,
                zone: row.get(2)?,
                language: row.get(3)?,
                created_at: row.get(4)?,
            })
        },
    )
    .await
}

#[derive(Serialize)]
pub(super) struct Department {
    id: String,
    parent: Option<String>,
    name: String,
    since: String,
    until: Option<String>,
}

pub(super) async fn departments(tx: &mut Tx<Reads>, after: i64) -> Result<Vec<Department>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, parent_id, name, since, until FROM departments
             WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT 1000"
        ),
        params![organization, after],
        |row| {
            Ok(Department {
                id: shown(row.get(0)?),
                parent: row.get::<Option<i64>>(1)?.map(shown),
                name: row.get(2)?,
                since: row.get(3)?,
                until: row.get(4)?,
            })
        },
    )
    .await
}

#[derive(Serialize)]
pub(super) struct Person {
    id: String,
    name: String,
    kana: String,
    email: String,
    language: String,
    zone: Option<String>,
    administrator: bool,
    suspended: bool,
    created_at: Timestamp,
}

pub(super) async fn people(tx: &mut Tx<Reads>, after: i64) -> Result<Vec<Person>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, name, kana, email, language, zone, administrator, suspended, created_at
             FROM people WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT 1000"
        ),
        params![organization, after],
        |row| {
            Ok(Person {
                id: shown(row.get(0)?),
                name: row.get(1)?,
                kana: row.get(2)?,
                email: row.get(3)?,
                language: row.get(4)?,
                zone: row.get(5)?,
                administrator: row.get(6)?,
                suspended: row.get(7)?,
                created_at: row.get(8)?,
            })
        },
    )
    .await
}

#[derive(Serialize)]
pub(super) struct Post {
    id: String,
    person: PersonId,
    department: String,
    head: bool,
    since: String,
    until: Option<String>,
}

pub(super) async fn posts(tx: &mut Tx<Reads>, after: i64) -> Result<Vec<Post>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, person_id, department_id, head, since, until FROM posts
             WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT 1000"
        ),
        params![organization, after],
        |row| {
            Ok(Post {
                id: shown(row.get(0)?),
                person: row.get(1)?,
                department: shown(row.get(2)?),
                head: row.get(3)?,
                since: row.get(4)?,
                until: row.get(5)?,
            })
        },
    )
    .await
}

#[derive(Serialize)]
pub(super) struct Pair {
    id: String,
    leader: PersonId,
    member: PersonId,
    kind: String,
    started_at: Timestamp,
    ended_at: Option<Timestamp>,
}

pub(super) async fn pairs(tx: &mut Tx<Reads>, after: i64) -> Result<Vec<Pair>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, leader_id, member_id, kind, started_at, ended_at FROM pairs
             WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT 1000"
        ),
        params![organization, after],
        |row| {
            Ok(Pair {
                id: shown(row.get(0)?),
                leader: row.get(1)?,
                member: row.get(2)?,
                kind: row.get(3)?,
                started_at: row.get(4)?,
                ended_at: row.get(5)?,
            })
        },
    )
    .await
}

#[derive(Serialize)]
pub(super) struct OneOnOne {
    id: String,
    pair: String,
    status: String,
    starts_at: Timestamp,
    minutes: i64,
}

pub(super) async fn one_on_ones(tx: &mut Tx<Reads>, after: i64) -> Result<Vec<OneOnOne>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, pair_id, status, starts_at, minutes FROM one_on_ones
             WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT 1000"
        ),
        params![organization, after],
        |row| {
            Ok(OneOnOne {
                id: shown(row.get(0)?),
                pair: shown(row.get(1)?),
                status: row.get(2)?,
                starts_at: row.get(3)?,
                minutes: row.get(4)?,
            })
        },
    )
    .await
}
