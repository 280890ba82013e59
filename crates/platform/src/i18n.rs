//! Texts in Japanese and English: Fluent catalogues, and how dates and times are said.
//!
//! Invariant: both languages hold the same keys with the same arguments (tidy checks it), and every
//! key used in a template or in Rust exists. Japanese is the language of last resort.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use jiff::{Timestamp, civil, tz::TimeZone};
use std::{borrow::Cow, collections::HashMap, sync::Arc};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    Ja,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    pub fn word(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.word() == word)
    }

    /// The best of an `Accept-Language` header. Whoever asks for neither gets English: someone
    /// whose browser is set to a third language rarely reads Japanese.
    pub fn preferred(header: &str) -> Self {
        let mut wanted: Vec<(f32, &str)> = header
            .split(',')
            .map(|part| {
                let (tag, weight) = part.trim().split_once(";q=").unwrap_or((part.trim(), "1"));
                (weight.trim().parse().unwrap_or(0.0), tag)
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        let known = wanted.iter().find_map(|(_, tag)| Self::from_word(tag.get(..2)?));
        known.unwrap_or(Self::En)
    }
}

impl crate::db::ToValue for Language {
    fn to_value(&self) -> crate::db::Value {
        crate::db::Value::Text(self.word().into())
    }
}

impl crate::db::FromValue for Language {
    fn from_value(value: &crate::db::Value) -> Option<Self> {
        match value {
            crate::db::Value::Text(word) => Self::from_word(word),
            _ => None,
        }
    }
}

/// One file of texts in both languages, as `include_str!` gives it.
#[derive(Clone, Copy, Debug)]
pub struct TextFile {
    pub ja: &'static str,
    pub en: &'static str,
}

/// `text_files!["i18n", "ground"]`: the files `i18n/ja/ground.ftl` and `i18n/en/ground.ftl` of the
/// calling crate.
#[macro_export]
macro_rules! text_files {
    ($($name:literal),+ $(,)?) => { &[$($crate::i18n::TextFile {
        ja: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/i18n/ja/", $name, ".ftl")),
        en: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/i18n/en/", $name, ".ftl")),
    }),+] };
}

/// All texts of the product.
pub struct Catalogue {
    bundles: [FluentBundle<FluentResource>; 2],
    /// Texts without arguments, ready made: nearly all of a page.
    plain: [HashMap<String, String>; 2],
    /// Texts in which arguments stand as they are: nearly all others. Putting them together is some
    /// ten times as quick as asking Fluent.
    joined: [HashMap<String, Vec<Piece>>; 2],
}

/// A part of a text without cases.
enum Piece {
    Text(String),
    Argument(String),
}

impl Catalogue {
    /// # Errors
    /// A file that is not valid Fluent, or a key that two files define.
    pub fn load(files: &[&[TextFile]]) -> Result<Self, String> {
        let sources = |pick: fn(&TextFile) -> &'static str| -> Vec<&'static str> {
            files.iter().flat_map(|group| group.iter()).map(pick).collect()
        };
        let ja = bundle(Language::Ja, &sources(|file| file.ja))?;
        let en = bundle(Language::En, &sources(|file| file.en))?;
        Ok(Self {
            bundles: [ja.bundle, en.bundle],
            plain: [ja.plain, en.plain],
            joined: [ja.joined, en.joined],
        })
    }

    /// The text, if it has no cases and every argument is there.
    fn join(&self, language: Language, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let mut text = String::new();
        for piece in self.joined[language as usize].get(key)? {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Argument(name) => match arguments.get(name.as_str())? {
                    FluentValue::String(words) => text.push_str(words),
                    FluentValue::Number(number) => text.push_str(&number.as_string()),
                    _ => return None,
                },
            }
        }
        Some(text)
    }

    /// All keys, for tests.
    pub fn keys(&self, language: Language) -> impl Iterator<Item = &str> {
        self.plain[language as usize].keys().map(String::as_str)
    }
}

