//! All SQL about words that an edit only put elsewhere. Found when a memo is folded, since the words
//! that were deleted are forgotten then.

use crate::memo::model::MemoId;
use memo_wire::{Moved, update::Id};
use platform::{
    Error, Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

/// What each row moved, as [`memo_wire::moved`] found it.
pub async fn keep_moves(tx: &mut Tx<Writes>, memo: MemoId, moves: &[(i64, Moved)]) -> Result<()> {
    let organization = tx.organization();
    let number = |client: u64| i64::try_from(client).map_err(Error::internal);
    let mut each = Vec::new();
    for (seq, Moved { from, to, length }) in moves {
        let (at, was) = (number(to.client)?, number(from.client)?);
        let [clock, length, before] = [to.clock, *length, from.clock].map(i64::from);
        each.push(params![organization, memo, at, clock, length, was, before, *seq].to_vec());
    }
    tx.execute_each(
        sql!(
            "INSERT INTO memo_moves
                 (organization_id, memo_id, client_id, clock, length, from_client, from_clock, seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (organization_id, memo_id, client_id, clock) DO NOTHING"
        ),
        each,
    )
    .await?;
    Ok(())
}

/// Everything that was moved in a memo up to a row, each with its row, in order.
pub async fn moves<M: Mode>(tx: &mut Tx<M>, memo: MemoId, upto: i64) -> Result<Vec<(i64, Moved)>> {
    let organization = tx.organization();
    let clock = |number: i64| u32::try_from(number).map_err(Error::internal);
    tx.all(
        sql!(
            "SELECT seq, client_id, clock, length, from_client, from_clock FROM memo_moves
             WHERE organization_id = $1 AND memo_id = $2 AND seq <= $3
             ORDER BY seq, client_id, clock"
        ),
        params![organization, memo, upto],
        |row| {
            let client = |place| -> Result<u64> { Ok(row.get::<i64>(place)?.unsigned_abs()) };
            let to = Id { client: client(1)?, clock: clock(row.get(2)?)? };
            let from = Id { client: client(4)?, clock: clock(row.get(5)?)? };
            Ok((row.get(0)?, Moved { from, to, length: clock(row.get(3)?)? }))
        },
    )
    .await
}
