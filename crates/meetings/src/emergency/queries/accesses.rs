//! Accesses: asking, approving, closing, and what they reach.

use crate::emergency::model::{Access, AccessId, How, Human};
use crate::one_on_one::OneOnOneId;
use jiff::{Timestamp, civil::Date};
use people::pair::PairId;
use platform::{
    OrganizationId, PersonId, Result,
    access::{Guarded, Key, Mode, Tx, Writes},
    db::Row,
    params, sql,
    vault::Place,
};

fn place(organization: OrganizationId, id: AccessId) -> Place {
    Place { organization, column: "emergency_accesses.reason", row: id.0 }
}

pub fn human(row: &Row, at: usize) -> Result<Human> {
    Ok(Human { id: row.get(at)?, name: row.get(at + 1)?, email: row.get(at + 2)? })
}

macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT a.id, a.pair_id, l.id, l.name, l.email, m.id, m.name, m.email,
                    q.id, q.name, q.email, q.administrator, q.suspended,
                    a.from_day, a.until_day, a.reason, a.requested_at, a.lapses_at,
                    a.opened_at, a.ends_at, a.closed_at, a.closed_how
             FROM emergency_accesses a
             JOIN pairs p ON p.organization_id = a.organization_id AND p.id = a.pair_id
             JOIN people l ON l.organization_id = a.organization_id AND l.id = p.leader_id
             JOIN people m ON m.organization_id = a.organization_id AND m.id = p.member_id
             JOIN people q ON q.organization_id = a.organization_id AND q.id = a.requester_id
             WHERE a.organization_id = $1 ",
            $rest
        ))
    };
}

impl Guarded for Access {
    type Id = AccessId;
    const NAME: &'static str = "emergency_accesses";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: AccessId, _: Key) -> Result<Option<Self>> {
        let found = rows(tx, select!("AND a.id = $2"), id.0).await?;
        Ok(found.into_iter().next())
    }
}

async fn rows<M: Mode>(
    tx: &mut Tx<M>,
    sql: &'static platform::db::Sql,
    wanted: i64,
) -> Result<Vec<Access>> {
    let (organization, now, vault) = (tx.organization(), tx.now(), tx.vault().clone());
    let mut found = tx
        .all(sql, params![organization, wanted], |row| {
            let id: AccessId = row.get(0)?;
            let (administrator, suspended): (bool, bool) = (row.get(11)?, row.get(12)?);
            Ok(Access {
                id,
                pair: row.get(1)?,
                leader: human(row, 2)?,
                member: human(row, 5)?,
                requester: human(row, 8)?,
                requester_administers: administrator && !suspended,
                from: row.get(13)?,
                until: row.get(14)?,
                reason: vault.open_text(place(organization, id), &row.get::<Vec<u8>>(15)?)?,
                requested_at: row.get(16)?,
                lapses_at: row.get(17)?,
                opened_at: row.get(18)?,
                ends_at: row.get(19)?,
                closed_at: row.get(20)?,
                closed_how: row.get(21)?,
                approved: Vec::new(),
                approvers: Vec::new(),
                now,
            })
        })
        .await?;
    let able = confirmed_approvers(tx).await?;
    for access in &mut found {
        access.approved = approved(tx, access.id).await?;
        let barred = [&access.leader, &access.member, &access.requester];
        let may = |one: &&Human| !barred.iter().any(|other| other.is_like(one));
        access.approvers = able.iter().filter(may).cloned().collect();
    }
    Ok(found)
}

async fn approved<M: Mode>(tx: &mut Tx<M>, id: AccessId) -> Result<Vec<Human>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT w.id, w.name, w.email FROM emergency_approvals v
             JOIN people w ON w.organization_id = v.organization_id AND w.id = v.person_id
             WHERE v.organization_id = $1 AND v.access_id = $2 ORDER BY v.approved_at, w.id"
        ),
        params![organization, id],
        |row| human(row, 0),
    )
    .await
}

/// Who may approve at all: named, confirmed, and not suspended.
pub async fn confirmed_approvers<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<Human>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT w.id, w.name, w.email FROM emergency_approvers v
             JOIN people w ON w.organization_id = v.organization_id AND w.id = v.person_id
             WHERE v.organization_id = $1 AND v.confirmed_at IS NOT NULL AND NOT w.suspended
             ORDER BY w.kana, w.id"
        ),
        params![organization],
        |row| human(row, 0),
    )
    .await
}

/// Everything about a pair, newest first. The caller asks the policy of each before showing it.
pub async fn of_pair<M: Mode>(tx: &mut Tx<M>, pair: PairId) -> Result<Vec<Access>> {
    rows(tx, select!("AND a.pair_id = $2 ORDER BY a.id DESC"), pair.0).await
}

