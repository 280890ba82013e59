//! M1: the next 1-on-1 of a member, and everything of it that can be done in one tap.

use super::{
    promises::{self, PromiseView},
    today::{self, LedRow},
};
use crate::{
    agenda::{self, ItemState, ItemView},
    names,
    one_on_one::{self, OneOnOne},
    promise,
    series::{self, Rhythm},
    topic,
};
use jiff::SignedDuration;
use people::pair::Seat;
use platform::{
    PersonId, Result,
    access::{Mode, Reads, Tx},
    render::{self, Frame},
};
use std::collections::HashMap;

/// How many 1-on-1s ahead the home screen looks at.
const MOST: i64 = 5;
/// How many that nobody closed it shows beside them.
pub const MOST_LEFT: usize = 5;
/// From so many minutes before the start on, the one thing to do is to open the meeting.
const NEAR: SignedDuration = SignedDuration::from_mins(10);

/// Everything on つぎの1on1.
pub struct Home {
    pub next: Option<NextView>,
    pub later: Vec<LaterView>,
    /// Their time is over, and nobody has said what became of them.
    pub past: Vec<PastView>,
    pub promises: Vec<PromiseView>,
    pub invitations: Vec<InvitationView>,
    pub led: Vec<LedRow>,
    /// The pair for which an extra one can be planned: that of the next 1-on-1.
    pub extra_for: Option<String>,
    /// In no pair at all: sees how to start.
    pub alone: bool,
}

/// The next 1-on-1.
pub struct NextView {
    pub id: String,
    pub leaf: Leaf,
    pub when: String,
    pub minutes: i64,
    pub partner: String,
    pub initial: String,
    pub hue: i64,
    pub place: String,
    /// 10分だけ; nothing for the usual way.
    pub manner: Option<String>,
    pub extra: bool,
    pub prepared: bool,
    /// 佐藤さんが 14:51 に見ました.
    pub seen: Option<String>,
    pub items: Vec<ItemView>,
    pub proposals: Vec<ItemView>,
    /// About to begin, or going on.
    pub near: bool,
    pub running: bool,
}

/// A day as a leaf of a calendar.
pub struct Leaf {
    pub iso: String,
    pub month: String,
    pub day: i8,
    pub weekday: String,
}

/// A further 1-on-1.
pub struct LaterView {
    pub id: String,
    pub leaf: Leaf,
    pub time: String,
    pub partner: String,
    pub prepared: bool,
}

/// One that waits to be closed or skipped.
pub struct PastView {
    pub id: String,
    pub when: String,
    pub called: String,
}

/// A pair that could use a date or a rhythm.
pub struct InvitationView {
    pub pair: String,
    pub partner: String,
    /// There is a rhythm (or the wish for none), only no date.
    pub date_only: bool,
}

/// Reads what the home screen shows.
pub async fn home(tx: &mut Tx<Reads>, f: &Frame) -> Result<Home> {
    let rhythms = series::rhythms_of_viewer(tx).await?;
    if rhythms.is_empty() {
        return Ok(Home::empty());
    }
    let (upcoming, mut past) = split(f, one_on_one::upcoming_of_member(tx, MOST).await?);
    past.extend(one_on_one::left_of_member(tx, MOST_LEFT as i64).await?);
    past.truncate(MOST_LEFT);
    let next = match upcoming.first() {
        Some(first) => Some(next_view(tx, f, first).await?),
        None => None,
    };
    let since = promises::shown_since(tx.now());
    let promises = promise::of_member_since(tx, since).await?;
    let led = if tx.viewer().leads() { today::soon(tx, f).await? } else { Vec::new() };
    Ok(Home {
        next,
        later: upcoming.iter().skip(1).map(|one_on_one| later_view(f, one_on_one)).collect(),
        promises: promises::views(f, &promises, &partners(f, &rhythms)),
        invitations: invitations(f, &rhythms),
        led,
        extra_for: upcoming.first().or(past.first()).map(|first| first.pair.to_string()),
        past: past.iter().map(|one_on_one| past_view(f, one_on_one)).collect(),
        alone: false,
    })
}

