//! What may sign in as a person.

use jiff::Timestamp;
use platform::{
    OrganizationId, PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

#[derive(Clone, Debug)]
pub(in crate::sign_in) struct Account {
    pub id: i64,
    pub organization: OrganizationId,
    pub person: PersonId,
    /// argon2id in PHC format.
    pub password_hash: Option<String>,
    pub failures: i64,
    pub blocked_until: Timestamp,
}

fn account(row: &Row) -> Result<Account> {
    Ok(Account {
        id: row.get(0)?,
        organization: row.get(1)?,
        person: row.get(2)?,
        password_hash: row.get(3)?,
        failures: row.get(4)?,
        blocked_until: row.get(5)?,
    })
}

/// All accounts with this address, one per organization.
pub(in crate::sign_in) async fn accounts<M: Mode>(
    tx: &mut Tx<M>,
    email: &str,
    most: i64,
) -> Result<Vec<Account>> {
    tx.all(
        sql!(
            "SELECT id, organization_id, person_id, password_hash, failures, blocked_until
             FROM accounts WHERE email = $1 ORDER BY id LIMIT $2"
        ),
        params![email, most],
        account,
    )
    .await
}

/// The account of a person.
pub(in crate::sign_in) async fn mine<M: Mode>(
    tx: &mut Tx<M>,
    person: PersonId,
) -> Result<Option<Account>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id, organization_id, person_id, password_hash, failures, blocked_until
             FROM accounts WHERE organization_id = $1 AND person_id = $2"
        ),
        params![organization, person],
        account,
    )
    .await
}

pub(in crate::sign_in) async fn has_password<M: Mode>(
    tx: &mut Tx<M>,
    person: PersonId,
) -> Result<bool> {
    Ok(mine(tx, person).await?.is_some_and(|account| account.password_hash.is_some()))
}

pub(in crate::sign_in) async fn set_failures(
    tx: &mut Tx<Writes>,
    id: i64,
    failures: i64,
    blocked_until: Timestamp,
) -> Result<()> {
    tx.execute(
        sql!("UPDATE accounts SET failures = $2, blocked_until = $3 WHERE id = $1"),
        params![id, failures, blocked_until],
    )
    .await?;
    Ok(())
}

/// Forgets failures; returns whether there were any.
pub(in crate::sign_in) async fn clear_failures(
    tx: &mut Tx<Writes>,
    person: PersonId,
) -> Result<bool> {
    let organization = tx.organization();
    let changed = tx
        .execute(
            sql!(
                "UPDATE accounts SET failures = 0, blocked_until = 0
                 WHERE organization_id = $1 AND person_id = $2 AND failures > 0"
            ),
            params![organization, person],
        )
        .await?;
    Ok(changed > 0)
}

pub(in crate::sign_in) async fn set_password(
    tx: &mut Tx<Writes>,
    person: PersonId,
    hash: &str,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE accounts SET password_hash = $3, failures = 0, blocked_until = 0
             WHERE organization_id = $1 AND person_id = $2"
        ),
        params![organization, person, hash],
    )
    .await?;
    Ok(())
}
