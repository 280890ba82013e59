//! Who may do what to a 1-on-1: only the two, and the leader only while the pair lasts.

use super::model::OneOnOne;
use people::pair::Seat;
use platform::access::{Edit, Policy, Read, Viewer};

impl Policy<Read> for OneOnOne {
    fn allows(&self, viewer: &Viewer) -> bool {
        match self.seat_of(viewer) {
            Some(Seat::Member) => true,
            Some(Seat::Leader) => self.pair_lasts,
            None => false,
        }
    }
}

impl Policy<Edit> for OneOnOne {
    fn allows(&self, viewer: &Viewer) -> bool {
        self.pair_lasts && self.seat_of(viewer).is_some()
    }
}
