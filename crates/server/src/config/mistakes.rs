//! What is wrong in the settings, in words.

use platform::i18n::Texts;

/// One mistake: where it stands, and what to write instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// `aizuchi.toml: address` or `AIZUCHI_ADDRESS`.
    pub place: String,
    /// A key of the catalogues: `config-…`.
    pub text: &'static str,
    /// What was written, unless it may be secret; or the nearest known name.
    pub value: String,
}

/// All mistakes of one reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mistakes(pub Vec<Mistake>);

impl Mistakes {
    /// One line for each, ready to print.
    pub fn lines(&self, texts: &Texts) -> Vec<String> {
        let line = |mistake: &Mistake| {
            texts.with2(mistake.text, "place", &mistake.place, "value", &mistake.value)
        };
        self.0.iter().map(line).collect()
    }
}
