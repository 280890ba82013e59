//! Who may do what to a handover. Administrators are nobody here.

use super::{
    model::{Handover, HandoverState, Line},
    queries,
};
use platform::{
    Result,
    access::{Edit, Mode, Policy, Read, Tx, Viewer},
};

/// The member, ever. The leader it comes from, if they began it or while the pair lasts once it is
/// agreed; what they see of it is how it stands. The next leader once it is agreed.
impl Policy<Read> for Handover {
    fn allows(&self, viewer: &Viewer) -> bool {
        let agreed = self.agreed_at.is_some();
        let began = self.drafter == self.leader;
        viewer.is(self.member)
            || (viewer.is(self.leader) && (began || (agreed && self.pair_lasts)))
            || (self.is_reader(viewer) && agreed && self.withdrawn_at.is_none())
    }
}

/// Lines: the member until they answered, the leader until they offered it.
impl Policy<Edit> for Handover {
    fn allows(&self, viewer: &Viewer) -> bool {
        let leads = viewer.is(self.leader) && self.pair_lasts && self.drafter == self.leader;
        viewer.is(self.member) || (leads && self.offered_at.is_none() && self.agreed_at.is_none())
    }
}

/// Are there lines that this viewer may see now? For the leader only while they draft.
pub(super) fn sees_lines(handover: &Handover, viewer: &Viewer, now: jiff::Timestamp) -> bool {
    let state = handover.state(now);
    match state {
        HandoverState::Declined | HandoverState::Withdrawn | HandoverState::Over => false,
        HandoverState::Running if handover.is_reader(viewer) => true,
        _ => viewer.is(handover.member) || handover.is_drafting_leader(viewer, now),
    }
}

/// The lines that the viewer may see now: the next leader only after they opened it, which the
/// member hears of.
pub async fn shown_lines<M: Mode>(tx: &mut Tx<M>, handover: &Handover) -> Result<Vec<Line>> {
    let viewer = tx.viewer();
    let unopened = !viewer.is(handover.member) && handover.read_at.is_none();
    let drafting = handover.is_drafting_leader(viewer, tx.now());
    if !sees_lines(handover, viewer, tx.now()) || (unopened && !drafting) {
        return Ok(Vec::new());
    }
    queries::lines(tx, handover.id).await
}
