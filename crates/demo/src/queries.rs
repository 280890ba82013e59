//! What the manifest reads of the demo's organizations. The demo is nobody's data, so it reads
//! without a viewer of its own.

use jiff::Timestamp;
use meetings::memo::MemoId;
use platform::{
    PersonId, Result,
    access::{Reads, Tx, Writes},
    params, sql,
};

pub(crate) struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub administrator: bool,
    pub leads: bool,
    pub belongs: bool,
}

pub(crate) async fn people(tx: &mut Tx<Reads>) -> Result<Vec<PersonRow>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT p.id, p.name, p.email, p.administrator,
                    EXISTS (SELECT 1 FROM pairs x WHERE x.organization_id = $1 AND x.leader_id = p.id AND x.ended_at IS NULL),
                    EXISTS (SELECT 1 FROM pairs x WHERE x.organization_id = $1 AND x.member_id = p.id AND x.ended_at IS NULL)
             FROM people p WHERE p.organization_id = $1 ORDER BY p.id"
        ),
        params![organization],
        |row| {
            Ok(PersonRow {
                id: row.get(0)?,
                name: row.get(1)?,
                email: row.get(2)?,
                administrator: row.get(3)?,
                leads: row.get(4)?,
                belongs: row.get(5)?,
            })
        },
    )
    .await
}

pub(crate) struct PairRow {
    pub id: people::pair::PairId,
    pub leader: PersonId,
    pub member: PersonId,
    pub kind: String,
}

pub(crate) async fn pairs(tx: &mut Tx<Reads>) -> Result<Vec<PairRow>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, leader_id, member_id, kind FROM pairs
             WHERE organization_id = $1 AND ended_at IS NULL ORDER BY id"
        ),
        params![organization],
        |row| {
            Ok(PairRow {
                id: row.get(0)?,
                leader: row.get(1)?,
                member: row.get(2)?,
                kind: row.get(3)?,
            })
        },
    )
    .await
}

pub(crate) struct OneOnOneRow {
    pub id: meetings::one_on_one::OneOnOneId,
    pub pair: people::pair::PairId,
    pub status: String,
    pub starts_at: jiff::Timestamp,
}

pub(crate) async fn one_on_ones(tx: &mut Tx<Reads>) -> Result<Vec<OneOnOneRow>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, pair_id, status, starts_at FROM one_on_ones
             WHERE organization_id = $1 ORDER BY starts_at, id"
        ),
        params![organization],
        |row| {
            Ok(OneOnOneRow {
                id: row.get(0)?,
                pair: row.get(1)?,
                status: row.get(2)?,
                starts_at: row.get(3)?,
            })
        },
    )
    .await
}

pub(crate) struct MemoRow {
    pub id: i64,
    pub one_on_one: meetings::one_on_one::OneOnOneId,
    pub member: PersonId,
    pub kind: meetings::memo::Kind,
}

/// The documents of the two in 1-on-1s that lie ahead, shared memos first.
pub(crate) async fn memos(tx: &mut Tx<Reads>) -> Result<Vec<MemoRow>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT d.id, d.one_on_one_id, o.member_id, d.kind FROM memos d
             JOIN one_on_ones o ON o.organization_id = d.organization_id AND o.id = d.one_on_one_id
             WHERE d.organization_id = $1 AND d.author_id IS NULL AND o.status = 'scheduled'
             ORDER BY CASE d.kind WHEN 'shared' THEN 0 ELSE 1 END, d.id"
        ),
        params![organization],
        |row| {
            let (id, one_on_one, member) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(MemoRow { id, one_on_one, member, kind: row.get(3)? })
        },
    )
    .await
}

/// The demo lives its months in minutes: what was written after number `before` of a memo's log was
/// written then.
pub(crate) async fn date_memo(
    tx: &mut Tx<Writes>,
    memo: MemoId,
    before: i64,
    at: Timestamp,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE memo_log SET at = $4
             WHERE organization_id = $1 AND memo_id = $2 AND seq > $3"
        ),
        params![organization, memo, before, at],
    )
    .await?;
    tx.execute(
        sql!(
            "UPDATE memo_heads
             SET written_at = $3, rows_since = CASE WHEN rows_since < $3 THEN rows_since ELSE $3 END
             WHERE organization_id = $1 AND memo_id = $2"
        ),
        params![organization, memo, at],
    )
    .await?;
    Ok(())
}
