//! Types and pure rules of a pair.

use jiff::Timestamp;
use platform::{PersonId, access::Viewer, define_id, text_enum};

define_id! { PairId }

impl From<PairId> for i64 {
    fn from(id: PairId) -> i64 {
        id.0
    }
}

text_enum! {
    /// What joins the two: the line, a mentor, somebody from another line, a peer.
    pub enum Kind {
        Line = "line",
        Mentor = "mentor",
        Diagonal = "diagonal",
        Peer = "peer",
    }
}

text_enum! {
    /// Where somebody sits in a pair.
    pub enum Seat {
        Leader = "leader",
        Member = "member",
    }
}

impl Seat {
    pub fn other(self) -> Self {
        match self {
            Self::Leader => Self::Member,
            Self::Member => Self::Leader,
        }
    }
}

/// A leader and a member over a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub id: PairId,
    pub leader: PersonId,
    pub member: PersonId,
    pub leader_name: String,
    pub member_name: String,
    pub kind: Kind,
    pub started_at: Timestamp,
    /// `None` while it lasts.
    pub ended_at: Option<Timestamp>,
}

impl Pair {
    pub fn lasts(&self) -> bool {
        self.ended_at.is_none()
    }

    /// Where this viewer sits, if in one of the two seats.
    pub fn seat_of(&self, viewer: &Viewer) -> Option<Seat> {
        match viewer.person()? {
            person if person == self.leader => Some(Seat::Leader),
            person if person == self.member => Some(Seat::Member),
            _ => None,
        }
    }

    pub fn person_in(&self, seat: Seat) -> PersonId {
        match seat {
            Seat::Leader => self.leader,
            Seat::Member => self.member,
        }
    }

    pub fn name_in(&self, seat: Seat) -> &str {
        match seat {
            Seat::Leader => &self.leader_name,
            Seat::Member => &self.member_name,
        }
    }
}
