//! Emphasis, code and links inside a line. What does not close stands as it is.

use super::{Inline, Mark};

/// Marks inside marks: five kinds, each of them once.
const DEEPEST: usize = 5;

const SIGNS: [(&str, &str, Mark); 8] = [
    ("**", "**", Mark::Strong),
    ("~~", "~~", Mark::Strike),
    ("*", "*", Mark::Em),
    ("`", "`", Mark::Code),
    ("<strong>", "</strong>", Mark::Strong),
    ("<em>", "</em>", Mark::Em),
    ("<s>", "</s>", Mark::Strike),
    ("<code>", "</code>", Mark::Code),
];

pub(super) fn read(line: &str) -> Vec<Inline> {
    let mut reader = Reader::default();
    reader.read(line, &[]);
    reader.flush(&[]);
    reader.parts
}

#[derive(Default)]
struct Reader {
    parts: Vec<Inline>,
    text: String,
}

impl Reader {
    fn read(&mut self, mut rest: &str, marks: &[Mark]) {
        while let Some(letter) = rest.chars().next() {
            let escaped = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
            if let Some(escaped) = escaped.filter(char::is_ascii_punctuation) {
                self.text.push(escaped);
                rest = &rest[1 + escaped.len_utf8()..];
                continue;
            }
            match stretch(rest).filter(|_| marks.len() < DEEPEST) {
                Some(stretch) => {
                    self.flush(marks);
                    self.inside(&stretch, marks);
                    rest = stretch.rest;
                }
                None => {
                    self.text.push(letter);
                    rest = &rest[letter.len_utf8()..];
                }
            }
        }
    }

    fn inside(&mut self, stretch: &Stretch<'_>, marks: &[Mark]) {
        let mut inner = marks.to_vec();
        if !inner.contains(&stretch.mark) {
            inner.push(stretch.mark.clone());
        }
        match stretch.mark {
            Mark::Code => self.text.push_str(stretch.inside),
            _ => self.read(stretch.inside, &inner),
        }
        self.flush(&inner);
    }

    fn flush(&mut self, marks: &[Mark]) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.parts.push(Inline::Text { text, marks: marks.to_vec() });
        }
    }
}

/// Text under one mark, and what follows it.
struct Stretch<'a> {
    mark: Mark,
    inside: &'a str,
    rest: &'a str,
}

fn stretch(text: &str) -> Option<Stretch<'_>> {
    link(text).or_else(|| {
        SIGNS.iter().find_map(|(open, close, mark)| {
            let inner = text.strip_prefix(open)?;
            let end = closing(inner, close)?;
            let (inside, rest) = (&inner[..end], &inner[end + close.len()..]);
            let tight = !inside.is_empty() && inside.trim() == inside;
            tight.then(|| Stretch { mark: mark.clone(), inside, rest })
        })
    })
}

/// Where `close` stands, not escaped; a single star is none that belongs to two.
fn closing(text: &str, close: &str) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(escaped) = rest.strip_prefix('\\') {
            at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
        } else if close == "*" && rest.starts_with("**") {
            at += 2;
        } else if rest.starts_with(close) {
            return Some(at);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

/// `[words](https://…)` or `[words](<https://…>)`, only to where one may be sent.
fn link(text: &str) -> Option<Stretch<'_>> {
    let inner = text.strip_prefix('[')?;
    let middle = closing(inner, "](")?;
    let target = &inner[middle + 2..];
    let end = target.find(')')?;
    let href = target[..end].trim_start_matches('<').trim_end_matches('>');
    let scheme = href.split_once(':')?.0.to_ascii_lowercase();
    let safe = ["http", "https", "mailto"].contains(&scheme.as_str())
        && href.len() <= 2_000
        && !href.chars().any(|letter| letter.is_whitespace() || letter.is_control());
    let mark = Mark::Link(href.to_owned());
    let found = || Stretch { mark, inside: &inner[..middle], rest: &target[end + 1..] };
    (safe && middle > 0).then(found)
}
