//! What people are told of it.

use crate::emergency::{
    model::AccessId,
    notices::{Kind, News},
};
use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

/// Tells one person; `id` is the same for all who are told the same.
pub async fn tell(
    tx: &mut Tx<Writes>,
    id: i64,
    person: PersonId,
    kind: Kind,
    access: AccessId,
) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO emergency_notices (organization_id, id, person_id, kind, access_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"
        ),
        params![organization, id, person, kind, access, now],
    )
    .await?;
    Ok(())
}

/// Tells everybody who is not suspended.
pub async fn tell_everybody(tx: &mut Tx<Writes>, kind: Kind) -> Result<()> {
    let id = tx.new_id(|id| id);
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO emergency_notices (organization_id, id, person_id, kind, access_id, created_at)
             SELECT organization_id, $2, id, $3, NULL, $4 FROM people
             WHERE organization_id = $1 AND NOT suspended"
        ),
        params![organization, id, kind, now],
    )
    .await?;
    Ok(())
}

/// Tells the other administrators.
pub async fn tell_administrators(tx: &mut Tx<Writes>, kind: Kind) -> Result<()> {
    let id = tx.new_id(|id| id);
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    tx.execute(
        sql!(
            "INSERT INTO emergency_notices (organization_id, id, person_id, kind, access_id, created_at)
             SELECT organization_id, $2, id, $3, NULL, $4 FROM people
             WHERE organization_id = $1 AND administrator AND NOT suspended AND id <> $5"
        ),
        params![organization, id, kind, now, me],
    )
    .await?;
    Ok(())
}

fn news(row: &Row) -> Result<News> {
    Ok(News {
        id: row.get(0)?,
        kind: row.get(1)?,
        access: row.get(2)?,
        created_at: row.get(3)?,
        read_at: row.get(4)?,
    })
}

/// What the viewer was told before this mark, newest first.
pub async fn list<M: Mode>(
    tx: &mut Tx<M>,
    before: (Timestamp, i64),
    most: i64,
) -> Result<Vec<News>> {
    let (organization, me) = (tx.organization(), tx.me()?);
    tx.all(
        sql!(
            "SELECT id, kind, access_id, created_at, read_at FROM emergency_notices
             WHERE organization_id = $1 AND person_id = $2 AND (created_at, id) < ($3, $4)
             ORDER BY created_at DESC, id DESC LIMIT $5"
        ),
        params![organization, me, before.0, before.1, most],
        news,
    )
    .await
}

/// Marks one of the viewer's as read and returns it.
pub async fn mark_read(tx: &mut Tx<Writes>, id: i64) -> Result<Option<News>> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    tx.execute(
        sql!(
            "UPDATE emergency_notices SET read_at = $4
             WHERE organization_id = $1 AND person_id = $2 AND id = $3 AND read_at IS NULL"
        ),
        params![organization, me, id, now],
    )
    .await?;
    tx.first(
        sql!(
            "SELECT id, kind, access_id, created_at, read_at FROM emergency_notices
             WHERE organization_id = $1 AND person_id = $2 AND id = $3"
        ),
        params![organization, me, id],
        news,
    )
    .await
}

pub async fn mark_all_read(tx: &mut Tx<Writes>) -> Result<()> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    tx.execute(
        sql!(
            "UPDATE emergency_notices SET read_at = $3
             WHERE organization_id = $1 AND person_id = $2 AND read_at IS NULL"
        ),
        params![organization, me, now],
    )
    .await?;
    Ok(())
}
