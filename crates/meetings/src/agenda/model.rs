//! Types and pure rules of an agenda.

use crate::topic::TopicId;
use people::pair::Seat;
use platform::{Error, Result, define_id, text_enum};

define_id! { AgendaItemId }

text_enum! {
    /// What the member would like from the leader for a topic.
    pub enum Expectation {
        Advice = "advice",
        ThinkTogether = "think_together",
        Listen = "listen",
        Opinion = "opinion",
        Report = "report",
    }
}

impl Expectation {
    /// The word in catalogue keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::ThinkTogether => "think-together",
            other => other.word(),
        }
    }

    /// Its sign in the icon sprite, always beside its words.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Advice => "lightbulb",
            Self::ThinkTogether => "users-round",
            Self::Listen => "ear",
            Self::Opinion => "message-circle",
            Self::Report => "megaphone",
        }
    }
}

text_enum! {
    pub enum ItemState {
        /// A leader's proposal that waits for the member.
        Proposed = "proposed",
        Accepted = "accepted",
        Declined = "declined",
    }
}

text_enum! {
    /// What a member says to a leader's proposal.
    pub enum Reply { Accept = "accept", Decline = "decline" }
}

text_enum! {
    /// What became of it in the meeting.
    pub enum Outcome {
        Open = "open",
        Reached = "reached",
        /// Not reached: it carries over.
        Later = "later",
    }
}

pub const MOST_ITEMS: usize = 12;
/// Characters of a line of own words.
pub const MOST_LINE: usize = 400;

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaItem {
    pub id: AgendaItemId,
    pub one_on_one: i64,
    pub topic: TopicId,
    /// `None`: not decided yet.
    pub expectation: Option<Expectation>,
    /// The member's own words; empty for none.
    pub line: String,
    pub proposed_by: Seat,
    pub state: ItemState,
    pub outcome: Outcome,
    pub carried: bool,
}

impl AgendaItem {
    /// On the agenda, not merely proposed and not declined.
    pub fn is_on(&self) -> bool {
        self.state == ItemState::Accepted
    }
}

/// What the member chose for one topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub topic: TopicId,
    pub expectation: Option<Expectation>,
    pub line: String,
}

/// A line as it is kept: without control characters, trimmed.
///
/// # Errors
/// `Invalid` when it is longer than [`MOST_LINE`] characters.
pub(super) fn clean_line(line: &str) -> Result<String> {
    let kept: String =
        line.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
    let kept = kept.trim().to_owned();
    if kept.chars().count() > MOST_LINE {
        return Err(Error::field("line", "invalid-line-long"));
    }
    Ok(kept)
}
