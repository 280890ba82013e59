//! The SQL of the benchmark: pairs, and what their pages must show.

use jiff::Timestamp;
use meetings::one_on_one::OneOnOneId;
use people::pair::PairId;
use platform::{
    PersonId, Result,
    access::{Mode, Tx},
    params, sql,
};

/// A pair with its next 1-on-1 and its last one.
#[derive(Clone, Debug)]
pub(super) struct Two {
    pub pair: PairId,
    pub leader: PersonId,
    pub member: PersonId,
    pub next: OneOnOneId,
    pub starts_at: Timestamp,
    pub last: OneOnOneId,
}

/// All pairs of the organization.
pub(super) async fn pairs<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<PairId>> {
    let organization = tx.organization();
    let all = sql!("SELECT id FROM pairs WHERE organization_id = $1 ORDER BY id");
    tx.all(all, params![organization], |row| Ok(row.get(0)?)).await
}

/// One of them; `None` when it has nothing ahead or nothing behind it.
pub(super) async fn two<M: Mode>(tx: &mut Tx<M>, pair: PairId) -> Result<Option<Two>> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT p.leader_id, p.member_id,
                   (SELECT o.id FROM one_on_ones o
                    WHERE o.organization_id = $1 AND o.pair_id = $2 AND o.status = 'scheduled'
                    ORDER BY o.starts_at, o.id LIMIT 1),
                   (SELECT MIN(o.starts_at) FROM one_on_ones o
                    WHERE o.organization_id = $1 AND o.pair_id = $2 AND o.status = 'scheduled'),
                   (SELECT o.id FROM one_on_ones o
                    WHERE o.organization_id = $1 AND o.pair_id = $2 AND o.status <> 'scheduled'
                    ORDER BY o.starts_at DESC, o.id DESC LIMIT 1)
                 FROM pairs p WHERE p.organization_id = $1 AND p.id = $2"
            ),
            params![organization, pair],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )
        .await?;
    let Some((leader, member, next, starts_at, last)) = found else { return Ok(None) };
    let (Some(next), Some(starts_at), Some(last)) = (next, starts_at, last) else {
        return Ok(None);
    };
    Ok(Some(Two { pair, leader, member, next, starts_at, last }))
}
