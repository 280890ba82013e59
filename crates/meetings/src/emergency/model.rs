//! Types and pure rules of emergency accesses.

use jiff::{SignedDuration, Timestamp, civil::Date};
use people::pair::PairId;
use platform::{Error, PersonId, Result, access::Viewer, define_id, text_enum};

define_id! { AccessId }

impl From<AccessId> for i64 {
    fn from(id: AccessId) -> i64 {
        id.0
    }
}

/// The longest stretch of 1-on-1s that one access can reach, both days included.
pub const MOST_DAYS: i32 = 31;
pub const LEAST_REASON: usize = 20;
pub const MOST_REASON: usize = 1_000;
/// How long two approvers have to answer.
pub const TO_ANSWER: SignedDuration = SignedDuration::from_hours(72);
/// How long the requester can read.
pub const TO_READ: SignedDuration = SignedDuration::from_hours(24);

text_enum! {
    /// How an access came to its end.
    pub enum How {
        Declined = "declined",
        /// Nobody approved in time.
        Lapsed = "lapsed",
        /// An approver or the requester ended it.
        Ended = "ended",
        /// The 24 hours are over.
        Over = "over",
        /// The requester does not administer any more.
        Role = "role",
        /// The organization switched it off.
        Off = "off",
    }
}

/// Where an access stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    Open,
    Closed(How),
}

/// Somebody with what tells one human from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Human {
    pub id: PersonId,
    pub name: String,
    pub email: String,
}

impl Human {
    /// One human with two accounts has the same mailbox, or at least the same name.
    pub fn is_like(&self, other: &Human) -> bool {
        let folded = |name: &str| name.split_whitespace().collect::<String>().to_lowercase();
        self.id == other.id
            || mailbox(&self.email) == mailbox(&other.email)
            || folded(&self.name) == folded(&other.name)
    }
}

/// Where mail to this address arrives: case and what follows a plus sign make no difference, nor
/// do dots.
pub fn mailbox(email: &str) -> String {
    let email = email.to_lowercase();
    let Some((local, home)) = email.rsplit_once('@') else { return email };
    let local = local.split('+').next().unwrap_or(local).replace('.', "");
    format!("{local}@{home}")
}

/// A request to read, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    pub id: AccessId,
    pub pair: PairId,
    pub leader: Human,
    pub member: Human,
    pub requester: Human,
    /// Administers, and is not suspended.
    pub requester_administers: bool,
    /// Which 1-on-1s: by their days, both included.
    pub from: Date,
    pub until: Date,
    pub reason: String,
    pub requested_at: Timestamp,
    pub lapses_at: Timestamp,
    pub opened_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub closed_how: Option<How>,
    /// Who approved, in the order of time.
    pub approved: Vec<Human>,
    /// Who may answer this one now.
    pub approvers: Vec<Human>,
    /// The instant of the transaction that read it.
    pub(super) now: Timestamp,
}

impl Access {
    /// Where it stands now, whether somebody has written that down yet or not. A clock that was set
    /// back opens nothing again.
    pub fn stage(&self) -> Stage {
        if let Some(how) = self.closed_how {
            return Stage::Closed(how);
        }
        if !self.requester_administers {
            return Stage::Closed(How::Role);
        }
        match (self.opened_at, self.ends_at) {
            (Some(from), Some(until)) if from <= self.now && self.now < until => Stage::Open,
            (Some(_), _) => Stage::Closed(How::Over),
            (None, _) if self.requested_at <= self.now && self.now < self.lapses_at => {
                Stage::Waiting
            }
            (None, _) => Stage::Closed(How::Lapsed),
        }
    }

    pub fn is_one_of_the_two(&self, viewer: &Viewer) -> bool {
        viewer.is(self.leader.id) || viewer.is(self.member.id)
    }

    pub fn may_answer(&self, viewer: &Viewer) -> bool {
        self.approvers.iter().any(|approver| viewer.is(approver.id))
    }

    pub fn has_approved(&self, viewer: &Viewer) -> bool {
        self.approved.iter().any(|approver| viewer.is(approver.id))
    }

    /// Approvals of those who may still approve.
    pub fn counting(&self) -> Vec<Human> {
        let may = |one: &&Human| self.approvers.iter().any(|other| other.id == one.id);
        self.approved.iter().filter(may).cloned().collect()
    }
}

/// Are there two among these who are not one human with two accounts?
pub fn are_two(people: &[Human]) -> bool {
    people.iter().any(|one| people.iter().any(|other| !one.is_like(other)))
}

/// The reason as it is kept.
///
/// # Errors
/// `Invalid` when it says too little or too much.
pub fn clean_reason(text: &str) -> Result<String> {
    let kept = text.trim().replace("\r\n", "\n");
    match kept.chars().filter(|letter| !letter.is_whitespace()).count() {
        count if count < LEAST_REASON => Err(Error::field("reason", "invalid-emergency-reason")),
        _ if kept.chars().count() > MOST_REASON => {
            Err(Error::field("reason", "invalid-emergency-reason-long"))
        }
        _ => Ok(kept),
    }
}

/// # Errors
/// `Invalid` when the days are in the wrong order, too many, or still to come.
pub fn check_days(from: Date, until: Date, today: Date) -> Result<()> {
    let days = (until - from).get_days() + 1;
    if days < 1 || until > today {
        return Err(Error::field("until", "invalid-emergency-until"));
    }
    if days > MOST_DAYS {
        return Err(Error::field("until", "invalid-emergency-days"));
    }
    Ok(())
}

/// Whether it is on.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub proposed_by: Human,
    pub proposed_at: Timestamp,
    pub confirmed_by: Option<Human>,
    pub confirmed_at: Option<Timestamp>,
}

/// Somebody who was named to approve.
#[derive(Clone, Debug, PartialEq)]
pub struct Approver {
    pub person: Human,
    pub named_by: Human,
    pub is_confirmed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_human_with_two_accounts_is_known() {
        let human = |id, name: &str, email: &str| Human {
            id: PersonId(id),
            name: name.into(),
            email: email.into(),
        };
        let one = human(1, "田中 一郎", "i.tanaka@x.example");
        assert!(one.is_like(&human(2, "別 人", "I.Tanaka+2@x.example")));
        assert!(one.is_like(&human(2, "別 人", "itanaka@x.example")));
        assert!(one.is_like(&human(2, "田中　一郎", "other@x.example")));
        assert!(!one.is_like(&human(2, "田中 二郎", "i.tanaka@y.example")));
    }

    #[test]
    fn a_period_is_at_most_a_month_and_past() {
        let today = date(2026, 11, 23);
        assert!(check_days(date(2026, 10, 24), today, today).is_ok());
        assert!(check_days(today, today, today).is_ok());
        assert!(check_days(date(2026, 10, 23), today, today).is_err());
        assert!(check_days(today, date(2026, 11, 22), today).is_err());
        assert!(check_days(today, date(2026, 11, 24), today).is_err());
    }

    #[test]
    fn a_reason_says_something() {
        assert!(clean_reason("  短い  ").is_err());
        assert!(clean_reason(&" 　\n".repeat(30)).is_err(), "blanks say nothing");
        assert!(clean_reason(&"あ".repeat(20)).is_ok());
        assert!(clean_reason(&"あ".repeat(1_001)).is_err());
    }
}
