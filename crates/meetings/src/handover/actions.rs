//! What can be done with handovers.

use super::{
    lines::{self, NewLine},
    model::{self, DAYS, Handover, HandoverId, HandoverKind, HandoverState, USUAL_DAYS},
    queries,
};
use crate::{
    reading::{self, NewReading, Way},
    tidings::{self, Kind as Told},
};
use jiff::SignedDuration;
use people::{
    audit::{self, Subject},
    pair::{Pair, Seat},
};
use platform::{
    Error, PersonId, Result,
    access::{Edit, Permit, Read, Tx, Writes},
};

/// Begins a packet with these lines. The leader while the pair lasts; the member also afterwards.
///
/// # Errors
/// `NotFound` for anybody else.
pub async fn begin(
    tx: &mut Tx<Writes>,
    pair: &Permit<Read, Pair>,
    kind: HandoverKind,
    first: &[NewLine],
) -> Result<HandoverId> {
    let seat = pair.seat_of(tx.viewer()).ok_or(Error::NotFound)?;
    if seat == Seat::Leader && !pair.lasts() {
        return Err(Error::NotFound);
    }
    let id = queries::insert(tx, pair, kind, USUAL_DAYS).await?;
    let handover = tx.load::<Edit, Handover>(id).await?;
    for line in first {
        lines::add_line(tx, &handover, line).await?;
    }
    record(tx, "handover-begun", &handover).await?;
    if seat == Seat::Leader {
        return tell(tx, &handover, handover.member, Told::HandoverBegun).await.map(|()| id);
    }
    Ok(id)
}

/// The leader is done with their part; from now on only the member changes it.
///
/// # Errors
/// `Conflict` when it was offered before, `Forbidden` for the member.
pub async fn offer(tx: &mut Tx<Writes>, handover: &Permit<Edit, Handover>) -> Result<()> {
    if !handover.is_drafting_leader(tx.viewer(), tx.now()) {
        return Err(moved_on(handover, tx));
    }
    queries::set_offered(tx, handover.id).await?;
    tell(tx, handover, handover.member, Told::HandoverOffered).await
}

/// Says who shall read it: the leader of another lasting pair of this member. Only the member does,
/// since nobody else need know with whom they talk besides.
///
/// # Errors
/// `Invalid` for a pair that is none of these, `Conflict` when it is over, `Forbidden` for anybody
/// but the member.
pub async fn name_reader(
    tx: &mut Tx<Writes>,
    handover: &Permit<Edit, Handover>,
    next: Option<&Pair>,
) -> Result<()> {
    if !tx.viewer().is(handover.member) {
        return Err(Error::Forbidden);
    }
    let state = handover.state(tx.now());
    if matches!(state, HandoverState::Declined | HandoverState::Withdrawn | HandoverState::Over) {
        return Err(Error::Conflict("conflict-handover"));
    }
    if next.is_some_and(|next| !may_read(handover, next)) {
        return Err(Error::field("next", "invalid-handover-next"));
    }
    pass_on(tx, handover, next, handover.agreed_at.is_some(), handover.days).await
}

fn may_read(handover: &Handover, next: &Pair) -> bool {
    next.lasts() && next.member == handover.member && next.id != handover.pair
}

/// Names the reader and, once it is agreed, lets the days run and tells them.
async fn pass_on(
    tx: &mut Tx<Writes>,
    handover: &Handover,
    next: Option<&Pair>,
    agreed: bool,
    days: i64,
) -> Result<()> {
    let day = SignedDuration::from_hours(24 * days);
    let end = tx.now().saturating_add(day).map_err(Error::internal)?;
    let expires_at = next.filter(|_| agreed).map(|_| end);
    queries::set_next(tx, handover.id, next.map(|next| next.id), expires_at).await?;
    match next.filter(|_| agreed) {
        Some(next) => tell(tx, handover, next.leader, Told::HandoverReady).await,
        None => Ok(()),
    }
}

/// What the member agrees to.
#[derive(Clone, Debug)]
pub struct Consent<'a> {
    /// [`lines::mark`] of the lines that they were shown.
    pub shown: &'a str,
    /// Who shall read it; `None`: not known yet.
    pub next: Option<&'a Pair>,
    /// For how many days.
    pub days: i64,
}

