//! Accesses in words.

use super::{
    model::{Access, How, Stage},
    queries,
};
use crate::{names, one_on_one::OneOnOne, reading::Other};
use platform::{
    Result,
    access::{Administer, Edit, Mode, Tx},
    render::Frame,
};

/// Who can read the shared memo of this 1-on-1 now, beside the two. The caller holds a permit for
/// it.
pub async fn readers_now<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: &OneOnOne,
) -> Result<Vec<Other>> {
    let all = queries::of_pair(tx, one_on_one.pair).await?;
    let zone = tx.viewer().organization_zone.clone();
    let day = one_on_one.starts_at.to_zoned(zone).date();
    let open = all.iter().filter(|access| {
        access.stage() == Stage::Open && access.from <= day && day <= access.until
    });
    Ok(open.filter_map(|access| other(f, access)).collect())
}

fn other(f: &Frame, access: &Access) -> Option<Other> {
    let until = access.ends_at?;
    Some(Other {
        name: names::called(f.texts(), &access.requester.name),
        why: f.with("emergency-why", "until", f.when(&until)),
    })
}

/// One access, as a line of a list.
pub struct Line {
    pub id: String,
    pub two: String,
    pub days: String,
    pub stage: String,
    /// The viewer is asked to answer.
    pub waits_for_me: bool,
    pub open: bool,
}

impl Line {
    pub fn of(f: &Frame, access: &Access) -> Self {
        let stage = access.stage();
        let asked = access.may_answer(&f.viewer) && !access.has_approved(&f.viewer);
        Self {
            id: access.id.to_string(),
            two: two(f, access),
            days: days(f, access),
            stage: said(f, stage),
            waits_for_me: stage == Stage::Waiting && asked,
            open: stage == Stage::Open,
        }
    }
}

pub fn two(f: &Frame, access: &Access) -> String {
    f.with2("emergency-two", "leader", &access.leader.name, "member", &access.member.name)
}

pub fn days(f: &Frame, access: &Access) -> String {
    if access.from == access.until {
        return f.with("emergency-day", "day", f.day(&access.from));
    }
    f.with2("emergency-days", "from", f.day(&access.from), "until", f.day(&access.until))
}

fn said(f: &Frame, stage: Stage) -> String {
    match stage {
        Stage::Waiting => f.t("emergency-stage-waiting"),
        Stage::Open => f.t("emergency-stage-open"),
        Stage::Closed(how) => f.t(format!("emergency-stage-{how}")),
    }
}

/// Everything about one access.
pub struct Whole {
    pub line: Line,
    pub requester: String,
    pub reason: String,
    pub requested: String,
    /// What happened since, in the order of time.
    pub steps: Vec<String>,
    pub lapses: String,
    pub ends: Option<String>,
    pub is_waiting: bool,
    pub may_answer: bool,
    pub may_end: bool,
    /// The requester, while it is open.
    pub reads: bool,
    /// One of the two looks.
    pub is_mine: bool,
    pub pair: String,
}

pub fn whole<M: Mode>(tx: &Tx<M>, f: &Frame, access: &Access) -> Whole {
    let stage = access.stage();
    let live = !matches!(stage, Stage::Closed(_));
    let requests = f.viewer.is(access.requester.id);
    Whole {
        line: Line::of(f, access),
        requester: access.requester.name.clone(),
        reason: access.reason.clone(),
        requested: f.when(&access.requested_at),
        steps: steps(f, access),
        lapses: f.when(&access.lapses_at),
        ends: access.ends_at.filter(|_| stage == Stage::Open).map(|at| f.when(&at)),
        is_waiting: stage == Stage::Waiting,
        may_answer: stage == Stage::Waiting
            && tx.allows::<Edit, Access>(access)
            && !access.has_approved(&f.viewer),
        may_end: live
            && tx.allows::<Administer, Access>(access)
            && (requests || stage == Stage::Open),
        reads: stage == Stage::Open && requests && f.viewer.is_administrator(),
        is_mine: access.is_one_of_the_two(&f.viewer),
        pair: access.pair.to_string(),
    }
}

fn steps(f: &Frame, access: &Access) -> Vec<String> {
    let approved =
        access.approved.iter().map(|one| f.with("emergency-approved-by", "name", &one.name));
    let opened = access.opened_at.map(|at| f.with("emergency-opened-at", "when", f.when(&at)));
    let how = match access.stage() {
        Stage::Closed(how) => Some(how),
        Stage::Waiting | Stage::Open => None,
    };
    approved.chain(opened).chain(how.map(|how| ended(f, access, how))).collect()
}

fn ended(f: &Frame, access: &Access, how: How) -> String {
    let stage = f.t(format!("emergency-stage-{how}"));
    match access.closed_at {
        Some(at) => f.with2("emergency-closed-at", "stage", stage, "when", f.when(&at)),
        None => stage,
    }
}
