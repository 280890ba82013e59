//! One 1-on-1 and lists of them: asking, planning, changing.

use crate::one_on_one::model::{
    Manner, Move, NewOneOnOne, OneOnOne, OneOnOneId, SkipReason, Status,
};
use jiff::Timestamp;
use people::pair::PairId;
use platform::{
    PersonId, Result,
    access::{Guarded, Key, Mode, Tx, Writes},
    db::Row,
    params, sql,
};

pub(super) fn one_on_one(row: &Row) -> Result<OneOnOne> {
    Ok(OneOnOne {
        id: row.get(0)?,
        pair: row.get(1)?,
        leader: row.get(2)?,
        member: row.get(3)?,
        leader_name: row.get(4)?,
        member_name: row.get(5)?,
        status: row.get(6)?,
        starts_at: row.get(7)?,
        minutes: row.get(8)?,
        occurrence: row.get(9)?,
        extra: row.get(10)?,
        manner: row.get(11)?,
        place: row.get(12)?,
        skip_reason: row.get(13)?,
        prepared_at: row.get(14)?,
        seen_at: row.get(15)?,
        started_at: row.get(16)?,
        closed_at: row.get(17)?,
        version: row.get(18)?,
        pair_lasts: row.get(19)?,
    })
}

/// A list is always asked through one of these texts, so that each names its organization and its
/// reader in full view of the statement test.
macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT o.id, o.pair_id, o.leader_id, o.member_id, l.name, m.name, o.status, o.starts_at,
                    o.minutes, o.occurrence, o.extra, o.manner, o.place, o.skip_reason, o.prepared_at,
                    o.seen_at, o.started_at, o.closed_at, o.version, p.ended_at IS NULL
             FROM one_on_ones o
             JOIN pairs p ON p.organization_id = o.organization_id AND p.id = o.pair_id
             JOIN people l ON l.organization_id = o.organization_id AND l.id = o.leader_id
             JOIN people m ON m.organization_id = o.organization_id AND m.id = o.member_id
             WHERE o.organization_id = $1 ",
            $rest
        ))
    };
}

pub(super) use select;

impl Guarded for OneOnOne {
    type Id = OneOnOneId;
    const NAME: &'static str = "one_on_ones";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId, _: Key) -> Result<Option<Self>> {
        let organization = tx.organization();
        tx.first(select!("AND o.id = $2"), params![organization, id], one_on_one).await
    }
}

/// Whose it is; this never changes. The caller asks for the pair's permit before it says anything.
pub async fn pair_of<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId) -> Result<Option<PairId>> {
    let organization = tx.organization();
    tx.first(
        sql!("SELECT pair_id FROM one_on_ones WHERE organization_id = $1 AND id = $2"),
        params![organization, id],
        |row| Ok(row.get(0)?),
    )
    .await
}

/// The next open one of a pair that starts after `after`. The caller holds a permit for the pair
/// or for one of its 1-on-1s.
pub async fn next_of_pair<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    after: Timestamp,
) -> Result<Option<OneOnOne>> {
    let organization = tx.organization();
    tx.first(
        select!(
            "AND o.pair_id = $2 AND o.status = 'scheduled' AND o.starts_at > $3
             ORDER BY o.starts_at LIMIT 1"
        ),
        params![organization, pair, after],
        one_on_one,
    )
    .await
}

/// The last one of a pair that was held before `before`. The caller holds a permit as above.
pub async fn last_held<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    before: Timestamp,
) -> Result<Option<OneOnOne>> {
    let organization = tx.organization();
    tx.first(
        select!(
            "AND o.pair_id = $2 AND o.status = 'held' AND o.starts_at < $3
             ORDER BY o.starts_at DESC LIMIT 1"
        ),
        params![organization, pair, before],
        one_on_one,
    )
    .await
}

/// A page of the past.
#[derive(Clone, Copy, Debug)]
pub struct History {
    pub pair: PairId,
    /// The last line of the page before: where to go on.
    pub before: (Timestamp, OneOnOneId),
    /// Open ones are among them if they began, or should have, until then; [`Timestamp::MIN`] leaves
    /// out all that are open, [`Timestamp::MAX`] none.
    pub open_until: Timestamp,
    pub most: i64,
}

/// What became of a pair's 1-on-1s, newest first. The caller holds a permit for the pair.
pub async fn history<M: Mode>(tx: &mut Tx<M>, page: &History) -> Result<Vec<OneOnOne>> {
    let organization = tx.organization();
    tx.all(
        select!(
            "AND o.pair_id = $2 AND (o.starts_at, o.id) < ($3, $4)
             AND (o.status <> 'scheduled' OR o.starts_at <= $5 OR o.started_at <= $5)
             ORDER BY o.starts_at DESC, o.id DESC LIMIT $6"
        ),
        params![organization, page.pair, page.before.0, page.before.1, page.open_until, page.most],
        one_on_one,
    )
    .await
}

