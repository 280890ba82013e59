//! Who may do what to an emergency access.

use super::model::{Access, Stage};
use platform::{
    Result,
    access::{Administer, Edit, Guarded, Key, Mode, Policy, Read, Tx, Viewer},
};

/// All whom it concerns. The two from the moment in which it is decided: earlier, one of them could
/// take away what somebody must see in time.
impl Policy<Read> for Access {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.is(self.requester.id)
            || self.may_answer(viewer)
            || self.has_approved(viewer)
            || (self.is_one_of_the_two(viewer) && self.stage() != Stage::Waiting)
    }
}

/// Approving and declining.
impl Policy<Edit> for Access {
    fn allows(&self, viewer: &Viewer) -> bool {
        self.may_answer(viewer)
    }
}

/// Ending it: whoever approved, even if somebody removed them since, all who may approve, and the
/// requester.
impl Policy<Administer> for Access {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.is(self.requester.id) || self.may_answer(viewer) || self.has_approved(viewer)
    }
}

/// An access through which somebody may read this moment.
pub struct Opened(pub Access);

impl Guarded for Opened {
    type Id = super::AccessId;
    const NAME: &'static str = "emergency_accesses";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: Self::Id, key: Key) -> Result<Option<Self>> {
        let found = Access::find(tx, id, key).await?;
        Ok(found.filter(|access| access.stage() == Stage::Open).map(Self))
    }
}

impl Policy<Read> for Opened {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.is(self.0.requester.id) && viewer.is_administrator()
    }
}
