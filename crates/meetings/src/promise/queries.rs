//! All SQL about promises.

use super::model::{NewPromise, Promise, PromiseId, State};
use crate::one_on_one::{OneOnOne, OneOnOneId};
use jiff::Timestamp;
use people::pair::PairId;
use platform::{
    OrganizationId, Result,
    access::{Guarded, Key, Mode, Tx, Writes},
    db::Row,
    params, sql,
    vault::{Place, Vault},
};

fn place(organization: OrganizationId, id: PromiseId) -> Place {
    Place { organization, column: "promises.text", row: id.0 }
}

fn promise(vault: &Vault, organization: OrganizationId, row: &Row) -> Result<Promise> {
    let id: PromiseId = row.get(0)?;
    Ok(Promise {
        id,
        pair: row.get(1)?,
        one_on_one: row.get(2)?,
        owner: row.get(3)?,
        owner_name: row.get(4)?,
        text: vault.open_text(place(organization, id), &row.get::<Vec<u8>>(5)?)?,
        due: row.get(6)?,
        state: row.get(7)?,
        made_at: row.get(8)?,
        settled_at: row.get(9)?,
        version: row.get(10)?,
        leader: row.get(11)?,
        member: row.get(12)?,
        pair_lasts: row.get(13)?,
    })
}

macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT x.id, x.pair_id, x.one_on_one_id, x.owner_id, w.name, x.text, x.due, x.state,
                    x.made_at, x.settled_at, x.version, p.leader_id, p.member_id, p.ended_at IS NULL
             FROM promises x
             JOIN pairs p ON p.organization_id = x.organization_id AND p.id = x.pair_id
             JOIN people w ON w.organization_id = x.organization_id AND w.id = x.owner_id
             WHERE x.organization_id = $1 ",
            $rest
        ))
    };
}

impl Guarded for Promise {
    type Id = PromiseId;
    const NAME: &'static str = "promises";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: PromiseId, _: Key) -> Result<Option<Self>> {
        let (organization, vault) = (tx.organization(), tx.vault().clone());
        tx.first(select!("AND x.id = $2"), params![organization, id], |row| {
            promise(&vault, organization, row)
        })
        .await
    }
}

/// What a pair still owes each other, oldest first. The caller holds a permit for the pair or for
/// one of its 1-on-1s.
pub async fn open_of_pair<M: Mode>(tx: &mut Tx<M>, pair: PairId) -> Result<Vec<Promise>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!("AND x.pair_id = $2 AND x.state = 'open' ORDER BY x.made_at, x.id"),
        params![organization, pair],
        |row| promise(&vault, organization, row),
    )
    .await
}

/// All promises of a pair, newest first. The caller holds a permit for the pair.
pub async fn of_pair<M: Mode>(tx: &mut Tx<M>, pair: PairId) -> Result<Vec<Promise>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!("AND x.pair_id = $2 ORDER BY x.made_at DESC, x.id DESC"),
        params![organization, pair],
        |row| promise(&vault, organization, row),
    )
    .await
}

/// What concerns one 1-on-1 of a pair that went on during this time: made there, settled meanwhile,
/// or open until then. Oldest first. The caller holds a permit for it.
pub async fn concerning<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: &OneOnOne,
    (since, until): (Timestamp, Timestamp),
) -> Result<Vec<Promise>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!(
            "AND x.pair_id = $2 AND (x.one_on_one_id = $3 OR (x.settled_at >= $4 AND x.settled_at <= $5)
               OR (x.state = 'open' AND x.made_at <= $5))
             ORDER BY x.made_at, x.id"
        ),
        params![organization, one_on_one.pair, one_on_one.id, since, until],
        |row| promise(&vault, organization, row),
    )
    .await
}

