//! Approving, declining and ending.

use super::{
    actions::said,
    model::{self, Access, AccessId, How, Stage, TO_READ},
    notices::{self, Kind},
    queries,
};
use people::audit::{self, Subject};
use platform::{
    Error, Result,
    access::{Administer, Edit, Permit, Read, Tx, Writes},
    alive,
};

fn still_waits(access: &Access) -> Result<()> {
    match access.stage() {
        Stage::Waiting => Ok(()),
        Stage::Open | Stage::Closed(_) => Err(Error::Conflict("conflict-emergency-over")),
    }
}

/// One approver agrees. The second agreement lets the requester read, and tells the two in the same
/// transaction.
///
/// # Errors
/// `Conflict` when it waits no more.
pub async fn approve(tx: &mut Tx<Writes>, access: &Permit<Edit, Access>) -> Result<()> {
    still_waits(access)?;
    if access.has_approved(tx.viewer()) {
        return Ok(());
    }
    if !queries::hold_rule(tx).await? {
        return Err(Error::Conflict("conflict-emergency-off"));
    }
    queries::insert_approval(tx, access.id).await?;
    record(tx, "emergency-approved", access).await?;
    let now = tx.load::<Read, Access>(access.id).await?;
    if model::are_two(&now.counting()) { open(tx, &now).await } else { Ok(()) }
}

async fn open(tx: &mut Tx<Writes>, access: &Access) -> Result<()> {
    let ends_at = tx.now().saturating_add(TO_READ).map_err(Error::internal)?;
    queries::set_open(tx, access.id, ends_at).await?;
    record(tx, "emergency-opened", access).await?;
    notices::tell_concerned(tx, access, Kind::Opened).await
}

/// One approver says no: it is over.
///
/// # Errors
/// `Conflict` when it waits no more.
pub async fn decline(tx: &mut Tx<Writes>, access: &Permit<Edit, Access>) -> Result<()> {
    still_waits(access)?;
    close(tx, access, How::Declined).await
}

/// An approver or the requester ends it, at once. What is over stays as it is.
pub async fn end(tx: &mut Tx<Writes>, access: &Permit<Administer, Access>) -> Result<()> {
    let how = match access.stage() {
        Stage::Closed(how) => how,
        Stage::Waiting | Stage::Open => How::Ended,
    };
    close(tx, access, how).await
}

/// Writes down that it is over, once, and tells all whom it concerns.
pub(super) async fn close(tx: &mut Tx<Writes>, access: &Access, how: How) -> Result<()> {
    if !queries::set_closed(tx, access.id, how).await? {
        return Ok(());
    }
    alive::tell_ended(tx, access.id);
    record(tx, "emergency-closed", access).await?;
    let kind = if access.opened_at.is_some() { Kind::Closed } else { Kind::Unopened };
    notices::tell_concerned(tx, access, kind).await
}

/// Writes down what the clock, or a change of role, has ended already.
pub(super) async fn write_down(tx: &mut Tx<Writes>, id: AccessId) -> Result<()> {
    let access = tx.load::<Read, Access>(id).await?;
    match access.stage() {
        Stage::Closed(how) => close(tx, &access, how).await,
        Stage::Waiting | Stage::Open => Ok(()),
    }
}

async fn record(tx: &mut Tx<Writes>, action: &'static str, access: &Access) -> Result<()> {
    let subject = Subject::Person(access.member.id);
    audit::record_detail(tx, action, subject, &said(access.id)).await
}
