//! CommonMark, with strikethrough and check boxes of GitHub's flavour.
//!
//! Text is escaped so that it reads as it stands. Emphasis is written with signs where CommonMark
//! would recognize them and with HTML elements where not, which in Japanese is often: in
//! `「は」**「相槌」**です` the signs would stay visible.

use super::blocks::{Block, Inline, ListItem, link, mark};
use super::lines::Lines;
use super::tree::Run;

pub(super) fn write(blocks: &[Block<'_>]) -> String {
    let mut lines = Lines::default();
    write_blocks(blocks, &mut lines);
    lines.finish()
}

/// Text that is no memo, as Markdown that reads as it stands; its line breaks stay.
pub fn plain(text: &str) -> String {
    guard_start(&escape(text.trim_end()))
}

fn write_blocks(blocks: &[Block<'_>], lines: &mut Lines) {
    let mut lists_in_a_row = 0;
    for (index, block) in blocks.iter().enumerate() {
        let is_list = matches!(block, Block::List { .. });
        lists_in_a_row = if is_list { lists_in_a_row + 1 } else { 0 };
        if index > 0 {
            lines.line("");
        }
        write_block(block, lists_in_a_row, lines);
    }
}

fn write_block(block: &Block<'_>, lists_in_a_row: usize, lines: &mut Lines) {
    match block {
        Block::Paragraph(inline) => lines.line(&paragraph(inline)),
        Block::Heading(level, inline) => {
            let text = paragraph(inline).replace("\\\n", " ");
            lines.line(&format!("{} {text}", "#".repeat(usize::from(*level))));
        }
        Block::Rule => lines.line("---"),
        Block::Quote(blocks) => lines.quote("> ", |lines| write_blocks(blocks, lines)),
        Block::List { ordered_from, items } => {
            // Neighbouring lists would become one if their markers were the same.
            let other = lists_in_a_row.is_multiple_of(2);
            for (index, item) in items.iter().enumerate() {
                write_item(&marker(*ordered_from, index, other), item, lines);
            }
        }
    }
}

fn marker(ordered_from: Option<u64>, index: usize, other: bool) -> String {
    match (ordered_from, other) {
        (Some(first), false) => format!("{}. ", first + index as u64),
        (Some(first), true) => format!("{}) ", first + index as u64),
        (None, false) => "- ".to_owned(),
        (None, true) => "* ".to_owned(),
    }
}

fn write_item(marker: &str, item: &ListItem<'_>, lines: &mut Lines) {
    let check = match item.checked {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    };
    lines.item(marker.to_owned(), |lines| match item.blocks.split_first() {
        Some((Block::Paragraph(inline), rest)) => {
            lines.line(&format!("{check}{}", paragraph(inline)));
            // A list may follow at once; a further paragraph may not.
            if !rest.is_empty() && !matches!(rest[0], Block::List { .. }) {
                lines.line("");
            }
            write_blocks(rest, lines);
        }
        _ => {
            if !check.is_empty() {
                lines.line(check);
            }
            write_blocks(&item.blocks, lines);
        }
    });
}

/// A block of text, with hard breaks as a backslash at the end of a line.
fn paragraph(inline: &[Inline<'_>]) -> String {
    let mut out = String::new();
    for (index, line) in inline.split(|part| matches!(part, Inline::Break)).enumerate() {
        if index > 0 {
            out.push_str("\\\n");
        }
        let runs: Vec<&Run> = line
            .iter()
            .filter_map(|part| match part {
                Inline::Run(run) if !run.text.is_empty() => Some(*run),
                Inline::Run(_) | Inline::Break => None,
            })
            .collect();
        let written = Spans { marks: &MARKS, before: None, after: None }.write(&runs);
        out.push_str(&guard_start(&written));
    }
    // A backslash breaks lines only between them.
    while out.ends_with("\\\n") {
        out.truncate(out.len() - 2);
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Link,
    Strong,
    Em,
    Strike,
    Code,
}

/// From the outside to the inside.
const MARKS: [Mark; 5] = [Mark::Link, Mark::Strong, Mark::Em, Mark::Strike, Mark::Code];

impl Mark {
    /// What tells two stretches of this mark apart; `None` without it.
    fn of(self, run: &Run) -> Option<&str> {
        let name = match self {
            Self::Link => return link(run),
            Self::Strong => "strong",
            Self::Em => "em",
            Self::Strike => "strike",
            Self::Code => "code",
        };
        mark(run, name).map(|_| "")
    }
}

/// Writes runs, one mark after the other.
struct Spans<'m> {
    marks: &'m [Mark],
    /// The characters around the runs, if any.
    before: Option<char>,
    after: Option<char>,
}

impl Spans<'_> {
    fn write(&self, runs: &[&Run]) -> String {
        let Some((mark, inner)) = self.marks.split_first() else {
            return runs.iter().map(|run| escape(&run.text)).collect();
        };
        let mut out = String::new();
        let mut at = 0;
        for stretch in runs.chunk_by(|left, right| mark.of(left) == mark.of(right)) {
            at += stretch.len();
            let before = out.chars().next_back().or(self.before);
            let next = runs.get(at).and_then(|run| run.text.chars().next());
            let after = next.or(self.after);
            let spans = Spans { marks: inner, before, after };
            match mark.of(stretch[0]) {
                Some(value) => out.push_str(&spans.marked(*mark, value, stretch)),
                None => out.push_str(&spans.write(stretch)),
            }
        }
        out
    }

    fn marked(&self, mark: Mark, value: &str, runs: &[&Run]) -> String {
        if mark == Mark::Code {
            return code(runs);
        }
        let inside = Spans { marks: self.marks, before: None, after: None }.write(runs);
        match mark {
            Mark::Link => format!("[{inside}](<{}>)", value.replace(['<', '>', '\\'], "")),
            Mark::Strong => self.emphasis("**", "strong", &inside),
            Mark::Em => self.emphasis("*", "em", &inside),
            Mark::Strike | Mark::Code => self.emphasis("~~", "s", &inside),
        }
    }

    /// Signs if they will be seen as such from both sides, else elements.
    fn emphasis(&self, sign: &str, tag: &str, inside: &str) -> String {
        let first = inside.chars().next();
        let last = inside.chars().next_back();
        let is_sign = |c: Option<char>| c.is_some_and(|c| matches!(c, '*' | '~'));
        let apart = ![self.before, first, last].into_iter().any(is_sign);
        if apart && opens(self.before, first) && opens(self.after, last) {
            format!("{sign}{inside}{sign}")
        } else {
            format!("<{tag}>{inside}</{tag}>")
        }
    }
}

/// Whether a sign between `outside` and `inside` belongs to the inside (CommonMark's flanking).
fn opens(outside: Option<char>, inside: Option<char>) -> bool {
    let loose = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    !space(inside) && (!loose(inside) || loose(outside))
}

fn code(runs: &[&Run]) -> String {
    let text: String = runs.iter().map(|run| run.text.replace('\n', " ")).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '\n' => out.push_str("\\\n"),
            c if has_meaning(before, c, rest) => out.extend(['\\', c]),
            c if c.is_control() && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// Whether Markdown would take a character for more than itself; addresses stay readable.
fn has_meaning(before: Option<char>, c: char, rest: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' => true,
        '_' => !word(before) || !word(rest.chars().next()),
        '&' => {
            let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
            name.len() < rest.len() && name.starts_with(';')
        }
        // A link may follow, and would become an image.
        '!' => rest.is_empty(),
        _ => false,
    }
}

/// Keeps what a line starts with from making it a heading, a list or a block of code.
fn guard_start(text: &str) -> String {
    text.split('\n').map(guard_line).collect::<Vec<_>>().join("\n")
}

fn guard_line(line: &str) -> String {
    let rest = line.trim_start_matches([' ', '\t']);
    let spaces: String =
        line[..line.len() - rest.len()].chars().map(|c| format!("&#{};", c as u32)).collect();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = digits > 0 && rest[digits..].starts_with(['.', ')']);
    if numbered {
        format!("{spaces}{}\\{}", &rest[..digits], &rest[digits..])
    } else if rest.starts_with(['#', '+', '-', '=']) {
        format!("{spaces}\\{rest}")
    } else {
        format!("{spaces}{rest}")
    }
}
