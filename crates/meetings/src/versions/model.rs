//! What a version is, and where one begins.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use memo_wire::trace::Amount;
use platform::{PersonId, text_enum};

/// A pause after which a new version begins, and how long one goes on at most.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);
const LONGEST: SignedDuration = SignedDuration::from_mins(10);
/// A 1-on-1 that nobody closed counts as going on for so long.
const LONGEST_TALK: SignedDuration = SignedDuration::from_hours(4);

text_enum! {
    /// Why a state of a memo is kept.
    pub enum Reason {
        /// What came before was never kept.
        Base = "base",
        /// So that reading begins near.
        Checkpoint = "checkpoint",
        /// A person gave it a name.
        Named = "named",
        /// What was there before an older version came back.
        Restored = "restored",
        /// What led to it is gone by its age.
        Folded = "folded",
        /// Deleted words were erased for good up to here.
        Erased = "erased",
    }
}

/// One row of the log, as far as versions need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub seq: i64,
    pub person: PersonId,
    pub at: Timestamp,
    pub amount: Amount,
}

/// Who wrote in a version, and about how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Author {
    pub person: PersonId,
    pub amount: Amount,
}

/// A stretch of writing: what came after number `after` of the log, up to `upto`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub after: i64,
    pub upto: i64,
    pub began_at: Timestamp,
    pub ended_at: Timestamp,
    /// In the order in which they wrote first.
    pub authors: Vec<Author>,
}

impl Version {
    fn begin(after: i64, row: &Written) -> Self {
        let (began_at, ended_at) = (row.at, row.at);
        Self { after, upto: after, began_at, ended_at, authors: Vec::new() }
    }

    fn take(&mut self, row: &Written) {
        self.upto = row.seq;
        self.ended_at = self.ended_at.max(row.at);
        let known = self.authors.iter().position(|author| author.person == row.person);
        let place = known.unwrap_or_else(|| {
            self.authors.push(Author { person: row.person, amount: Amount::default() });
            self.authors.len() - 1
        });
        let amount = &mut self.authors[place].amount;
        amount.written += row.amount.written;
        amount.deleted += row.amount.deleted;
    }
}

/// When the two sat together: a version does not reach over its beginning or its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Talk {
    pub started_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
}

impl Talk {
    fn lies_between(&self, from: Timestamp, to: Timestamp) -> bool {
        [self.started_at, self.closed_at].into_iter().flatten().any(|at| from < at && at <= to)
    }

    /// Did they sit together then?
    pub fn holds(&self, at: Timestamp) -> bool {
        let Some(started) = self.started_at else { return false };
        let end = self.closed_at.or_else(|| started.saturating_add(LONGEST_TALK).ok());
        started <= at && end.is_none_or(|end| at < end)
    }
}

/// The versions of some rows that follow each other from `after` on. A new one begins after a
/// pause, when one has gone on for long, at midnight in `zone`, and where a talk began or ended.
pub fn versions(after: i64, rows: &[Written], zone: &TimeZone, talk: &Talk) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for row in rows {
        match versions.last_mut() {
            Some(open) if !ends(open, row, zone, talk) => open.take(row),
            last => {
                let after = last.map_or(after, |last| last.upto);
                let mut next = Version::begin(after, row);
                next.take(row);
                versions.push(next);
            }
        }
    }
    versions
}

/// Whether a version is over before this row. The clocks of two nodes may differ a little.
fn ends(open: &Version, row: &Written, zone: &TimeZone, talk: &Talk) -> bool {
    let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    row.at.duration_since(open.ended_at) >= PAUSE
        || row.at.duration_since(open.began_at) >= LONGEST
        || row.at > open.ended_at && day(row.at) != day(open.ended_at)
        || talk.lies_between(open.ended_at, row.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AOI: PersonId = PersonId(1);
    const REN: PersonId = PersonId(2);

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Tokyo").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        format!("2026-11-24T{text}+09:00").parse().unwrap()
    }

    fn row(seq: i64, person: PersonId, time: &str) -> Written {
        Written { seq, person, at: at(time), amount: Amount { written: 2, deleted: 1 } }
    }

    fn spans(rows: &[Written], talk: &Talk) -> Vec<(i64, i64)> {
        versions(0, rows, &zone(), talk).iter().map(|v| (v.after, v.upto)).collect()
    }

    #[test]
    fn a_pause_and_a_long_stretch_begin_a_new_version() {
        let rows = [
            row(1, AOI, "10:00:00"),
            row(2, REN, "10:09:59"),
            row(3, AOI, "10:10:00"),
            row(4, AOI, "10:19:59"),
            row(5, AOI, "10:30:00"),
        ];
        assert_eq!(spans(&rows, &Talk::default()), [(0, 2), (2, 4), (4, 5)]);
        let first = &versions(0, &rows, &zone(), &Talk::default())[0];
        assert_eq!((first.began_at, first.ended_at), (rows[0].at, rows[1].at));
        let people: Vec<PersonId> = first.authors.iter().map(|author| author.person).collect();
        assert_eq!(people, [AOI, REN]);
        assert_eq!(first.authors[0].amount, Amount { written: 2, deleted: 1 });
    }

    #[test]
    fn midnight_is_the_viewer_s() {
        let rows = [row(1, AOI, "23:58:00"), row(2, AOI, "23:59:59")];
        let over = Written { seq: 3, at: rows[1].at + SignedDuration::from_secs(2), ..rows[1] };
        let rows = [rows[0], rows[1], over];
        assert_eq!(spans(&rows, &Talk::default()), [(0, 2), (2, 3)]);
        assert_eq!(versions(0, &rows, &TimeZone::UTC, &Talk::default()).len(), 1);
    }

    #[test]
    fn a_talk_stands_by_itself() {
        let talk = Talk { started_at: Some(at("10:02:00")), closed_at: Some(at("10:05:00")) };
        let rows = [
            row(1, AOI, "10:01:00"),
            row(2, AOI, "10:02:00"),
            row(3, AOI, "10:04:59"),
            row(4, AOI, "10:05:00"),
        ];
        assert_eq!(spans(&rows, &talk), [(0, 1), (1, 3), (3, 4)]);
        assert!(talk.holds(rows[1].at) && !talk.holds(rows[3].at) && !talk.holds(rows[0].at));
        let open = Talk { closed_at: None, ..talk };
        assert!(open.holds(at("11:00:00")) && !open.holds(at("15:00:00")));
    }

    #[test]
    fn a_clock_that_is_behind_does_no_harm() {
        let rows = [row(1, AOI, "10:00:05"), row(2, REN, "10:00:01"), row(3, AOI, "10:00:06")];
        let all = versions(0, &rows, &zone(), &Talk::default());
        assert_eq!((all.len(), all[0].ended_at), (1, rows[2].at));
    }

    #[test]
    fn what_is_read_from_a_version_s_end_on_is_the_same() {
        let rows: Vec<Written> = (0..200)
            .map(|n| {
                let at = at("09:00:00") + SignedDuration::from_secs(n * n % 97 + n * 130);
                Written {
                    seq: n + 1,
                    person: if n % 3 == 0 { AOI } else { REN },
                    at,
                    amount: Amount::default(),
                }
            })
            .collect();
        let all = versions(0, &rows, &zone(), &Talk::default());
        assert!(all.len() > 10);
        for (place, version) in all.iter().enumerate() {
            let rest = &rows[version.after as usize..];
            assert_eq!(versions(version.after, rest, &zone(), &Talk::default()), all[place..]);
            let begun = &rows[..version.upto as usize];
            assert_eq!(versions(0, begun, &zone(), &Talk::default()), all[..=place]);
        }
    }
}
