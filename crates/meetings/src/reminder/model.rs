//! Types of notices.

use crate::one_on_one::{OneOnOneId, Status};
use jiff::Timestamp;
use people::pair::Seat;
use platform::{define_id, text_enum};

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
        }
    }

    /// Where somebody in this seat acts on it.
    pub fn path(self, seat: Seat, id: OneOnOneId) -> String {
        match (self, seat) {
            (Self::DayBefore, Seat::Member) => format!("/one-on-ones/{id}/preparation"),
            (Self::Starting, Seat::Leader) => format!("/one-on-ones/{id}/precheck"),
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
