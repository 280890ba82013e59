//! Types of notices.

use super::clock::CATCH_UP;
use crate::one_on_one::{OneOnOneId, Status};
use jiff::{SignedDuration, Timestamp, ToSpan};
use people::pair::Seat;
use platform::{Error, Result, define_id, text_enum};

define_id! { NoticeId }

text_enum! {
    pub enum Kind {
        /// The working day before.
        DayBefore = "day_before",
        /// Ten minutes before the start.
        Starting = "starting",
        /// It was planned and nobody closed it.
        After = "after",
        /// It was closed: promises and the next date.
        Summary = "summary",
        /// A first date, or an extra one.
        Planned = "planned",
        Moved = "moved",
        /// Ten minutes only, or in writing.
        Changed = "changed",
        Skipped = "skipped",
        Cancelled = "cancelled",
        /// The other one would like to erase deleted words of the memo for good.
        ErasureAsked = "erasure_asked",
        /// It was withdrawn or declined.
        ErasureEnded = "erasure_ended",
        /// Nobody agreed in time.
        ErasureLapsed = "erasure_lapsed",
        ErasureDone = "erasure_done",
    }
}

impl Kind {
    /// The word under which a person mutes the mail.
    pub fn mute_word(self) -> &'static str {
        match self {
            Self::DayBefore => "day_before",
            Self::Starting => "ten_minutes",
            Self::After | Self::Summary => "after",
            Self::Planned | Self::Moved | Self::Changed | Self::Skipped | Self::Cancelled => {
                "changes"
            }
            Self::ErasureAsked | Self::ErasureEnded | Self::ErasureLapsed | Self::ErasureDone => {
                "memo"
            }
        }
    }

    /// Where somebody in this seat acts on it.
    pub fn path(self, seat: Seat, id: OneOnOneId) -> String {
        match (self, seat) {
            (Self::DayBefore, Seat::Member) => format!("/one-on-ones/{id}/preparation"),
            (Self::Starting, Seat::Leader) => format!("/one-on-ones/{id}/precheck"),
            (
                Self::ErasureAsked | Self::ErasureEnded | Self::ErasureLapsed | Self::ErasureDone,
                _,
            ) => format!("/one-on-ones/{id}/erasure"),
            _ => format!("/one-on-ones/{id}"),
        }
    }
}

/// One line of the list in the application.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: NoticeId,
    pub one_on_one: OneOnOneId,
    pub kind: Kind,
    /// Where the reader sits.
    pub seat: Seat,
    pub partner: String,
    /// The 1-on-1 as it is now.
    pub starts_at: Timestamp,
    pub status: Status,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

impl Notice {
    /// Not read, and not overtaken by what happened since.
    pub fn waits(&self, now: Timestamp) -> bool {
        let open = self.status == Status::Scheduled;
        let still_counts = match self.kind {
            Kind::DayBefore | Kind::Starting => open && now < self.starts_at,
            Kind::Planned | Kind::Moved | Kind::Changed => open && now < self.starts_at,
            Kind::After => open,
            Kind::Summary | Kind::Skipped | Kind::Cancelled => true,
            Kind::ErasureAsked | Kind::ErasureEnded | Kind::ErasureLapsed | Kind::ErasureDone => {
                true
            }
        };
        self.read_at.is_none() && still_counts
    }

    /// Something happened that no page shows by itself, as it does a date that comes near.
    pub fn is_news(&self) -> bool {
        !matches!(self.kind, Kind::DayBefore | Kind::Starting)
    }

    /// Where the reader acts on it.
    pub fn path(&self) -> String {
        self.kind.path(self.seat, self.one_on_one)
    }
}

/// Later than `since`, up to and with `now`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub since: Timestamp,
    pub now: Timestamp,
}

impl Span {
    pub fn holds(self, at: Timestamp) -> bool {
        self.since < at && at <= self.now
    }

    pub fn shifted(self, by: SignedDuration) -> (Timestamp, Timestamp) {
        let shift = |at: Timestamp| at.saturating_add(by).unwrap_or(at);
        let next = |at: Timestamp| at.saturating_add(1.microsecond()).unwrap_or(at);
        (next(shift(self.since)), next(shift(self.now)))
    }
}

/// Where a pass over a span stands: in which search, and after which 1-on-1 of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub search: usize,
    pub after: (Timestamp, OneOnOneId),
}

impl Place {
    /// At the beginning of a search.
    pub fn start(search: usize) -> Self {
        Self { search, after: (Timestamp::MIN, OneOnOneId(0)) }
    }
}

/// How far reminders are wanted: up to the end of a span, or within it as far as `place`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub span: Span,
    pub place: Option<Place>,
}

impl Progress {
    /// All is wanted up to this instant.
    pub fn upto(until: Timestamp) -> Self {
        Self { span: Span { since: until, now: until }, place: None }
    }

    /// What comes next: the rest of a span that is under way, else all that came due since. What
    /// became due too long ago is let go.
    pub fn go_on(self, now: Timestamp) -> (Span, Place) {
        let oldest = now.saturating_sub(CATCH_UP).unwrap_or(now);
        match self.place {
            Some(place) if oldest <= self.span.now => (self.span, place),
            _ => {
                let since = self.span.now.max(oldest).min(now);
                (Span { since, now }, Place::start(0))
            }
        }
    }
}

impl std::fmt::Display for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Span { since, now } = self.span;
        match self.place {
            None => write!(f, "{now}"),
            Some(Place { search, after: (at, OneOnOneId(id)) }) => {
                write!(f, "{now} {since} {search} {at} {id}")
            }
        }
    }
}

impl std::str::FromStr for Progress {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = || Error::internal("the clock of reminders stands nowhere");
        let instant = |word: &str| word.parse::<Timestamp>().map_err(Error::internal);
        let words: Vec<&str> = text.split(' ').collect();
        match words[..] {
            [now] => Ok(Self::upto(instant(now)?)),
            [now, since, search, at, id] => {
                let span = Span { since: instant(since)?, now: instant(now)? };
                let id = OneOnOneId(id.parse().map_err(Error::internal)?);
                let search = search.parse().map_err(Error::internal)?;
                Ok(Self { span, place: Some(Place { search, after: (instant(at)?, id) }) })
            }
            _ => Err(wrong()),
        }
    }
}

/// Where a list of notices goes on: the last line shown.
pub type Mark = (Timestamp, NoticeId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_overtaken_waits_no_more() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (before, after) = (at("2026-11-26T05:00:00Z"), at("2026-11-26T09:00:00Z"));
        let notice = |kind, status| Notice {
            id: NoticeId(1),
            one_on_one: OneOnOneId(1),
            kind,
            seat: Seat::Member,
            partner: String::new(),
            starts_at: at("2026-11-26T06:00:00Z"),
            status,
            created_at: before,
            read_at: None,
        };
        assert!(notice(Kind::Moved, Status::Scheduled).waits(before));
        assert!(!notice(Kind::Moved, Status::Scheduled).waits(after));
        assert!(notice(Kind::After, Status::Scheduled).waits(after));
        assert!(!notice(Kind::After, Status::Held).waits(after), "somebody closed it");
        let read = Notice { read_at: Some(after), ..notice(Kind::Summary, Status::Held) };
        assert!(!read.waits(after));
    }
}
