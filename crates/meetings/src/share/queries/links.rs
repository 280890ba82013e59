//! Links for readers outside, and their codes.

use crate::share::model::ShareId;
use jiff::Timestamp;
use platform::{
    OrganizationId, Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

/// The link with this token, wherever it belongs: looked up before the organization is known.
pub async fn by_token<M: Mode>(
    tx: &mut Tx<M>,
    token_hash: Vec<u8>,
) -> Result<Option<(OrganizationId, ShareId)>> {
    tx.first(
        sql!("SELECT organization_id, share_id FROM share_links WHERE token_hash = $1"),
        params![token_hash],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .await
}

/// A new link; what led here before leads nowhere.
pub async fn put_link(
    tx: &mut Tx<Writes>,
    share: ShareId,
    token_hash: Vec<u8>,
    code_hash: Vec<u8>,
) -> Result<()> {
    delete_links(tx, share).await?;
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!("INSERT INTO share_links (token_hash, organization_id, share_id) VALUES ($1, $2, $3)"),
        params![token_hash, organization, share],
    )
    .await?;
    tx.execute(
        sql!(
            "UPDATE shares SET code_hash = $3, linked_at = $4, wrong_tries = 0, locked_until = NULL
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, share, code_hash, now],
    )
    .await?;
    Ok(())
}

/// No address leads to it any more, and no browser that was let in is known.
pub async fn delete_links(tx: &mut Tx<Writes>, share: ShareId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM share_links WHERE organization_id = $1 AND share_id = $2"),
        params![organization, share],
    )
    .await?;
    Ok(())
}

pub async fn set_tries(
    tx: &mut Tx<Writes>,
    share: ShareId,
    wrong_tries: i64,
    locked_until: Option<Timestamp>,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE shares SET wrong_tries = $3, locked_until = $4
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, share, wrong_tries, locked_until],
    )
    .await?;
    Ok(())
}

/// The code opens nothing any more.
pub async fn drop_code(tx: &mut Tx<Writes>, share: ShareId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE shares SET code_hash = NULL WHERE organization_id = $1 AND id = $2"),
        params![organization, share],
    )
    .await?;
    delete_links(tx, share).await
}
