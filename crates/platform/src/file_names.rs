//! Names of files that every system takes, none twice.

use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Characters of a person's name that stay in the name of a folder.
const MOST: usize = 60;

/// What is given already.
#[derive(Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// This name, or with a number behind it where it is taken. Capital letters make no difference.
    pub fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 1;
        while !self.0.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{wanted} ({number})");
        }
        name
    }
}

/// What somebody is called, as part of the name of a folder.
pub fn plain(name: &str) -> String {
    let letters = name.nfc().take(MOST).map(|letter| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        letter if letter.is_control() => '_',
        letter => letter,
    });
    let kept: String = letters.collect();
    let kept = kept.trim_matches([' ', '.']);
    if kept.is_empty() { "_".to_owned() } else { kept.to_owned() }
}

/// The way to a file, as a link within a page says it.
pub fn link(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let parts = path.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        assert_eq!(plain("../../etc: <b>|\u{202}"), "_.._etc_ _b__\u{202}");
        assert_eq!(plain(".."), "_");
        assert_eq!(plain("か\u{3099} 葵"), "が 葵");
        assert_eq!(plain(&"長".repeat(300)).chars().count(), MOST);
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::default();
        assert_eq!(names.take("A/1"), "A/1");
        assert_eq!(names.take("a/1"), "a/1 (2)");
        assert_eq!(names.take("A/1"), "A/1 (3)");
    }

    #[test]
    fn a_link_survives_every_letter() {
        assert_eq!(link("葵 (2)/1on1.html"), "%E8%91%B5%20%282%29/1on1.html");
        assert_eq!(link("a%20#?&"), "a%2520%23%3F%26");
    }
}
