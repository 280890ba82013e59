//! What a connection came in with; looked at again while it lasts.

use crate::{
    memo::model::{Memo, MemoId},
    reading::Way,
};
use memo_wire::frame::hocuspocus::Scope;
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{self, Credential, Edit, Read},
    app::App,
};

#[derive(Clone)]
pub enum Pass {
    Cookie(String),
    Bearer(String),
}

/// What a pass opens.
pub struct Opened {
    pub organization: OrganizationId,
    pub person: PersonId,
    pub memo: Memo,
    pub scope: Scope,
}

impl Pass {
    /// How a memo is read with it.
    pub fn way(&self) -> Way {
        match self {
            Self::Cookie(_) => Way::Opened,
            Self::Bearer(_) => Way::Program,
        }
    }

    /// The memo, and what may be done with it, as of now.
    ///
    /// # Errors
    /// `SignedOut` when the session or token is over, `Forbidden` when the token is for something
    /// else, `NotFound` when the memo is not this person's to see.
    pub async fn open(&self, app: &App, id: MemoId) -> Result<Opened> {
        let credential = match self {
            Self::Cookie(token) => Credential::Cookie(token),
            Self::Bearer(token) => Credential::Bearer(token),
        };
        let mut tx = access::by_credential(app, credential).await?;
        if !tx.viewer().has_scope(access::Scope::Memo) {
            return Err(Error::Forbidden);
        }
        let (organization, person) = (tx.organization(), tx.me()?);
        let memo = tx.load::<Read, Memo>(id).await?;
        let writes = tx.allows::<Edit, Memo>(&memo);
        let scope = if writes { Scope::ReadWrite } else { Scope::ReadOnly };
        Ok(Opened { organization, person, memo: memo.into_row(), scope })
    }
}
