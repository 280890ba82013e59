//! Which documents there are, and what they say.

use crate::memo::model::{Documents, Kind, Memo, MemoId, SCHEMA_VERSION};
use crate::one_on_one::{OneOnOne, OneOnOneId};
use platform::{
    OrganizationId, PersonId, Result,
    access::{Guarded, Key, Mode, Tx, Writes},
    db::Row,
    params, sql,
    vault::Place,
};

impl Guarded for Memo {
    type Id = MemoId;
    const NAME: &'static str = "memos";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: MemoId, _: Key) -> Result<Option<Self>> {
        let organization = tx.organization();
        tx.first(
            sql!(
                "SELECT d.id, d.one_on_one_id, o.pair_id, p.leader_id, p.member_id, l.name, m.name,
                        d.author_id, p.ended_at IS NULL, d.kind
                 FROM memos d
                 JOIN one_on_ones o ON o.organization_id = d.organization_id AND o.id = d.one_on_one_id
                 JOIN pairs p ON p.organization_id = d.organization_id AND p.id = o.pair_id
                 JOIN people l ON l.organization_id = d.organization_id AND l.id = p.leader_id
                 JOIN people m ON m.organization_id = d.organization_id AND m.id = p.member_id
                 WHERE d.organization_id = $1 AND d.id = $2"
            ),
            params![organization, id],
            memo,
        )
        .await
    }
}

fn memo(row: &Row) -> Result<Memo> {
    Ok(Memo {
        id: row.get(0)?,
        one_on_one: row.get(1)?,
        pair: row.get(2)?,
        leader: row.get(3)?,
        member: row.get(4)?,
        leader_name: row.get(5)?,
        member_name: row.get(6)?,
        author: row.get(7)?,
        pair_lasts: row.get(8)?,
        kind: row.get(9)?,
    })
}

/// Makes what the two share and both private notes, where they are not there yet.
pub async fn ensure(tx: &mut Tx<Writes>, one_on_one: &OneOnOne) -> Result<()> {
    let of_two = Kind::OF_TWO.map(|kind| (kind, None));
    let own = [one_on_one.leader, one_on_one.member].map(|own| (Kind::PrivateNote, Some(own)));
    for (kind, author) in of_two.into_iter().chain(own) {
        let id = tx.new_id(MemoId);
        let (organization, now) = (tx.organization(), tx.now());
        tx.execute(
            sql!(
                "INSERT INTO memos (organization_id, id, one_on_one_id, kind, author_id, schema_version, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"
            ),
            params![organization, id, one_on_one.id, kind, author, SCHEMA_VERSION, now],
        )
        .await?;
    }
    Ok(())
}

/// What this person may open of a 1-on-1; `None` before it was opened for the first time. The
/// caller holds a permit for the 1-on-1.
pub async fn documents<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: OneOnOneId,
    person: PersonId,
) -> Result<Option<Documents>> {
    let organization = tx.organization();
    let rows = tx
        .all(
            sql!(
                "SELECT id, kind FROM memos WHERE organization_id = $1 AND one_on_one_id = $2
                   AND (author_id IS NULL OR author_id = $3)"
            ),
            params![organization, one_on_one, person],
            |row| Ok((row.get::<MemoId>(0)?, row.get::<Kind>(1)?)),
        )
        .await?;
    let of = |kind: Kind| rows.iter().find(|row| row.1 == kind).map(|row| row.0);
    let both = of(Kind::Shared).zip(of(Kind::PrivateNote));
    Ok(both.map(|(shared, private_note)| Documents {
        shared,
        private_note,
        key_point: of(Kind::KeyPoint),
        mindful: of(Kind::Mindful),
    }))
}

/// What a 1-on-1's document of the two said when it was folded last, as Markdown; empty where there
/// is none. The caller holds a permit for the 1-on-1, and the pair lasts or the viewer is the member.
pub async fn text_of_kind<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: OneOnOneId,
    kind: Kind,
) -> Result<String> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    let found = tx
        .first(
            sql!(
                "SELECT t.memo_id, t.markdown FROM memos d
                 JOIN memo_texts t ON t.organization_id = d.organization_id AND t.memo_id = d.id
                 WHERE d.organization_id = $1 AND d.one_on_one_id = $2 AND d.kind = $3
                   AND d.author_id IS NULL"
            ),
            params![organization, one_on_one, kind],
            |row| vault.open_text(text_place(organization, row.get(0)?), &row.get::<Vec<u8>>(1)?),
        )
        .await?;
    Ok(found.unwrap_or_default())
}

fn text_place(organization: OrganizationId, memo: MemoId) -> Place {
    Place { organization, column: "memo_texts.markdown", row: memo.0 }
}

/// Keeps what a memo says now, for search, export and mails. `upto`: the row of its log up to which
/// this was read. `beside_others`: another node may have kept a newer text meanwhile; that one stays.
pub async fn put_text(
    tx: &mut Tx<Writes>,
    memo: MemoId,
    markdown: &str,
    upto: i64,
    beside_others: bool,
) -> Result<()> {
    let (organization, now) = (tx.organization(), tx.now());
    let sealed = tx.vault().seal_text(text_place(organization, memo), markdown)?;
    tx.execute(
        sql!(
            "INSERT INTO memo_texts (organization_id, memo_id, one_on_one_id, markdown, folded_at, upto)
             SELECT $1, id, one_on_one_id, $3, $4, $5 FROM memos WHERE organization_id = $1 AND id = $2
             ON CONFLICT (organization_id, memo_id)
             DO UPDATE SET markdown = excluded.markdown, folded_at = excluded.folded_at,
               upto = excluded.upto
             WHERE memo_texts.upto <= excluded.upto OR NOT $6"
        ),
        params![organization, memo, sealed, now, upto, beside_others],
    )
    .await?;
    Ok(())
}

/// What a memo said when it was folded last, as Markdown; empty before that. The caller holds a
/// permit for the memo.
pub async fn text<M: Mode>(tx: &mut Tx<M>, memo: MemoId) -> Result<String> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    let found = tx
        .first(
            sql!("SELECT markdown FROM memo_texts WHERE organization_id = $1 AND memo_id = $2"),
            params![organization, memo],
            |row| vault.open_text(text_place(organization, memo), &row.get::<Vec<u8>>(0)?),
        )
        .await?;
    Ok(found.unwrap_or_default())
}
