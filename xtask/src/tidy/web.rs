//! Templates and styles: nothing inline, and a weight that a phone carries.

use super::Finding;
use super::tree::{File, Tree};

const INLINE: &str = "The content security policy forbids it, and a reader looks for it elsewhere: \
                      use a class, or a `data-island` with its own file.";
const COLOUR: &str = "A colour outside the tokens has no dark twin and no checked contrast: use \
                      `var(--…)`.";
const WEIGHT: &str = "Every first visit pays for it: remove rules before adding any.";
/// All styles of the tree together, in bytes before compression.
const STYLES: usize = 96 * 1024;
/// The one file that may name colours.
const TOKENS: &str = "tokens.css";
/// Paper has no dark side.
const PAPER: &str = "print.css";

pub fn templates(tree: &Tree, findings: &mut Vec<Finding>) {
    let templates = tree.files.iter().filter(|file| file.extension() == "html" && !file.is_test());
    for file in templates.filter(|file| file.crate_name().is_some()) {
        for (offset, tag) in tags(&file.text) {
            if let Some(what) = inline(tag) {
                let line = 1 + file.text[..offset].matches('\n').count();
                findings.push(finding(file, line, what, INLINE));
            }
        }
    }
}

/// Each `<tag …>` with its place. Quotes may hold `>`; template marks inside are text here.
fn tags(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|found| at + found) {
        let mut quote = None;
        let end = text[start..].char_indices().find(|(_, letter)| match (quote, letter) {
            (None, '>') => true,
            (None, '"' | '\'') => {
                quote = Some(*letter);
                false
            }
            (Some(open), letter) if open == *letter => {
                quote = None;
                false
            }
            _ => false,
        });
        let Some((length, _)) = end else { break };
        found.push((start, &text[start..start + length]));
        at = start + 1;
    }
    found
}

fn inline(tag: &str) -> Option<String> {
    let name = tag[1..].split(|c: char| c.is_whitespace() || c == '/').next()?.to_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    match name.as_str() {
        "script" if !has_attribute(tag, "src") => return Some("an inline <script>".to_owned()),
        "style" => return Some("an inline <style>".to_owned()),
        _ => {}
    }
    attributes(tag)
        .find(|name| name == "style" || is_handler(name))
        .map(|name| format!("`{name}=` on <{}>", tag_name(tag)))
}

fn tag_name(tag: &str) -> &str {
    tag[1..].split(|c: char| c.is_whitespace()).next().unwrap_or_default()
}

/// `onclick`, `hx-on:click`: code in an attribute.
fn is_handler(name: &str) -> bool {
    let on = name
        .strip_prefix("on")
        .is_some_and(|rest| rest.len() > 2 && rest.chars().all(|c| c.is_ascii_lowercase()));
    on || name.starts_with("hx-on")
}

fn has_attribute(tag: &str, wanted: &str) -> bool {
    attributes(tag).any(|name| name == wanted)
}

/// The names in front of `=`, outside quotes.
fn attributes(tag: &str) -> impl Iterator<Item = String> {
    let mut bare = String::new();
    let mut quote = None;
    for letter in tag.chars() {
        match quote {
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None => bare.push(letter),
            Some(open) if open == letter => quote = None,
            Some(_) => {}
        }
    }
    let words: Vec<String> = bare.split_whitespace().map(str::to_owned).collect();
    words.into_iter().filter_map(|word| Some(word.split_once('=')?.0.to_lowercase()))
}

pub fn styles(tree: &Tree, findings: &mut Vec<Finding>) {
    let mut total = 0;
    let sources = tree.files.iter().filter(|f| f.extension() == "css" && !f.is_generated());
    for file in sources.filter(|file| !file.is_test()) {
        total += file.text.len();
        for (line, text) in file.lines().filter(|_| ![TOKENS, PAPER].contains(&file.name())) {
            if let Some(colour) = colour(text) {
                findings.push(finding(file, line, format!("names the colour {colour}"), COLOUR));
            }
        }
    }
    if total > STYLES {
        findings.push(Finding {
            rule: "styles-bytes",
            path: "web".to_owned(),
            line: 1,
            what: format!("all styles together have {total} bytes, {STYLES} are allowed"),
            mend: WEIGHT,
            measure: Some(total),
        });
    }
}

/// A colour literal in a declaration: `#1a2b3c`, `rgb(`, `hsl(`, `oklch(`.
fn colour(line: &str) -> Option<&str> {
    let (_, value) = line.split_once(':')?;
    let words = value.split(|c: char| c.is_whitespace() || ",;".contains(c));
    words.into_iter().find(|word| {
        let hex = word.strip_prefix('#').is_some_and(|rest| {
            [3, 4, 6, 8].contains(&rest.len()) && rest.chars().all(|c| c.is_ascii_hexdigit())
        });
        hex || ["rgb(", "rgba(", "hsl(", "hsla(", "oklch("]
            .iter()
            .any(|start| word.starts_with(start))
    })
}

fn finding(file: &File, line: usize, what: String, mend: &'static str) -> Finding {
    Finding { rule: "web", path: file.path.clone(), line, what, mend, measure: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(rule: fn(&Tree, &mut Vec<Finding>), path: &str, text: &str) -> Vec<(String, usize)> {
        let mut findings = Vec::new();
        rule(&Tree::of(&[(path, text)]), &mut findings);
        findings.into_iter().map(|finding| (finding.what, finding.line)).collect()
    }

    #[test]
    fn inline_code_and_styles_are_found() {
        let page =
            "<p class=\"a\">\n<p style=\"x\">\n<script>a</script>\n<a onclick='b()'>\n<style>\n";
        let found = run(templates, "crates/people/templates/a.html", page);
        let expected = [
            ("`style=` on <p>", 2),
            ("an inline <script>", 3),
            ("`onclick=` on <a>", 4),
            ("an inline <style>", 5),
        ];
        assert_eq!(found, expected.map(|(what, line)| (what.to_owned(), line)));
    }

    #[test]
    fn words_in_attributes_and_templates_are_not_code() {
        let page = "<script src=\"/a.js\" defer></script><p title=\"style=1 > 2\">{% if a < b %}<i data-on=\"x\">";
        assert_eq!(run(templates, "crates/people/templates/a.html", page), []);
    }

    #[test]
    fn colours_belong_to_the_tokens() {
        let css = "a {\n  color: #fff;\n  margin: 1px;\n}\n#add { color: var(--ink); }";
        assert_eq!(run(styles, "web/a.css", css), [("names the colour #fff".to_owned(), 2)]);
        assert_eq!(run(styles, "web/tokens.css", css), []);
    }

    #[test]
    fn all_styles_share_a_budget() {
        let css = "a{}\n".repeat(STYLES / 4 + 1);
        assert_eq!(run(styles, "web/a.css", &css).len(), 1);
    }
}
