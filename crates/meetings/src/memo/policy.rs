//! Who may do what to a memo: the shared one follows the pair, a private note its author for ever.
//! Administrators are nobody here.

use super::model::Memo;
use people::pair::Seat;
use platform::access::{Edit, Policy, Read, Viewer};

impl Policy<Read> for Memo {
    fn allows(&self, viewer: &Viewer) -> bool {
        match (self.author, self.seat_of(viewer)) {
            (Some(author), _) => viewer.is(author),
            (None, Some(Seat::Member)) => true,
            (None, Some(Seat::Leader)) => self.pair_lasts,
            (None, None) => false,
        }
    }
}

impl Policy<Edit> for Memo {
    fn allows(&self, viewer: &Viewer) -> bool {
        match self.author {
            Some(author) => viewer.is(author),
            None => self.pair_lasts && self.seat_of(viewer).is_some(),
        }
    }
}
