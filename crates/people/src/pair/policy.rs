//! Who may do what to a pair.

use super::model::{Pair, Seat};
use platform::access::{Administer, Edit, Policy, Read, Viewer};

/// Both seats while it lasts; afterwards the member only. Administrators see that it exists.
impl Policy<Read> for Pair {
    fn allows(&self, viewer: &Viewer) -> bool {
        match self.seat_of(viewer) {
            Some(Seat::Member) => true,
            Some(Seat::Leader) => self.lasts(),
            None => viewer.is_administrator(),
        }
    }
}

/// Dates and cadence: both seats while it lasts.
impl Policy<Edit> for Pair {
    fn allows(&self, viewer: &Viewer) -> bool {
        self.lasts() && self.seat_of(viewer).is_some()
    }
}

/// Ending it: the leader, the member, or an administrator.
impl Policy<Administer> for Pair {
    fn allows(&self, viewer: &Viewer) -> bool {
        self.lasts() && (self.seat_of(viewer).is_some() || viewer.is_administrator())
    }
}
