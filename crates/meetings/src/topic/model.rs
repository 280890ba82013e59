//! Types and pure rules of topics.

use people::pair::Seat;
use platform::{define_id, i18n::Texts, text_enum};

define_id! { TopicId }

text_enum! {
    /// The seven to start with.
    pub enum Word {
        Work = "work",
        Relationships = "relationships",
        Condition = "condition",
        Career = "career",
        Skills = "skills",
        Private = "private",
        Policy = "policy",
    }
}

/// One subject to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    pub id: TopicId,
    /// `None` for a topic of the organization's own.
    pub word: Option<Word>,
    /// The organization's own label.
    pub label: Option<String>,
    pub hidden: bool,
}

impl Topic {
    /// What it is called here.
    pub fn name(&self, texts: &Texts) -> String {
        match (&self.label, self.word) {
            (Some(label), _) => label.clone(),
            (None, Some(word)) => texts.t(format!("topic-{word}")),
            (None, None) => String::new(),
        }
    }

    /// Its sign in the icon sprite, always beside its name.
    pub fn icon(&self) -> &'static str {
        match self.word {
            Some(Word::Work) => "briefcase",
            Some(Word::Relationships) => "users",
            Some(Word::Condition) => "heart-pulse",
            Some(Word::Career) => "sprout",
            Some(Word::Skills) => "graduation-cap",
            Some(Word::Private) => "house",
            Some(Word::Policy) => "compass",
            None => "message-circle",
        }
    }

    /// One line that makes it easier to choose; only the seven have one.
    pub fn about(&self, texts: &Texts) -> Option<String> {
        let word = self.word.filter(|_| self.label.is_none())?;
        Some(texts.t(format!("topic-{word}-about")))
    }

    /// Private life is the member's to open: raised by a leader it does harm (ux-method 3.1).
    pub fn may_be_proposed_by(&self, seat: Seat) -> bool {
        seat == Seat::Member || self.word != Some(Word::Private)
    }
}
