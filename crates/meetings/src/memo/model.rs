//! Types and pure rules of memos.

use crate::{one_on_one::OneOnOneId, reading::Text};
use memo_wire::{Limits, Schema};
use people::pair::{PairId, Seat};
use platform::{OrganizationId, PersonId, access::Viewer, define_id, text_enum};
use std::sync::LazyLock;

define_id! {
    /// One document: its base-32 form is the document's name on the wire.
    MemoId,
}

impl From<MemoId> for i64 {
    fn from(id: MemoId) -> i64 {
        id.0
    }
}

/// The shared type inside the Yjs document that the editor binds to.
pub const ROOT: &str = "memo";
/// Grows with every change of node or mark names; `web/src/memo/schema.ts` has the same number.
pub const SCHEMA_VERSION: i64 = 1;
/// The longest update of somebody who types.
pub const MOST_UPDATE: usize = 256 * 1024;
/// The longest answer to "what do you have that I lack", after a time offline.
pub const MOST_HANDSHAKE: usize = 1024 * 1024;

const NODES: [&str; 9] = [
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "list_item",
    "check_item",
    "blockquote",
    "horizontal_rule",
    "hard_break",
];
const MARKS: [&str; 5] = ["link", "strong", "em", "strike", "code"];

static LIMITS: LazyLock<[Limits; 2]> = LazyLock::new(|| {
    let schema = Schema::new([ROOT], NODES, MARKS);
    let of =
        |update_bytes| Limits { update_bytes, schema: Some(schema.clone()), ..Limits::default() };
    [of(MOST_UPDATE), of(MOST_HANDSHAKE)]
});

/// What an update may be and do: an editor deletes nodes that it does not know, so one that none
/// of the two editors knows could destroy the other's text.
pub(super) fn limits(handshake: bool) -> &'static Limits {
    &LIMITS[usize::from(handshake)]
}

text_enum! {
    /// What a document of a 1-on-1 is.
    pub enum Kind {
        /// What the two write together.
        Shared = "shared",
        /// Seen by its author alone.
        PrivateNote = "private_note",
        /// What today was about, in a line or two; by both.
        KeyPoint = "key_point",
        /// What the member keeps in mind until next time; the leader reads.
        Mindful = "mindful",
    }
}

impl Kind {
    /// What belongs to the two together.
    pub const OF_TWO: [Self; 3] = [Self::Shared, Self::KeyPoint, Self::Mindful];
}

/// One document of a 1-on-1.
#[derive(Clone, Debug, PartialEq)]
pub struct Memo {
    pub id: MemoId,
    pub one_on_one: OneOnOneId,
    pub pair: PairId,
    pub leader: PersonId,
    pub member: PersonId,
    pub leader_name: String,
    pub member_name: String,
    pub kind: Kind,
    /// Of a private note: the only person who may ever see it.
    pub author: Option<PersonId>,
    pub(super) pair_lasts: bool,
}

impl Memo {
    pub fn is_shared(&self) -> bool {
        self.kind == Kind::Shared
    }

    /// As the list of readings knows it.
    pub fn as_text(&self) -> Text {
        Text { pair: self.pair, one_on_one: self.one_on_one, memo: self.id.0 }
    }

    /// Only one of the two writes in it, whoever reads it.
    pub fn writer(&self) -> Option<PersonId> {
        match self.kind {
            Kind::PrivateNote => self.author,
            Kind::Mindful => Some(self.member),
            Kind::Shared | Kind::KeyPoint => None,
        }
    }

    pub fn pair_lasts(&self) -> bool {
        self.pair_lasts
    }

    /// Where this viewer sits, if in one of the two seats.
    pub fn seat_of(&self, viewer: &Viewer) -> Option<Seat> {
        match viewer.person()? {
            person if person == self.leader => Some(Seat::Leader),
            person if person == self.member => Some(Seat::Member),
            _ => None,
        }
    }

    /// The seat of one of the two.
    pub(super) fn seat(&self, person: PersonId) -> Seat {
        if person == self.leader { Seat::Leader } else { Seat::Member }
    }

    pub(super) fn name_in(&self, seat: Seat) -> &str {
        match seat {
            Seat::Leader => &self.leader_name,
            Seat::Member => &self.member_name,
        }
    }
}

/// The documents of a 1-on-1 that one of the two may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Documents {
    pub shared: MemoId,
    pub private_note: MemoId,
    /// Both are missing where the two sat down before there were such documents.
    pub key_point: Option<MemoId>,
    pub mindful: Option<MemoId>,
}

/// Names an open memo within the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct MemoKey {
    pub organization: OrganizationId,
    pub memo: MemoId,
}
