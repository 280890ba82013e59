//! Types and pure rules of topics.

use people::pair::Seat;
use people::text;
use platform::{
    Error, Result, define_id,
    error::FieldErrors,
    i18n::{Language, Texts},
    text_enum,
};

/// The longest name of a topic, in characters: it stands on a chip of a phone.
pub const LONGEST_NAME: usize = 24;

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

/// What a topic is to be called.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    pub ja: Option<String>,
    pub en: Option<String>,
}

impl Names {
    /// Reads what was typed.
    ///
    /// # Errors
    /// `Invalid` with the fields `name` and `name_en` that are too long.
    pub fn typed(ja: &str, en: &str) -> Result<Self> {
        let (ja, en) = (text::line(ja), text::line(en));
        let mut errors = FieldErrors::default();
        for (field, name) in [("name", &ja), ("name_en", &en)] {
            if name.chars().count() > LONGEST_NAME {
                errors.push(field, "invalid-topic-long");
            }
        }
        errors.into_result()?;
        let some = |name: String| (!name.is_empty()).then_some(name);
        Ok(Self { ja: some(ja), en: some(en) })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ja.is_none() && self.en.is_none()
    }

    /// # Errors
    /// `Invalid` without any name.
    pub(super) fn must_be_there(&self) -> Result<()> {
        if self.is_empty() { Err(Error::field("name", "invalid-topic-unnamed")) } else { Ok(()) }
    }
}

/// One subject to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    pub id: TopicId,
    /// `None` for a topic of the organization's own.
    pub word: Option<Word>,
    /// The organization's own name for it, in Japanese.
    pub label: Option<String>,
    pub label_en: Option<String>,
    pub hidden: bool,
}

impl Topic {
    /// What it is called here.
    pub fn name(&self, texts: &Texts) -> String {
        let (first, second) = match texts.language {
            Language::Ja => (&self.label, &self.label_en),
            Language::En => (&self.label_en, &self.label),
        };
        // A renamed one may mean something else, so its other name is nearer than its first word.
        match (first.as_ref().or(second.as_ref()), self.word) {
            (Some(label), _) => label.clone(),
            (None, Some(word)) => texts.t(format!("topic-{word}")),
            (None, None) => String::new(),
        }
    }

    /// The organization's own names for it.
    pub fn names(&self) -> Names {
        Names { ja: self.label.clone(), en: self.label_en.clone() }
    }

    /// It goes by a name of the organization's own.
    pub fn is_renamed(&self) -> bool {
        self.label.is_some() || self.label_en.is_some()
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
        let word = self.word.filter(|_| !self.is_renamed())?;
        Some(texts.t(format!("topic-{word}-about")))
    }

    /// Private life is the member's to open: raised by a leader it does harm (ux-method 3.1).
    pub fn may_be_proposed_by(&self, seat: Seat) -> bool {
        seat == Seat::Member || self.word != Some(Word::Private)
    }
}
