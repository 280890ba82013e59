//! What stands behind a cookie or a bearer token.

use jiff::Timestamp;
use platform::{
    OrganizationId, PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    i18n::Language,
    params, sql,
};

/// The row behind a credential.
pub(in crate::sign_in) struct Found {
    pub id: i64,
    pub organization: OrganizationId,
    pub person: PersonId,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    /// `None` for a session.
    pub scopes: Option<String>,
}

impl Found {
    pub fn is_session(&self) -> bool {
        self.scopes.is_none()
    }
}

fn found(row: &Row) -> Result<Found> {
    Ok(Found {
        id: row.get(0)?,
        organization: row.get(1)?,
        person: row.get(2)?,
        created_at: row.get(3)?,
        seen_at: row.get(4)?,
        scopes: row.get(5)?,
    })
}

pub(in crate::sign_in) async fn session<M: Mode>(
    tx: &mut Tx<M>,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<Found>> {
    tx.first(
        sql!(
            "SELECT id, organization_id, person_id, created_at, seen_at, CAST(NULL AS TEXT) FROM sessions
             WHERE token_hash = $1 AND expires_at > $2"
        ),
        params![hash, now],
        found,
    )
    .await
}

pub(in crate::sign_in) async fn token<M: Mode>(
    tx: &mut Tx<M>,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<Found>> {
    tx.first(
        sql!(
            "SELECT id, organization_id, person_id, created_at, COALESCE(used_at, 0), scopes FROM access_tokens
             WHERE token_hash = $1 AND expires_at > $2"
        ),
        params![hash, now],
        found,
    )
    .await
}

pub(in crate::sign_in) async fn touch(tx: &mut Tx<Writes>, id: i64, session: bool) -> Result<()> {
    let now = tx.now();
    if session {
        tx.execute(sql!("UPDATE sessions SET seen_at = $2 WHERE id = $1"), params![id, now])
            .await?;
    } else {
        tx.execute(sql!("UPDATE access_tokens SET used_at = $2 WHERE id = $1"), params![id, now])
            .await?;
    }
    Ok(())
}

/// What a viewer is made of.
pub(in crate::sign_in) struct Known {
    pub name: String,
    pub language: Language,
    pub zone: Option<String>,
    pub organization_zone: String,
    pub administrator: bool,
    pub suspended: bool,
    pub participates: bool,
    pub leads: bool,
}

pub(in crate::sign_in) async fn person<M: Mode>(
    tx: &mut Tx<M>,
    person: PersonId,
) -> Result<Option<Known>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT p.name, p.language, p.zone, o.zone, p.administrator, p.suspended,
                    EXISTS (SELECT 1 FROM pairs x WHERE x.organization_id = $1 AND x.member_id = $2),
                    EXISTS (SELECT 1 FROM pairs x WHERE x.organization_id = $1 AND x.leader_id = $2 AND x.ended_at IS NULL)
             FROM people p JOIN organizations o ON o.id = p.organization_id
             WHERE p.organization_id = $1 AND p.id = $2"
        ),
        params![organization, person],
        |row| {
            let (member, leads): (bool, bool) = (row.get(6)?, row.get(7)?);
            Ok(Known {
                name: row.get(0)?,
                language: row.get(1)?,
                zone: row.get(2)?,
                organization_zone: row.get(3)?,
                administrator: row.get(4)?,
                suspended: row.get(5)?,
                participates: member || leads,
                leads,
            })
        },
    )
    .await
}
