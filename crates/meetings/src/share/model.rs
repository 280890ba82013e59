//! Types and pure rules of shares.

use crate::{memo::MemoId, one_on_one::OneOnOneId};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use people::{
    pair::{PairId, Seat},
    text,
};
use platform::{Error, PersonId, Result, access::Viewer, define_id, text_enum};

define_id! { ShareId, PassageId }

impl From<ShareId> for i64 {
    fn from(id: ShareId) -> i64 {
        id.0
    }
}

/// Passages of one share.
pub const MOST_PASSAGES: usize = 300;
/// Bytes of all passages of one share, as HTML.
pub const MOST_BYTES: usize = 256 * 1024;
/// Characters of a purpose: one line.
pub const MOST_PURPOSE: usize = 120;
/// Characters of what the asker calls somebody outside.
const MOST_OUTSIDER: usize = 60;
/// Characters of the words with which one declines.
const MOST_WORDS: usize = 400;
/// Days until it ends, unless chosen, and the most.
pub const USUAL_DAYS: i32 = 14;
pub const MOST_DAYS: i32 = 90;
/// What nobody answered for so long lapses; a draft goes as well.
pub const ANSWERED_WITHIN: SignedDuration = SignedDuration::from_hours(24 * 14);

text_enum! {
    pub enum ShareState {
        /// Not asked for yet: only its asker knows of it.
        Draft = "draft",
        /// Waits for the other of the two.
        Asked = "asked",
        Declined = "declined",
        /// Taken back before it was answered.
        Withdrawn = "withdrawn",
        /// Nobody answered in time, or the pair ended first.
        Lapsed = "lapsed",
        /// Can be read.
        Running = "running",
        /// Ended by one of the two.
        Revoked = "revoked",
        /// Its day has come.
        Expired = "expired",
    }
}

/// For whom.
#[derive(Clone, Debug, PartialEq)]
pub enum Reader {
    Inside {
        person: PersonId,
        name: String,
    },
    /// Somebody without an account, by what the asker calls them.
    Outside {
        called: String,
    },
}

impl Reader {
    pub fn name(&self) -> &str {
        match self {
            Self::Inside { name, .. } => name,
            Self::Outside { called } => called,
        }
    }

    pub fn is_outside(&self) -> bool {
        matches!(self, Self::Outside { .. })
    }
}

/// The door for somebody outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub made_at: Timestamp,
    pub wrong_tries: i64,
    pub locked_until: Option<Timestamp>,
    pub(super) code_hash: Vec<u8>,
}

/// Passages of a memo for a third reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub id: ShareId,
    pub pair: PairId,
    pub one_on_one: OneOnOneId,
    pub memo: MemoId,
    /// When the 1-on-1 of the memo took place.
    pub starts_at: Timestamp,
    pub leader: PersonId,
    pub member: PersonId,
    pub leader_name: String,
    pub member_name: String,
    pub asker: PersonId,
    pub reader: Option<Reader>,
    pub purpose: String,
    pub until: Option<Timestamp>,
    pub created_at: Timestamp,
    pub asked_at: Option<Timestamp>,
    pub agreed_at: Option<Timestamp>,
    pub declined_at: Option<Timestamp>,
    pub words: String,
    pub revoked_at: Option<Timestamp>,
    pub revoked_by: Option<PersonId>,
    pub link: Option<Link>,
    pub(super) lapsed_at: Option<Timestamp>,
    pub(super) pair_ended_at: Option<Timestamp>,
}

impl Share {
    pub fn state(&self, now: Timestamp) -> ShareState {
        let over = self.until.is_some_and(|until| until <= now);
        match (self.agreed_at, self.declined_at, self.revoked_at) {
            (Some(_), _, Some(_)) => ShareState::Revoked,
            (Some(_), _, None) if over => ShareState::Expired,
            (Some(_), _, None) => ShareState::Running,
            (None, Some(_), _) => ShareState::Declined,
            (None, None, Some(_)) => ShareState::Withdrawn,
            (None, None, None) if self.waited_too_long(now) || over => ShareState::Lapsed,
            (None, None, None) if self.asked_at.is_some() => ShareState::Asked,
            (None, None, None) => ShareState::Draft,
        }
    }

    fn waited_too_long(&self, now: Timestamp) -> bool {
        let since = self.asked_at.unwrap_or(self.created_at);
        let ended = self.pair_ended_at.is_some() || self.lapsed_at.is_some();
        ended || now.duration_since(since) >= ANSWERED_WITHIN
    }

    pub fn pair_lasts(&self) -> bool {
        self.pair_ended_at.is_none()
    }

