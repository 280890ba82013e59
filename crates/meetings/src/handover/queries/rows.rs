//! Handovers and their lines.

use crate::handover::lines::NewLine;
use crate::handover::model::{
    Handover, HandoverId, HandoverKind, KEPT, Line, LineId, Reader, Talk,
};
use crate::reading::Text;
use jiff::Timestamp;
use people::pair::{Pair, PairId};
use platform::{
    OrganizationId, PersonId, Result,
    access::{Guarded, Key, Mode, Tx, Writes},
    db::Row,
    params, sql,
    vault::{Place, Vault},
};

fn text_place(organization: OrganizationId, line: LineId) -> Place {
    Place { organization, column: "handover_lines.text", row: line.0 }
}

fn words_place(organization: OrganizationId, id: HandoverId) -> Place {
    Place { organization, column: "handovers.words", row: id.0 }
}

fn handover(vault: &Vault, organization: OrganizationId, row: &Row) -> Result<Handover> {
    let id: HandoverId = row.get(0)?;
    let words: Option<Vec<u8>> = row.get(13)?;
    let words =
        words.map(|words| vault.open_text(words_place(organization, id), &words)).transpose()?;
    let next: (Option<PairId>, Option<PersonId>, Option<String>) =
        (row.get(8)?, row.get(20)?, row.get(21)?);
    let reader = match next {
        (Some(pair), Some(person), Some(name)) => Some(Reader { pair, person, name }),
        _ => None,
    };
    let (talk_at, talk_by): (Option<Timestamp>, Option<PersonId>) = (row.get(18)?, row.get(19)?);
    Ok(Handover {
        id,
        pair: row.get(1)?,
        kind: row.get(2)?,
        leader: row.get(3)?,
        member: row.get(4)?,
        leader_name: row.get(5)?,
        member_name: row.get(6)?,
        drafter: row.get(7)?,
        reader,
        days: row.get(9)?,
        created_at: row.get(10)?,
        offered_at: row.get(11)?,
        agreed_at: row.get(12)?,
        words: words.unwrap_or_default(),
        declined_at: row.get(14)?,
        withdrawn_at: row.get(15)?,
        expires_at: row.get(16)?,
        read_at: row.get(17)?,
        talk: talk_at.zip(talk_by).map(|(at, by)| Talk { at, by }),
        cleared_at: row.get(22)?,
        pair_lasts: row.get(23)?,
        member_left: row.get(24)?,
    })
}

macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT h.id, h.pair_id, h.kind, h.leader_id, h.member_id, l.name, m.name, h.drafter_id,
                    n.id, h.days, h.created_at, h.offered_at, h.agreed_at, h.words, h.declined_at,
                    h.withdrawn_at, h.expires_at, h.read_at, h.talk_at, h.talk_by, r.id, r.name,
                    h.cleared_at, p.ended_at IS NULL, m.suspended
             FROM handovers h
             JOIN pairs p ON p.organization_id = h.organization_id AND p.id = h.pair_id
             JOIN people l ON l.organization_id = h.organization_id AND l.id = h.leader_id
             JOIN people m ON m.organization_id = h.organization_id AND m.id = h.member_id
             LEFT JOIN pairs n ON n.organization_id = h.organization_id AND n.id = h.next_pair_id
               AND n.ended_at IS NULL
             LEFT JOIN people r ON r.organization_id = h.organization_id AND r.id = n.leader_id
             WHERE h.organization_id = $1 ",
            $rest
        ))
    };
}

impl Guarded for Handover {
    type Id = HandoverId;
    const NAME: &'static str = "handovers";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: HandoverId, _: Key) -> Result<Option<Self>> {
        let (organization, vault) = (tx.organization(), tx.vault().clone());
        tx.first(select!("AND h.id = $2"), params![organization, id], |row| {
            handover(&vault, organization, row)
        })
        .await
    }
}

/// All handovers of a pair, newest first. The caller holds a permit for the pair, and shows each
/// only to whom its policy lets.
pub async fn of_pair<M: Mode>(tx: &mut Tx<M>, pair: PairId) -> Result<Vec<Handover>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!("AND h.pair_id = $2 ORDER BY h.created_at DESC, h.id DESC"),
        params![organization, pair],
        |row| handover(&vault, organization, row),
    )
    .await
}

