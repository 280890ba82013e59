//! Who may do what to a wish: the two read it, the leader only while the pair lasts; its author
//! changes it.

use super::model::Wish;
use platform::access::{Edit, Policy, Read, Viewer};

impl Policy<Read> for Wish {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.is(self.member) || (viewer.is(self.leader) && self.pair_lasts)
    }
}

impl Policy<Edit> for Wish {
    fn allows(&self, viewer: &Viewer) -> bool {
        self.pair_lasts && viewer.is(self.author)
    }
}