/// What was promised in a pair's 1-on-1s that start within these bounds, both included. The caller
/// holds a permit for the pair.
pub async fn of_pair_between<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<Promise>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!(
            "AND x.pair_id = $2 AND x.one_on_one_id IN
               (SELECT o.id FROM one_on_ones o WHERE o.organization_id = $1 AND o.pair_id = $2
                  AND o.starts_at >= $3 AND o.starts_at <= $4)
             ORDER BY x.made_at, x.id"
        ),
        params![organization, pair, from, until],
        |row| promise(&vault, organization, row),
    )
    .await
}

/// What was promised in one 1-on-1. The caller holds a permit for it.
pub async fn of_one_on_one<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId) -> Result<Vec<Promise>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!("AND x.one_on_one_id = $2 ORDER BY x.made_at, x.id"),
        params![organization, id],
        |row| promise(&vault, organization, row),
    )
    .await
}

/// What the viewer owes in pairs that last, oldest first.
pub async fn owed_by_me<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<Promise>> {
    let (organization, me, vault) = (tx.organization(), tx.me()?, tx.vault().clone());
    tx.all(
        select!(
            "AND x.owner_id = $2 AND x.state = 'open' AND p.ended_at IS NULL
             ORDER BY x.made_at, x.id"
        ),
        params![organization, me],
        |row| promise(&vault, organization, row),
    )
    .await
}

/// What is promised in the pairs where the viewer is the member and that last: all that is open,
/// and what was settled since then, so that a tap can be taken back. Oldest first.
pub async fn of_member_since<M: Mode>(tx: &mut Tx<M>, since: Timestamp) -> Result<Vec<Promise>> {
    let (organization, me, vault) = (tx.organization(), tx.me()?, tx.vault().clone());
    tx.all(
        select!(
            "AND p.member_id = $2 AND p.ended_at IS NULL AND (x.state = 'open' OR x.settled_at > $3)
             ORDER BY x.made_at, x.id"
        ),
        params![organization, me, since],
        |row| promise(&vault, organization, row),
    )
    .await
}

/// As [`of_member_since`], for what the viewer owes, in whichever seat.
pub async fn owed_by_me_since<M: Mode>(tx: &mut Tx<M>, since: Timestamp) -> Result<Vec<Promise>> {
    let (organization, me, vault) = (tx.organization(), tx.me()?, tx.vault().clone());
    tx.all(
        select!(
            "AND x.owner_id = $2 AND p.ended_at IS NULL AND (x.state = 'open' OR x.settled_at > $3)
             ORDER BY x.made_at, x.id"
        ),
        params![organization, me, since],
        |row| promise(&vault, organization, row),
    )
    .await
}

pub(super) async fn insert(
    tx: &mut Tx<Writes>,
    one_on_one: &OneOnOne,
    new: &NewPromise,
) -> Result<PromiseId> {
    let id = tx.new_id(PromiseId);
    let (organization, now) = (tx.organization(), tx.now());
    let text = tx.vault().seal_text(place(organization, id), &new.text)?;
    let owner = one_on_one.person_in(new.owner);
    tx.execute(
        sql!(
            "INSERT INTO promises (organization_id, id, pair_id, one_on_one_id, owner_id, text, due,
               state, made_at, settled_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, NULL, 1)"
        ),
        params![organization, id, one_on_one.pair, one_on_one.id, owner, text, new.due, now],
    )
    .await?;
    Ok(id)
}

pub(super) async fn set_text(
    tx: &mut Tx<Writes>,
    id: PromiseId,
    text: &str,
    due: Option<jiff::civil::Date>,
) -> Result<()> {
    let organization = tx.organization();
    let sealed = tx.vault().seal_text(place(organization, id), text)?;
    tx.execute(
        sql!(
            "UPDATE promises SET text = $3, due = $4, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, sealed, due],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_state(tx: &mut Tx<Writes>, id: PromiseId, state: State) -> Result<()> {
    let organization = tx.organization();
    let settled = (state != State::Open).then(|| tx.now());
    tx.execute(
        sql!(
            "UPDATE promises SET state = $3, settled_at = $4, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, state, settled],
    )
    .await?;
    Ok(())
}
