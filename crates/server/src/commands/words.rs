//! What commands say, in the language of the operator's terminal.

use crate::wiring;
use jiff::tz::TimeZone;
use platform::i18n::{Argument, Language, Texts};
use std::io::Write;

/// Tells the operator a line. When nobody reads it (a closed pipe), the work goes on.
pub(super) fn say(line: impl std::fmt::Display) {
    drop(writeln!(std::io::stdout(), "{line}"));
}

/// The catalogues, in one language.
pub struct Words(Texts);

impl Words {
    /// Japanese where the locale asks for it; else English, which every terminal can show.
    pub fn of_locale(environment: &[(String, String)]) -> Self {
        let variable =
            |name: &str| environment.iter().find(|(key, value)| key == name && !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
        let japanese = locale.is_some_and(|(_, value)| value.starts_with("ja"));
        let language = if japanese { Language::Ja } else { Language::En };
        Self(Texts::new(wiring::catalogue(), language, TimeZone::system()))
    }

    pub fn texts(&self) -> &Texts {
        &self.0
    }

    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.0.t(key)
    }

    pub fn with(&self, key: &str, name: &'static str, value: impl Argument) -> String {
        self.0.with(key, name, value)
    }
}
