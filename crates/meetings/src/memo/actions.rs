//! What can be done with memos beside typing.

use super::{
    ROOT,
    hub::{Handle, State},
    model::Memo,
    queries::{self, log},
};
use crate::one_on_one::OneOnOne;
use memo_wire::{Passage, Typist, fold::Node};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Edit, Permit, Read, Tx, Writes},
    app::App,
};

/// What a memo says, as Markdown, text and HTML.
pub type Reading = memo_wire::Folded;

/// Gives a 1-on-1 its documents: what the two share, and both private notes. Doing it twice changes
/// nothing.
pub async fn ensure(tx: &mut Tx<Writes>, one_on_one: &Permit<Edit, OneOnOne>) -> Result<()> {
    queries::ensure(tx, one_on_one).await
}

/// What a memo says this moment, whether anybody has it open or not. Ask without a transaction
/// open: this reads the memo log.
pub async fn read(
    app: &App,
    organization: OrganizationId,
    memo: &Permit<Read, Memo>,
) -> Result<Reading> {
    let open = super::hub(app).enter(app, organization, memo).await?;
    let document = open.lock().document.clone();
    Ok(memo_wire::fold(&document, ROOT))
}

/// What a memo says this moment, taken apart into what can be shown by itself. Ask without a
/// transaction open.
pub async fn passages(
    app: &App,
    organization: OrganizationId,
    memo: &Permit<Read, Memo>,
) -> Result<Vec<Passage>> {
    let open = super::hub(app).enter(app, organization, memo).await?;
    let document = open.lock().document.clone();
    Ok(memo_wire::passages(&document, ROOT))
}

/// Writes into an empty memo for a person, through the same admission, log and relay as typing.
/// Returns when it is on the disk and folded.
///
/// # Errors
/// `Conflict` when the memo has words already, `Invalid` when the text is too long for it.
pub async fn write_markdown(
    app: &App,
    organization: OrganizationId,
    memo: &Permit<Edit, Memo>,
    person: PersonId,
    text: &str,
) -> Result<()> {
    let open = super::hub(app).enter(app, organization, memo).await?;
    let mut client = [0; 8];
    app.world().random.fill(&mut client);
    let update = Typist::new(u64::from_le_bytes(client), ROOT).write(text);
    open.write_first(app, person, &update).await?;
    open.fold(app).await
}

/// Lets a memo say again what it said before, as a new edit of this person: what is equal stays as it
/// is, with its authors. Nothing else was written since number `seen` of the log, or nothing is done.
/// Returns when it is on the disk and folded.
///
/// # Errors
/// `Conflict` when somebody wrote meanwhile, `Invalid` when it is too long for one edit.
pub async fn rewrite(
    app: &App,
    organization: OrganizationId,
    memo: &Permit<Edit, Memo>,
    person: PersonId,
    seen: i64,
    wanted: &[Node],
) -> Result<()> {
    let open = super::hub(app).enter(app, organization, memo).await?;
    catch_up(app, &open).await?;
    let mut client = [0; 8];
    app.world().random.fill(&mut client);
    let client = u64::from_le_bytes(client);
    let document = still_at(&open.lock(), seen)?.document.clone();
    let wanted = wanted.to_vec();
    // Comparing takes long for a long memo; nobody who types in it waits meanwhile.
    let compare = move || memo_wire::rewrite(&document, ROOT, client, &wanted);
    let edit = tokio::task::spawn_blocking(compare).await.map_err(Error::internal)?;
    let edit = |state: &State| still_at(state, seen).map(|_| edit.map(|edit| edit.update));
    open.write_inside(app, person, edit).await?;
    open.fold(app).await
}

/// At the same number of the log, with nothing on its way, a memo is the same.
fn still_at(state: &State, seen: i64) -> Result<&State> {
    let is_same = state.head == seen && state.is_quiet();
    is_same.then_some(state).ok_or(Error::Conflict("conflict-memo-moved-on"))
}

/// Brings what search and mails read up to date with the log, when a 1-on-1 is closed or deleted
/// words are erased. What another node wrote and nobody told us of is read before.
pub async fn fold(app: &App, organization: OrganizationId, memo: &Memo) -> Result<()> {
    let open = super::hub(app).enter(app, organization, memo).await?;
    catch_up(app, &open).await?;
    open.fold(app).await
}

/// Reads what the log has beyond what is known here, and waits until what was taken in here is in
/// it.
async fn catch_up(app: &App, open: &Handle) -> Result<()> {
    let key = open.key;
    let mut tx = app.memo_log_reads(key.organization, "how far a memo has come");
    open.hint(app, log::head(&mut tx, key.memo).await?);
    drop(tx);
    open.written().await;
    Ok(())
}
