//! Types and pure rules of a 1-on-1.

use jiff::{SignedDuration, Timestamp, civil::Date};
use people::pair::{PairId, Seat};
use platform::{Error, PersonId, Result, access::Viewer, define_id, i18n::Texts, text_enum};

define_id! { OneOnOneId }

impl From<OneOnOneId> for i64 {
    fn from(id: OneOnOneId) -> i64 {
        id.0
    }
}

text_enum! {
    pub enum Status {
        Scheduled = "scheduled",
        Held = "held",
        Skipped = "skipped",
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// How the two meet.
    pub enum Manner {
        /// In a room or by a call, for the whole time.
        Usual = "usual",
        TenMinutes = "ten_minutes",
        /// In the memo, when it suits each of them.
        Written = "written",
    }
}

impl Manner {
    /// How it differs from the usual way, in words; nothing for the usual one.
    pub fn said(self, texts: &Texts) -> Option<String> {
        (self != Self::Usual).then(|| texts.t(format!("manner-{self}")))
    }
}

text_enum! {
    /// Why it was skipped. None of these counts against anybody.
    pub enum SkipReason {
        NothingToday = "nothing_today",
        Busy = "busy",
        Absent = "absent",
    }
}

/// 30 to 60 minutes as a rule; ten on a quiet day.
pub const MINUTES: std::ops::RangeInclusive<i64> = 10..=120;

/// So long after its time an open one still counts as going on.
const PATIENCE: SignedDuration = SignedDuration::from_mins(30);

/// One meeting of a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOnOne {
    pub id: OneOnOneId,
    pub pair: PairId,
    pub leader: PersonId,
    pub member: PersonId,
    pub leader_name: String,
    pub member_name: String,
    pub status: Status,
    pub starts_at: Timestamp,
    pub minutes: i64,
    /// `None` for an extra one.
    pub occurrence: Option<Date>,
    pub extra: bool,
    pub manner: Manner,
    pub place: String,
    pub skip_reason: Option<SkipReason>,
    pub prepared_at: Option<Timestamp>,
    /// When the leader looked at topics and expectations.
    pub seen_at: Option<Timestamp>,
    pub started_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub version: i64,
    pub(super) pair_lasts: bool,
}

impl OneOnOne {
    /// Where this viewer sits, if in one of the two seats.
    pub fn seat_of(&self, viewer: &Viewer) -> Option<Seat> {
        match viewer.person()? {
            person if person == self.leader => Some(Seat::Leader),
            person if person == self.member => Some(Seat::Member),
            _ => None,
        }
    }

    pub fn person_in(&self, seat: Seat) -> PersonId {
        match seat {
            Seat::Leader => self.leader,
            Seat::Member => self.member,
        }
    }

    pub fn name_in(&self, seat: Seat) -> &str {
        match seat {
            Seat::Leader => &self.leader_name,
            Seat::Member => &self.member_name,
        }
    }

    pub fn ends_at(&self) -> Timestamp {
        self.starts_at
            .saturating_add(SignedDuration::from_mins(self.minutes))
            .unwrap_or(self.starts_at)
    }

    pub fn is_open(&self) -> bool {
        self.status == Status::Scheduled
    }

    /// Its time has been over for a while, and nobody has said what became of it. One that began late
    /// has its whole time from then on.
    pub fn is_left(&self, now: Timestamp) -> bool {
        let begun = self.started_at.map_or(self.starts_at, |at| at.max(self.starts_at));
        let patience = SignedDuration::from_mins(self.minutes) + PATIENCE;
        self.is_open() && now.duration_since(begun) > patience
    }

    pub fn pair_lasts(&self) -> bool {
        self.pair_lasts
    }

    /// # Errors
    /// `Conflict` when it was held, skipped or cancelled meanwhile.
    pub fn must_be_open(&self) -> Result<()> {
        if self.is_open() { Ok(()) } else { Err(Error::Conflict("conflict-one-on-one-over")) }
    }

    /// # Errors
    /// `Conflict` when the form that was sent is older than what is here.
    pub fn must_be_version(&self, seen: i64) -> Result<()> {
        if self.version == seen { Ok(()) } else { Err(Error::Conflict("conflict-stale")) }
    }
}

/// A meeting to be planned.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOneOnOne {
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub occurrence: Option<Date>,
    pub place: String,
}

/// Another date for a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub place: String,
    /// The version that the form showed.
    pub version: i64,
    /// Even though one of the two has another 1-on-1 at that time.
    pub anyway: bool,
    /// Even though one of the dates that move along meets another 1-on-1.
    pub anyway_later: bool,
}

/// What any date must satisfy.
///
/// # Errors
/// `Invalid` naming the field.
pub fn check_date(starts_at: Timestamp, minutes: i64, place: &str, now: Timestamp) -> Result<()> {
    if !MINUTES.contains(&minutes) {
        return Err(Error::field("minutes", "invalid-minutes"));
    }
    if starts_at < now {
        return Err(Error::field("date", "invalid-date-past"));
    }
    if starts_at.duration_since(now) > SignedDuration::from_hours(24 * 366) {
        return Err(Error::field("date", "invalid-date-far"));
    }
    if place.chars().count() > 80 {
        return Err(Error::field("place", "invalid-place"));
    }
    Ok(())
}
