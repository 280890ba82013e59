//! What can be done with versions: keep one by a name, bring one back.

use super::{
    model::Reason,
    queries::{self, Head, NewState},
    reading,
};
use crate::memo::{self, Memo, ROOT};
use memo_wire::{Document, Limits, Typist, fold::tree};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Edit, Permit, Tx, Writes},
    app::App,
};

/// Names of one memo's versions.
const MOST_NAMED: i64 = 100;
const LONGEST_NAME: usize = 40;
const MOVED_ON: &str = "conflict-memo-moved-on";

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
    /// `Invalid` for a name that is empty or too long, `Conflict` when too many have one or deleted
    /// words were erased meanwhile, `NotFound` when there is no such state.
    pub async fn name(&self, upto: i64, name: &str) -> Result<()> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(Error::field("name", "invalid-version-name"));
        }
        let state = self.state(upto).await?;
        let mut tx = self.app.memo_log(self.organization, "name a version");
        self.keep(&mut tx, &state, Reason::Named).await?;
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
    /// `Conflict` when somebody wrote or erased meanwhile, `NotFound` when there is no such state.
    pub async fn restore(&self, upto: i64, seen: i64) -> Result<()> {
        let mut tx = self.app.memo_log_reads(self.organization, "what a memo said before");
        let head = queries::head(&mut tx, self.memo.id).await?.filter(|head| head.seq == seen);
        let head = head.ok_or(Error::Conflict(MOVED_ON))?;
        let wanted = reading::blocks(&mut tx, self.memo, upto).await?;
        let document = reading::document(&mut tx, self.memo, seen).await?;
        drop(tx);
        let state = State { head, upto: seen, update: document.compacted() };
        let mut tx = self.app.memo_log(self.organization, "keep what an older version replaces");
        self.keep(&mut tx, &state, Reason::Checkpoint).await?;
        tx.commit().await?;
        let (app, organization) = (self.app, self.organization);
        memo::rewrite(app, organization, self.memo, self.person, seen, &wanted).await?;
        let mut tx = self.app.memo_log(self.organization, "an older version came back");
        if queries::head(&mut tx, self.memo.id).await?.is_some_and(|head| head.seq > seen) {
            let by = (self.person, None);
            queries::label(&mut tx, self.memo.id, seen, Reason::Restored, by).await?;
        }
        tx.commit().await
    }

    pub(super) async fn state(&self, upto: i64) -> Result<State> {
        let mut tx = self.app.memo_log_reads(self.organization, "a state to keep");
        let head = queries::head(&mut tx, self.memo.id).await?;
        let head = head.filter(|head| (1..=head.seq).contains(&upto)).ok_or(Error::NotFound)?;
        let document = reading::document(&mut tx, self.memo, upto).await?;
        Ok(State { head, upto, update: document.compacted() })
    }

    /// # Errors
    /// `Conflict` when deleted words were erased since it was read: it may hold some of them.
    pub(super) async fn keep(
        &self,
        tx: &mut Tx<Writes>,
        state: &State,
        reason: Reason,
    ) -> Result<()> {
        if !queries::hold_unerased(tx, self.memo.id, &state.head).await? {
            return Err(Error::Conflict(MOVED_ON));
        }
        let new = NewState { upto: state.upto, reason, update: &state.update };
        queries::keep(tx, self.memo.id, new).await
    }
}

/// What a memo said at a number, and how far its history was when that was read.
pub(super) struct State {
    head: Head,
    upto: i64,
    update: Vec<u8>,
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
