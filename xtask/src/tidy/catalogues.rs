//! Texts: both languages say the same things with the same arguments, and nothing else is asked of
//! them or left in them.
//!
//! Keys that are put together at run time are understood by their pattern: `"weekday-{}"` uses
//! every key that begins so.

use super::tree::{File, Tree};
use super::{Finding, rust};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};

const LANGUAGES: [&str; 2] = ["ja", "en"];
/// The methods that take a key, and whether the key's text has arguments there.
const ASKING: &[(&str, bool)] = &[("t", false), ("with", true), ("with2", true), ("args", true)];
const BOTH: &str = "Everybody reads the product in one language: write the text in both catalogues, \
                    with the same arguments.";
const EXISTS: &str = "A missing text shows its key to people: add it to both catalogues.";
const UNUSED: &str = "A text that nothing shows is still translated and reviewed: remove it from \
                      both, or use it.";
const LOADED: &str = "A catalogue counts only when `text_files![…]` of its crate names it.";

#[derive(Debug)]
struct Text {
    path: String,
    line: usize,
    arguments: BTreeSet<String>,
}

type Catalogue = BTreeMap<String, Text>;

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    let [ja, en] = LANGUAGES.map(|language| read(tree, language, findings));
    compare(&ja, &en, "en", findings);
    compare(&en, &ja, "ja", findings);
    let asked = asked(tree);
    for question in &asked {
        answer(question, &ja, findings);
    }
    unused(tree, &ja, findings);
    loaded(tree, findings);
}

fn finding(path: &str, line: usize, what: String, mend: &'static str) -> Finding {
    Finding { rule: "catalogues", path: path.to_owned(), line, what, mend, measure: None }
}

fn is_catalogue(file: &File, language: &str) -> bool {
    file.extension() == "ftl" && file.path.contains(&format!("/i18n/{language}/"))
}

fn read(tree: &Tree, language: &str, findings: &mut Vec<Finding>) -> Catalogue {
    let mut catalogue = Catalogue::new();
    for file in tree.files.iter().filter(|file| is_catalogue(file, language)) {
        let resource = match fluent_syntax::parser::parse(file.text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                let at = errors.first().map_or(0, |error| error.pos.start);
                let line = 1 + file.text[..at].matches('\n').count();
                findings.push(finding(&file.path, line, "is not valid Fluent".to_owned(), BOTH));
                resource
            }
        };
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let text = Text {
                path: file.path.clone(),
                line: line_of(file, message.id.name),
                arguments: arguments(message.value.as_ref()),
            };
            let name = message.id.name.to_owned();
            if let Some(first) = catalogue.insert(name.clone(), text) {
                let (line, other) = (line_of(file, &name), first.path);
                let what = format!("defines `{name}` a second time, after {other}");
                findings.push(finding(&file.path, line, what, BOTH));
            }
        }
    }
    catalogue
}

fn line_of(file: &File, key: &str) -> usize {
    let defines =
        |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    file.lines().find(|(_, line)| defines(line)).map_or(1, |(number, _)| number)
}

fn arguments(pattern: Option<&Pattern<&str>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Some(pattern) = pattern {
        collect(pattern, &mut found);
    }
    found
}

fn collect(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, found),
            Expression::Select { selector, variants } => {
                collect_inline(selector, found);
                variants.iter().for_each(|variant| collect(&variant.value, found));
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|inner| collect_inline(inner, found));
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                collect_inline(inner, found);
            }
        }
        _ => {}
    }
}

fn compare(one: &Catalogue, other: &Catalogue, language: &str, findings: &mut Vec<Finding>) {
    for (key, text) in one {
        let what = match other.get(key) {
            None => format!("`{key}` is missing in {language}"),
            Some(twin) if !text.arguments.is_subset(&twin.arguments) => {
                let missing: Vec<&str> =
                    text.arguments.difference(&twin.arguments).map(String::as_str).collect();
                format!("`{key}` says ${}, the text in {language} does not", missing.join(", $"))
            }
            Some(_) => continue,
        };
        findings.push(finding(&text.path, text.line, what, BOTH));
    }
}

/// A place that shows a text.
struct Question {
    path: String,
    line: usize,
    key: String,
    has_arguments: bool,
}

