//! The paths a Rust file mentions, also in `use` groups and inside macros.

use super::rust::is_punct;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path with the module it is written in and its line: `crate::pair::Pair`.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub segments: Vec<String>,
    pub line: usize,
}

/// All paths of two segments or more, written in full from the root of a crate where they begin
/// with `crate`, `self` or `super`.
pub fn mentions(tokens: &TokenStream, module: &[&str]) -> Vec<Mention> {
    let module: Vec<String> = module.iter().map(|part| (*part).to_owned()).collect();
    let mut found = Vec::new();
    scan(tokens, &module, &mut found);
    found
}

fn scan(tokens: &TokenStream, module: &[String], found: &mut Vec<Mention>) {
    let list: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut index = 0;
    while index < list.len() {
        if let Some((name, body)) = inline_module(&list[index..]) {
            let inner: Vec<String> = module.iter().cloned().chain([name]).collect();
            scan(&body, &inner, found);
            index += 3;
            continue;
        }
        match &list[index] {
            TokenTree::Ident(_) if !continues_path(&list, index) => {
                index = path_at(&list, index, &[], module, found);
            }
            TokenTree::Group(group) => {
                scan(&group.stream(), module, found);
                index += 1;
            }
            _ => index += 1,
        }
    }
}

fn inline_module(list: &[TokenTree]) -> Option<(String, TokenStream)> {
    let [TokenTree::Ident(word), TokenTree::Ident(name), TokenTree::Group(body), ..] = list else {
        return None;
    };
    (word == "mod" && body.delimiter() == Delimiter::Brace)
        .then(|| (name.to_string(), body.stream()))
}

/// Whether the token before is the `::` of a longer path, whose start was seen already.
fn continues_path(list: &[TokenTree], index: usize) -> bool {
    index > 1 && is_punct(list.get(index - 1), ':') && is_punct(list.get(index - 2), ':')
}

/// Reads the path that begins here and answers where to go on.
fn path_at(
    list: &[TokenTree],
    start: usize,
    prefix: &[String],
    module: &[String],
    found: &mut Vec<Mention>,
) -> usize {
    let mut segments = prefix.to_vec();
    let line = list[start].span().start().line;
    let mut index = start;
    loop {
        match list.get(index) {
            Some(TokenTree::Ident(ident)) => segments.push(ident.to_string()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                expand(&group.stream(), &segments, module, found);
                return index + 1;
            }
            _ => break,
        }
        let goes_on = is_punct(list.get(index + 1), ':') && is_punct(list.get(index + 2), ':');
        if !goes_on {
            index += 1;
            break;
        }
        index += 3;
    }
    if segments.len() > 1 {
        found.push(Mention { segments: absolute(segments, module), line });
    }
    index.max(start + 1)
}

/// The members of a `use` group, each behind the words before the group.
fn expand(group: &TokenStream, prefix: &[String], module: &[String], found: &mut Vec<Mention>) {
    let list: Vec<TokenTree> = group.clone().into_iter().collect();
    let mut index = 0;
    while index < list.len() {
        let begins = index == 0 || is_punct(list.get(index - 1), ',');
        match &list[index] {
            TokenTree::Ident(_) | TokenTree::Group(_) if begins => {
                index = path_at(&list, index, prefix, module, found);
            }
            _ => index += 1,
        }
    }
}

/// Replaces leading `self` and `super` by the module they stand for.
fn absolute(segments: Vec<String>, module: &[String]) -> Vec<String> {
    let mut base = module.to_vec();
    let mut rest = segments.as_slice();
    match rest.first().map(String::as_str) {
        Some("self") => rest = &rest[1..],
        Some("super") => {
            while rest.first().is_some_and(|word| word == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
        _ => return segments,
    }
    std::iter::once("crate".to_owned()).chain(base).chain(rest.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn read(text: &str) -> Vec<String> {
        let tokens = TokenStream::from_str(text).unwrap();
        let all = mentions(&tokens, &["pair", "queries"]);
        all.into_iter().map(|mention| mention.segments.join("::")).collect()
    }

    #[test]
    fn groups_are_expanded() {
        assert_eq!(
            read("use crate::{topic::{Topic, self}, promise::list as all}; use platform::db;"),
            ["crate::topic::Topic", "crate::topic::self", "crate::promise::list", "platform::db"]
        );
    }

    #[test]
    fn relative_paths_become_absolute() {
        assert_eq!(read("super::model::Pair"), ["crate::pair::model::Pair"]);
        assert_eq!(read("super::super::topic::find()"), ["crate::topic::find"]);
        assert_eq!(read("mod tests { use super::super::Pair; }"), ["crate::pair::Pair"]);
    }

    #[test]
    fn macros_and_calls_are_read() {
        assert_eq!(read("html!(x = crate::word::find(1))"), ["crate::word::find"]);
        assert_eq!(read("let x: Vec<crate::word::Word> = a.b(); y"), ["crate::word::Word"]);
    }
}
