//! Types and pure rules of promises.

use jiff::{Timestamp, civil::Date};
use people::pair::{PairId, Seat};
use platform::{Error, PersonId, Result, define_id, text_enum};

define_id! { PromiseId }

impl From<PromiseId> for i64 {
    fn from(id: PromiseId) -> i64 {
        id.0
    }
}

text_enum! {
    pub enum State {
        Open = "open",
        Done = "done",
        Dropped = "dropped",
    }
}

/// Characters of a promise: one sentence.
pub const MOST_TEXT: usize = 300;

/// Who does what until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    pub id: PromiseId,
    pub pair: PairId,
    pub one_on_one: i64,
    pub owner: PersonId,
    pub owner_name: String,
    pub text: String,
    pub due: Option<Date>,
    pub state: State,
    pub made_at: Timestamp,
    pub settled_at: Option<Timestamp>,
    pub version: i64,
    pub(super) leader: PersonId,
    pub(super) member: PersonId,
    pub(super) pair_lasts: bool,
}

impl Promise {
    pub fn owner_seat(&self) -> Seat {
        if self.owner == self.leader { Seat::Leader } else { Seat::Member }
    }

    /// The other of the two.
    pub fn partner_of(&self, person: PersonId) -> PersonId {
        if person == self.leader { self.member } else { self.leader }
    }

    pub fn is_overdue(&self, today: Date) -> bool {
        self.state == State::Open && self.due.is_some_and(|due| due < today)
    }
}

/// A promise to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPromise {
    pub owner: Seat,
    pub text: String,
    pub due: Option<Date>,
}

/// The text as it is kept: one line, without control characters.
///
/// # Errors
/// `Invalid` when nothing is left or when it is longer than [`MOST_TEXT`] characters.
pub(super) fn clean_text(text: &str) -> Result<String> {
    let kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let kept = kept.trim().to_owned();
    match kept.chars().count() {
        0 => Err(Error::field("text", "invalid-promise-empty")),
        count if count > MOST_TEXT => Err(Error::field("text", "invalid-promise-long")),
        _ => Ok(kept),
    }
}
