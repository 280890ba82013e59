//! The preparation form as it was sent: names are made of the ids they are about.

use crate::{
    agenda::{AgendaItem, AgendaItemId, Expectation, ItemState},
    topic::TopicId,
};
use people::pair::Seat;
use std::collections::HashMap;

/// What the form holds, from the browser or from what is kept.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub version: i64,
    pub key: String,
    /// 「まだ決めていない」 was pressed: no topic at all.
    pub undecided: bool,
    pub topics: Vec<TopicId>,
    pub wants: HashMap<TopicId, Expectation>,
    pub lines: HashMap<TopicId, String>,
    /// A question borrowed without script, as `past-1`.
    pub borrowed: HashMap<TopicId, String>,
    /// What the member says to the leader's proposals: `true` takes it.
    pub answers: HashMap<AgendaItemId, bool>,
}

impl Typed {
    /// Reads the fields. What does not parse was not sent by our page and is left out.
    pub fn read(fields: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in fields {
            typed.take(&name, value);
        }
        typed
    }

    fn take(&mut self, name: &str, value: String) {
        match name.split_once('-') {
            Some(("want", id)) => {
                let pair = id.parse().ok().zip(Expectation::from_word(&value));
                self.wants.extend(pair);
            }
            Some(("line", id)) => self.lines.extend(id.parse().ok().map(|id| (id, value))),
            Some(("borrow", id)) => self.borrowed.extend(id.parse().ok().map(|id| (id, value))),
            Some(("proposal", id)) => {
                self.answers.extend(id.parse().ok().map(|id| (id, value == "accept")));
            }
            _ => self.take_plain(name, value),
        }
    }

    fn take_plain(&mut self, name: &str, value: String) {
        match name {
            "version" => self.version = value.parse().unwrap_or(0),
            "key" => self.key = value,
            "step" => self.undecided = value == "undecided",
            "topic" => {
                let new = value.parse().ok().filter(|id| !self.topics.contains(id));
                self.topics.extend(new);
            }
            _ => (),
        }
    }

    /// What is kept, as if it had been typed.
    pub fn of_items(items: &[AgendaItem], version: i64) -> Self {
        let mut typed = Self { version, ..Self::default() };
        for item in items.iter().filter(|item| item.is_on()) {
            typed.topics.push(item.topic);
            typed.wants.extend(item.expectation.map(|wanted| (item.topic, wanted)));
            typed.lines.insert(item.topic, item.line.clone());
        }
        typed
    }

    pub fn chooses(&self, topic: TopicId) -> bool {
        self.topics.contains(&topic)
    }

    pub fn line(&self, topic: TopicId) -> &str {
        self.lines.get(&topic).map_or("", String::as_str)
    }
}

/// A leader's proposal that waits for an answer.
pub fn waits(item: &AgendaItem) -> bool {
    item.proposed_by == Seat::Leader && item.state == ItemState::Proposed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    #[test]
    fn a_form_is_read_by_the_ids_in_its_names() {
        let typed = Typed::read(fields(&[
            ("version", "3"),
            ("key", "k"),
            ("topic", "2a"),
            ("topic", "2b"),
            ("topic", "2a"),
            ("want-2a", "listen"),
            ("want-2b", ""),
            ("line-2a", "a-b"),
            ("proposal-7", "accept"),
            ("proposal-8", "decline"),
        ]));
        let id = |text: &str| text.parse::<TopicId>().unwrap();
        assert_eq!(typed.version, 3);
        assert_eq!(typed.topics, [id("2a"), id("2b")]);
        assert_eq!(typed.wants.get(&id("2a")), Some(&Expectation::Listen));
        assert_eq!(typed.wants.get(&id("2b")), None);
        assert_eq!(typed.line(id("2a")), "a-b");
        assert_eq!(typed.answers.get(&"7".parse().unwrap()), Some(&true));
        assert_eq!(typed.answers.get(&"8".parse().unwrap()), Some(&false));
    }

    #[test]
    fn what_is_not_ours_is_left_out() {
        let typed = Typed::read(fields(&[
            ("topic", "<script>"),
            ("want-i", "listen"),
            ("want-2a", "shout"),
            ("version", "many"),
            ("other", "x"),
        ]));
        assert!(typed.topics.is_empty() && typed.wants.is_empty());
        assert_eq!(typed.version, 0);
    }
}