fn asked(tree: &Tree) -> Vec<Question> {
    let mut all = Vec::new();
    for (file, rust) in tree.rust().filter(|(file, _)| !file.is_test() && is_product(file)) {
        for call in rust::calls(&rust.tokens).into_iter().filter(|call| call.is_method) {
            let Some(has_arguments) = asks(&call.name) else { continue };
            let key = call.arguments.into_iter().next().as_ref().and_then(rust::string_of);
            if let Some(key) = key.filter(|_| !rust.is_test_line(call.line)) {
                all.push(Question { path: file.path.clone(), line: call.line, key, has_arguments });
            }
        }
    }
    for file in tree.files.iter().filter(|file| is_template(file)) {
        for (line, text) in file.lines() {
            all.extend(asked_in_line(text).map(|(key, has_arguments)| Question {
                path: file.path.clone(),
                line,
                key,
                has_arguments,
            }));
        }
    }
    all
}

fn asks(method: &str) -> Option<bool> {
    ASKING.iter().find(|(name, _)| *name == method).map(|(_, has_arguments)| *has_arguments)
}

/// `.t("key")` and its relatives in a line of a template.
fn asked_in_line(line: &str) -> impl Iterator<Item = (String, bool)> {
    ASKING.iter().flat_map(move |(method, has_arguments)| {
        let call = format!(".{method}(\"");
        let parts: Vec<&str> = line.split(&call).skip(1).collect();
        parts.into_iter().filter_map(|rest| {
            let (key, after) = rest.split_once('"')?;
            // `.t("topic-" ~ word)` is a pattern, not a key.
            let is_whole = after.trim_start().starts_with([')', ',']);
            is_whole.then(|| (key.to_owned(), *has_arguments))
        })
    })
}

fn is_template(file: &File) -> bool {
    file.extension() == "html" && file.crate_name().is_some()
}

fn is_product(file: &File) -> bool {
    file.crate_name().is_some()
}

fn answer(question: &Question, catalogue: &Catalogue, findings: &mut Vec<Finding>) {
    let what = match catalogue.get(&question.key) {
        None if is_pattern(&question.key) => return,
        None => format!("shows the text `{}`, which no catalogue has", question.key),
        Some(text) if !question.has_arguments && !text.arguments.is_empty() => {
            let names: Vec<&str> = text.arguments.iter().map(String::as_str).collect();
            format!("shows `{}` without its ${}", question.key, names.join(", $"))
        }
        Some(_) => return,
    };
    findings.push(finding(&question.path, question.line, what, EXISTS));
}

fn is_pattern(text: &str) -> bool {
    text.contains('{') || text.ends_with('-')
}

/// Keys that stand nowhere, neither whole nor as part of a pattern.
fn unused(tree: &Tree, catalogue: &Catalogue, findings: &mut Vec<Finding>) {
    let literals = literals(tree);
    let patterns: Vec<Vec<&str>> =
        literals.iter().filter(|text| is_pattern(text)).map(|text| pieces(text)).collect();
    for (key, text) in catalogue {
        let built = || patterns.iter().any(|pattern| matches(pattern, key));
        let stem = || literals.iter().any(|literal| is_stem(literal, key));
        if !literals.contains(key) && !built() && !stem() {
            findings.push(finding(
                &text.path,
                text.line,
                format!("`{key}` is shown nowhere"),
                UNUSED,
            ));
        }
    }
}

/// `mail-moved` of `mail-moved-subject`: the rest is put on at run time. One word is no stem.
fn is_stem(literal: &str, key: &str) -> bool {
    let rest = key.strip_prefix(literal);
    literal.contains('-') && !is_pattern(literal) && rest.is_some_and(|rest| rest.starts_with('-'))
}

/// Every quoted text of code, templates and scripts that may be a key or a part of one.
fn literals(tree: &Tree) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, rust) in tree.rust().filter(|(file, _)| !file.is_test() && is_product(file)) {
        found.extend(rust::strings(&rust.tokens).into_iter().map(|(text, _)| text));
    }
    for file in tree.files.iter().filter(|file| is_template(file)) {
        found.extend(file.text.split('"').map(str::to_owned));
    }
    found.retain(|text| could_be_key(text));
    found
}

fn could_be_key(text: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || "-_{}.".contains(c);
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(letters)
}

