//! All SQL about audit entries.

use super::model::{Entry, Subject};
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

pub(super) async fn insert(
    tx: &mut Tx<Writes>,
    actor: Option<PersonId>,
    action: &'static str,
    subject: Subject,
    detail: &str,
) -> Result<()> {
    let id = tx.new_id(|id| id);
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO audit_entries (organization_id, id, at, actor_id, action, subject, detail)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        params![organization, id, now, actor, action, subject.to_string(), detail],
    )
    .await?;
    Ok(())
}

fn entry(row: &Row) -> Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        actor_name: row.get(3)?,
        action: row.get(4)?,
        subject: row.get(5)?,
        detail: row.get(6)?,
    })
}

/// Entries before this id, newest first. `i64::MAX` begins at the newest.
pub async fn page<M: Mode>(tx: &mut Tx<M>, before: i64, most: i64) -> Result<Vec<Entry>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT a.id, a.at, a.actor_id, p.name, a.action, a.subject, a.detail
             FROM audit_entries a
             LEFT JOIN people p ON p.organization_id = a.organization_id AND p.id = a.actor_id
             WHERE a.organization_id = $1 AND a.id < $2 ORDER BY a.id DESC LIMIT $3"
        ),
        params![organization, before, most],
        entry,
    )
    .await
}
