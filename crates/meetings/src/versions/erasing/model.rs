//! A wish to erase, and how long it waits.

use crate::memo::MemoId;
use jiff::{SignedDuration, Timestamp};
use platform::{PersonId, define_id};

define_id! { ErasureId }

/// For so long the other one can agree.
pub const WAITS: SignedDuration = SignedDuration::from_hours(24 * 14);

/// One wish that deleted words of a memo be erased.
#[derive(Clone, Debug, PartialEq)]
pub struct Erasure {
    pub id: ErasureId,
    pub memo: MemoId,
    pub asked_by: PersonId,
    pub asked_at: Timestamp,
    pub agreed_at: Option<Timestamp>,
}

impl Erasure {
    /// When it lapses.
    pub fn until(&self) -> Timestamp {
        self.asked_at.saturating_add(WAITS).unwrap_or(Timestamp::MAX)
    }

    /// Can the other one still agree?
    pub fn waits(&self, now: Timestamp) -> bool {
        self.agreed_at.is_none() && now < self.until()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_two_weeks() {
        let asked_at: Timestamp = "2026-11-24T01:00:00Z".parse().unwrap();
        let erasure = Erasure {
            id: ErasureId(1),
            memo: "4kd0".parse().unwrap(),
            asked_by: PersonId(1),
            asked_at,
            agreed_at: None,
        };
        let almost = asked_at + WAITS - SignedDuration::from_secs(1);
        assert!(erasure.waits(almost) && !erasure.waits(asked_at + WAITS));
        assert!(!Erasure { agreed_at: Some(asked_at), ..erasure }.waits(asked_at));
    }
}
