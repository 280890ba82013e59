//! The SQL of history: memo texts beside a span of 1-on-1s.

use crate::{
    memo::{Kind, MemoId},
    one_on_one::OneOnOneId,
};
use jiff::Timestamp;
use people::pair::PairId;
use platform::{
    Result,
    access::{Mode, Tx},
    params, sql,
    vault::Place,
};

/// One document's text: of the two, or the viewer's own private note.
#[derive(Clone, Debug, PartialEq)]
pub struct MemoText {
    pub memo: MemoId,
    pub one_on_one: OneOnOneId,
    pub kind: Kind,
    /// As folded last; `None` before that.
    pub markdown: Option<String>,
}

/// The memos of a pair's 1-on-1s between these starts, as the viewer may read them. The caller holds
/// a permit for the pair.
pub async fn memo_texts<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<MemoText>> {
    let (organization, me, vault) = (tx.organization(), tx.me()?, tx.vault().clone());
    tx.all(
        sql!(
            "SELECT d.id, d.one_on_one_id, d.kind, t.markdown
             FROM one_on_ones o
             JOIN memos d ON d.organization_id = o.organization_id AND d.one_on_one_id = o.id
             LEFT JOIN memo_texts t ON t.organization_id = d.organization_id AND t.memo_id = d.id
             WHERE o.organization_id = $1 AND o.pair_id = $2 AND o.starts_at >= $4 AND o.starts_at <= $5
               AND (d.author_id IS NULL OR d.author_id = $3)"
        ),
        params![organization, pair, me, from, until],
        |row| {
            let memo: MemoId = row.get(0)?;
            let place = Place { organization, column: "memo_texts.markdown", row: memo.0 };
            let sealed: Option<Vec<u8>> = row.get(3)?;
            Ok(MemoText {
                memo,
                one_on_one: row.get(1)?,
                kind: row.get(2)?,
                markdown: sealed.map(|sealed| vault.open_text(place, &sealed)).transpose()?,
            })
        },
    )
    .await
}