/// The newest accesses that may concern the viewer; nobody else's reason is opened. The caller asks
/// the policy of each before showing it.
pub async fn newest<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<Access>> {
    let me = tx.me()?;
    let concerning = select!(
        "AND (a.requester_id = $2 OR p.leader_id = $2 OR p.member_id = $2
              OR EXISTS (SELECT 1 FROM emergency_approvals v
                         WHERE v.organization_id = a.organization_id AND v.access_id = a.id
                           AND v.person_id = $2)
              OR EXISTS (SELECT 1 FROM emergency_approvers v
                         WHERE v.organization_id = a.organization_id AND v.person_id = $2
                           AND v.confirmed_at IS NOT NULL))
         ORDER BY a.id DESC LIMIT 100"
    );
    rows(tx, concerning, me.0).await
}

/// Those whose end nobody has written down yet; `after` an id.
pub async fn not_closed<M: Mode>(tx: &mut Tx<M>, after: i64) -> Result<Vec<Access>> {
    rows(tx, select!("AND a.id > $2 AND a.closed_at IS NULL ORDER BY a.id LIMIT 100"), after).await
}

/// The newest pair of these two in these seats, whether it lasts or not.
pub async fn pair_between<M: Mode>(
    tx: &mut Tx<M>,
    leader: PersonId,
    member: PersonId,
) -> Result<Option<PairId>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id FROM pairs WHERE organization_id = $1 AND leader_id = $2 AND member_id = $3
             ORDER BY id DESC LIMIT 1"
        ),
        params![organization, leader, member],
        |row| Ok(row.get(0)?),
    )
    .await
}

/// A request to be kept; the viewer makes it now.
pub struct NewRow {
    pub id: AccessId,
    pub pair: PairId,
    pub from: Date,
    pub until: Date,
    pub reason: String,
    pub lapses_at: Timestamp,
}

pub async fn insert(tx: &mut Tx<Writes>, new: &NewRow) -> Result<()> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    let reason = tx.vault().seal_text(place(organization, new.id), &new.reason)?;
    tx.execute(
        sql!(
            "INSERT INTO emergency_accesses (organization_id, id, pair_id, requester_id, from_day,
               until_day, reason, requested_at, lapses_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        params![
            organization,
            new.id,
            new.pair,
            me,
            new.from,
            new.until,
            reason,
            now,
            new.lapses_at
        ],
    )
    .await?;
    Ok(())
}

pub async fn insert_approval(tx: &mut Tx<Writes>, id: AccessId) -> Result<()> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    tx.execute(
        sql!(
            "INSERT INTO emergency_approvals (organization_id, access_id, person_id, approved_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
        ),
        params![organization, id, me, now],
    )
    .await?;
    Ok(())
}

pub async fn set_open(tx: &mut Tx<Writes>, id: AccessId, ends_at: Timestamp) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "UPDATE emergency_accesses SET opened_at = $3, ends_at = $4
             WHERE organization_id = $1 AND id = $2 AND opened_at IS NULL AND closed_at IS NULL"
        ),
        params![organization, id, now, ends_at],
    )
    .await?;
    Ok(())
}

/// Says whether it was still to be closed.
pub async fn set_closed(tx: &mut Tx<Writes>, id: AccessId, how: How) -> Result<bool> {
    let (organization, now, by) = (tx.organization(), tx.now(), tx.viewer().person());
    let changed = tx
        .execute(
            sql!(
                "UPDATE emergency_accesses SET closed_at = $3, closed_by = $4, closed_how = $5
                 WHERE organization_id = $1 AND id = $2 AND closed_at IS NULL"
            ),
            params![organization, id, now, by, how],
        )
        .await?;
    Ok(changed > 0)
}

/// A 1-on-1 whose memo an access reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    pub one_on_one: OneOnOneId,
    pub starts_at: Timestamp,
    /// The shared memo.
    pub memo: i64,
}

/// The shared memos of a pair's 1-on-1s that start within these bounds, the second excluded. Never a
/// private note.
pub async fn reached<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<Reached>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT o.id, o.starts_at, d.id FROM one_on_ones o
             JOIN memos d ON d.organization_id = o.organization_id AND d.one_on_one_id = o.id
             WHERE o.organization_id = $1 AND o.pair_id = $2 AND o.starts_at >= $3
               AND o.starts_at < $4 AND d.kind = 'shared'
             ORDER BY o.starts_at, o.id"
        ),
        params![organization, pair, from, until],
        |row| Ok(Reached { one_on_one: row.get(0)?, starts_at: row.get(1)?, memo: row.get(2)? }),
    )
    .await
}
