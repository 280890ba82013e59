//! All SQL about notices and the clock's progress.

use super::model::{Kind, Notice};
use crate::one_on_one::OneOnOneId;
use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

/// What the viewer has not seen yet, newest first; a notice of a pair that ended is gone for the
/// one who led.
pub async fn unread<M: Mode>(tx: &mut Tx<M>, most: i64) -> Result<Vec<Notice>> {
    let (organization, me) = (tx.organization(), tx.me()?);
    tx.all(
        sql!(
            "SELECT n.id, n.one_on_one_id, n.kind, w.name, o.starts_at, n.created_at
             FROM notices n
             JOIN one_on_ones o ON o.organization_id = n.organization_id AND o.id = n.one_on_one_id
             JOIN pairs p ON p.organization_id = o.organization_id AND p.id = o.pair_id
             JOIN people w ON w.organization_id = o.organization_id
               AND w.id = CASE WHEN o.leader_id = $2 THEN o.member_id ELSE o.leader_id END
             WHERE n.organization_id = $1 AND n.person_id = $2 AND n.read_at IS NULL
               AND (o.member_id = $2 OR p.ended_at IS NULL)
             ORDER BY n.created_at DESC, n.id DESC LIMIT $3"
        ),
        params![organization, me, most],
        |row| {
            Ok(Notice {
                id: row.get(0)?,
                one_on_one: row.get(1)?,
                kind: row.get(2)?,
                partner: row.get(3)?,
                starts_at: row.get(4)?,
                created_at: row.get(5)?,
            })
        },
    )
    .await
}

/// The viewer has seen them.
pub async fn mark_all_read(tx: &mut Tx<Writes>) -> Result<()> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    tx.execute(
        sql!(
            "UPDATE notices SET read_at = $3
             WHERE organization_id = $1 AND person_id = $2 AND read_at IS NULL"
        ),
        params![organization, me, now],
    )
    .await?;
    Ok(())
}

/// Keeps a notice once; `id` is the job's.
pub(super) async fn insert(
    tx: &mut Tx<Writes>,
    id: i64,
    person: PersonId,
    one_on_one: OneOnOneId,
    kind: Kind,
) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO notices (organization_id, id, person_id, one_on_one_id, kind, created_at, read_at)
             VALUES ($1, $2, $3, $4, $5, $6, NULL) ON CONFLICT (organization_id, id) DO NOTHING"
        ),
        params![organization, id, person, one_on_one, kind, now],
    )
    .await?;
    Ok(())
}

/// Up to which instant reminders of this organization were wanted.
pub(super) async fn progress(tx: &mut Tx<Writes>) -> Result<Option<Timestamp>> {
    let name = progress_name(tx);
    let found = tx
        .first(sql!("SELECT value FROM settings WHERE name = $1"), params![name], |row| {
            Ok(row.get::<String>(0)?)
        })
        .await?;
    Ok(found.and_then(|text| text.parse().ok()))
}

pub(super) async fn set_progress(tx: &mut Tx<Writes>, until: Timestamp) -> Result<()> {
    let name = progress_name(tx);
    tx.execute(
        sql!(
            "INSERT INTO settings (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        params![name, until.to_string()],
    )
    .await?;
    Ok(())
}

fn progress_name<M: Mode>(tx: &Tx<M>) -> String {
    format!("reminders:{}", tx.organization())
}
