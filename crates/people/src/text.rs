//! What people type, made fit to keep: names, addresses, and the form in which they are searched.
//!
//! Invariant: nothing that came through here holds a control character or one that turns the
//! direction of the text around it; letters of every script, emoji and rare kanji stay as typed.

use unicode_normalization::UnicodeNormalization;

/// The longest name of a person, department or organization, in characters.
pub const LONGEST_NAME: usize = 100;
/// The longest address of a mailbox, in bytes (RFC 5321).
const LONGEST_ADDRESS: usize = 254;
const LONGEST_LOCAL_PART: usize = 64;

/// One line: no control or direction marks, single spaces, none at the ends.
pub fn line(typed: &str) -> String {
    let visible = typed.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let visible: String = visible.filter(|letter| !turns_or_hides(*letter)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks that change the direction of what follows, or that nobody can see.
fn turns_or_hides(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}')
        || ('\u{202a}'..='\u{202e}').contains(&letter)
        || ('\u{2066}'..='\u{2069}').contains(&letter)
}

/// A line that may be a name: not empty, not too long.
///
/// # Errors
/// The key of the reason.
pub fn name(typed: &str) -> Result<String, &'static str> {
    let name = line(typed);
    match name.chars().count() {
        0 => Err("invalid-name-missing"),
        count if count > LONGEST_NAME => Err("invalid-name-long"),
        _ => Ok(name),
    }
}

/// A line that may be empty, but not too long.
///
/// # Errors
/// The key of the reason.
pub fn optional_name(typed: &str) -> Result<String, &'static str> {
    let name = line(typed);
    if name.chars().count() > LONGEST_NAME { Err("invalid-name-long") } else { Ok(name) }
}

/// A mail address in lower case, full-width letters made narrow; `None` when mail could not be
/// delivered to it.
pub fn address(typed: &str) -> Option<String> {
    let address = line(&typed.nfkc().collect::<String>()).to_lowercase();
    let address = address.strip_prefix("mailto:").unwrap_or(&address);
    let (local, domain) = address.split_once('@')?;
    let fits = address.len() <= LONGEST_ADDRESS && local.len() <= LONGEST_LOCAL_PART;
    (fits && is_local_part(local) && is_domain(domain)).then(|| address.to_owned())
}

fn is_local_part(local: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
    local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(letter))
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        let inside = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        inside
            && (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(label)
}

/// The form in which names are compared: width and case folded, katakana as hiragana, no spaces.
pub fn folded(text: &str) -> String {
    let wide: String = text.nfkc().collect::<String>().to_lowercase();
    wide.chars().filter(|letter| !letter.is_whitespace()).map(hiragana).collect()
}

fn hiragana(letter: char) -> char {
    const SHIFT: u32 = 'ァ' as u32 - 'ぁ' as u32;
    if ('ァ'..='ヶ').contains(&letter) {
        char::from_u32(letter as u32 - SHIFT).unwrap_or(letter)
    } else {
        letter
    }
}

/// What a `LIKE … ESCAPE '\'` finds this text with, anywhere in a column.
pub fn anywhere(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_every_letter_and_no_trick() {
        assert_eq!(line("  田中\u{3000}花\t\r\n "), "田中 花");
        assert_eq!(
            line("𠮷野\u{202e}家\u{0}🙂👨\u{200d}👩\u{200d}👧"),
            "𠮷野家 🙂👨\u{200d}👩\u{200d}👧"
        );
        assert_eq!(line("محمد علي"), "محمد علي");
        assert_eq!(name("\u{200b}\u{7}"), Err("invalid-name-missing"));
        assert_eq!(name(&"あ".repeat(101)), Err("invalid-name-long"));
    }

    #[test]
    fn addresses_are_those_that_mail_reaches() {
        for (typed, kept) in [
            (" Hanako.Tanaka@Example.CO.JP ", "hanako.tanaka@example.co.jp"),
            ("hanako@example.jp", "hanako@example.jp"),
            ("mailto:a+b@x.example", "a+b@x.example"),
        ] {
            assert_eq!(address(typed).as_deref(), Some(kept));
        }
        let long = format!("{}@x.example", "a".repeat(65));
        for wrong in [
            "",
            "a",
            "a@",
            "@b.jp",
            "a@b",
            "a@@b.jp",
            "a b@c.jp",
            "a..b@c.jp",
            "a@-b.jp",
            "a@b..jp",
            "田中@例.jp",
            &long,
        ] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn search_does_not_care_for_width_case_or_kana() {
        assert_eq!(folded("タナカ ハナコ"), "たなかはなこ");
        assert_eq!(folded("タナカ ＡＢＣ"), "たなかabc");
        assert_eq!(anywhere("50%_\\"), "%50\\%\\_\\\\%");
    }
}
