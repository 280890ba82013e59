//! What people are told: in the application always, and by mail where somebody must know in time.

use super::{
    jobs::Tell,
    model::{Access, AccessId},
    queries,
};
use jiff::Timestamp;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    text_enum,
};
use std::collections::BTreeSet;

text_enum! {
    pub enum Kind {
        /// An administrator wants it switched on; another must confirm.
        Proposed = "proposed",
        On = "on",
        Off = "off",
        /// Somebody is asked to approve.
        Requested = "requested",
        Opened = "opened",
        Closed = "closed",
        /// It is over and never let anybody read.
        Unopened = "unopened",
    }
}

/// One line of somebody's notices.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    pub id: i64,
    pub kind: Kind,
    pub access: Option<AccessId>,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

impl News {
    /// Where one learns more.
    pub fn path(&self) -> String {
        match (self.kind, self.access) {
            (Kind::Proposed, _) => "/administration/emergency".into(),
            (_, Some(access)) => format!("/emergency/{access}"),
            (_, None) => "/emergency".into(),
        }
    }
}

/// What the viewer was told before this mark, newest first.
pub async fn news<M: Mode>(
    tx: &mut Tx<M>,
    before: (Timestamp, i64),
    most: i64,
) -> Result<Vec<News>> {
    queries::list(tx, before, most).await
}

/// What the viewer was told of late and has not read.
pub async fn unread<M: Mode>(tx: &mut Tx<M>, most: i64) -> Result<Vec<News>> {
    let mut all = queries::list(tx, (Timestamp::MAX, i64::MAX), most).await?;
    all.retain(|news| news.read_at.is_none());
    Ok(all)
}

/// Marks one of the viewer's as read and returns it.
pub async fn mark_read(tx: &mut Tx<Writes>, id: i64) -> Result<Option<News>> {
    queries::mark_read(tx, id).await
}

pub async fn mark_all_read(tx: &mut Tx<Writes>) -> Result<()> {
    queries::mark_all_read(tx).await
}

/// Tells all approvers that their answer is wanted.
pub(super) async fn tell_approvers(tx: &mut Tx<Writes>, access: &Access) -> Result<()> {
    let approvers = access.approvers.iter().map(|approver| approver.id).collect();
    tell(tx, access, approvers, Kind::Requested).await
}

/// Tells the two, the requester and who approved.
pub(super) async fn tell_concerned(tx: &mut Tx<Writes>, access: &Access, kind: Kind) -> Result<()> {
    let mut people: BTreeSet<PersonId> =
        access.approved.iter().map(|approver| approver.id).collect();
    people.extend([access.leader.id, access.member.id, access.requester.id]);
    tell(tx, access, people, kind).await
}

async fn tell(
    tx: &mut Tx<Writes>,
    access: &Access,
    people: BTreeSet<PersonId>,
    kind: Kind,
) -> Result<()> {
    let id = tx.new_id(|id| id);
    for person in people {
        queries::tell(tx, id, person, kind, access.id).await?;
        tx.enqueue(&Tell { person, kind, access: access.id }).await?;
    }
    Ok(())
}