/// `topic-{}-about` -> `topic-`, `-about`; `topic-` -> `topic-` and anything.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = text
        .split('{')
        .enumerate()
        .map(
            |(index, part)| {
                if index == 0 { part } else { part.split_once('}').map_or("", |p| p.1) }
            },
        )
        .collect();
    if text.ends_with('-') {
        pieces.push("");
    }
    pieces
}

fn matches(pieces: &[&str], key: &str) -> bool {
    let [first, middle @ .., last] = pieces else { return false };
    let Some(rest) = key.strip_prefix(first) else { return false };
    let Some(mut rest) = rest.strip_suffix(last) else { return false };
    first.len() > 2
        && middle.iter().all(|piece| match rest.split_once(piece) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
}

fn loaded(tree: &Tree, findings: &mut Vec<Finding>) {
    for file in tree.files.iter().filter(|file| is_catalogue(file, "ja")) {
        let name = file.name().trim_end_matches(".ftl");
        let own = tree.rust().filter(|(other, _)| other.crate_name() == file.crate_name());
        let mut macros = own.flat_map(|(_, rust)| rust::calls(&rust.tokens));
        let named = macros.any(|call| {
            call.name == "text_files"
                && rust::strings(&call.arguments).iter().any(|(text, _)| text == name)
        });
        if !named {
            findings.push(finding(&file.path, 1, format!("`{name}` is not loaded"), LOADED));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADS: (&str, &str) = ("crates/people/src/lib.rs", "const T: &[F] = text_files![\"a\"];");

    fn run(ja: &str, en: &str, files: &[(&str, &str)]) -> Vec<String> {
        let mut files = files.to_vec();
        files.extend([
            LOADS,
            ("crates/people/i18n/ja/a.ftl", ja),
            ("crates/people/i18n/en/a.ftl", en),
        ]);
        let mut findings = Vec::new();
        check(&Tree::of(&files), &mut findings);
        findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_used_text_in_both_languages_is_fine() {
        let page = ("crates/people/templates/a.html", "<p>{{ t.t(\"hello\") }}</p>");
        assert_eq!(run("hello = やあ", "hello = Hi", &[page]), Vec::<String>::new());
    }

    #[test]
    fn languages_have_the_same_keys_and_arguments() {
        let code =
            ("crates/people/src/a.rs", "fn a() { t.with(\"hello\", \"name\", n); t.t(\"one\"); }");
        let found = run("hello = やあ、{ $name }さん\none = 一", "hello = Hi", &[code]);
        assert_eq!(
            found,
            ["`hello` says $name, the text in en does not", "`one` is missing in en"]
        );
    }

    #[test]
    fn shown_texts_exist_and_get_their_arguments() {
        let page = ("crates/people/templates/a.html", "{{ t.t(\"hello\") }} {{ t.t(\"gone\") }}");
        let found = run("hello = { $name }", "hello = { $name }", &[page]);
        assert_eq!(
            found,
            ["shows `hello` without its $name", "shows the text `gone`, which no catalogue has"]
        );
    }

    #[test]
    fn selections_have_arguments_too() {
        let text = "n = { $count ->\n    [one] one\n   *[other] { $count } by { $who }\n }";
        let resource = fluent_syntax::parser::parse(text).unwrap();
        let Entry::Message(message) = &resource.body[0] else { panic!("a message") };
        assert_eq!(
            arguments(message.value.as_ref()).into_iter().collect::<Vec<_>>(),
            ["count", "who"]
        );
    }

    #[test]
    fn built_keys_count_as_used_and_others_do_not() {
        let code = ("crates/people/src/a.rs", "fn a() { t.t(format!(\"topic-{}-about\", x)); }");
        let texts = "topic-work-about = a\ntopic-work = b";
        assert_eq!(run(texts, texts, &[code]), ["`topic-work` is shown nowhere"]);
        let page = ("crates/people/templates/a.html", "{{ t.t(\"topic-\" ~ word) }}");
        assert_eq!(run(texts, texts, &[page]), Vec::<String>::new());
    }

    #[test]
    fn a_file_that_nobody_loads_is_found() {
        let other = ("crates/people/i18n/ja/b.ftl", "");
        assert_eq!(run("", "", &[other]), ["`b` is not loaded"]);
    }
}
