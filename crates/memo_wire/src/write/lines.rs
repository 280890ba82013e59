//! From lines to blocks.

use super::{Block, inline};

/// Deeper lists and quotes stay at this level.
const DEEPEST: usize = 8;

pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let lines: Vec<&str> = markdown.lines().collect();
    read(&lines, 0)
}

fn read(lines: &[&str], depth: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].trim_start();
        let count = match kind(line) {
            Kind::Blank => 1,
            Kind::Rule => push(&mut blocks, Block::Rule),
            Kind::Heading(level, text) => {
                push(&mut blocks, Block::Heading(level, inline::read(text)))
            }
            Kind::Check(done, text) => push(&mut blocks, Block::Check(done, inline::read(text))),
            Kind::Quote if depth < DEEPEST => quote(&lines[at..], depth, &mut blocks),
            Kind::Item { ordered, .. } if depth < DEEPEST => {
                list(&lines[at..], ordered, depth, &mut blocks)
            }
            Kind::Quote | Kind::Item { .. } | Kind::Text => paragraph(&lines[at..], &mut blocks),
        };
        at += count;
    }
    blocks
}

fn push(blocks: &mut Vec<Block>, block: Block) -> usize {
    blocks.push(block);
    1
}

enum Kind<'a> {
    Blank,
    Rule,
    Heading(i64, &'a str),
    Check(bool, &'a str),
    Quote,
    Item { ordered: bool, text: &'a str },
    Text,
}

fn kind(line: &str) -> Kind<'_> {
    if line.is_empty() {
        return Kind::Blank;
    }
    if line.len() >= 3 && line.chars().all(|letter| letter == '-') {
        return Kind::Rule;
    }
    if line.starts_with('>') {
        return Kind::Quote;
    }
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    if let (1..=6, Some(text)) = (hashes, line[hashes..].strip_prefix(' ')) {
        return Kind::Heading(if hashes < 3 { 2 } else { 3 }, text.trim());
    }
    let Some((ordered, text)) = item(line) else { return Kind::Text };
    for (sign, done) in [("[ ] ", false), ("[x] ", true), ("[X] ", true)] {
        if let Some(text) = text.strip_prefix(sign) {
            return Kind::Check(done, text.trim());
        }
    }
    Kind::Item { ordered, text }
}

fn item(line: &str) -> Option<(bool, &str)> {
    if let Some(text) = ["- ", "* ", "+ "].iter().find_map(|sign| line.strip_prefix(sign)) {
        return Some((false, text));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let text = [". ", ") "].iter().find_map(|sign| line[digits..].strip_prefix(sign))?;
    (1..=9).contains(&digits).then_some((true, text))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

fn quote(lines: &[&str], depth: usize, blocks: &mut Vec<Block>) -> usize {
    let inner: Vec<&str> = lines
        .iter()
        .map_while(|line| line.trim_start().strip_prefix('>'))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    blocks.push(Block::Quote(read(&inner, depth + 1)));
    inner.len()
}

/// A list goes on as long as items of its kind, or what is indented below them, follow.
fn list(lines: &[&str], ordered: bool, depth: usize, blocks: &mut Vec<Block>) -> usize {
    let margin = indent(lines[0]);
    let mut items: Vec<Vec<&str>> = Vec::new();
    let mut used = 0;
    for (at, line) in lines.iter().enumerate() {
        let below = indent(line) > margin;
        match kind(line.trim_start()) {
            Kind::Item { ordered: same, text }
                if !below && indent(line) == margin && same == ordered =>
            {
                items.push(vec![text]);
            }
            Kind::Blank => continue,
            _ if below => items.last_mut().into_iter().for_each(|item| item.push(line)),
            _ => break,
        }
        used = at + 1;
    }
    let items = items.iter().map(|lines| read(lines, depth + 1)).collect();
    blocks.push(Block::List { ordered, items });
    used
}

/// One line, and those that a backslash at its end joins to it.
fn paragraph(lines: &[&str], blocks: &mut Vec<Block>) -> usize {
    let mut parts = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim();
        match line.strip_suffix('\\').filter(|rest| !rest.ends_with('\\')) {
            Some(rest) if at + 1 < lines.len() => {
                parts.extend(inline::read(rest));
                parts.push(super::Inline::Break);
            }
            _ => {
                parts.extend(inline::read(line));
                blocks.push(Block::Paragraph(parts));
                return at + 1;
            }
        }
    }
    lines.len()
}
