//! Types of notices.

use jiff::Timestamp;
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

    /// The words that a person can mute, for the settings.
    pub const MUTE_WORDS: [&'static str; 4] = ["day_before", "ten_minutes", "after", "changes"];
}

/// One line of the list in the application.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: NoticeId,
    pub one_on_one: Option<crate::one_on_one::OneOnOneId>,
    pub kind: Kind,
    pub partner: String,
    pub starts_at: Option<Timestamp>,
    pub created_at: Timestamp,
}
