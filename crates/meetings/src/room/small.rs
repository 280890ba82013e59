//! The two small documents of a 1-on-1: what today was about, and what to be mindful of.

use super::shown::{Memos, Readings};
use people::pair::Seat;

/// One of the two, as a page shows it.
pub struct SmallView {
    /// As the editor and its labels call it.
    pub kind: &'static str,
    pub icon: &'static str,
    pub html: String,
    /// Who may write it, as a label's key.
    pub note: &'static str,
}

/// Those that this 1-on-1 has.
pub fn views(memos: &Memos, said: &Readings, seat: Seat) -> Vec<SmallView> {
    let note = match seat {
        Seat::Member => "memo-label-note_mindful",
        Seat::Leader => "memo-label-note_mindful_read",
    };
    let key_point = memos.key_point.is_some().then(|| SmallView {
        kind: "key_point",
        icon: "flag",
        html: said.key_point.html.clone(),
        note: "memo-label-note_key_point",
    });
    let mindful = memos.mindful.is_some().then(|| SmallView {
        kind: "mindful",
        icon: "sprout",
        html: said.mindful.html.clone(),
        note,
    });
    key_point.into_iter().chain(mindful).collect()
}
