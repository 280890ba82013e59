//! Types and pure rules of readings.

use crate::one_on_one::OneOnOneId;
use jiff::{Timestamp, Unit};
use people::pair::PairId;
use platform::{PersonId, id, text_enum};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

text_enum! {
    /// How a memo was read.
    pub enum Way {
        /// On the page of its 1-on-1, or live.
        Opened = "opened",
        /// Its first line stood in the list of あゆみ.
        Listed = "listed",
        /// A search showed a line of it.
        Found = "found",
        /// It went into an export.
        Exported = "exported",
        /// By a program with a token of this person.
        Program = "program",
        Emergency = "emergency",
        Shared = "shared",
        HandedOver = "handed_over",
    }
}

/// The shared memo that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    pub pair: PairId,
    pub one_on_one: OneOnOneId,
    /// The document.
    pub memo: i64,
}

/// A reading to be noted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NewReading {
    pub text: Text,
    /// `None`: somebody outside the organization.
    pub reader: Option<PersonId>,
    pub way: Way,
    /// The emergency access, share or handover that allows it; `None` for one of the two.
    pub because: Option<i64>,
    pub at: Timestamp,
}

impl NewReading {
    /// The hour is enough for the two, and says less about them; others are noted to the instant,
    /// every time.
    pub(super) fn noted_at(&self) -> Timestamp {
        match self.because {
            Some(_) => self.at,
            None => hour(self.at),
        }
    }
}

pub(super) fn hour(at: Timestamp) -> Timestamp {
    let down = jiff::TimestampRound::new().smallest(Unit::Hour).mode(jiff::RoundMode::Floor);
    at.round(down).unwrap_or(at)
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub pair: PairId,
    pub place: i64,
    pub one_on_one: OneOnOneId,
    pub memo: i64,
    pub reader: Option<PersonId>,
    pub way: Way,
    pub because: Option<i64>,
    pub read_at: Timestamp,
    pub link: String,
    /// As the reader is called now; in no link.
    pub reader_name: Option<String>,
    /// When that 1-on-1 was.
    pub starts_at: Timestamp,
}

/// What the first row stands on.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl Reading {
    /// The nine fields under the link, as the files show them.
    pub fn fields(&self, previous: &str) -> [String; 9] {
        let code = |number: i64| id::encode(number);
        [
            self.pair.to_string(),
            self.place.to_string(),
            self.read_at.to_string(),
            self.reader.map(|reader| reader.to_string()).unwrap_or_default(),
            self.way.word().to_owned(),
            self.one_on_one.to_string(),
            code(self.memo),
            self.because.map(code).unwrap_or_default(),
            previous.to_owned(),
        ]
    }

    /// SHA-256 over `aizuchi-reading-1` and the nine fields, with a bar between them.
    pub fn link_after(&self, previous: &str) -> String {
        let text = format!("aizuchi-reading-1|{}", self.fields(previous).join("|"));
        let mut digits = String::with_capacity(64);
        for byte in Sha256::digest(text.as_bytes()) {
            let _ = write!(digits, "{byte:02x}");
        }
        digits
    }
}