    /// Where somebody of the two sits.
    pub fn seat_of(&self, viewer: &Viewer) -> Option<Seat> {
        match viewer.person()? {
            person if person == self.leader => Some(Seat::Leader),
            person if person == self.member => Some(Seat::Member),
            _ => None,
        }
    }

    /// Who of the two is asked.
    pub fn other(&self) -> PersonId {
        if self.asker == self.leader { self.member } else { self.leader }
    }

    pub fn name_of(&self, person: PersonId) -> &str {
        if person == self.leader { &self.leader_name } else { &self.member_name }
    }

    /// The one of the two who is not this person.
    pub fn partner_of(&self, person: PersonId) -> PersonId {
        if person == self.leader { self.member } else { self.leader }
    }

    pub fn is_reader(&self, viewer: &Viewer) -> bool {
        match self.reader {
            Some(Reader::Inside { person, .. }) => viewer.is(person),
            _ => false,
        }
    }

    /// May this one of the two see the passages? Whoever led before does not.
    pub fn shows_text_to(&self, viewer: &Viewer) -> bool {
        match self.seat_of(viewer) {
            Some(Seat::Member) => true,
            Some(Seat::Leader) => self.pair_lasts(),
            None => false,
        }
    }
}

/// One passage, frozen.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    pub id: PassageId,
    /// Only elements of the memo's own choosing, all escaped.
    pub html: String,
}

/// Somebody opened it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    pub at: Timestamp,
    /// `None`: somebody outside, with link and code.
    pub name: Option<String>,
}

/// Who reads, or has read, passages of a memo.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareReader {
    pub share: ShareId,
    pub reader: Reader,
    pub state: ShareState,
    pub until: Option<Timestamp>,
    pub openings: i64,
    pub last_opened_at: Option<Timestamp>,
}

/// What it is for, in one line.
///
/// # Errors
/// `Invalid` when it is missing or too long.
pub(super) fn clean_purpose(typed: &str) -> Result<String> {
    let purpose = text::line(typed);
    match purpose.chars().count() {
        0 => Err(Error::field("purpose", "invalid-share-purpose")),
        count if count > MOST_PURPOSE => Err(Error::field("purpose", "invalid-share-purpose-long")),
        _ => Ok(purpose),
    }
}

pub(super) fn clean_outsider(typed: &str) -> Result<String> {
    let called = text::line(typed);
    match called.chars().count() {
        0 => Err(Error::field("outsider", "invalid-share-outsider")),
        count if count > MOST_OUTSIDER => {
            Err(Error::field("outsider", "invalid-share-outsider-long"))
        }
        _ => Ok(called),
    }
}

pub(super) fn clean_words(typed: &str) -> Result<String> {
    let words = text::line(typed);
    let fits = words.chars().count() <= MOST_WORDS;
    if fits { Ok(words) } else { Err(Error::field("words", "invalid-share-words-long")) }
}

/// The last day on which it may be read, as typed; the end of that day is the end.
///
/// # Errors
/// `Invalid` when it is no day, has gone by, or is too far away.
pub(super) fn end_of(typed: &str, zone: &TimeZone, now: Timestamp) -> Result<Timestamp> {
    let wrong = || Error::field("until", "invalid-share-until");
    let day: Date = typed.trim().parse().map_err(|_| wrong())?;
    let (first, last) = days(zone, now);
    if day < first || day > last {
        return Err(wrong());
    }
    let next = day.saturating_add(1.day());
    Ok(next.to_zoned(zone.clone()).map_err(|_| wrong())?.timestamp())
}

/// The first and the last day that may be chosen.
pub(super) fn days(zone: &TimeZone, now: Timestamp) -> (Date, Date) {
    let today = now.to_zoned(zone.clone()).date();
    (today, today.saturating_add(MOST_DAYS.days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_with_a_day_within_the_bounds() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let now: Timestamp = "2026-11-23T00:00:00Z".parse().unwrap();
        let end = |day: &str| end_of(day, &zone, now).map(|end| end.to_string()).ok();
        assert_eq!(end("2026-11-23").as_deref(), Some("2026-11-23T15:00:00Z"), "today, to its end");
        assert_eq!(end("2026-12-07").as_deref(), Some("2026-12-07T15:00:00Z"));
        assert_eq!(end("2027-02-21").as_deref(), Some("2027-02-21T15:00:00Z"), "ninety days");
        for wrong in ["2026-11-22", "2027-02-22", "", "x", "9999-99-99", "-9999-01-01"] {
            assert_eq!(end(wrong), None, "{wrong}");
        }
    }
}