/// The member agrees to what they were shown; what they struck is deleted, and it passes on.
///
/// # Errors
/// `Invalid` when nothing is left, for other days and other readers; `Conflict` when it is settled,
/// with `conflict-stale` when a line was added or changed after they looked.
pub async fn agree(
    tx: &mut Tx<Writes>,
    handover: &Permit<Edit, Handover>,
    consent: &Consent<'_>,
) -> Result<()> {
    open_for_member(tx, handover)?;
    let &Consent { shown, next, days } = consent;
    if !DAYS.contains(&days) {
        return Err(Error::field("days", "invalid-handover-days"));
    }
    if next.is_some_and(|next| !may_read(handover, next)) {
        return Err(Error::field("next", "invalid-handover-next"));
    }
    let lines = queries::lines(tx, handover.id).await?;
    if lines.iter().all(|line| line.struck) {
        return Err(Error::field("lines", "invalid-handover-nothing"));
    }
    if lines::mark(&lines) != shown {
        return Err(Error::Conflict("conflict-stale"));
    }
    queries::set_agreed(tx, handover.id, days).await?;
    record(tx, "handover-agreed", handover).await?;
    if handover.drafter == handover.leader {
        tell(tx, handover, handover.leader, Told::HandoverAgreed).await?;
    }
    pass_on(tx, handover, next, true, days).await
}

/// The member would rather hand nothing over. The lines are deleted.
///
/// # Errors
/// `Conflict` when it is settled.
pub async fn decline(
    tx: &mut Tx<Writes>,
    handover: &Permit<Edit, Handover>,
    words: &str,
) -> Result<()> {
    open_for_member(tx, handover)?;
    let words = model::clean_words(words)?;
    queries::set_declined(tx, handover.id, &words).await?;
    queries::delete_lines(tx, handover.id).await?;
    record(tx, "handover-declined", handover).await?;
    match handover.drafter == handover.leader {
        true => tell(tx, handover, handover.leader, Told::HandoverDeclined).await,
        false => Ok(()),
    }
}

/// The member takes it back, at any time: the reader loses it with the commit. The leader may drop
/// what they have not offered yet.
pub async fn end(tx: &mut Tx<Writes>, handover: &Permit<Edit, Handover>) -> Result<()> {
    let state = handover.state(tx.now());
    if matches!(state, HandoverState::Declined | HandoverState::Withdrawn | HandoverState::Over) {
        return Ok(());
    }
    let me = tx.me()?;
    queries::set_withdrawn(tx, handover.id).await?;
    queries::delete_lines(tx, handover.id).await?;
    record(tx, "handover-withdrawn", handover).await?;
    let agreed = handover.agreed_at.is_some();
    let mut to: Vec<PersonId> = Vec::new();
    to.extend((me != handover.member).then_some(handover.member));
    to.extend(
        (me != handover.leader && handover.drafter == handover.leader).then_some(handover.leader),
    );
    to.extend(handover.reader.as_ref().filter(|_| agreed).map(|reader| reader.person));
    to.dedup();
    for person in to {
        tidings::tell(tx, person, me, Told::HandoverWithdrawn, handover.id.0).await?;
    }
    Ok(())
}

/// The next leader reads it for the first time; the member hears of that.
///
/// # Errors
/// `Gone` when it is over, `NotFound` for anybody else.
pub async fn read(tx: &mut Tx<Writes>, handover: &Permit<Read, Handover>) -> Result<()> {
    if !handover.is_reader(tx.viewer()) {
        return Err(Error::NotFound);
    }
    if handover.state(tx.now()) != HandoverState::Running {
        return Err(Error::Gone("gone-handover"));
    }
    if handover.read_at.is_some() {
        return Ok(());
    }
    let (reader, way, because, at) =
        (Some(tx.me()?), Way::HandedOver, Some(handover.id.0), tx.now());
    let memos = queries::memos(tx, handover).await?;
    let noted: Vec<NewReading> =
        memos.into_iter().map(|text| NewReading { text, reader, way, because, at }).collect();
    reading::record(tx, &noted).await?;
    queries::set_read(tx, handover.id).await?;
    tell(tx, handover, handover.member, Told::HandoverRead).await
}

fn open_for_member(tx: &Tx<Writes>, handover: &Handover) -> Result<()> {
    if !tx.viewer().is(handover.member) {
        return Err(Error::Forbidden);
    }
    if handover.is_open(tx.now()) { Ok(()) } else { Err(Error::Conflict("conflict-handover")) }
}

fn moved_on(handover: &Handover, tx: &Tx<Writes>) -> Error {
    let drafts =
        tx.viewer().is(handover.leader) && handover.state(tx.now()) != HandoverState::Draft;
    if drafts { Error::Conflict("conflict-handover") } else { Error::Forbidden }
}

pub(super) async fn tell(
    tx: &mut Tx<Writes>,
    handover: &Handover,
    to: PersonId,
    kind: Told,
) -> Result<()> {
    let from = tx.me()?;
    tidings::tell(tx, to, from, kind, handover.id.0).await
}

/// That it happened, and in which pair; nothing of what.
async fn record(tx: &mut Tx<Writes>, action: &'static str, handover: &Handover) -> Result<()> {
    audit::record(tx, action, Subject::Row("pair", handover.pair.0)).await
}
