//! The date of the talk of three, and who can make it.

use crate::handover::model::HandoverId;
use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

/// A date for the talk; who proposes it can make it, the others are asked anew.
pub async fn set_talk(tx: &mut Tx<Writes>, id: HandoverId, at: Timestamp) -> Result<()> {
    let (organization, me) = (tx.organization(), tx.me()?);
    tx.execute(
        sql!("DELETE FROM handover_replies WHERE organization_id = $1 AND handover_id = $2"),
        params![organization, id],
    )
    .await?;
    tx.execute(
        sql!(
            "UPDATE handovers SET talk_at = $3, talk_by = $4
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, at, me],
    )
    .await?;
    put_reply(tx, id, true).await
}

pub async fn put_reply(tx: &mut Tx<Writes>, id: HandoverId, fits: bool) -> Result<()> {
    let (organization, me, now) = (tx.organization(), tx.me()?, tx.now());
    tx.execute(
        sql!(
            "INSERT INTO handover_replies (organization_id, handover_id, person_id, fits, at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (organization_id, handover_id, person_id)
             DO UPDATE SET fits = excluded.fits, at = excluded.at"
        ),
        params![organization, id, me, fits, now],
    )
    .await?;
    Ok(())
}

/// Who can make the date that is proposed.
pub async fn replies<M: Mode>(tx: &mut Tx<M>, id: HandoverId) -> Result<Vec<(PersonId, bool)>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT person_id, fits FROM handover_replies
             WHERE organization_id = $1 AND handover_id = $2"
        ),
        params![organization, id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .await
}