/// What concerns the viewer in any of the three seats, newest first; each to be shown only to whom
/// its policy lets.
pub async fn mine<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<Handover>> {
    let (organization, me, vault) = (tx.organization(), tx.me()?, tx.vault().clone());
    let (params, map) =
        (params![organization, me], |row: &Row| handover(&vault, organization, row));
    let mut all = tx
        .all(
            select!("AND h.member_id = $2 ORDER BY h.created_at DESC, h.id DESC LIMIT 200"),
            params,
            map,
        )
        .await?;
    all.extend(
        tx.all(
            select!("AND h.leader_id = $2 ORDER BY h.created_at DESC, h.id DESC LIMIT 200"),
            params,
            map,
        )
        .await?,
    );
    let next = select!(
        "AND h.next_pair_id IN (SELECT q.id FROM pairs q WHERE q.organization_id = $1
           AND q.leader_id = $2 AND q.ended_at IS NULL) ORDER BY h.created_at DESC, h.id DESC LIMIT 200"
    );
    all.extend(tx.all(next, params, map).await?);
    all.sort_by_key(|one| std::cmp::Reverse((one.created_at, one.id.0)));
    all.dedup_by_key(|one| one.id);
    Ok(all)
}

/// Its lines, in the order in which they were added. The caller may see them.
pub async fn lines<M: Mode>(tx: &mut Tx<M>, id: HandoverId) -> Result<Vec<Line>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        sql!(
            "SELECT id, source, topic_id, text, added_by, struck_at IS NOT NULL, version
             FROM handover_lines WHERE organization_id = $1 AND handover_id = $2 ORDER BY id"
        ),
        params![organization, id],
        |row| {
            let id: LineId = row.get(0)?;
            Ok(Line {
                id,
                source: row.get(1)?,
                topic: row.get(2)?,
                text: vault.open_text(text_place(organization, id), &row.get::<Vec<u8>>(3)?)?,
                added_by: row.get(4)?,
                struck: row.get(5)?,
                version: row.get(6)?,
            })
        },
    )
    .await
}

pub async fn insert(
    tx: &mut Tx<Writes>,
    pair: &Pair,
    kind: HandoverKind,
    days: i64,
) -> Result<HandoverId> {
    let id = tx.new_id(HandoverId);
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    tx.execute(
        sql!(
            "INSERT INTO handovers (organization_id, id, pair_id, leader_id, member_id, kind,
               drafter_id, days, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        params![organization, id, pair.id, pair.leader, pair.member, kind, me, days, now],
    )
    .await?;
    Ok(id)
}

pub async fn insert_line(
    tx: &mut Tx<Writes>,
    handover: HandoverId,
    new: &NewLine,
    text: &str,
) -> Result<()> {
    let id = tx.new_id(LineId);
    let (organization, me) = (tx.organization(), tx.me()?);
    let sealed = tx.vault().seal_text(text_place(organization, id), text)?;
    tx.execute(
        sql!(
            "INSERT INTO handover_lines (organization_id, id, handover_id, source, topic_id, text,
               memo_id, added_by, struck_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, 1)"
        ),
        params![organization, id, handover, new.source, new.topic, sealed, new.memo, me],
    )
    .await?;
    Ok(())
}

pub async fn set_text(tx: &mut Tx<Writes>, line: LineId, text: &str) -> Result<()> {
    let organization = tx.organization();
    let sealed = tx.vault().seal_text(text_place(organization, line), text)?;
    tx.execute(
        sql!(
            "UPDATE handover_lines SET text = $3, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, line, sealed],
    )
    .await?;
    Ok(())
}

pub async fn set_struck(tx: &mut Tx<Writes>, line: LineId, struck: bool) -> Result<()> {
    let organization = tx.organization();
    let at = struck.then(|| tx.now());
    tx.execute(
        sql!(
            "UPDATE handover_lines SET struck_at = $3, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, line, at],
    )
    .await?;
    Ok(())
}

pub async fn delete_line(tx: &mut Tx<Writes>, line: LineId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM handover_lines WHERE organization_id = $1 AND id = $2"),
        params![organization, line],
    )
    .await?;
    Ok(())
}

pub async fn delete_lines(tx: &mut Tx<Writes>, id: HandoverId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM handover_lines WHERE organization_id = $1 AND handover_id = $2"),
        params![organization, id],
    )
    .await?;
    Ok(())
}

