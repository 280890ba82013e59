//! What a leader may want to hand on, for them to choose from: open promises and topics that were
//! carried over. Nothing of the topics health and private life.

use super::{
    lines::{NewLine, is_sensitive},
    model::{MOST_TEXT, Source},
};
use crate::{
    agenda, names,
    promise::{self, Promise},
    topic::{self, Topic},
};
use jiff::SignedDuration;
use people::pair::PairId;
use platform::{
    Result,
    access::{Mode, Tx},
    render::Frame,
};

/// How far back topics are looked for.
const BACK: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Lines to choose from. The caller holds a permit for the pair.
pub(super) async fn suggestions<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    pair: PairId,
) -> Result<Vec<NewLine>> {
    let promises = promise::open_of_pair(tx, pair).await?;
    let mut lines: Vec<NewLine> = promises.iter().map(|promise| of_promise(f, promise)).collect();
    let topics = topic::list(tx).await?;
    let from = f.now.saturating_sub(BACK).unwrap_or(f.now);
    let items = agenda::of_pair_between(tx, pair, (from, jiff::Timestamp::MAX)).await?;
    for item in items.iter().filter(|item| item.is_on() && item.carried) {
        let Some(topic) = topics.iter().find(|topic| topic.id == item.topic) else { continue };
        let line = of_topic(f, topic, &item.line);
        let known = lines.iter().any(|known| known.text == line.text);
        if !is_sensitive(topic.word) && !known {
            lines.push(line);
        }
    }
    Ok(lines)
}

fn of_promise(f: &Frame, promise: &Promise) -> NewLine {
    let name = names::called(f.texts(), &promise.owner_name);
    let text = f.with2("handover-line-promise", "name", name, "text", promise.text.as_str());
    NewLine { source: Source::Promise, topic: None, text: cut(&text), memo: None }
}

fn of_topic(f: &Frame, topic: &Topic, words: &str) -> NewLine {
    let name = topic.name(f.texts());
    let text = match words.is_empty() {
        true => f.with("handover-line-topic", "topic", name),
        false => f.with2("handover-line-topic-words", "topic", name, "text", words),
    };
    NewLine { source: Source::Topic, topic: Some(topic.id), text: cut(&text), memo: None }
}

fn cut(text: &str) -> String {
    text.chars().take(MOST_TEXT).collect()
}
