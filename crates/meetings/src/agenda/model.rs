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

    /// On the agenda, or a proposal that waits; not declined.
    pub(super) fn lives(&self) -> bool {
        self.state != ItemState::Declined
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

/// Two lines as one, each on its own, and none twice. What does not fit within [`MOST_LINE`] is cut
/// off with a sign; it stays in full where it was written.
pub(super) fn joined(first: &str, second: &str) -> String {
    if second.is_empty() || first.contains(second) {
        return first.to_owned();
    }
    if first.is_empty() || second.contains(first) {
        return second.to_owned();
    }
    let both = format!("{first}\n{second}");
    if both.chars().count() <= MOST_LINE {
        return both;
    }
    both.chars().take(MOST_LINE - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_become_one() {
        assert_eq!(joined("", "先週のこと"), "先週のこと");
        assert_eq!(joined("来週のこと", ""), "来週のこと");
        assert_eq!(joined("来週のこと", "先週のこと"), "来週のこと\n先週のこと");
        assert_eq!(joined("来週のこと\n先週のこと", "先週のこと"), "来週のこと\n先週のこと");
        assert_eq!(joined("先週", "先週のこと"), "先週のこと");
        let long = joined(&"𠮷".repeat(300), &"い".repeat(300));
        assert_eq!(long.chars().count(), MOST_LINE);
        assert!(long.starts_with(&"𠮷".repeat(300)) && long.ends_with("い…"));
        let full = "𠮷".repeat(MOST_LINE);
        assert!(joined(&full, "い").ends_with("𠮷…"), "it is seen that something is missing");
    }
}
