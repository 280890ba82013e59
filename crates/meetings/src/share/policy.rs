//! Who may do what to a share. Administrators are nobody here.

use super::model::Share;
use people::pair::Seat;
use platform::access::{Edit, Policy, Read, Viewer};

/// Its asker, ever; the other of the two from when they are asked; the reader once it is agreed.
/// Whoever led before sees only what they asked for themselves.
impl Policy<Read> for Share {
    fn allows(&self, viewer: &Viewer) -> bool {
        if viewer.is(self.asker) {
            return true;
        }
        match self.seat_of(viewer) {
            Some(Seat::Member) => self.asked_at.is_some(),
            Some(Seat::Leader) => self.asked_at.is_some() && self.pair_lasts(),
            None => self.agreed_at.is_some() && self.is_reader(viewer),
        }
    }
}

/// Asking, answering, ending: the two.
impl Policy<Edit> for Share {
    fn allows(&self, viewer: &Viewer) -> bool {
        self.seat_of(viewer).is_some() && <Self as Policy<Read>>::allows(self, viewer)
    }
}
