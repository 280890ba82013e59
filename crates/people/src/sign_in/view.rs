//! What a person sees of their own sessions and tokens, for the settings.

use super::queries;
pub use super::queries::{Session, SessionId, Token, TokenId};
use platform::{
    Result,
    access::{Mode, Tx, Viewer, ViewerKind, Writes},
};

/// The session that the viewer looks through; `None` for programs.
pub fn current_session(viewer: &Viewer) -> Option<SessionId> {
    match viewer.kind {
        ViewerKind::Person { session, scopes: None, .. } => Some(SessionId(session)),
        _ => None,
    }
}

/// The viewer's sessions, the one used last first.
pub async fn sessions<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<Session>> {
    let me = tx.me()?;
    queries::sessions(tx, me).await
}

/// The viewer's tokens.
pub async fn tokens<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<Token>> {
    let me = tx.me()?;
    queries::tokens(tx, me).await
}

pub async fn has_password<M: Mode>(tx: &mut Tx<M>) -> Result<bool> {
    let me = tx.me()?;
    queries::has_password(tx, me).await
}

/// Ends one of the viewer's sessions.
pub async fn end_session(tx: &mut Tx<Writes>, id: SessionId) -> Result<()> {
    let me = tx.me()?;
    tx.rights_change(me);
    queries::end_session(tx, me, id).await
}

/// Ends all of the viewer's sessions but this one.
pub async fn end_other_sessions(tx: &mut Tx<Writes>, but: SessionId) -> Result<()> {
    let me = tx.me()?;
    queries::end_other_sessions(tx, me, but).await?;
    tx.rights_change(me);
    Ok(())
}