/// One language.
struct Loaded {
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<String, String>,
    joined: HashMap<String, Vec<Piece>>,
}

fn bundle(language: Language, sources: &[&'static str]) -> Result<Loaded, String> {
    let tag = language.word().parse().map_err(|error| format!("{error:?}"))?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks would end up in attributes and mails; our arguments are names and numbers.
    bundle.set_use_isolating(false);
    let (mut plain, mut joined) = (HashMap::new(), HashMap::new());
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned())
            .map_err(|(_, errors)| format!("{}: {errors:?}", language.word()))?;
        let keys = keys_of(&resource);
        joined.extend(joined_of(&resource));
        bundle.add_resource(resource).map_err(|errors| format!("{errors:?}"))?;
        for key in keys {
            let text = format_plain(&bundle, &key);
            plain.extend(text.map(|text| (key, text)));
        }
    }
    Ok(Loaded { bundle, plain, joined })
}

fn joined_of(resource: &FluentResource) -> impl Iterator<Item = (String, Vec<Piece>)> {
    resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => {
            Some((message.id.name.to_owned(), pieces(message.value.as_ref()?)?))
        }
        _ => None,
    })
}

/// `None` for a text with cases, functions or references: Fluent knows what to do with those.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(Piece::Argument(id.name.to_owned())),
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(piece).collect()
}

fn keys_of(resource: &FluentResource) -> Vec<String> {
    let messages = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    });
    messages.collect()
}

fn format_plain(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

/// The texts in one language, with a time zone to say times in. Cheap to clone.
#[derive(Clone)]
pub struct Texts {
    catalogue: Arc<Catalogue>,
    pub language: Language,
    pub zone: TimeZone,
}

/// What can be put into a text.
pub trait Argument {
    fn to_argument(&self) -> FluentValue<'static>;
}
impl<T: Argument + ?Sized> Argument for &T {
    fn to_argument(&self) -> FluentValue<'static> {
        (**self).to_argument()
    }
}
impl Argument for str {
    fn to_argument(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}
impl Argument for String {
    fn to_argument(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }
}
impl Argument for Cow<'_, str> {
    fn to_argument(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone().into_owned())
    }
}
macro_rules! number_arguments {
    ($($kind:ty),+) => { $(impl Argument for $kind {
        fn to_argument(&self) -> FluentValue<'static> { FluentValue::from(*self) }
    })+ };
}
number_arguments!(i64, i32, u32, u16, usize);

impl Texts {
    pub fn new(catalogue: Arc<Catalogue>, language: Language, zone: TimeZone) -> Self {
        Self { catalogue, language, zone }
    }