impl Home {
    fn empty() -> Self {
        let (later, past, promises, invitations, led) = Default::default();
        Self { next: None, later, past, promises, invitations, led, extra_for: None, alone: true }
    }
}

/// Those going on and then those ahead, soonest first; and those whose time is over, newest first.
pub fn split(f: &Frame, all: Vec<OneOnOne>) -> (Vec<OneOnOne>, Vec<OneOnOne>) {
    let (mut left, mut ahead): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| one.is_left(f.now));
    left.reverse();
    // Two may sit down before the day that was planned.
    ahead.sort_by_key(|one| one.started_at.is_none());
    (ahead, left)
}

fn past_view(f: &Frame, one_on_one: &OneOnOne) -> PastView {
    PastView {
        id: one_on_one.id.to_string(),
        when: f.when(&one_on_one.starts_at),
        called: names::called(f.texts(), &one_on_one.leader_name),
    }
}

async fn next_view<M: Mode>(tx: &mut Tx<M>, f: &Frame, one_on_one: &OneOnOne) -> Result<NextView> {
    let items = agenda::of_one_on_one(tx, one_on_one.id).await?;
    let topics = if items.is_empty() { Vec::new() } else { topic::list(tx).await? };
    let on = items.iter().filter(|item| item.is_on());
    let waiting = items.iter().filter(|item| item.state == ItemState::Proposed);
    let partner = names::called(f.texts(), &one_on_one.leader_name);
    let seen =
        one_on_one.seen_at.map(|at| f.with2("seen-by", "name", &partner, "time", f.when(&at)));
    let until_start = one_on_one.starts_at.duration_since(f.now);
    Ok(NextView {
        id: one_on_one.id.to_string(),
        leaf: leaf(f, one_on_one),
        when: f.when(&one_on_one.starts_at),
        minutes: one_on_one.minutes,
        initial: f.initial(&one_on_one.leader_name),
        hue: render::hue(one_on_one.leader),
        partner,
        place: one_on_one.place.clone(),
        manner: one_on_one.manner.said(f.texts()),
        extra: one_on_one.extra,
        prepared: one_on_one.prepared_at.is_some(),
        seen,
        items: agenda::views(f.texts(), on, &topics),
        proposals: agenda::views(f.texts(), waiting, &topics),
        near: until_start <= NEAR || one_on_one.started_at.is_some(),
        running: one_on_one.started_at.is_some(),
    })
}

pub fn leaf(f: &Frame, one_on_one: &OneOnOne) -> Leaf {
    let date = f.texts().date_of(one_on_one.starts_at);
    Leaf {
        iso: date.to_string(),
        month: f.t(format!("month-{}", date.month())),
        day: date.day(),
        weekday: f.texts().weekday(date.weekday()),
    }
}

fn later_view(f: &Frame, one_on_one: &OneOnOne) -> LaterView {
    LaterView {
        id: one_on_one.id.to_string(),
        leaf: leaf(f, one_on_one),
        time: f.time(&one_on_one.starts_at),
        partner: names::called(f.texts(), &one_on_one.leader_name),
        prepared: one_on_one.prepared_at.is_some(),
    }
}

fn invitations(f: &Frame, rhythms: &[Rhythm]) -> Vec<InvitationView> {
    let waiting = rhythms.iter().filter(|rhythm| !rhythm.has_next);
    let view = |rhythm: &Rhythm| InvitationView {
        pair: rhythm.pair.to_string(),
        partner: names::called(f.texts(), rhythm.partner_name(seat(f, rhythm))),
        date_only: rhythm.cadence.is_some(),
    };
    waiting.map(view).collect()
}

fn seat(f: &Frame, rhythm: &Rhythm) -> Seat {
    if f.viewer.is(rhythm.leader) { Seat::Leader } else { Seat::Member }
}

/// The names of everybody with whom the viewer is in a pair.
pub fn partners(f: &Frame, rhythms: &[Rhythm]) -> HashMap<PersonId, String> {
    let other = |rhythm: &Rhythm| match seat(f, rhythm) {
        Seat::Leader => (rhythm.member, rhythm.member_name.clone()),
        Seat::Member => (rhythm.leader, rhythm.leader_name.clone()),
    };
    rhythms.iter().map(other).collect()
}
