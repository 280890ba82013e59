//! Shares as they stand.

use super::{OUTSIDER, PURPOSE, WORDS, openings, place};
use crate::memo::MemoId;
use crate::share::model::{ANSWERED_WITHIN, Link, Reader, Share, ShareId, ShareReader};
use jiff::Timestamp;
use people::pair::PairId;
use platform::{
    OrganizationId, PersonId, Result,
    access::{Guarded, Key, Mode, Reads, Tx, Writes},
    db::Row,
    params, sql,
    vault::Vault,
};

/// Opens sealed columns of one organization.
struct Opener {
    organization: OrganizationId,
    vault: Vault,
}

impl Opener {
    fn of<M: Mode>(tx: &Tx<M>) -> Self {
        Self { organization: tx.organization(), vault: tx.vault().clone() }
    }

    fn text(
        &self,
        column: &'static str,
        id: i64,
        sealed: Option<Vec<u8>>,
    ) -> Result<Option<String>> {
        let open =
            |sealed: Vec<u8>| self.vault.open_text(place(self.organization, column, id), &sealed);
        sealed.map(open).transpose()
    }

    fn share(&self, row: &Row) -> Result<Share> {
        let id: ShareId = row.get(0)?;
        let outsider = self.text(OUTSIDER, id.0, row.get(11)?)?;
        let reader: Option<PersonId> = row.get(9)?;
        let reader = match (reader, row.get::<Option<String>>(10)?, outsider) {
            (Some(person), Some(name), _) => Some(Reader::Inside { person, name }),
            (_, _, Some(called)) => Some(Reader::Outside { called }),
            _ => None,
        };
        Ok(Share {
            id,
            pair: row.get(1)?,
            one_on_one: row.get(2)?,
            memo: row.get(3)?,
            leader: row.get(4)?,
            member: row.get(5)?,
            leader_name: row.get(6)?,
            member_name: row.get(7)?,
            asker: row.get(8)?,
            reader,
            purpose: self.text(PURPOSE, id.0, row.get(12)?)?.unwrap_or_default(),
            until: row.get(13)?,
            created_at: row.get(14)?,
            asked_at: row.get(15)?,
            agreed_at: row.get(16)?,
            declined_at: row.get(17)?,
            words: self.text(WORDS, id.0, row.get(18)?)?.unwrap_or_default(),
            revoked_at: row.get(19)?,
            revoked_by: row.get(20)?,
            lapsed_at: row.get(21)?,
            pair_ended_at: row.get(22)?,
            starts_at: row.get(23)?,
            link: link(row)?,
        })
    }
}

fn link(row: &Row) -> Result<Option<Link>> {
    let (hash, made_at): (Option<Vec<u8>>, Option<Timestamp>) = (row.get(24)?, row.get(25)?);
    let (wrong_tries, locked_until) = (row.get(26)?, row.get(27)?);
    let made = hash.zip(made_at);
    Ok(made.map(|(code_hash, made_at)| Link { made_at, wrong_tries, locked_until, code_hash }))
}

macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT s.id, s.pair_id, s.one_on_one_id, s.memo_id, p.leader_id, p.member_id, l.name,
                    m.name, s.asker_id, s.reader_id, r.name, s.outsider, s.purpose, s.until,
                    s.created_at, s.asked_at, s.agreed_at, s.declined_at, s.words, s.revoked_at,
                    s.revoked_by, s.lapsed_at, p.ended_at, o.starts_at, s.code_hash, s.linked_at,
                    s.wrong_tries, s.locked_until
             FROM shares s
             JOIN pairs p ON p.organization_id = s.organization_id AND p.id = s.pair_id
             JOIN one_on_ones o ON o.organization_id = s.organization_id AND o.id = s.one_on_one_id
             JOIN people l ON l.organization_id = s.organization_id AND l.id = p.leader_id
             JOIN people m ON m.organization_id = s.organization_id AND m.id = p.member_id
             LEFT JOIN people r ON r.organization_id = s.organization_id AND r.id = s.reader_id
             WHERE s.organization_id = $1 ",
            $rest
        ))
    };
}

impl Guarded for Share {
    type Id = ShareId;
    const NAME: &'static str = "shares";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: ShareId, _: Key) -> Result<Option<Self>> {
        let opener = Opener::of(tx);
        tx.first(select!("AND s.id = $2"), params![opener.organization, id], |row| {
            opener.share(row)
        })
        .await
    }
}

/// All shares of a pair that were asked for, newest first. The caller holds a permit for the pair.
pub async fn of_pair<M: Mode>(tx: &mut Tx<M>, pair: PairId) -> Result<Vec<Share>> {
    let opener = Opener::of(tx);
    tx.all(
        select!(
            "AND s.pair_id = $2 AND s.asked_at IS NOT NULL ORDER BY s.created_at DESC, s.id DESC"
        ),
        params![opener.organization, pair],
        |row| opener.share(row),
    )
    .await
}

