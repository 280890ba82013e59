//! Personal access tokens.

use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    define_id, params, sql,
};

define_id! { TokenId }

/// A key for a program, as its owner sees it: never the token itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub id: TokenId,
    pub name: String,
    /// Words, separated by spaces.
    pub scopes: String,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

pub(in crate::sign_in) async fn insert_token(
    tx: &mut Tx<Writes>,
    hash: &[u8],
    person: PersonId,
    name: &str,
    scopes: &str,
    expires_at: Timestamp,
) -> Result<TokenId> {
    let id = tx.new_id(TokenId);
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO access_tokens (id, token_hash, organization_id, person_id, name, scopes, created_at, expires_at, used_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)"
        ),
        params![id, hash, organization, person, name, scopes, now, expires_at],
    )
    .await?;
    Ok(id)
}

/// A person's tokens that last, newest first.
pub(in crate::sign_in) async fn tokens<M: Mode>(
    tx: &mut Tx<M>,
    person: PersonId,
) -> Result<Vec<Token>> {
    let (organization, now) = (tx.organization(), tx.now());
    tx.all(
        sql!(
            "SELECT id, name, scopes, expires_at, used_at FROM access_tokens
             WHERE organization_id = $1 AND person_id = $2 AND expires_at > $3 ORDER BY id DESC"
        ),
        params![organization, person, now],
        |row| {
            Ok(Token {
                id: row.get(0)?,
                name: row.get(1)?,
                scopes: row.get(2)?,
                expires_at: row.get(3)?,
                used_at: row.get(4)?,
            })
        },
    )
    .await
}

/// Revokes one token of a person; `false` when there was none.
pub(in crate::sign_in) async fn end_token(
    tx: &mut Tx<Writes>,
    person: PersonId,
    id: TokenId,
) -> Result<bool> {
    let organization = tx.organization();
    let changed = tx
        .execute(
            sql!(
                "DELETE FROM access_tokens WHERE organization_id = $1 AND person_id = $2 AND id = $3"
            ),
            params![organization, person, id],
        )
        .await?;
    Ok(changed == 1)
}

pub(in crate::sign_in) async fn end_all_tokens(
    tx: &mut Tx<Writes>,
    person: PersonId,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM access_tokens WHERE organization_id = $1 AND person_id = $2"),
        params![organization, person],
    )
    .await?;
    Ok(())
}
