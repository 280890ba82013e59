//! Whether the lists are as they were written.

use super::{
    model::{BEGINNING, Reading},
    queries,
};
use people::{organization, pair::PairId};
use platform::{OrganizationId, Result, access::Reads, access::Tx, app::App};

const CHUNK: i64 = 2_000;

/// The first place of a pair's list that is not as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    pub organization: OrganizationId,
    pub pair: PairId,
    /// 0: the end of the list is missing.
    pub place: i64,
}

/// Walks every list of every organization; returns how many rows were right, and the first flaw of
/// each list that has one. For `doctor`.
pub async fn examine(app: &App) -> Result<(i64, Vec<Flaw>)> {
    let mut tx = app.system_reads(OrganizationId(0), "list organizations");
    let organizations = organization::all_ids(&mut tx).await?;
    drop(tx);
    let (mut rows, mut flaws) = (0, Vec::new());
    for organization in organizations {
        let mut tx = app.system_reads(organization, "examine who has read what");
        if let Some(pair) = queries::headless(&mut tx).await? {
            flaws.push(Flaw { organization, pair, place: 0 });
        }
        let mut after = PairId(0);
        loop {
            let heads = queries::heads(&mut tx, after, CHUNK).await?;
            let Some((last, _)) = heads.last() else { break };
            after = *last;
            for (pair, head) in heads {
                let flaw = |place| Flaw { organization, pair, place };
                match walk(&mut tx, pair, &head).await? {
                    Ok(count) => rows += count,
                    Err(place) => flaws.push(flaw(place)),
                }
            }
        }
    }
    Ok((rows, flaws))
}

/// How many rows there are, or the first place that is wrong.
pub(super) async fn walk(
    tx: &mut Tx<Reads>,
    pair: PairId,
    head: &queries::Head,
) -> Result<std::result::Result<i64, i64>> {
    let mut end = (0, BEGINNING.to_owned());
    loop {
        let rows = match queries::from(tx, pair, end.0, CHUNK).await {
            Ok(rows) => rows,
            // A word that nobody wrote: what cannot be read was changed.
            Err(platform::Error::Internal(_)) => return Ok(Err(end.0 + 1)),
            Err(error) => return Err(error),
        };
        let count = rows.len() as i64;
        for row in rows {
            match follow(&end, &row) {
                Some(next) => end = next,
                None => return Ok(Err(end.0 + 1)),
            }
        }
        if count < CHUNK {
            return Ok(if end == *head { Ok(end.0) } else { Err(0) });
        }
    }
}

fn follow(end: &queries::Head, row: &Reading) -> Option<queries::Head> {
    let right = row.place == end.0 + 1 && row.link == row.link_after(&end.1);
    right.then(|| (row.place, row.link.clone()))
}
