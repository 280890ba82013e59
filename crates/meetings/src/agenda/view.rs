//! An agenda item as pages show it.

use super::model::{AgendaItem, Expectation};
use crate::topic::{Topic, Word};
use people::pair::Seat;
use platform::i18n::Texts;

/// One line with its words and signs, in the viewer's language.
#[derive(Clone, Debug)]
pub struct ItemView {
    pub id: String,
    pub icon: &'static str,
    pub topic: String,
    /// One of the seven, for texts that exist for those only.
    pub word: Option<Word>,
    pub expectation: Option<Expectation>,
    /// 聞いてほしい; or that it is still open.
    pub says: String,
    pub says_icon: &'static str,
    pub line: String,
    pub from_leader: bool,
    pub carried: bool,
}

impl ItemView {
    pub fn is_decided(&self) -> bool {
        self.expectation.is_some()
    }
}

/// The items in their order; `topics` are all of the organization.
pub fn views<'a>(
    texts: &Texts,
    items: impl IntoIterator<Item = &'a AgendaItem>,
    topics: &[Topic],
) -> Vec<ItemView> {
    items.into_iter().map(|item| view(texts, item, topics)).collect()
}

fn view(texts: &Texts, item: &AgendaItem, topics: &[Topic]) -> ItemView {
    let topic = topics.iter().find(|topic| topic.id == item.topic);
    ItemView {
        id: item.id.to_string(),
        icon: topic.map_or("message-circle", Topic::icon),
        topic: topic.map(|topic| topic.name(texts)).unwrap_or_default(),
        word: topic.and_then(|topic| topic.word),
        expectation: item.expectation,
        says: says(texts, item.expectation),
        says_icon: item.expectation.map_or("circle-help", Expectation::icon),
        line: item.line.clone(),
        from_leader: item.proposed_by == Seat::Leader,
        carried: item.carried,
    }
}

/// What the member would like, in words.
pub fn says(texts: &Texts, expectation: Option<Expectation>) -> String {
    match expectation {
        Some(wanted) => texts.t(format!("expectation-{}", wanted.key())),
        None => texts.t("expectation-open"),
    }
}
