//! Types and pure rules of a person.

use crate::text;
use jiff::Timestamp;
use platform::{PersonId, i18n::Language, text_enum};

/// What the rest of the product needs to know of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub kana: String,
    pub email: String,
    pub language: Language,
    /// An IANA name; `None`: the organization's.
    pub zone: Option<String>,
    pub administrator: bool,
    /// Words of the reminders this person does not want.
    pub muted: Vec<String>,
    pub suspended: bool,
    /// When the row changed last: a form that was made from an older one is stale.
    pub changed_at: Timestamp,
}

/// A person to be made.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub name: String,
    pub kana: String,
    /// Lower case; unique within the organization.
    pub email: String,
    pub language: Language,
    pub administrator: bool,
}

text_enum! {
    /// Reminders that a person can mute, each by itself.
    pub enum Reminder {
        DayBefore = "day_before",
        TenMinutes = "ten_minutes",
        After = "after",
    }
}

impl Person {
    pub fn mutes(&self, reminder: &Reminder) -> bool {
        self.muted.iter().any(|word| word == reminder.word())
    }
}

/// What `people.search` holds: by it people are sorted and found. Whoever writes rows in bulk
/// fills it with this.
pub fn search_text(name: &str, kana: &str, email: &str) -> String {
    let (name, kana) = (text::folded(name), text::folded(kana));
    let first = if kana.is_empty() { &name } else { &kana };
    format!("{first} {name} {email}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_without_kana_are_sorted_by_name() {
        assert_eq!(search_text("田中 花", "タナカ ハナ", "h@x.jp"), "たなかはな 田中花 h@x.jp");
        assert_eq!(search_text("Ann Lee", "", "a@x.jp"), "annlee annlee a@x.jp");
    }
}