    /// A text without arguments. A missing key shows itself: tidy keeps that from happening.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        let key = key.as_ref();
        let plain = &self.catalogue.plain;
        let found = plain[self.language as usize].get(key).or_else(|| plain[0].get(key));
        found.cloned().unwrap_or_else(|| self.format(key, &FluentArgs::new()))
    }

    pub fn has(&self, key: impl AsRef<str>) -> bool {
        self.catalogue.bundles[0].has_message(key.as_ref())
    }

    /// A text with one argument.
    pub fn with(&self, key: impl AsRef<str>, name: &'static str, value: impl Argument) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set(name, value.to_argument());
        self.format(key.as_ref(), &arguments)
    }

    /// A text with two arguments.
    pub fn with2(
        &self,
        key: impl AsRef<str>,
        name: &'static str,
        value: impl Argument,
        name2: &'static str,
        value2: impl Argument,
    ) -> String {
        self.args(key, &[(name, &value), (name2, &value2)])
    }

    /// A text with any number of arguments.
    pub fn args(
        &self,
        key: impl AsRef<str>,
        arguments: &[(&'static str, &dyn Argument)],
    ) -> String {
        let mut all = FluentArgs::new();
        for (name, value) in arguments {
            all.set(*name, value.to_argument());
        }
        self.format(key.as_ref(), &all)
    }

    fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> String {
        if let Some(text) = self.catalogue.join(self.language, key, arguments) {
            return text;
        }
        let bundles = [&self.catalogue.bundles[self.language as usize], &self.catalogue.bundles[0]];
        for bundle in bundles {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                return bundle
                    .format_pattern(pattern, Some(arguments), &mut Vec::new())
                    .into_owned();
            }
        }
        tracing::error!(key, "a text is missing");
        key.to_owned()
    }

    /// 11月26日(木) / Thu 26 Nov; with the year when it is not this one.
    pub fn day(&self, date: civil::Date, today: civil::Date) -> String {
        let short = match self.language {
            Language::Ja => {
                format!("{}月{}日({})", date.month(), date.day(), weekday_ja(date.weekday()))
            }
            Language::En => {
                format!("{} {} {}", weekday_en(date.weekday()), date.day(), month_en(date.month()))
            }
        };
        match (date.year() == today.year(), self.language) {
            (true, _) => short,
            (false, Language::Ja) => format!("{}年{short}", date.year()),
            (false, Language::En) => format!("{short} {}", date.year()),
        }
    }

    /// 15:00, in the viewer's zone.
    pub fn time(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        format!("{}:{:02}", local.hour(), local.minute())
    }

    /// きょう 15:00 / あす 9:30 / 11月26日(木) 15:00.
    pub fn when(&self, at: Timestamp, now: Timestamp) -> String {
        let (date, today) = (self.date_of(at), self.date_of(now));
        let day = match (date - today).get_days() {
            0 => self.t("day-today"),
            1 => self.t("day-tomorrow"),
            -1 => self.t("day-yesterday"),
            _ => self.day(date, today),
        };
        format!("{day} {}", self.time(at))
    }

    /// The day an instant falls on for the viewer.
    pub fn date_of(&self, at: Timestamp) -> civil::Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// The weekday's name: 木曜日 / Thursday.
    pub fn weekday(&self, day: civil::Weekday) -> String {
        self.t(format!("weekday-{}", day.to_monday_zero_offset()))
    }
}

fn weekday_ja(day: civil::Weekday) -> char {
    ['月', '火', '水', '木', '金', '土', '日'][day.to_monday_zero_offset() as usize]
}

fn weekday_en(day: civil::Weekday) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.to_monday_zero_offset() as usize]
}

fn month_en(month: i8) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS[(month - 1) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined_as_fluent_would() {
        let text = "a = { $n } 件、{ $who }さん\n    つづき { $n }\n\
                    b = { $n ->\n    [1] one\n   *[other] { $n } things\n}\n\
                    c = { \"x\" }{ $n }\n";
        let files: &[TextFile] = &[TextFile { ja: text, en: text }];
        let catalogue = Catalogue::load(&[files]).unwrap();
        for (key, simple) in [("a", true), ("b", false), ("c", false)] {
            let mut arguments = FluentArgs::new();
            arguments.set("n", 12_345_i64.to_argument());
            arguments.set("who", "佐藤".to_argument());
            let pattern = catalogue.bundles[0].get_message(key).and_then(|found| found.value());
            let expected = catalogue.bundles[0]
                .format_pattern(pattern.unwrap(), Some(&arguments), &mut Vec::new())
                .into_owned();
            let joined = catalogue.join(Language::Ja, key, &arguments);
            assert_eq!(joined, simple.then_some(expected), "{key}");
        }
    }

    #[test]
    fn the_browser_s_wish_is_heard() {
        assert_eq!(Language::preferred("ja,en-US;q=0.9"), Language::Ja);
        assert_eq!(Language::preferred("en-GB;q=0.5, ja;q=0.8"), Language::Ja);
        assert_eq!(Language::preferred("fr, de;q=0.3"), Language::En);
        assert_eq!(Language::preferred(""), Language::En);
    }
}
