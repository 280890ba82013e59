//! Who may do what to a comment: the two, the leader only while the pair lasts. Withdrawing is the
//! author's alone, which the verb looks at.

use super::model::Comment;
use platform::access::{Edit, Policy, Read, Viewer};

impl Policy<Read> for Comment {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.is(self.member) || (viewer.is(self.leader) && self.pair_lasts)
    }
}

impl Policy<Edit> for Comment {
    fn allows(&self, viewer: &Viewer) -> bool {
        self.pair_lasts && (viewer.is(self.member) || viewer.is(self.leader))
    }
}
