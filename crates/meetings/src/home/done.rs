//! What has just been done: said once on the page that the browser is sent to.

use axum::response::Response;
use people::pair::Seat;
use platform::{i18n::Texts, render, text_enum};

text_enum! {
    /// The word in the address, and the end of the key `done-…`.
    pub enum Done {
        Prepared = "prepared",
        Undecided = "undecided",
        Moved = "moved",
        MovedAll = "moved-all",
        Rhythm = "rhythm",
        Planned = "planned",
        Skipped = "skipped",
        TenMinutes = "ten-minutes",
        Written = "written",
        Usual = "usual",
        Cancelled = "cancelled",
        Proposed = "proposed",
        Withdrawn = "withdrawn",
        Accepted = "accepted",
        Declined = "declined",
    }
}

impl Done {
    /// Back to where this seat's day begins, with a word about what was done.
    pub fn see(self, seat: Option<Seat>) -> Response {
        let path = if seat == Some(Seat::Leader) { "/today" } else { "/" };
        render::see(format!("{path}?done={self}"))
    }

    pub fn text(self, texts: &Texts) -> String {
        texts.t(format!("done-{self}"))
    }
}
