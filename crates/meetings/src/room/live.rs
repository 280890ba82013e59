//! The part of the meeting screen that both taps change: topics and promises.

use super::{
    shown::{self, PromiseLine},
    wishes::{self, WishJot, WishLine},
};
use crate::{
    agenda::{self, AgendaItem, Expectation, ItemState, ItemView, Outcome},
    one_on_one::{Manner, OneOnOne},
    topic::{self, Topic},
};
use jiff::{SignedDuration, Timestamp};
use people::pair::Seat;
use platform::{
    Result,
    access::{Mode, Tx},
    error::FieldErrors,
    render::Frame,
};

/// Whoever sits down earlier than this does not wait for the planned end.
const EARLY: SignedDuration = SignedDuration::from_mins(15);

/// Topics, proposals and promises as they stand.
pub struct Live {
    pub topics: Vec<TopicView>,
    pub proposals: Vec<ItemView>,
    /// From earlier ones.
    pub earlier: Vec<PromiseLine>,
    /// Made here.
    pub promises: Vec<PromiseLine>,
    /// What could be added: id and name.
    pub addable: Vec<(String, String)>,
    pub wishes: Vec<WishLine>,
    /// Word and label.
    pub wish_kinds: Vec<(&'static str, String)>,
    pub jot: Jot,
}

impl Live {
    /// Nothing was ticked, put off or promised yet.
    pub fn is_fresh(&self) -> bool {
        let untouched = |topic: &TopicView| topic.outcome == Outcome::Open;
        self.promises.is_empty() && self.wishes.is_empty() && self.topics.iter().all(untouched)
    }
}

/// What was typed into the form for a promise, and what is in its way.
#[derive(Clone, Debug, Default)]
pub struct Jot {
    pub text: String,
    pub for_partner: bool,
    pub due: String,
    pub errors: FieldErrors,
    /// The form for a wish beside it.
    pub wish: WishJot,
}

/// One topic of the agenda.
pub struct TopicView {
    pub item: ItemView,
    pub outcome: Outcome,
    /// What the two talk about now: the first that is still open.
    pub is_now: bool,
    /// Until when the time would be shared evenly; only for the one that is on.
    pub until: Option<Timestamp>,
    /// For the member: what could be wanted instead, and whether it is.
    pub wants: Vec<Want>,
}

pub struct Want {
    pub word: &'static str,
    pub label: String,
    pub chosen: bool,
}

impl TopicView {
    pub fn is_reached(&self) -> bool {
        self.outcome == Outcome::Reached
    }

    pub fn is_later(&self) -> bool {
        self.outcome == Outcome::Later
    }
}

pub async fn live<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: &OneOnOne,
    jot: Jot,
) -> Result<Live> {
    let topics = topic::list(tx).await?;
    let items = agenda::of_one_on_one(tx, one_on_one.id).await?;
    let seat = one_on_one.seat_of(&f.viewer).unwrap_or(Seat::Member);
    let all = shown::promises(tx, f, one_on_one).await?;
    let (promises, earlier) = all.into_iter().partition(|promise| promise.is_new);
    let proposals = items.iter().filter(|item| item.state == ItemState::Proposed);
    Ok(Live {
        proposals: agenda::views(f.texts(), proposals, &topics),
        addable: addable(f, &items, &topics, seat),
        topics: topic_views(f, one_on_one, &items, &topics),
        promises,
        earlier,
        wishes: wishes::lines(tx, f, one_on_one).await?,
        wish_kinds: wishes::kinds(f),
        jot,
    })
}

fn topic_views(
    f: &Frame,
    one_on_one: &OneOnOne,
    items: &[AgendaItem],
    topics: &[Topic],
) -> Vec<TopicView> {
    let on: Vec<&AgendaItem> = items.iter().filter(|item| item.is_on()).collect();
    let now = on.iter().position(|item| item.outcome == Outcome::Open);
    let is_member = one_on_one.seat_of(&f.viewer) == Some(Seat::Member);
    let views = agenda::views(f.texts(), on.iter().copied(), topics);
    let lines = on.iter().zip(views).enumerate();
    lines
        .map(|(place, (item, view))| TopicView {
            outcome: item.outcome,
            is_now: now == Some(place) && one_on_one.is_open(),
            until: share(one_on_one, place, on.len()).filter(|_| now == Some(place)),
            wants: if is_member { wants(f, item) } else { Vec::new() },
            item: view,
        })
        .collect()
}

/// When the time of a 1-on-1 that goes on is over: as planned, or as long as planned where the two
/// sat down at quite another time. In writing nobody is timed.
pub fn ends_at(one_on_one: &OneOnOne) -> Option<Timestamp> {
    if !one_on_one.is_open() || one_on_one.manner == Manner::Written {
        return None;
    }
    let from = one_on_one.started_at?;
    let early = one_on_one.starts_at.duration_since(from) > EARLY;
    if !early && from < one_on_one.ends_at() {
        return Some(one_on_one.ends_at());
    }
    from.checked_add(SignedDuration::from_mins(one_on_one.minutes)).ok()
}

/// When the topic at this place would give way to the next, if each had the same time.
fn share(one_on_one: &OneOnOne, place: usize, count: usize) -> Option<Timestamp> {
    let (from, until) = (one_on_one.started_at?, ends_at(one_on_one)?);
    let whole = until.duration_since(from).as_secs().max(0);
    let part = whole * (place as i64 + 1) / count.max(1) as i64;
    from.checked_add(SignedDuration::from_secs(part)).ok()
}

fn wants(f: &Frame, item: &AgendaItem) -> Vec<Want> {
    let want = |expectation: &Expectation| Want {
        word: expectation.word(),
        label: f.t(format!("expectation-{}-short", expectation.key())),
        chosen: item.expectation == Some(*expectation),
    };
    Expectation::ALL.iter().map(want).collect()
}

fn addable(f: &Frame, items: &[AgendaItem], topics: &[Topic], seat: Seat) -> Vec<(String, String)> {
    let taken = |topic: &Topic| {
        items.iter().any(|item| item.topic == topic.id && item.state != ItemState::Declined)
    };
    topics
        .iter()
        .filter(|topic| !topic.hidden && topic.may_be_proposed_by(seat) && !taken(topic))
        .map(|topic| (topic.id.to_string(), topic.name(f.texts())))
        .collect()
}
