//! Who may do what to a promise: the two, the leader only while the pair lasts.

use super::model::Promise;
use platform::access::{Edit, Policy, Read, Viewer};

impl Policy<Read> for Promise {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.is(self.member) || (viewer.is(self.leader) && self.pair_lasts)
    }
}

impl Policy<Edit> for Promise {
    fn allows(&self, viewer: &Viewer) -> bool {
        self.pair_lasts && (viewer.is(self.member) || viewer.is(self.leader))
    }
}