/// Open ones of the organization that start within these bounds, by time after `after`: for
/// reminders by the clock.
pub async fn between<M: Mode>(
    tx: &mut Tx<M>,
    (from, until): (Timestamp, Timestamp),
    after: (Timestamp, OneOnOneId),
    most: i64,
) -> Result<Vec<OneOnOne>> {
    let organization = tx.organization();
    tx.all(
        select!(
            "AND o.status = 'scheduled' AND o.starts_at >= $2 AND o.starts_at < $3
             AND (o.starts_at, o.id) > ($4, $5) AND p.ended_at IS NULL
             ORDER BY o.starts_at, o.id LIMIT $6"
        ),
        params![organization, from, until, after.0, after.1, most],
        one_on_one,
    )
    .await
}

/// Has one of these two another open 1-on-1 between these instants? One of a pair that ended will not
/// take place, and keeps no time free.
pub(in crate::one_on_one) async fn overlaps(
    tx: &mut Tx<Writes>,
    people: (PersonId, PersonId),
    (from, until): (Timestamp, Timestamp),
    except: OneOnOneId,
) -> Result<bool> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT 1 FROM one_on_ones o
                 JOIN pairs p ON p.organization_id = o.organization_id AND p.id = o.pair_id
                 WHERE o.organization_id = $1 AND o.status = 'scheduled' AND o.id <> $6
                   AND p.ended_at IS NULL
                   AND (o.leader_id IN ($2, $3) OR o.member_id IN ($2, $3))
                   AND o.starts_at < $5 AND o.starts_at + o.minutes * 60000000 > $4 LIMIT 1"
            ),
            params![organization, people.0, people.1, from, until, except],
            |_| Ok(()),
        )
        .await?;
    Ok(found.is_some())
}

pub(in crate::one_on_one) struct Insert<'a> {
    pub id: OneOnOneId,
    pub pair: PairId,
    pub leader: PersonId,
    pub member: PersonId,
    pub new: &'a NewOneOnOne,
}

/// `false` when this occurrence is planned already.
pub(in crate::one_on_one) async fn insert(tx: &mut Tx<Writes>, row: &Insert<'_>) -> Result<bool> {
    let (organization, now) = (tx.organization(), tx.now());
    let new = row.new;
    let inserted = tx
        .execute(
            sql!(
                "INSERT INTO one_on_ones (organization_id, id, pair_id, leader_id, member_id, status,
                   starts_at, minutes, occurrence, extra, manner, place, version, created_at)
                 VALUES ($1, $2, $3, $4, $5, 'scheduled', $6, $7, $8, $9, 'usual', $10, 1, $11)
                 ON CONFLICT (organization_id, pair_id, occurrence) DO NOTHING"
            ),
            params![
                organization,
                row.id,
                row.pair,
                row.leader,
                row.member,
                new.starts_at,
                new.minutes,
                new.occurrence,
                new.occurrence.is_none(),
                new.place,
                now
            ],
        )
        .await?;
    Ok(inserted == 1)
}

pub(in crate::one_on_one) async fn set_date(
    tx: &mut Tx<Writes>,
    id: OneOnOneId,
    to: &Move,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE one_on_ones SET starts_at = $3, minutes = $4, place = $5, started_at = NULL,
               version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, to.starts_at, to.minutes, to.place],
    )
    .await?;
    Ok(())
}

pub(in crate::one_on_one) async fn set_status(
    tx: &mut Tx<Writes>,
    id: OneOnOneId,
    status: Status,
    reason: Option<SkipReason>,
) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "UPDATE one_on_ones SET status = $3, skip_reason = $4, closed_at = $5, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, status, reason, now],
    )
    .await?;
    Ok(())
}

pub(in crate::one_on_one) async fn set_manner(
    tx: &mut Tx<Writes>,
    id: OneOnOneId,
    manner: Manner,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE one_on_ones SET manner = $3, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, manner],
    )
    .await?;
    Ok(())
}

pub(in crate::one_on_one) async fn set_prepared(tx: &mut Tx<Writes>, id: OneOnOneId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "UPDATE one_on_ones SET prepared_at = $3, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, now],
    )
    .await?;
    Ok(())
}

pub(in crate::one_on_one) async fn raise(tx: &mut Tx<Writes>, id: OneOnOneId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE one_on_ones SET version = version + 1 WHERE organization_id = $1 AND id = $2"),
        params![organization, id],
    )
    .await?;
    Ok(())
}

/// The first look counts: the member sees when it was. The version stays: nothing that a form
/// shows changed.
pub(in crate::one_on_one) async fn set_seen(tx: &mut Tx<Writes>, id: OneOnOneId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "UPDATE one_on_ones SET seen_at = $3
             WHERE organization_id = $1 AND id = $2 AND seen_at IS NULL"
        ),
        params![organization, id, now],
    )
    .await?;
    Ok(())
}

pub(in crate::one_on_one) async fn set_starts_at(
    tx: &mut Tx<Writes>,
    id: OneOnOneId,
    at: Timestamp,
) -> Result<()> {
    tx.execute(
        sql!("UPDATE one_on_ones SET starts_at = $3 WHERE organization_id = $1 AND id = $2"),
        params![tx.organization(), id, at],
    )
    .await?;
    Ok(())
}

pub(in crate::one_on_one) async fn set_started(tx: &mut Tx<Writes>, id: OneOnOneId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "UPDATE one_on_ones SET started_at = $3
             WHERE organization_id = $1 AND id = $2 AND started_at IS NULL"
        ),
        params![organization, id, now],
    )
    .await?;
    Ok(())
}
