//! Who is signed in where.

use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    define_id, params, sql,
};

define_id! { SessionId }

/// A device on which somebody is signed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub id: SessionId,
    pub device: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
}

pub(in crate::sign_in) async fn insert_session(
    tx: &mut Tx<Writes>,
    hash: &[u8],
    person: PersonId,
    device: &str,
    expires_at: Timestamp,
) -> Result<()> {
    let id = tx.new_id(|id| id);
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO sessions (id, token_hash, organization_id, person_id, device, created_at, seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $7)"
        ),
        params![id, hash, organization, person, device, now, expires_at],
    )
    .await?;
    Ok(())
}

/// A person's sessions that last, the one used last first.
pub(in crate::sign_in) async fn sessions<M: Mode>(
    tx: &mut Tx<M>,
    person: PersonId,
) -> Result<Vec<Session>> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.all(
        sql!(
            "SELECT id, device, created_at, seen_at FROM sessions
             WHERE organization_id = $1 AND person_id = $2 AND expires_at > $3
             ORDER BY seen_at DESC, id DESC"
        ),
        params![organization, person, now],
        |row| {
            Ok(Session {
                id: row.get(0)?,
                device: row.get(1)?,
                created_at: row.get(2)?,
                seen_at: row.get(3)?,
            })
        },
    )
    .await
}

/// Ends one session of a person.
pub(in crate::sign_in) async fn end_session(
    tx: &mut Tx<Writes>,
    person: PersonId,
    id: SessionId,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM sessions WHERE organization_id = $1 AND person_id = $2 AND id = $3"),
        params![organization, person, id],
    )
    .await?;
    Ok(())
}

/// Ends all sessions of a person but this one.
pub(in crate::sign_in) async fn end_other_sessions(
    tx: &mut Tx<Writes>,
    person: PersonId,
    but: SessionId,
) -> Result<u64> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM sessions WHERE organization_id = $1 AND person_id = $2 AND id <> $3"),
        params![organization, person, but],
    )
    .await
}

pub(in crate::sign_in) async fn end_all_sessions(
    tx: &mut Tx<Writes>,
    person: PersonId,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM sessions WHERE organization_id = $1 AND person_id = $2"),
        params![organization, person],
    )
    .await?;
    // A link that was sent but not used yet would open a new one.
    tx.execute(
        sql!("DELETE FROM sign_in_links WHERE organization_id = $1 AND person_id = $2"),
        params![organization, person],
    )
    .await?;
    Ok(())
}

/// Ends the session behind a cookie, whoever's it is; returns whose it was.
pub(in crate::sign_in) async fn end_session_of_token(
    tx: &mut Tx<Writes>,
    hash: &[u8],
) -> Result<Option<PersonId>> {
    tx.first(
        sql!("DELETE FROM sessions WHERE token_hash = $1 RETURNING person_id"),
        params![hash],
        |row| Ok(row.get(0)?),
    )
    .await
}
