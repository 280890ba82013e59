//! Versions in words: days, times, who wrote and about how much.

use super::{
    listing::{Calendar, Listed},
    markup::{Mark, Marks},
    model::{Author, Reason},
};
use crate::{
    memo::{Kind, Memo},
    names,
};
use memo_wire::trace::Amount;
use people::pair::Seat;
use platform::{Error, Result, render::Frame};

/// Which memo this is, and what the viewer may do with it.
pub struct Head {
    pub id: String,
    /// 佐藤さんとの共有メモ
    pub title: String,
    /// Where one came from.
    pub back: String,
    /// Nobody but the viewer may ever see it.
    pub is_private: bool,
    /// What both write takes both to erase.
    pub takes_both: bool,
    pub writable: bool,
}

impl Head {
    pub fn of(f: &Frame, memo: &Memo, writable: bool) -> Self {
        let seat = memo.seat_of(&f.viewer);
        let partner = match seat {
            Some(Seat::Leader) => &memo.member_name,
            _ => &memo.leader_name,
        };
        // A leader of the past keeps the own note, and not the 1-on-1 that it belongs to.
        let past = seat == Some(Seat::Leader) && !memo.pair_lasts();
        let back =
            if past { "/journey".into() } else { format!("/one-on-ones/{}", memo.one_on_one) };
        Self {
            id: memo.id.to_string(),
            title: f.with(
                format!("versions-of-{}", memo.kind),
                "name",
                names::called(f.texts(), partner),
            ),
            back,
            is_private: memo.kind == Kind::PrivateNote,
            takes_both: memo.writer().is_none(),
            writable,
        }
    }

    /// # Errors
    /// `Forbidden` for who may only read.
    pub fn must_be_writable(&self) -> Result<()> {
        if self.writable { Ok(()) } else { Err(Error::Forbidden) }
    }
}

/// Whose colour and mark is whose.
pub struct Legend(pub Vec<Mark>);

impl Legend {
    pub fn of(marks: &Marks, memo: &Memo) -> Self {
        let people = match memo.writer() {
            Some(writer) => vec![writer],
            None => vec![memo.member, memo.leader],
        };
        Self(people.into_iter().map(|person| marks.of_person(person).clone()).collect())
    }
}

/// The versions of one day, the newest first.
pub struct Day {
    pub label: String,
    pub lines: Vec<Line>,
}

/// One version.
pub struct Line {
    pub path: String,
    /// 10:00〜10:08
    pub time: String,
    pub name: Option<String>,
    /// The two sat together.
    pub in_talk: bool,
    pub authors: Vec<AuthorLine>,
    /// What else is to be said: an older version came back, or nothing is known of what was before.
    pub notes: Vec<String>,
}

pub struct AuthorLine {
    pub mark: Mark,
    pub amount: String,
}

pub fn days(
    f: &Frame,
    marks: &Marks,
    memo: &Memo,
    calendar: &Calendar,
    listed: &[Listed],
) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for one in listed {
        let label = f.day_of(&one.version.began_at);
        let line = line(f, marks, memo, calendar, one);
        match days.last_mut() {
            Some(day) if day.label == label => day.lines.push(line),
            _ => days.push(Day { label, lines: vec![line] }),
        }
    }
    days
}

pub fn line(f: &Frame, marks: &Marks, memo: &Memo, calendar: &Calendar, listed: &Listed) -> Line {
    let version = &listed.version;
    let (from, to) = (f.time(&version.began_at), f.time(&version.ended_at));
    let time = if from == to { from } else { f.with2("versions-time", "from", from, "to", to) };
    Line {
        path: format!("/memos/{}/history/{}", memo.id, version.upto),
        time,
        name: listed.kept.as_ref().and_then(|kept| kept.name.clone()),
        in_talk: calendar.talk.holds(version.began_at) && !listed.is_start,
        authors: version.authors.iter().map(|author| author_line(f, marks, author)).collect(),
        notes: notes(f, marks, listed),
    }
}

fn author_line(f: &Frame, marks: &Marks, author: &Author) -> AuthorLine {
    AuthorLine { mark: marks.of_person(author.person).clone(), amount: amount(f, author.amount) }
}

/// About how much, in words: nobody is measured by letters.
fn amount(f: &Frame, Amount { written, deleted }: Amount) -> String {
    match (about(written), about(deleted)) {
        (0, 0) => f.t("versions-amount-form"),
        (written, 0) => f.with("versions-amount-written", "written", written),
        (0, deleted) => f.with("versions-amount-deleted", "deleted", deleted),
        (written, deleted) => {
            f.with2("versions-amount-both", "written", written, "deleted", deleted)
        }
    }
}

/// Two digits are enough.
fn about(count: u64) -> i64 {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    match count {
        ..100 => count,
        100..1_000 => (count + 5) / 10 * 10,
        _ => count.saturating_add(50) / 100 * 100,
    }
}

fn notes(f: &Frame, marks: &Marks, listed: &Listed) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(before) = &listed.before
        && before.reason == Reason::Restored
    {
        let who = before.person.map(|person| marks.of_person(person).name.clone());
        notes.push(f.with("versions-restored", "name", who.unwrap_or_default()));
    }
    if let Some(kept) = listed.kept.as_ref().filter(|_| listed.is_start) {
        let erased = kept.reason == Reason::Erased;
        notes.push(f.t(if erased { "versions-erased" } else { "versions-begins" }));
    }
    notes
}
