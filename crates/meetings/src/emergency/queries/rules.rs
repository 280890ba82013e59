//! Whether it is on, and who may approve.

use super::accesses;
use crate::emergency::model::{Approver, Human, Rule};
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

/// A person, as what tells one human from another.
pub async fn human<M: Mode>(tx: &mut Tx<M>, id: PersonId) -> Result<Option<Human>> {
    let organization = tx.organization();
    tx.first(
        sql!("SELECT id, name, email FROM people WHERE organization_id = $1 AND id = $2"),
        params![organization, id],
        |row| accesses::human(row, 0),
    )
    .await
}

pub async fn rule<M: Mode>(tx: &mut Tx<M>) -> Result<Option<Rule>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT b.id, b.name, b.email, r.proposed_at, c.id, c.name, c.email, r.confirmed_at
             FROM emergency_rules r
             JOIN people b ON b.organization_id = r.organization_id AND b.id = r.proposed_by
             LEFT JOIN people c ON c.organization_id = r.organization_id AND c.id = r.confirmed_by
             WHERE r.organization_id = $1"
        ),
        params![organization],
        |row| {
            let confirmed: Option<i64> = row.get(4)?;
            Ok(Rule {
                proposed_by: accesses::human(row, 0)?,
                proposed_at: row.get(3)?,
                confirmed_by: confirmed.map(|_| accesses::human(row, 4)).transpose()?,
                confirmed_at: row.get(7)?,
            })
        },
    )
    .await
}

/// Whether it is on: two switched it on.
pub async fn is_on<M: Mode>(tx: &mut Tx<M>) -> Result<bool> {
    let organization = tx.organization();
    let sql = sql!(
        "SELECT 1 FROM emergency_rules WHERE organization_id = $1 AND confirmed_at IS NOT NULL"
    );
    Ok(tx.first(sql, params![organization], |_| Ok(())).await?.is_some())
}

/// Proposes it, unless somebody did already.
pub async fn put_rule(tx: &mut Tx<Writes>) -> Result<bool> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    let changed = tx
        .execute(
            sql!(
                "INSERT INTO emergency_rules (organization_id, proposed_by, proposed_at)
                 VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
            ),
            params![organization, me, now],
        )
        .await?;
    Ok(changed > 0)
}

/// Confirms what this very person proposed; another proposal was not seen.
pub async fn confirm_rule(tx: &mut Tx<Writes>, proposed_by: PersonId) -> Result<bool> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    let changed = tx
        .execute(
            sql!(
                "UPDATE emergency_rules SET confirmed_by = $2, confirmed_at = $3
                 WHERE organization_id = $1 AND proposed_by = $4 AND confirmed_at IS NULL"
            ),
            params![organization, me, now, proposed_by],
        )
        .await?;
    Ok(changed > 0)
}

/// Whether emergency access is on, which nobody changes before this transaction is over: else a
/// request that nobody sees yet would outlive its being switched off.
pub async fn hold_rule(tx: &mut Tx<Writes>) -> Result<bool> {
    let organization = tx.organization();
    let held = tx
        .execute(
            sql!(
                "UPDATE emergency_rules SET confirmed_at = confirmed_at
                 WHERE organization_id = $1 AND confirmed_at IS NOT NULL"
            ),
            params![organization],
        )
        .await?;
    Ok(held > 0)
}

pub async fn drop_rule(tx: &mut Tx<Writes>) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM emergency_rules WHERE organization_id = $1"),
        params![organization],
    )
    .await?;
    Ok(())
}

/// All who were named, by name.
pub async fn approvers<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<Approver>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT w.id, w.name, w.email, b.id, b.name, b.email, v.confirmed_at IS NOT NULL
             FROM emergency_approvers v
             JOIN people w ON w.organization_id = v.organization_id AND w.id = v.person_id
             JOIN people b ON b.organization_id = v.organization_id AND b.id = v.named_by
             WHERE v.organization_id = $1 ORDER BY w.kana, w.id"
        ),
        params![organization],
        |row| {
            Ok(Approver {
                person: accesses::human(row, 0)?,
                named_by: accesses::human(row, 3)?,
                is_confirmed: row.get(6)?,
            })
        },
    )
    .await
}

pub async fn add_approver(tx: &mut Tx<Writes>, person: PersonId) -> Result<bool> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    let changed = tx
        .execute(
            sql!(
                "INSERT INTO emergency_approvers (organization_id, person_id, named_by, named_at)
                 VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
            ),
            params![organization, person, me, now],
        )
        .await?;
    Ok(changed > 0)
}

pub async fn confirm_approver(tx: &mut Tx<Writes>, person: PersonId) -> Result<()> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    tx.execute(
        sql!(
            "UPDATE emergency_approvers SET confirmed_by = $3, confirmed_at = $4
             WHERE organization_id = $1 AND person_id = $2 AND confirmed_at IS NULL"
        ),
        params![organization, person, me, now],
    )
    .await?;
    Ok(())
}

pub async fn remove_approver(tx: &mut Tx<Writes>, person: PersonId) -> Result<bool> {
    let organization = tx.organization();
    let changed = tx
        .execute(
            sql!("DELETE FROM emergency_approvers WHERE organization_id = $1 AND person_id = $2"),
            params![organization, person],
        )
        .await?;
    Ok(changed > 0)
}
