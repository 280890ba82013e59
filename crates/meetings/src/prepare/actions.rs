//! From the form to the agenda's verbs.

use super::typed::{self, Typed};
use crate::{
    agenda::{self, AgendaItem, Choice},
    one_on_one::{self, OneOnOne},
    topic::{self, Topic, TopicId},
};
use jiff::Timestamp;
use people::pair::Seat;
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, Tx, Writes},
    i18n::Texts,
    routing::once,
};

/// Keeps what the member chose. A form that was sent before changes nothing.
///
/// # Errors
/// As [`agenda::prepare`]; `Invalid` also when nothing is chosen and "not decided yet" was not
/// pressed.
pub async fn save(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    typed: &Typed,
    texts: &Texts,
) -> Result<()> {
    if !once(tx, &typed.key).await? {
        return Ok(());
    }
    let items = agenda::of_one_on_one(tx, one_on_one.id).await?;
    let topics = topic::list(tx).await?;
    let choices = if typed.undecided { Vec::new() } else { choices(typed, &items, &topics, texts) };
    if choices.is_empty() && !typed.undecided {
        return Err(Error::field("topic", "invalid-nothing-chosen"));
    }
    agenda::prepare(tx, one_on_one, &choices, typed.version).await?;
    for item in items.iter().filter(|item| typed::waits(item)) {
        if typed.answers.get(&item.id) == Some(&false) {
            agenda::decline(tx, one_on_one, item.id).await?;
        }
    }
    Ok(())
}

/// The chosen topics in the order of the page: accepted proposals first.
fn choices(typed: &Typed, items: &[AgendaItem], topics: &[Topic], texts: &Texts) -> Vec<Choice> {
    let accepted = items
        .iter()
        .filter(|item| typed::waits(item) && typed.answers.get(&item.id) == Some(&true));
    let taken: Vec<TopicId> = accepted.map(|item| item.topic).collect();
    let own = typed.topics.iter().filter(|topic| !taken.contains(topic));
    let wanted = taken.iter().chain(own);
    wanted.map(|topic| choice(typed, *topic, items, topics, texts)).collect()
}

fn choice(
    typed: &Typed,
    id: TopicId,
    items: &[AgendaItem],
    topics: &[Topic],
    texts: &Texts,
) -> Choice {
    let own = typed.line(id).trim();
    let line = match items.iter().find(|item| item.topic == id) {
        // The leader's words stay beside a topic that the leader proposed.
        Some(item) if own.is_empty() && item.proposed_by == Seat::Leader => item.line.clone(),
        _ if own.is_empty() => borrowed(typed, id, topics, texts).unwrap_or_default(),
        _ => own.to_owned(),
    };
    Choice { topic: id, expectation: typed.wants.get(&id).copied(), line }
}

/// The text of a question that was borrowed with one tap, without script.
fn borrowed(typed: &Typed, id: TopicId, topics: &[Topic], texts: &Texts) -> Option<String> {
    let word = topics.iter().find(|topic| topic.id == id)?.word?;
    let key = format!("prompt-{word}-{}", typed.borrowed.get(&id)?);
    texts.has(&key).then(|| texts.t(key))
}

/// What the member talked about last time, as choices for this time: topics and expectations, not
/// the words, which belonged to that day. Topics that are hidden by now stay away.
pub async fn last_choices<M: Mode>(tx: &mut Tx<M>, one_on_one: &OneOnOne) -> Result<Vec<Choice>> {
    let before: Timestamp = one_on_one.starts_at;
    let Some(last) = one_on_one::last_held(tx, one_on_one.pair, before).await? else {
        return Ok(Vec::new());
    };
    let topics = topic::list(tx).await?;
    let open = |id: TopicId| topics.iter().any(|topic| topic.id == id && !topic.hidden);
    let items = agenda::of_one_on_one(tx, last.id).await?;
    let kept = items.into_iter().filter(|item| item.is_on() && open(item.topic));
    let choice = |item: AgendaItem| Choice {
        topic: item.topic,
        expectation: item.expectation,
        line: String::new(),
    };
    Ok(kept.map(choice).collect())
}

/// One tap: as last time. What is there already stays, with its words; a proposal goes on waiting.
///
/// # Errors
/// As [`agenda::prepare_also`]; `NotFound` when there was no last time.
pub async fn same(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    version: i64,
    key: &str,
) -> Result<()> {
    if !once(tx, key).await? {
        return Ok(());
    }
    let choices = last_choices(tx, one_on_one).await?;
    if choices.is_empty() {
        return Err(Error::NotFound);
    }
    agenda::prepare_also(tx, one_on_one, &choices, version).await
}
