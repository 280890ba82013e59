//! Types and pure rules of wishes.

use jiff::Timestamp;
use people::pair::PairId;
use platform::{Error, PersonId, Result, define_id, text_enum};

define_id! { WishId }

impl From<WishId> for i64 {
    fn from(id: WishId) -> i64 {
        id.0
    }
}

text_enum! {
    pub enum WishKind {
        ShouldChange = "should_change",
        FeelsOff = "feels_off",
        Rewarding = "rewarding",
    }
}

impl WishKind {
    /// The word in the keys of the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Self::ShouldChange => "should-change",
            Self::FeelsOff => "feels-off",
            Self::Rewarding => "rewarding",
        }
    }
}

/// Characters of a wish: one or two sentences.
pub const MOST_TEXT: usize = 300;

#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    pub id: WishId,
    pub pair: PairId,
    pub one_on_one: i64,
    pub author: PersonId,
    pub author_name: String,
    pub kind: Option<WishKind>,
    pub text: String,
    pub made_at: Timestamp,
    pub version: i64,
    pub(super) leader: PersonId,
    pub(super) member: PersonId,
    pub(super) pair_lasts: bool,
}

/// A wish to be noted.
#[derive(Clone, Debug, PartialEq)]
pub struct NewWish {
    pub kind: Option<WishKind>,
    pub text: String,
}

impl NewWish {
    /// As it is kept: one line, without control characters.
    ///
    /// # Errors
    /// `Invalid` when nothing is left or when it is longer than [`MOST_TEXT`] characters.
    pub(super) fn cleaned(&self) -> Result<Self> {
        let kept: String =
            self.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let text = kept.trim().to_owned();
        match text.chars().count() {
            0 => Err(Error::field("text", "invalid-wish-empty")),
            count if count > MOST_TEXT => Err(Error::field("text", "invalid-wish-long")),
            _ => Ok(Self { kind: self.kind, text }),
        }
    }
}
