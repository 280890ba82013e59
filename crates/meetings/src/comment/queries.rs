//! All SQL about comments.

use super::model::{Comment, CommentId, NewComment};
use crate::{memo::MemoId, one_on_one::OneOnOneId};
use jiff::Timestamp;
use people::pair::PairId;
use platform::{
    OrganizationId, Result,
    access::{Guarded, Key, Mode, Tx, Writes},
    db::Row,
    params, sql,
    vault::{Place, Vault},
};

fn text_place(organization: OrganizationId, id: CommentId) -> Place {
    Place { organization, column: "memo_comments.text", row: id.0 }
}

fn quote_place(organization: OrganizationId, id: CommentId) -> Place {
    Place { organization, column: "memo_comments.quote", row: id.0 }
}

fn comment(vault: &Vault, organization: OrganizationId, row: &Row) -> Result<Comment> {
    let id: CommentId = row.get(0)?;
    let open = |place, sealed: Option<Vec<u8>>| match sealed {
        Some(sealed) => vault.open_text(place, &sealed),
        None => Ok(String::new()),
    };
    Ok(Comment {
        id,
        one_on_one: row.get(1)?,
        memo: row.get(2)?,
        kind: row.get(3)?,
        parent: row.get(4)?,
        author: row.get(5)?,
        author_name: row.get(6)?,
        nuance: row.get(7)?,
        text: open(text_place(organization, id), row.get(8)?)?,
        quote: open(quote_place(organization, id), row.get(9)?)?,
        anchor: row.get::<Option<Vec<u8>>>(10)?.unwrap_or_default(),
        made_at: row.get(11)?,
        settled_at: row.get(12)?,
        withdrawn_at: row.get(13)?,
        version: row.get(14)?,
        leader: row.get(15)?,
        member: row.get(16)?,
        pair_lasts: row.get(17)?,
    })
}

macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT c.id, c.one_on_one_id, c.memo_id, d.kind, c.parent_id, c.author_id, w.name,
                    c.nuance, c.text, c.quote, c.anchor, c.made_at, c.settled_at, c.withdrawn_at,
                    c.version, p.leader_id, p.member_id, p.ended_at IS NULL
             FROM memo_comments c
             JOIN memos d ON d.organization_id = c.organization_id AND d.id = c.memo_id
             JOIN one_on_ones o ON o.organization_id = c.organization_id AND o.id = c.one_on_one_id
             JOIN pairs p ON p.organization_id = c.organization_id AND p.id = o.pair_id
             JOIN people w ON w.organization_id = c.organization_id AND w.id = c.author_id
             WHERE c.organization_id = $1 ",
            $rest
        ))
    };
}

impl Guarded for Comment {
    type Id = CommentId;
    const NAME: &'static str = "memo_comments";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: CommentId, _: Key) -> Result<Option<Self>> {
        let (organization, vault) = (tx.organization(), tx.vault().clone());
        tx.first(select!("AND c.id = $2"), params![organization, id], |row| {
            comment(&vault, organization, row)
        })
        .await
    }
}

/// Everything that was said beside a 1-on-1, oldest first. The caller holds a permit for it.
pub async fn of_one_on_one<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId) -> Result<Vec<Comment>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!("AND c.one_on_one_id = $2 ORDER BY c.made_at, c.id"),
        params![organization, id],
        |row| comment(&vault, organization, row),
    )
    .await
}

/// What was said beside a pair's 1-on-1s that start within these bounds, both included, oldest
/// first. The caller holds a permit for the pair.
pub async fn of_pair_between<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<Comment>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        select!(
            "AND o.pair_id = $2 AND o.starts_at >= $3 AND o.starts_at <= $4
             ORDER BY c.made_at, c.id"
        ),
        params![organization, pair, from, until],
        |row| comment(&vault, organization, row),
    )
    .await
}

/// How many there are beside a 1-on-1, answers and withdrawn ones included.
pub(super) async fn count<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId) -> Result<i64> {
    let organization = tx.organization();
    let counted = tx
        .first(
            sql!(
                "SELECT COUNT(*) FROM memo_comments
                 WHERE organization_id = $1 AND one_on_one_id = $2"
            ),
            params![organization, id],
            |row| row.get::<i64>(0).map_err(Into::into),
        )
        .await?;
    Ok(counted.unwrap_or_default())
}

pub(super) async fn insert(
    tx: &mut Tx<Writes>,
    (one_on_one, memo): (OneOnOneId, MemoId),
    new: &NewComment,
    parent: Option<CommentId>,
) -> Result<CommentId> {
    let id = tx.new_id(CommentId);
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    let said = !new.text.is_empty();
    let text = tx.vault().seal_text(text_place(organization, id), &new.text)?;
    let quote = tx.vault().seal_text(quote_place(organization, id), &new.quote)?;
    let (text, quote) = (said.then_some(text), parent.is_none().then_some(quote));
    let anchor = parent.is_none().then(|| new.anchor.clone());
    tx.execute(
        sql!(
            "INSERT INTO memo_comments (organization_id, id, one_on_one_id, memo_id, parent_id,
               author_id, nuance, text, quote, anchor, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        params![
            organization,
            id,
            one_on_one,
            memo,
            parent,
            me,
            new.nuance,
            text,
            quote,
            anchor,
            now
        ],
    )
    .await?;
    Ok(id)
}

pub(super) async fn set_settled(
    tx: &mut Tx<Writes>,
    id: CommentId,
    at: Option<Timestamp>,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE memo_comments SET settled_at = $3, version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, at],
    )
    .await?;
    Ok(())
}

/// Forgets which words of a memo were meant. The caller erases its deleted words for good.
pub async fn forget_quotes(tx: &mut Tx<Writes>, memo: MemoId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE memo_comments SET quote = NULL
             WHERE organization_id = $1 AND memo_id = $2 AND one_on_one_id =
               (SELECT one_on_one_id FROM memos WHERE organization_id = $1 AND id = $2)"
        ),
        params![organization, memo],
    )
    .await?;
    Ok(())
}

/// The words are gone; that there was something stays.
pub(super) async fn set_withdrawn(tx: &mut Tx<Writes>, id: CommentId) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "UPDATE memo_comments SET withdrawn_at = $3, text = NULL, quote = NULL, anchor = NULL,
               version = version + 1
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, now],
    )
    .await?;
    Ok(())
}
