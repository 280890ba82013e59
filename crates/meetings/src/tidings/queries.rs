//! All SQL about tidings: rows of `notices` that are about no 1-on-1.

use super::{jobs::Tell, model::Tidings};
use crate::reminder::{Mark, NoticeId};
use platform::{
    Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

fn tidings(row: &Row) -> Result<Tidings> {
    Ok(Tidings {
        id: row.get(0)?,
        kind: row.get(1)?,
        about: row.get(2)?,
        from: row.get(3)?,
        created_at: row.get(4)?,
        read_at: row.get(5)?,
    })
}

macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT n.id, n.kind, n.about_id, w.name, n.created_at, n.read_at
             FROM notices n
             JOIN people w ON w.organization_id = n.organization_id AND w.id = n.from_id
             WHERE n.organization_id = $1 AND n.person_id = $2 AND n.about_id IS NOT NULL ",
            $rest
        ))
    };
}

/// What the viewer has not read yet, newest first.
pub async fn unread<M: Mode>(tx: &mut Tx<M>, most: i64) -> Result<Vec<Tidings>> {
    let (organization, me) = (tx.organization(), tx.me()?);
    tx.all(
        select!("AND n.read_at IS NULL ORDER BY n.created_at DESC, n.id DESC LIMIT $3"),
        params![organization, me, most],
        tidings,
    )
    .await
}

/// All that the viewer was told before this mark, newest first.
pub async fn list<M: Mode>(tx: &mut Tx<M>, before: Mark, most: i64) -> Result<Vec<Tidings>> {
    let (organization, me) = (tx.organization(), tx.me()?);
    tx.all(
        select!(
            "AND (n.created_at, n.id) < ($3, $4) ORDER BY n.created_at DESC, n.id DESC LIMIT $5"
        ),
        params![organization, me, before.0, before.1, most],
        tidings,
    )
    .await
}

/// Marks one as read and returns it; `None` for what is none of the viewer's.
pub async fn mark_read(tx: &mut Tx<Writes>, id: NoticeId) -> Result<Option<Tidings>> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    let found = tx.first(select!("AND n.id = $3"), params![organization, me, id], tidings).await?;
    tx.execute(
        sql!(
            "UPDATE notices SET read_at = $4
             WHERE organization_id = $1 AND person_id = $2 AND id = $3 AND read_at IS NULL
               AND about_id IS NOT NULL"
        ),
        params![organization, me, id, now],
    )
    .await?;
    Ok(found)
}

/// Keeps a notice once; `id` is the job's.
pub(super) async fn insert(tx: &mut Tx<Writes>, id: i64, told: &Tell) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO notices (organization_id, id, person_id, one_on_one_id, kind, created_at,
               read_at, about_id, from_id)
             VALUES ($1, $2, $3, NULL, $4, $5, NULL, $6, $7)
             ON CONFLICT (organization_id, id) DO NOTHING"
        ),
        params![organization, id, told.to, told.kind, now, told.about, told.from],
    )
    .await?;
    Ok(())
}
