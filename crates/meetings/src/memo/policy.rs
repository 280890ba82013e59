//! Who may do what to a memo: what is of the two follows the pair, a private note its author for
//! ever. What the member is mindful of only the member writes. Administrators are nobody here.

use super::model::{Kind, Memo};
use people::pair::Seat;
use platform::access::{Edit, Policy, Read, Viewer};

impl Memo {
    fn is_of_author(&self, viewer: &Viewer) -> bool {
        self.author.is_some_and(|author| viewer.is(author))
    }
}

impl Policy<Read> for Memo {
    fn allows(&self, viewer: &Viewer) -> bool {
        match (self.kind, self.seat_of(viewer)) {
            (Kind::PrivateNote, _) => self.is_of_author(viewer),
            (_, Some(Seat::Member)) => true,
            (_, Some(Seat::Leader)) => self.pair_lasts,
            (_, None) => false,
        }
    }
}

impl Policy<Edit> for Memo {
    fn allows(&self, viewer: &Viewer) -> bool {
        let seat = self.seat_of(viewer);
        match self.kind {
            Kind::PrivateNote => self.is_of_author(viewer),
            Kind::Shared | Kind::KeyPoint => self.pair_lasts && seat.is_some(),
            Kind::Mindful => self.pair_lasts && seat == Some(Seat::Member),
        }
    }
}
