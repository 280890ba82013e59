//! How people are called on a page.

use platform::i18n::{Language, Texts};

/// 佐藤さん / Megumi Sato: how one speaks of somebody.
pub fn called(texts: &Texts, name: &str) -> String {
    texts.with("called", "name", short(texts.language, name))
}

/// A whole name that no line breaks between its parts.
pub fn unbroken(name: &str) -> String {
    name.replace(' ', "\u{a0}")
}

/// The family name where the name is written in Japanese, else the whole name.
fn short(language: Language, name: &str) -> &str {
    let family = name.split(char::is_whitespace).next().unwrap_or(name);
    if language == Language::Ja && !name.is_ascii() { family } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_family_name_is_enough() {
        assert_eq!(short(Language::Ja, "佐藤 恵"), "佐藤");
        assert_eq!(short(Language::Ja, "佐藤\u{3000}恵"), "佐藤");
        assert_eq!(short(Language::Ja, "Daniel Weber"), "Daniel Weber");
        assert_eq!(short(Language::En, "佐藤 恵"), "佐藤 恵");
    }
}
