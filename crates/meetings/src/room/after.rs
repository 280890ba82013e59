//! Afterwards: what was talked about, decided and written; and the page right after the close.

use super::{
    live::{self, Jot, Live},
    shown::{self, Head},
    small::{self, SmallView},
};
use crate::{
    agenda::{self, ItemView},
    comment::{self, Comments},
    last_time,
    memo::{self, Kind},
    one_on_one::{self, History, OneOnOne, OneOnOneId, Status},
    promise::State,
    reading::{Receipt, Way},
    topic,
};
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use platform::{
    Result,
    access::{Mode, Tx},
    render::{self, Frame, filters},
};

#[derive(Template)]
#[template(path = "room/templates/after.html")]
struct AfterPage {
    f: Frame,
    head: Head,
    live: Live,
    /// What became of it, in words; `None` when it was held.
    fate: Option<String>,
    /// What became of its topics, where it was not held.
    topics: Option<String>,
    /// There is no next one, and one could be planned.
    plannable: bool,
    shared: String,
    /// `None` where there is nothing to read.
    receipt: Option<Receipt>,
    private_note: String,
    /// Of the small documents those that say something.
    small: Vec<SmallView>,
    comments: Comments,
    /// The memo can still be added to.
    writable: bool,
    /// Where it is told how they came to be.
    history: Option<String>,
    note_history: Option<String>,
}

pub async fn after<M: Mode>(mut tx: Tx<M>, one_on_one: &OneOnOne) -> Result<Response> {
    let f = Frame::of(&tx);
    let head = Head::of(&f, one_on_one)?;
    let live = live::live(&mut tx, &f, one_on_one, Jot::default()).await?;
    let memos = shown::memos(&mut tx, one_on_one).await?;
    let beside = comment::Draft::default();
    let comments = comment::comments(&mut tx, &f, one_on_one, false, beside).await?;
    let onward = onward(&mut tx, one_on_one).await?;
    let receipt = shown::receipt(&mut tx, &f, one_on_one).await?;
    drop(tx);
    let (said, small) = match &memos {
        Some(memos) => {
            let said = memos.read(Way::Opened).await?;
            let small = small::views(memos, &said, head.seat);
            (said, small)
        }
        None => Default::default(),
    };
    render::page(&AfterPage {
        fate: fate(&f, one_on_one),
        topics: onward.topics(live.topics.len()).map(|said| f.t(said)),
        plannable: onward == Onward::Waits,
        history: memos.as_ref().map(|memos| memos.history()),
        note_history: memos.as_ref().map(|memos| memos.note_history()),
        writable: memos.is_some_and(|memos| memos.writable),
        receipt: Some(receipt).filter(|_| !said.shared.text.is_empty()),
        shared: said.shared.html,
        private_note: said.private_note.html,
        small: small.into_iter().filter(|small| !small.html.is_empty()).collect(),
        comments,
        live,
        head,
        f,
    })
}

/// Where what was prepared for one that did not take place goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Onward {
    /// It was held, or nothing can come after it.
    Nowhere,
    /// There is a next one.
    Next,
    /// There is none yet: the first that is planned takes the topics along.
    Waits,
}

impl Onward {
    fn topics(self, count: usize) -> Option<&'static str> {
        match self {
            Self::Nowhere => None,
            _ if count == 0 => None,
            Self::Next => Some("room-topics-moved"),
            Self::Waits => Some("room-topics-wait"),
        }
    }
}

async fn onward<M: Mode>(tx: &mut Tx<M>, one_on_one: &OneOnOne) -> Result<Onward> {
    let off = matches!(one_on_one.status, Status::Skipped | Status::Cancelled);
    if !off || !one_on_one.pair_lasts() {
        return Ok(Onward::Nowhere);
    }
    let now = tx.now();
    if one_on_one::next_of_pair(tx, one_on_one.pair, now).await?.is_some() {
        return Ok(Onward::Next);
    }
    // What lies further back has handed its topics on already.
    let before = (Timestamp::MAX, OneOnOneId(i64::MAX));
    let (pair, open_until) = (one_on_one.pair, Timestamp::MIN);
    let page = History { pair, before, open_until, most: 1 };
    let last = one_on_one::history(tx, &page).await?;
    let is_last = last.first().is_some_and(|last| last.id == one_on_one.id);
    Ok(if is_last { Onward::Waits } else { Onward::Nowhere })
}

fn fate(f: &Frame, one_on_one: &OneOnOne) -> Option<String> {
    match one_on_one.status {
        Status::Held => None,
        Status::Skipped => Some(f.t("room-was-skipped")),
        Status::Cancelled => Some(f.t("room-was-cancelled")),
        Status::Scheduled if one_on_one.started_at.is_some() => Some(f.t("room-was-not-closed")),
        Status::Scheduled => Some(f.t("room-was-left")),
    }
}

#[derive(Template)]
#[template(path = "room/templates/closed.html")]
pub struct ClosedPage {
    pub f: Frame,
    head: Head,
    next: Option<NextDate>,
    promises: Vec<shown::PromiseLine>,
    /// What the member decided to be mindful of.
    mindful: Vec<String>,
}

/// The next one, and what waits for it.
struct NextDate {
    id: String,
    when: String,
    carried: Vec<ItemView>,
}

pub async fn closed<M: Mode>(tx: &mut Tx<M>, one_on_one: &OneOnOne) -> Result<ClosedPage> {
    let f = Frame::of(tx);
    let mut promises = shown::promises(tx, &f, one_on_one).await?;
    let open = |answer: &shown::Answer| answer.chosen && answer.word == State::Open.word();
    promises.retain(|promise| promise.answers.iter().any(open));
    Ok(ClosedPage {
        head: Head::of(&f, one_on_one)?,
        next: next_date(tx, &f, one_on_one).await?,
        mindful: last_time::lines(&memo::text_of_kind(tx, one_on_one.id, Kind::Mindful).await?),
        promises,
        f,
    })
}

async fn next_date<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: &OneOnOne,
) -> Result<Option<NextDate>> {
    let now = tx.now();
    let Some(next) = one_on_one::next_of_pair(tx, one_on_one.pair, now).await? else {
        return Ok(None);
    };
    let topics = topic::list(tx).await?;
    let items = agenda::of_one_on_one(tx, next.id).await?;
    let carried = items.iter().filter(|item| item.carried);
    Ok(Some(NextDate {
        id: next.id.to_string(),
        when: f.when(&next.starts_at),
        carried: agenda::views(f.texts(), carried, &topics),
    }))
}
