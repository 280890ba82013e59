//! What one of the two may want to hand on, for them to choose from: open promises, topics that were
//! carried over, what the two took along from their 1-on-1s, and what they wish were different.
//!
//! Nothing of a 1-on-1 in which health or private life was a topic, nothing out of a private note.

use super::{
    lines::{NewLine, is_sensitive},
    model::{MOST_TEXT, Source},
};
use crate::{
    agenda::{self, AgendaItem},
    last_time::{self, Taken},
    memo::Kind,
    names,
    promise::{self, Promise},
    topic::{self, Topic},
    wish::{self, Wish},
};
use jiff::{SignedDuration, Timestamp};
use people::pair::PairId;
use platform::{
    Result,
    access::{Mode, Tx},
    render::Frame,
};
use std::collections::HashSet;

/// How far back topics, words and wishes are looked for.
const BACK: SignedDuration = SignedDuration::from_hours(24 * 90);

/// A line to choose.
pub(super) struct Suggested {
    pub line: NewLine,
    /// Where it comes from, in words.
    pub from: String,
}

/// Lines to choose from. The caller holds a permit for the pair.
pub(super) async fn suggestions<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    pair: PairId,
) -> Result<Vec<Suggested>> {
    let topics = topic::list(tx).await?;
    let from = f.now.saturating_sub(BACK).unwrap_or(f.now);
    let items = agenda::of_pair_between(tx, pair, (Timestamp::UNIX_EPOCH, Timestamp::MAX)).await?;
    let recent = agenda::of_pair_between(tx, pair, (from, Timestamp::MAX)).await?;
    let close = close_to_home(&items, &topics);
    let far = |one_on_one: i64| !close.contains(&one_on_one);
    let promises = promise::open_of_pair(tx, pair).await?.into_iter();
    let taken = last_time::taken_along(tx, pair, from).await?.into_iter();
    let wishes = wish::of_pair_between(tx, pair, (from, Timestamp::MAX)).await?.into_iter();
    let mut all: Vec<Suggested> = Vec::new();
    all.extend(promises.filter(|one| far(one.one_on_one)).map(|one| of_promise(f, &one)));
    all.extend(carried(f, &recent, &topics));
    all.extend(taken.filter(|one| far(one.one_on_one.0)).map(|one| of_taken(f, &one)));
    all.extend(wishes.filter(|one| far(one.one_on_one)).map(|one| of_wish(f, &one)));
    let mut seen = HashSet::new();
    all.retain(|one| seen.insert(one.line.text.clone()));
    Ok(all)
}

/// The 1-on-1s in which health or private life was a topic, also one that was only proposed.
fn close_to_home(items: &[AgendaItem], topics: &[Topic]) -> HashSet<i64> {
    let sensitive = |item: &&AgendaItem| word_of(item, topics).is_some_and(is_close);
    items.iter().filter(sensitive).map(|item| item.one_on_one).collect()
}

fn word_of<'a>(item: &AgendaItem, topics: &'a [Topic]) -> Option<&'a Topic> {
    topics.iter().find(|topic| topic.id == item.topic)
}

fn is_close(topic: &Topic) -> bool {
    is_sensitive(topic.word)
}

fn carried(f: &Frame, items: &[AgendaItem], topics: &[Topic]) -> Vec<Suggested> {
    let carried = items.iter().filter(|item| item.is_on() && item.carried);
    let of_topic = |item: &AgendaItem| {
        let topic = word_of(item, topics).filter(|topic| !is_close(topic))?;
        Some(of_topic(f, topic, &item.line))
    };
    carried.filter_map(of_topic).collect()
}

fn of_promise(f: &Frame, promise: &Promise) -> Suggested {
    let name = names::called(f.texts(), &promise.owner_name);
    let text = f.with2("handover-line-promise", "name", name, "text", promise.text.as_str());
    suggested(f, Source::Promise, &text, Some(promise.made_at))
}

fn of_topic(f: &Frame, topic: &Topic, words: &str) -> Suggested {
    let name = topic.name(f.texts());
    let text = match words.is_empty() {
        true => f.with("handover-line-topic", "topic", name),
        false => f.with2("handover-line-topic-words", "topic", name, "text", words),
    };
    let mut suggested = suggested(f, Source::Topic, &text, None);
    suggested.line.topic = Some(topic.id);
    suggested
}

/// The words themselves.
fn of_taken(f: &Frame, taken: &Taken) -> Suggested {
    let source = if taken.kind == Kind::Mindful { Source::Mindful } else { Source::KeyPoint };
    let mut suggested = suggested(f, source, &taken.lines.join("\n"), Some(taken.starts_at));
    suggested.line.memo = Some(taken.memo);
    suggested
}

fn of_wish(f: &Frame, wish: &Wish) -> Suggested {
    let name = names::called(f.texts(), &wish.author_name);
    let text = f.with2("handover-line-wish", "name", name, "text", wish.text.as_str());
    suggested(f, Source::Wish, &text, Some(wish.made_at))
}

fn suggested(f: &Frame, source: Source, text: &str, at: Option<Timestamp>) -> Suggested {
    let name = f.t(format!("handover-source-{}", source.word()));
    let from = match at {
        Some(at) => f.with2("handover-from", "source", name, "day", f.day_of(&at)),
        None => name,
    };
    let text = text.chars().take(MOST_TEXT).collect();
    Suggested { line: NewLine { source, topic: None, text, memo: None }, from }
}
