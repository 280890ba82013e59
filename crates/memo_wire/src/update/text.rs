//! Text is counted in UTF-16 units, as in JavaScript; a cut may go through a character.

use super::Content;
use std::borrow::Cow;

pub(super) fn utf16_len(text: &str) -> u64 {
    text.chars().map(|c| c.len_utf16() as u64).sum()
}

/// What follows the first `units` UTF-16 units, and whether a character was torn for it: then
/// its second half stands in front of the returned text.
pub(super) fn text_after(text: &str, units: u32) -> (bool, &str) {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= units {
            return (seen > units, &text[at..]);
        }
        seen += c.len_utf16() as u32;
    }
    (seen > units, "")
}

/// Takes a text apart by UTF-16 units.
pub(crate) struct TextCutter<'a> {
    rest: &'a str,
    /// The first unit of the rest is the second half of a character.
    torn: bool,
}

impl<'a> TextCutter<'a> {
    pub fn of(content: &Content<'a>) -> Self {
        match content {
            Content::Text(text) => Self { rest: text, torn: false },
            _ => Self { rest: "", torn: false },
        }
    }

    /// The next `units` of the text; torn characters are replaced.
    pub fn take(&mut self, units: u32) -> Cow<'a, str> {
        let was_torn = std::mem::take(&mut self.torn);
        if self.rest.is_empty() && !was_torn {
            return Cow::Borrowed("");
        }
        let (torn, rest) = text_after(self.rest, units - u32::from(was_torn));
        let taken = &self.rest[..self.rest.len() - rest.len()];
        (self.rest, self.torn) = (rest, torn);
        if !was_torn && !torn {
            return Cow::Borrowed(taken);
        }
        let mut whole = taken.chars();
        if torn {
            whole.next_back();
        }
        let half = |torn| if torn { "\u{fffd}" } else { "" };
        Cow::Owned([half(was_torn), whole.as_str(), half(torn)].concat())
    }
}
