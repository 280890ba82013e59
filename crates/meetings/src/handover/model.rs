//! Types and pure rules of handovers.

use crate::topic::TopicId;
use jiff::{SignedDuration, Timestamp};
use people::pair::PairId;
use platform::{Error, PersonId, Result, access::Viewer, define_id, text_enum};

define_id! { HandoverId, LineId }

impl From<HandoverId> for i64 {
    fn from(id: HandoverId) -> i64 {
        id.0
    }
}

/// Lines of one handover.
pub const MOST_LINES: usize = 100;
/// Characters of a line.
pub const MOST_TEXT: usize = 1_000;
/// Characters of the words with which one declines.
const MOST_WORDS: usize = 400;
/// For how long it may be read, to choose from; the second one unless chosen.
pub const DAYS: [i64; 4] = [30, 60, 90, 180];
pub const USUAL_DAYS: i64 = 60;
/// What nobody agreed to, or nobody was named for, goes after so long.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 180);

text_enum! {
    pub enum HandoverKind {
        /// The leader changes.
        Transfer = "transfer",
        /// The member comes back from a leave.
        Return = "return",
    }
}

text_enum! {
    /// Where a line comes from.
    pub enum Source {
        Promise = "promise",
        Topic = "topic",
        Memo = "memo",
        /// What the day was about.
        KeyPoint = "key_point",
        /// What the member keeps in mind.
        Mindful = "mindful",
        Wish = "wish",
        Own = "own",
    }
}

text_enum! {
    pub enum HandoverState {
        /// Is being written.
        Draft = "draft",
        /// The leader is done; the member looks at it.
        Offered = "offered",
        Declined = "declined",
        /// The member took it back.
        Withdrawn = "withdrawn",
        /// Agreed, and nobody is there yet to read it.
        Waiting = "waiting",
        /// Can be read.
        Running = "running",
        Over = "over",
    }
}

/// A packet from one leader of a member to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    pub id: HandoverId,
    pub pair: PairId,
    pub kind: HandoverKind,
    pub leader: PersonId,
    pub member: PersonId,
    pub leader_name: String,
    pub member_name: String,
    pub drafter: PersonId,
    /// Who may read it, and by which pair; `None`: not named, or their pair has ended.
    pub reader: Option<Reader>,
    pub days: i64,
    pub created_at: Timestamp,
    pub offered_at: Option<Timestamp>,
    pub agreed_at: Option<Timestamp>,
    pub declined_at: Option<Timestamp>,
    pub words: String,
    pub withdrawn_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
    pub read_at: Option<Timestamp>,
    pub talk: Option<Talk>,
    pub(super) cleared_at: Option<Timestamp>,
    pub(super) pair_lasts: bool,
    pub(super) member_left: bool,
}

/// The next leader.
#[derive(Clone, Debug, PartialEq)]
pub struct Reader {
    pub pair: PairId,
    pub person: PersonId,
    pub name: String,
}

/// A date for the talk of three.
#[derive(Clone, Debug, PartialEq)]
pub struct Talk {
    pub at: Timestamp,
    pub by: PersonId,
}

impl Handover {
    pub fn state(&self, now: Timestamp) -> HandoverState {
        let expired = self.expires_at.is_some_and(|end| end <= now);
        let since = self.agreed_at.unwrap_or(self.created_at);
        let forgotten = self.expires_at.is_none() && now.duration_since(since) >= KEPT;
        if self.declined_at.is_some() {
            return HandoverState::Declined;
        }
        if self.withdrawn_at.is_some() {
            return HandoverState::Withdrawn;
        }
        if expired || forgotten || self.cleared_at.is_some() || self.member_left {
            return HandoverState::Over;
        }
        match (self.agreed_at, &self.reader, self.offered_at) {
            (Some(_), Some(_), _) => HandoverState::Running,
            (Some(_), None, _) => HandoverState::Waiting,
            (None, _, Some(_)) => HandoverState::Offered,
            (None, _, None) => HandoverState::Draft,
        }
    }

    pub fn is_open(&self, now: Timestamp) -> bool {
        matches!(self.state(now), HandoverState::Draft | HandoverState::Offered)
    }

    pub fn is_reader(&self, viewer: &Viewer) -> bool {
        self.reader.as_ref().is_some_and(|reader| viewer.is(reader.person))
    }

    /// May still propose lines: whoever leads, until they hand it to the member.
    pub fn is_drafting_leader(&self, viewer: &Viewer, now: Timestamp) -> bool {
        let drafts = viewer.is(self.leader) && self.pair_lasts && self.drafter == self.leader;
        drafts && self.state(now) == HandoverState::Draft
    }

    /// Who talks together: the two of the pair, and the next leader.
    pub fn three(&self) -> Vec<(PersonId, &str)> {
        let mut three = vec![(self.member, self.member_name.as_str())];
        if self.drafter == self.leader || self.pair_lasts {
            three.push((self.leader, self.leader_name.as_str()));
        }
        let next = self.reader.as_ref().filter(|reader| reader.person != self.leader);
        three.extend(next.map(|reader| (reader.person, reader.name.as_str())));
        three
    }
}

/// One line of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub id: LineId,
    pub source: Source,
    pub topic: Option<TopicId>,
    pub text: String,
    pub added_by: PersonId,
    pub struck: bool,
    pub version: i64,
}

/// The text as it is kept.
///
/// # Errors
/// `Invalid` when nothing is left or when it is too long.
pub(super) fn clean_text(typed: &str) -> Result<String> {
    let shown = |letter: &char| !letter.is_control() || *letter == '\n';
    let text: String = typed.replace("\r\n", "\n").chars().filter(shown).collect();
    let text = text.trim().to_owned();
    match text.chars().count() {
        0 => Err(Error::field("text", "invalid-handover-empty")),
        count if count > MOST_TEXT => Err(Error::field("text", "invalid-handover-long")),
        _ => Ok(text),
    }
}

pub(super) fn clean_words(typed: &str) -> Result<String> {
    let words = people::text::line(typed);
    let fits = words.chars().count() <= MOST_WORDS;
    if fits { Ok(words) } else { Err(Error::field("words", "invalid-share-words-long")) }
}
