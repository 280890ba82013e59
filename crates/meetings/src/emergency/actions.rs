//! Asking for an access, and reading through one.

use super::{
    model::{self, Access, AccessId, TO_ANSWER},
    notices,
    policy::Opened,
    queries::{self, Reached},
};
use crate::{
    memo::{self, Memo, MemoId, Reading},
    one_on_one::OneOnOneId,
    reading::{self, NewReading, Text, Way},
};
use jiff::{Timestamp, civil::Date};
use people::{
    audit::{self, Subject},
    pair::PairId,
};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Mode, Permit, Read, Tx, Writes},
    app::App,
    id,
};

/// A request as it is made.
#[derive(Clone, Debug)]
pub struct NewAccess {
    pub leader: PersonId,
    pub member: PersonId,
    pub from: Date,
    pub until: Date,
    pub reason: String,
}

/// An administrator asks to read the shared memos of two people over some days.
///
/// # Errors
/// `Conflict` while it is off, or where fewer than two could approve; `Invalid` for what is wrong
/// with pair, days or reason; `NotFound` for who does not administer.
pub async fn request(tx: &mut Tx<Writes>, new: &NewAccess) -> Result<AccessId> {
    let me = tx.me()?;
    if !tx.viewer().is_administrator() {
        return Err(Error::NotFound);
    }
    if !queries::hold_rule(tx).await? {
        return Err(Error::Conflict("conflict-emergency-off"));
    }
    let today = tx.now().to_zoned(tx.viewer().organization_zone.clone()).date();
    model::check_days(new.from, new.until, today)?;
    let reason = model::clean_reason(&new.reason)?;
    if me == new.leader || me == new.member {
        return Err(Error::field("leader", "invalid-emergency-own"));
    }
    let pair = queries::pair_between(tx, new.leader, new.member).await?;
    let pair = pair.ok_or(Error::field("leader", "invalid-emergency-pair"))?;
    ask(tx, pair, (new.from, new.until), reason).await
}

async fn ask(
    tx: &mut Tx<Writes>,
    pair: PairId,
    (from, until): (Date, Date),
    reason: String,
) -> Result<AccessId> {
    let id = tx.new_id(AccessId);
    let lapses_at = tx.now().saturating_add(TO_ANSWER).map_err(Error::internal)?;
    let new = queries::NewRow { id, pair, from, until, reason, lapses_at };
    queries::insert(tx, &new).await?;
    let access = tx.load::<Read, Access>(id).await?;
    let (requester, two) = (&access.requester, [&access.leader, &access.member]);
    if two.iter().any(|one| one.is_like(requester)) {
        return Err(Error::field("leader", "invalid-emergency-own"));
    }
    if !model::are_two(&access.approvers) {
        return Err(Error::Conflict("conflict-emergency-approvers"));
    }
    audit::record_detail(tx, "emergency-requested", Subject::Person(access.member.id), &said(id))
        .await?;
    notices::tell_approvers(tx, &access).await?;
    Ok(id)
}

/// The reason's id, for the audit: who may see the access can look it up there.
pub(super) fn said(id: AccessId) -> String {
    id::encode(id.0)
}

/// The 1-on-1s whose shared memo this access reaches.
pub(super) async fn reached<M: Mode>(tx: &mut Tx<M>, access: &Access) -> Result<Vec<Reached>> {
    let zone = tx.viewer().organization_zone.clone();
    let start = |day: Date| day.to_zoned(zone.clone()).map(|at| at.timestamp());
    let after = access.until.tomorrow().map_err(Error::internal)?;
    let bounds: (Timestamp, Timestamp) =
        (start(access.from).map_err(Error::internal)?, start(after).map_err(Error::internal)?);
    queries::reached(tx, access.pair, bounds).await
}

/// Reads one shared memo. The list of readings and the audit know of it before a word is shown;
/// where they cannot be written, nothing is.
///
/// # Errors
/// `NotFound` where the access does not reach it, or is not open any more.
pub(super) async fn read(
    mut tx: Tx<platform::access::Reads>,
    opened: &Permit<Read, Opened>,
    one_on_one: OneOnOneId,
) -> Result<(Reached, Reading)> {
    let found = reached(&mut tx, &opened.0).await?;
    let reached = found.into_iter().find(|reached| reached.one_on_one == one_on_one);
    let reached = reached.ok_or(Error::NotFound)?;
    let (app, organization, access) = (tx.app().clone(), tx.organization(), opened.0.id);
    drop(tx);
    note(&app, organization, access, &reached).await?;
    let mut tx = app.system_reads(organization, "an emergency access reads a memo");
    let memo = tx.load::<Read, Memo>(MemoId(reached.memo)).await?;
    drop(tx);
    if !memo.is_shared() {
        return Err(Error::NotFound);
    }
    let said = memo::read(&app, organization, &memo).await?;
    Ok((reached, said))
}

async fn note(
    app: &App,
    organization: OrganizationId,
    access: AccessId,
    reached: &Reached,
) -> Result<()> {
    let mut tx = app.system(organization, "note an emergency reading");
    // Looked at again, by the database, in the transaction that notes it.
    let opened = tx.load::<Read, Opened>(access).await?;
    let (requester, member) = (opened.0.requester.id, opened.0.member.id);
    let new = NewReading {
        text: Text { pair: opened.0.pair, one_on_one: reached.one_on_one, memo: reached.memo },
        reader: Some(requester),
        way: Way::Emergency,
        because: Some(access.0),
        at: tx.now(),
    };
    reading::record(&mut tx, &[new]).await?;
    let subject = Subject::Person(member);
    audit::record_as(&mut tx, requester, "emergency-read", subject, &said(access)).await?;
    tx.commit().await
}