pub async fn set_offered(tx: &mut Tx<Writes>, id: HandoverId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!("UPDATE handovers SET offered_at = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, now],
    )
    .await?;
    Ok(())
}

/// Who may read it; `None` for nobody yet. What an earlier one read, this one has not.
pub async fn set_next(
    tx: &mut Tx<Writes>,
    id: HandoverId,
    next: Option<PairId>,
    expires_at: Option<Timestamp>,
) -> Result<()> {
    let organization = tx.organization();
    let named_at = next.map(|_| tx.now());
    tx.execute(
        sql!(
            "UPDATE handovers SET next_pair_id = $3, named_at = $4, expires_at = $5, read_at = NULL
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, next, named_at, expires_at],
    )
    .await?;
    Ok(())
}

pub async fn set_agreed(tx: &mut Tx<Writes>, id: HandoverId, days: i64) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "DELETE FROM handover_lines
             WHERE organization_id = $1 AND handover_id = $2 AND struck_at IS NOT NULL"
        ),
        params![organization, id],
    )
    .await?;
    tx.execute(
        sql!(
            "UPDATE handovers SET agreed_at = $3, days = $4
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, now, days],
    )
    .await?;
    Ok(())
}

pub async fn set_declined(tx: &mut Tx<Writes>, id: HandoverId, words: &str) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let words = tx.vault().seal_text(words_place(organization, id), words)?;
    tx.execute(
        sql!(
            "UPDATE handovers SET declined_at = $3, words = $4
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, now, words],
    )
    .await?;
    Ok(())
}

pub async fn set_withdrawn(tx: &mut Tx<Writes>, id: HandoverId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!("UPDATE handovers SET withdrawn_at = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, now],
    )
    .await?;
    Ok(())
}

pub async fn set_read(tx: &mut Tx<Writes>, id: HandoverId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!("UPDATE handovers SET read_at = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, now],
    )
    .await?;
    Ok(())
}

/// What nobody may read any more and still has its lines.
pub async fn to_clear(tx: &mut Tx<Writes>, most: i64) -> Result<Vec<HandoverId>> {
    let (organization, now) = (tx.organization(), tx.now());
    let before = now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN);
    tx.all(
        sql!(
            "SELECT id FROM handovers
             WHERE organization_id = $1 AND cleared_at IS NULL AND declined_at IS NULL
               AND withdrawn_at IS NULL
               AND (expires_at <= $2
                 OR member_id IN (SELECT p.id FROM people p
                      WHERE p.organization_id = $1 AND p.suspended)
                 OR (expires_at IS NULL AND COALESCE(agreed_at, created_at) <= $3))
             ORDER BY id LIMIT $4"
        ),
        params![organization, now, before, most],
        |row| Ok(row.get(0)?),
    )
    .await
}

pub async fn set_cleared(tx: &mut Tx<Writes>, id: HandoverId) -> Result<()> {
    delete_lines(tx, id).await?;
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!("UPDATE handovers SET cleared_at = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, now],
    )
    .await?;
    Ok(())
}

/// The documents of the two from which its lines were taken.
pub async fn memos<M: Mode>(tx: &mut Tx<M>, handover: &Handover) -> Result<Vec<Text>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT DISTINCT d.id, d.one_on_one_id FROM handover_lines x
             JOIN memos d ON d.organization_id = x.organization_id AND d.id = x.memo_id
             WHERE x.organization_id = $1 AND x.handover_id = $2"
        ),
        params![organization, handover.id],
        |row| Ok(Text { pair: handover.pair, memo: row.get(0)?, one_on_one: row.get(1)? }),
    )
    .await
}
