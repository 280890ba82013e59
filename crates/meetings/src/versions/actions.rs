//! What can be done with versions: keep one by a name, bring one back.

use super::{
    model::Reason,
    queries::{self, NewState},
    reading,
};
use crate::memo::{self, Memo, ROOT};
use memo_wire::{Document, Limits, Typist, fold::tree};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Edit, Permit},
    app::App,
};

/// Names of one memo's versions.
const MOST_NAMED: i64 = 100;
const LONGEST_NAME: usize = 40;

/// Who acts on which memo. Its transactions are those of the memo log: begin none before.
pub struct Desk<'a> {
    pub app: &'a App,
    pub organization: OrganizationId,
    pub memo: &'a Permit<Edit, Memo>,
    pub person: PersonId,
}

impl Desk<'_> {
    /// Keeps the state at number `upto` under a name, whatever becomes of what led to it.
    ///
    /// # Errors
    /// `Invalid` for a name that is empty or too long, `Conflict` when too many have one,
    /// `NotFound` when there is no such state.
    pub async fn name(&self, upto: i64, name: &str) -> Result<()> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(Error::field("name", "invalid-version-name"));
        }
        self.keep(upto, Reason::Named).await?;
        let mut tx = self.app.memo_log(self.organization, "name a version");
        if queries::count_named(&mut tx, self.memo.id).await? >= MOST_NAMED {
            return Err(Error::Conflict("conflict-versions-named"));
        }
        let named = (self.person, Some(name));
        queries::label(&mut tx, self.memo.id, upto, Reason::Named, named).await?;
        tx.commit().await
    }

    /// Lets the memo say again what it said at number `upto`, as a new edit of this person. `seen`:
    /// the last number that the person knew of. What stands there now becomes a version of its own,
    /// so that this, too, can be brought back.
    ///
    /// # Errors
    /// `Conflict` when somebody wrote meanwhile, `NotFound` when there is no such state.
    pub async fn restore(&self, upto: i64, seen: i64) -> Result<()> {
        let mut tx = self.app.memo_log_reads(self.organization, "what a memo said before");
        if queries::head(&mut tx, self.memo.id).await?.is_none_or(|head| head.seq != seen) {
            return Err(Error::Conflict("conflict-memo-moved-on"));
        }
        let wanted = reading::blocks(&mut tx, self.memo, upto).await?;
        drop(tx);
        self.keep(seen, Reason::Checkpoint).await?;
        let (app, organization) = (self.app, self.organization);
        memo::rewrite(app, organization, self.memo, self.person, seen, &wanted).await?;
        let mut tx = self.app.memo_log(self.organization, "an older version came back");
        if queries::head(&mut tx, self.memo.id).await?.is_some_and(|head| head.seq > seen) {
            let by = (self.person, None);
            queries::label(&mut tx, self.memo.id, seen, Reason::Restored, by).await?;
        }
        tx.commit().await
    }

    async fn keep(&self, upto: i64, reason: Reason) -> Result<()> {
        let mut tx = self.app.memo_log_reads(self.organization, "a state to keep");
        if upto < 1 || queries::head(&mut tx, self.memo.id).await?.is_none_or(|h| h.seq < upto) {
            return Err(Error::NotFound);
        }
        let document = reading::document(&mut tx, self.memo, upto).await?;
        drop(tx);
        let update = document.compacted();
        let mut tx = self.app.memo_log(self.organization, "keep a state");
        queries::keep(&mut tx, self.memo.id, NewState { upto, reason, update: &update }).await?;
        tx.commit().await
    }
}

/// Lets a memo say this text, as an edit of somebody without an editor.
///
/// # Errors
/// `Conflict` when somebody wrote meanwhile, `Invalid` for a text that no memo has a place for.
pub async fn rewrite_markdown(
    app: &App,
    organization: OrganizationId,
    memo: &Permit<Edit, Memo>,
    person: PersonId,
    text: &str,
) -> Result<()> {
    let mut tx = app.memo_log_reads(organization, "how far a memo has come");
    let seen = queries::head(&mut tx, memo.id).await?.map_or(0, |head| head.seq);
    drop(tx);
    let mut wanted = Document::new();
    let refused = |_| Error::field("text", "invalid-memo-text");
    let update = Typist::new(1, ROOT).write(text);
    wanted.admit(&update, &Limits::default()).map_err(refused)?;
    memo::rewrite(app, organization, memo, person, seen, &tree(&wanted, ROOT)).await
}