/// The shares that concern the viewer, newest first: asked for by them, of them, or theirs to read.
#[derive(Debug, Default)]
pub struct Mine {
    pub asked_by_me: Vec<Share>,
    pub asked_of_me: Vec<Share>,
    pub for_me: Vec<Share>,
}

const MOST: i64 = 200;

/// What concerns the viewer: the newest of each list.
pub async fn mine<M: Mode>(tx: &mut Tx<M>) -> Result<Mine> {
    let (opener, me) = (Opener::of(tx), tx.me()?);
    let params = params![opener.organization, me, MOST];
    let asked_by_me = tx
        .all(
            select!("AND s.asker_id = $2 ORDER BY s.created_at DESC, s.id DESC LIMIT $3"),
            params,
            |row| opener.share(row),
        )
        .await?;
    let asked_of_me = tx
        .all(
            select!(
                "AND s.other_id = $2 AND s.asked_at IS NOT NULL
                   AND (p.member_id = $2 OR p.ended_at IS NULL)
                 ORDER BY s.created_at DESC, s.id DESC LIMIT $3"
            ),
            params,
            |row| opener.share(row),
        )
        .await?;
    let for_me = tx
        .all(
            select!(
                "AND s.reader_id = $2 AND s.agreed_at IS NOT NULL
                 ORDER BY s.created_at DESC, s.id DESC LIMIT $3"
            ),
            params,
            |row| opener.share(row),
        )
        .await?;
    Ok(Mine { asked_by_me, asked_of_me, for_me })
}

/// Who reads, or has read, passages of a memo: those that were agreed, newest first. The caller
/// holds a permit for the memo.
pub async fn readers_of<M: Mode>(tx: &mut Tx<M>, memo: MemoId) -> Result<Vec<ShareReader>> {
    let (opener, now) = (Opener::of(tx), tx.now());
    let shares = tx
        .all(
            select!(
                "AND s.memo_id = $2 AND s.agreed_at IS NOT NULL
                 ORDER BY s.created_at DESC, s.id DESC"
            ),
            params![opener.organization, memo],
            |row| opener.share(row),
        )
        .await?;
    let mut readers = Vec::with_capacity(shares.len());
    for share in shares {
        let openings = openings(tx, share.id).await?;
        let state = share.state(now);
        let Some(reader) = share.reader else { continue };
        readers.push(ShareReader {
            share: share.id,
            reader,
            state,
            until: share.until,
            openings: openings.len() as i64,
            last_opened_at: openings.first().map(|opening| opening.at),
        });
    }
    Ok(readers)
}

/// The shared memo of a 1-on-1 in whose passages somebody may read. The caller holds a permit.
pub async fn memo_of<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: crate::one_on_one::OneOnOneId,
) -> Result<Option<MemoId>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT memo_id FROM shares WHERE organization_id = $1 AND one_on_one_id = $2
               AND agreed_at IS NOT NULL LIMIT 1"
        ),
        params![organization, one_on_one],
        |row| Ok(row.get(0)?),
    )
    .await
}

/// What nobody answered in time: to be told, and its text to be forgotten. Drafts as well.
pub async fn unanswered(tx: &mut Tx<Writes>, most: i64) -> Result<Vec<ShareId>> {
    let organization = tx.organization();
    let before = tx.now().saturating_sub(ANSWERED_WITHIN).unwrap_or(Timestamp::MIN);
    tx.all(
        sql!(
            "SELECT s.id FROM shares s
             JOIN pairs p ON p.organization_id = s.organization_id AND p.id = s.pair_id
             WHERE s.organization_id = $1 AND s.agreed_at IS NULL AND s.declined_at IS NULL
               AND s.revoked_at IS NULL AND s.lapsed_at IS NULL
               AND (COALESCE(s.asked_at, s.created_at) <= $2 OR p.ended_at IS NOT NULL
                 OR s.until <= $3)
             ORDER BY s.id LIMIT $4"
        ),
        params![organization, before, tx.now(), most],
        |row| Ok(row.get(0)?),
    )
    .await
}

/// As the loading of a share by its policy, for work on behalf of somebody outside.
pub async fn still_runs(tx: &mut Tx<Reads>, share: ShareId) -> Result<bool> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT id FROM shares WHERE organization_id = $1 AND id = $2
                   AND agreed_at IS NOT NULL AND revoked_at IS NULL AND until > $3"
            ),
            params![organization, share, tx.now()],
            |row| Ok(row.get::<i64>(0)?),
        )
        .await?;
    Ok(found.is_some())
}
