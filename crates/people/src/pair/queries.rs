//! All SQL about pairs.

use super::model::{Kind, Pair, PairId};
use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Guarded, Key, Mode, Tx, Writes},
    db::Row,
    params, sql,
};

fn pair(row: &Row) -> Result<Pair> {
    Ok(Pair {
        id: row.get(0)?,
        leader: row.get(1)?,
        member: row.get(2)?,
        leader_name: row.get(3)?,
        member_name: row.get(4)?,
        kind: row.get(5)?,
        started_at: row.get(6)?,
        ended_at: row.get(7)?,
    })
}

impl Guarded for Pair {
    type Id = PairId;
    const NAME: &'static str = "pairs";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: PairId, _: Key) -> Result<Option<Self>> {
        let organization = tx.organization();
        tx.first(
            sql!(
                "SELECT p.id, p.leader_id, p.member_id, l.name, m.name, p.kind, p.started_at, p.ended_at
                 FROM pairs p
                 JOIN people l ON l.organization_id = p.organization_id AND l.id = p.leader_id
                 JOIN people m ON m.organization_id = p.organization_id AND m.id = p.member_id
                 WHERE p.organization_id = $1 AND p.id = $2"
            ),
            params![organization, id],
            pair,
        )
        .await
    }
}

/// The pairs a person sits in and may still see: as a member all, as a leader those that last.
pub async fn of_person<M: Mode>(tx: &mut Tx<M>, person: PersonId) -> Result<Vec<Pair>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT p.id, p.leader_id, p.member_id, l.name, m.name, p.kind, p.started_at, p.ended_at
             FROM pairs p
             JOIN people l ON l.organization_id = p.organization_id AND l.id = p.leader_id
             JOIN people m ON m.organization_id = p.organization_id AND m.id = p.member_id
             WHERE p.organization_id = $1
               AND (p.member_id = $2 OR (p.leader_id = $2 AND p.ended_at IS NULL))
             ORDER BY p.ended_at IS NOT NULL, m.kana, p.id"
        ),
        params![organization, person],
        pair,
    )
    .await
}

/// The pair that lasts between these two, in these seats.
pub async fn lasting_of<M: Mode>(
    tx: &mut Tx<M>,
    leader: PersonId,
    member: PersonId,
) -> Result<Option<PairId>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id FROM pairs
             WHERE organization_id = $1 AND leader_id = $2 AND member_id = $3 AND ended_at IS NULL"
        ),
        params![organization, leader, member],
        |row| Ok(row.get(0)?),
    )
    .await
}

pub(super) async fn insert(
    tx: &mut Tx<Writes>,
    id: PairId,
    leader: PersonId,
    member: PersonId,
    kind: Kind,
) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO pairs (organization_id, id, leader_id, member_id, kind, started_at, ended_at)
             VALUES ($1, $2, $3, $4, $5, $6, NULL)"
        ),
        params![organization, id, leader, member, kind, now],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_ended(tx: &mut Tx<Writes>, id: PairId, at: Timestamp) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE pairs SET ended_at = $3
             WHERE organization_id = $1 AND id = $2 AND ended_at IS NULL"
        ),
        params![organization, id, at],
    )
    .await?;
    Ok(())
}

/// Pairs with a smaller id than this, newest first: for administrators, who see that they exist.
pub(crate) async fn overview<M: Mode>(
    tx: &mut Tx<M>,
    before: PairId,
    most: i64,
) -> Result<Vec<Pair>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT p.id, p.leader_id, p.member_id, l.name, m.name, p.kind, p.started_at, p.ended_at
             FROM pairs p
             JOIN people l ON l.organization_id = p.organization_id AND l.id = p.leader_id
             JOIN people m ON m.organization_id = p.organization_id AND m.id = p.member_id
             WHERE p.organization_id = $1 AND p.id < $2 ORDER BY p.id DESC LIMIT $3"
        ),
        params![organization, before, most],
        pair,
    )
    .await
}

/// All pairs a person ever sat in, newest first: for administrators, who see that they exist.
pub(crate) async fn of_anybody<M: Mode>(tx: &mut Tx<M>, person: PersonId) -> Result<Vec<Pair>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT p.id, p.leader_id, p.member_id, l.name, m.name, p.kind, p.started_at, p.ended_at
             FROM pairs p
             JOIN people l ON l.organization_id = p.organization_id AND l.id = p.leader_id
             JOIN people m ON m.organization_id = p.organization_id AND m.id = p.member_id
             WHERE p.organization_id = $1 AND (p.member_id = $2 OR p.leader_id = $2)
             ORDER BY p.id DESC"
        ),
        params![organization, person],
        pair,
    )
    .await
}

/// Who leads a person.
#[derive(Clone, Debug)]
pub(crate) struct LineLeader {
    pub id: PersonId,
    pub name: String,
    pub email: String,
}

/// Who leads this person in the line now, since longest first.
pub(crate) async fn line_leaders<M: Mode>(
    tx: &mut Tx<M>,
    member: PersonId,
) -> Result<Vec<LineLeader>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT l.id, l.name, l.email FROM pairs p
             JOIN people l ON l.organization_id = p.organization_id AND l.id = p.leader_id
             WHERE p.organization_id = $1 AND p.member_id = $2 AND p.kind = 'line' AND p.ended_at IS NULL
             ORDER BY p.id"
        ),
        params![organization, member],
        |row| Ok(LineLeader { id: row.get(0)?, name: row.get(1)?, email: row.get(2)? }),
    )
    .await
}
