//! What the preparation page shows.

use super::{
    actions,
    typed::{self, Typed},
};
use crate::{
    agenda::{self, AgendaItem, Choice, Expectation},
    last_time::{LastTime, last_time},
    names,
    one_on_one::OneOnOne,
    topic::{self, Topic, Word},
};
use platform::{
    Result,
    access::{Mode, Tx},
    error::FieldErrors,
    render::Frame,
};

/// So many topics unfold by the style sheet alone; what comes after is simply open.
const MOST_SLOTS: usize = 16;
const TIMES: [&str; 3] = ["past", "present", "future"];

/// Everything on the page.
pub struct Preparation {
    pub id: String,
    pub when: String,
    pub partner: String,
    pub version: i64,
    pub topics: Vec<TopicView>,
    pub proposals: Vec<ProposalView>,
    pub options: Vec<OptionView>,
    /// 前回: キャリア(聞いてほしい)
    pub same: Option<String>,
    pub last_time: LastTime,
    pub errors: FieldErrors,
    /// The form came too late; says what is kept now.
    pub stale: Option<String>,
}

/// One topic to choose.
pub struct TopicView {
    pub id: String,
    /// Ties its check box to what unfolds below, without script.
    pub slot: Option<usize>,
    pub icon: &'static str,
    pub name: String,
    pub about: Option<String>,
    pub chosen: bool,
    pub carried: bool,
    pub own_only: bool,
    /// The chosen expectation's word; empty for "not decided yet".
    pub want: &'static str,
    pub line: String,
    pub prompts: Vec<PromptView>,
    /// The proposal that brings this topic: it is answered above instead of chosen here.
    pub proposal: Option<String>,
}

/// A question to borrow.
pub struct PromptView {
    /// `past-2`
    pub name: String,
    /// これまで
    pub time: String,
    pub text: String,
}

/// What the leader would like to talk about.
pub struct ProposalView {
    pub id: String,
    pub slot: Option<usize>,
    pub icon: &'static str,
    pub topic: String,
    pub line: String,
    pub answer: Option<bool>,
}

/// One of the five expectations.
pub struct OptionView {
    pub word: &'static str,
    pub icon: &'static str,
    pub name: String,
}

/// How the form came back, where it could not be kept.
#[derive(Default)]
pub struct Trouble {
    pub errors: FieldErrors,
    pub stale: bool,
}

/// Reads what the page shows: what is kept, or what was typed and could not be kept.
pub async fn preparation<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: &OneOnOne,
    typed: Option<Typed>,
    trouble: Trouble,
) -> Result<Preparation> {
    let items = agenda::of_one_on_one(tx, one_on_one.id).await?;
    let topics = topic::list(tx).await?;
    let last = actions::last_choices(tx, one_on_one).await?;
    let typed = typed.unwrap_or_else(|| Typed::of_items(&items, one_on_one.version));
    let variant = one_on_one.id.0.unsigned_abs() as usize;
    let shown = topics.iter().filter(|topic| !topic.hidden || typed.chooses(topic.id));
    let view = |(slot, topic)| topic_view(f, topic, slot, &items, &typed, variant);
    let topics_shown: Vec<TopicView> = shown.enumerate().map(view).collect();
    Ok(Preparation {
        id: one_on_one.id.to_string(),
        when: f.when(&one_on_one.starts_at),
        partner: names::called(f.texts(), &one_on_one.leader_name),
        version: one_on_one.version,
        proposals: proposals(f, &items, &topics, &topics_shown, &typed),
        topics: topics_shown,
        options: options(f),
        same: (!last.is_empty()).then(|| in_words(f, &last, &topics)),
        last_time: last_time(tx, one_on_one).await?,
        errors: trouble.errors,
        stale: trouble.stale.then(|| kept_in_words(f, &items, &topics)),
    })
}

fn topic_view(
    f: &Frame,
    topic: &Topic,
    position: usize,
    items: &[AgendaItem],
    typed: &Typed,
    variant: usize,
) -> TopicView {
    let item = items.iter().find(|item| item.topic == topic.id);
    let proposal = item.filter(|item| typed::waits(item));
    TopicView {
        id: topic.id.to_string(),
        slot: (position < MOST_SLOTS).then_some(position + 1),
        icon: topic.icon(),
        name: topic.name(f.texts()),
        about: topic.about(f.texts()),
        chosen: typed.chooses(topic.id),
        carried: item.is_some_and(|item| item.carried && item.is_on()),
        own_only: topic.word == Some(Word::Private),
        want: typed.wants.get(&topic.id).map_or("", |wanted| wanted.word()),
        line: typed.line(topic.id).to_owned(),
        prompts: prompts(f, topic, variant),
        proposal: proposal.map(|item| item.id.to_string()),
    }
}

/// One question each about past, present and future; another meeting shows other ones.
fn prompts(f: &Frame, topic: &Topic, variant: usize) -> Vec<PromptView> {
    let Some(word) = topic.word else { return Vec::new() };
    let card = |(position, time): (usize, &&str)| {
        let number = (variant + position) % 3 + 1;
        PromptView {
            name: format!("{time}-{number}"),
            time: f.t(format!("prompt-time-{time}")),
            text: f.t(format!("prompt-{word}-{time}-{number}")),
        }
    };
    TIMES.iter().enumerate().map(card).collect()
}

fn proposals(
    f: &Frame,
    items: &[AgendaItem],
    topics: &[Topic],
    shown: &[TopicView],
    typed: &Typed,
) -> Vec<ProposalView> {
    let waiting: Vec<&AgendaItem> = items.iter().filter(|item| typed::waits(item)).collect();
    let views = agenda::views(f.texts(), waiting.iter().copied(), topics);
    let answered = waiting.iter().map(|item| typed.answers.get(&item.id).copied());
    let of = |(view, answer): (agenda::ItemView, Option<bool>)| ProposalView {
        slot: shown
            .iter()
            .find(|topic| topic.proposal.as_ref() == Some(&view.id))
            .and_then(|topic| topic.slot),
        id: view.id,
        icon: view.icon,
        topic: view.topic,
        line: view.line,
        answer,
    };
    views.into_iter().zip(answered).map(of).collect()
}

fn options(f: &Frame) -> Vec<OptionView> {
    let view = |wanted: &Expectation| OptionView {
        word: wanted.word(),
        icon: wanted.icon(),
        name: agenda::says(f.texts(), Some(*wanted)),
    };
    Expectation::ALL.iter().map(view).collect()
}

fn kept_in_words(f: &Frame, items: &[AgendaItem], topics: &[Topic]) -> String {
    let on = items.iter().filter(|item| item.is_on());
    let choice = |item: &AgendaItem| Choice {
        topic: item.topic,
        expectation: item.expectation,
        line: String::new(),
    };
    let choices: Vec<Choice> = on.map(choice).collect();
    if choices.is_empty() { f.t("prepare-nothing-kept") } else { in_words(f, &choices, topics) }
}

/// これからのキャリア(聞いてほしい)、暮らし
fn in_words(f: &Frame, choices: &[Choice], topics: &[Topic]) -> String {
    let words = choices.iter().filter_map(|choice| {
        let topic = topics.iter().find(|topic| topic.id == choice.topic)?.name(f.texts());
        Some(match choice.expectation {
            Some(_) => {
                let says = agenda::says(f.texts(), choice.expectation);
                f.with2("topic-with-expectation", "topic", topic, "expectation", says)
            }
            None => topic,
        })
    });
    words.collect::<Vec<_>>().join(&f.t("list-comma"))
}
