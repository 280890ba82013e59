//! All SQL about notices and the clock's progress.

use super::model::{Kind, Mark, Notice, NoticeId, Progress};
use crate::one_on_one::OneOnOneId;
use people::pair::Seat;
use platform::{
    Error, PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

fn notice(row: &Row) -> Result<Notice> {
    let led: bool = row.get(3)?;
    Ok(Notice {
        id: row.get(0)?,
        one_on_one: row.get(1)?,
        kind: row.get(2)?,
        seat: if led { Seat::Leader } else { Seat::Member },
        partner: row.get(4)?,
        starts_at: row.get(5)?,
        status: row.get(6)?,
        created_at: row.get(7)?,
        read_at: row.get(8)?,
    })
}

/// Each list is asked through one of these texts. A notice of a pair that ended is gone for the one
/// who led.
macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT n.id, n.one_on_one_id, n.kind, o.leader_id = $2, w.name, o.starts_at, o.status,
                    n.created_at, n.read_at
             FROM notices n
             JOIN one_on_ones o ON o.organization_id = n.organization_id AND o.id = n.one_on_one_id
             JOIN pairs p ON p.organization_id = o.organization_id AND p.id = o.pair_id
             JOIN people w ON w.organization_id = o.organization_id
               AND w.id = CASE WHEN o.leader_id = $2 THEN o.member_id ELSE o.leader_id END
             WHERE n.organization_id = $1 AND n.person_id = $2
               AND (o.member_id = $2 OR p.ended_at IS NULL) ",
            $rest
        ))
    };
}

/// What the viewer has not read yet, newest first.
pub async fn unread<M: Mode>(tx: &mut Tx<M>, most: i64) -> Result<Vec<Notice>> {
    let (organization, me) = (tx.organization(), tx.me()?);
    tx.all(
        select!("AND n.read_at IS NULL ORDER BY n.created_at DESC, n.id DESC LIMIT $3"),
        params![organization, me, most],
        notice,
    )
    .await
}

/// All that the viewer was told before this mark, newest first.
pub async fn list<M: Mode>(tx: &mut Tx<M>, before: Mark, most: i64) -> Result<Vec<Notice>> {
    let (organization, me) = (tx.organization(), tx.me()?);
    tx.all(
        select!(
            "AND (n.created_at, n.id) < ($3, $4) ORDER BY n.created_at DESC, n.id DESC LIMIT $5"
        ),
        params![organization, me, before.0, before.1, most],
        notice,
    )
    .await
}

/// Marks one notice of the viewer's as read and returns it.
///
/// # Errors
/// `NotFound` for one that is not theirs.
pub async fn mark_read(tx: &mut Tx<Writes>, id: NoticeId) -> Result<Notice> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    let found = tx.first(select!("AND n.id = $3"), params![organization, me, id], notice).await?;
    let found = found.ok_or(Error::NotFound)?;
    tx.execute(
        sql!(
            "UPDATE notices SET read_at = $4
             WHERE organization_id = $1 AND person_id = $2 AND id = $3 AND read_at IS NULL"
        ),
        params![organization, me, id, now],
    )
    .await?;
    Ok(found)
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

/// How far reminders of this organization were wanted.
pub(super) async fn progress(tx: &mut Tx<Writes>) -> Result<Option<Progress>> {
    let name = progress_name(tx);
    let found = tx
        .first(sql!("SELECT value FROM settings WHERE name = $1"), params![name], |row| {
            Ok(row.get::<String>(0)?)
        })
        .await?;
    Ok(found.and_then(|text| text.parse().ok()))
}

pub(super) async fn set_progress(tx: &mut Tx<Writes>, progress: Progress) -> Result<()> {
    let name = progress_name(tx);
    tx.execute(
        sql!(
            "INSERT INTO settings (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        params![name, progress.to_string()],
    )
    .await?;
    Ok(())
}

fn progress_name<M: Mode>(tx: &Tx<M>) -> String {
    format!("reminders:{}", tx.organization())
}
