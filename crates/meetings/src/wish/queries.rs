//! All SQL about wishes. What was taken back is found no more.

use super::model::{NewWish, Wish, WishId};
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

fn place(organization: OrganizationId, id: WishId) -> Place {
    Place { organization, column: "wishes.text", row: id.0 }
}

fn wish(vault: &Vault, organization: OrganizationId, row: &Row) -> Result<Wish> {
    let id: WishId = row.get(0)?;
    Ok(Wish {
        id,
        pair: row.get(1)?,
        one_on_one: row.get(2)?,
        author: row.get(3)?,
        author_name: row.get(4)?,
        kind: row.get(5)?,
        text: vault.open_text(place(organization, id), &row.get::<Vec<u8>>(6)?)?,
        made_at: row.get(7)?,
        version: row.get(8)?,
        leader: row.get(9)?,
        member: row.get(10)?,
        pair_lasts: row.get(11)?,
    })
}

macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT x.id, x.pair_id, x.one_on_one_id, x.author_id, w.name, x.kind, x.text,
                    x.made_at, x.version, p.leader_id, p.member_id, p.ended_at IS NULL
             FROM wishes x
             JOIN pairs p ON p.organization_id = x.organization_id AND p.id = x.pair_id
             JOIN people w ON w.organization_id = x.organization_id AND w.id = x.author_id
             WHERE x.organization_id = $1 AND x.withdrawn_at IS NULL ",
            $rest
        ))
    };
}

impl Guarded for Wish {
    type Id = WishId;
    const NAME: &'static str = "wishes";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: WishId, _: Key) -> Result<Option<Self>> {
        let (organization, vault) = (tx.organization(), tx.vault().clone());
        tx.first(select!("AND x.id = $2"), params![organization, id], |row| {
            wish(&vault, organization, row)
        })
        .await
    }
}

/// What was noted in one 1-on-1, oldest first. The caller holds a permit for it.
pub async fn of_one_on_one<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId) -> Result<Vec<Wish>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!("AND x.one_on_one_id = $2 ORDER BY x.made_at, x.id"),
        params![organization, id],
        |row| wish(&vault, organization, row),
    )
    .await
}

/// All wishes of a pair, newest first. The caller holds a permit for the pair.
pub async fn of_pair<M: Mode>(tx: &mut Tx<M>, pair: PairId) -> Result<Vec<Wish>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!("AND x.pair_id = $2 ORDER BY x.made_at DESC, x.id DESC"),
        params![organization, pair],
        |row| wish(&vault, organization, row),
    )
    .await
}

/// What was noted in a pair's 1-on-1s that start within these bounds, both included. The caller
/// holds a permit for the pair.
pub async fn of_pair_between<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<Wish>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!(
            "AND x.pair_id = $2 AND x.one_on_one_id IN
               (SELECT o.id FROM one_on_ones o WHERE o.organization_id = $1 AND o.pair_id = $2
                  AND o.starts_at >= $3 AND o.starts_at <= $4)
             ORDER BY x.made_at, x.id"
        ),
        params![organization, pair, from, until],
        |row| wish(&vault, organization, row),
    )
    .await
}

pub(super) async fn insert(
    tx: &mut Tx<Writes>,
    one_on_one: &OneOnOne,
    new: &NewWish,
) -> Result<WishId> {
    let id = tx.new_id(WishId);
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    let text = tx.vault().seal_text(place(organization, id), &new.text)?;
    tx.execute(
        sql!(
            "INSERT INTO wishes (organization_id, id, pair_id, one_on_one_id, author_id, kind, text,
               made_at, withdrawn_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, 1)"
        ),
        params![organization, id, one_on_one.pair, one_on_one.id, me, new.kind, text, now],
    )
    .await?;
    Ok(id)
}

pub(super) async fn set_words(tx: &mut Tx<Writes>, id: WishId, new: &NewWish) -> Result<()> {
    let organization = tx.organization();
    let sealed = tx.vault().seal_text(place(organization, id), &new.text)?;
    tx.execute(
        sql!(
            "UPDATE wishes SET kind = $3, text = $4, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, new.kind, sealed],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_withdrawn(tx: &mut Tx<Writes>, id: WishId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let nothing = tx.vault().seal_text(place(organization, id), "")?;
    tx.execute(
        sql!(
            "UPDATE wishes SET withdrawn_at = $3, kind = NULL, text = $4, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, now, nothing],
    )
    .await?;
    Ok(())
}
