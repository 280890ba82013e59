//! Types of tidings.

use crate::reminder::NoticeId;
use jiff::Timestamp;
use platform::{id, text_enum};

text_enum! {
    pub enum Kind {
        /// The other of the two would like to show passages to somebody.
        ShareAsked = "share_asked",
        ShareAgreed = "share_agreed",
        ShareDeclined = "share_declined",
        /// Nobody answered within the time.
        ShareLapsed = "share_lapsed",
        /// For the reader: there is something to read.
        ShareReady = "share_ready",
        /// The other of the two ended it.
        ShareRevoked = "share_revoked",
        /// Somebody tried too many codes, and the link is gone.
        ShareLocked = "share_locked",
        /// For the member: their leader prepares a handover.
        HandoverBegun = "handover_begun",
        /// For the member: it is theirs to check.
        HandoverOffered = "handover_offered",
        HandoverAgreed = "handover_agreed",
        HandoverDeclined = "handover_declined",
        /// For the next leader: there is something to read.
        HandoverReady = "handover_ready",
        HandoverRead = "handover_read",
        HandoverWithdrawn = "handover_withdrawn",
        /// A date for the talk of three.
        TalkProposed = "handover_talk_proposed",
        TalkOther = "handover_talk_other",
        TalkSettled = "handover_talk_settled",
    }
}

impl Kind {
    /// Where one looks at the thing.
    fn folder(self) -> &'static str {
        if self.word().starts_with("share") { "shares" } else { "handovers" }
    }

    pub(super) fn path(self, about: i64) -> String {
        format!("/{}/{}", self.folder(), id::encode(about))
    }
}

/// One line of the list in the application.
#[derive(Clone, Debug, PartialEq)]
pub struct Tidings {
    pub id: NoticeId,
    pub kind: Kind,
    pub about: i64,
    /// Who did it.
    pub from: String,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

impl Tidings {
    pub fn path(&self) -> String {
        self.kind.path(self.about)
    }
}
