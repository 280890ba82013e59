//! SQL stands in `sql!("…")`, in the `queries.rs` of its slice.

use super::tree::{File, Tree};
use super::{Finding, rust};
use proc_macro2::TokenTree;

const PLACE: &str = "A reader finds all statements of a slice in its queries.rs: move it there, \
                     behind a function with a name.";
const BARE: &str = "Only statements in `sql!(\"…\")` are prepared on both databases by a test: \
                    wrap it.";

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    let ours = tree.rust().filter(|(file, _)| has_rules(file) && !file.is_test());
    for (file, rust) in ours {
        let statements = statements(rust);
        for statement in &statements {
            if !is_queries(&file.path) && !rust.is_test_line(statement.line) {
                findings.push(finding(file, statement.line, "`sql!` outside queries.rs", PLACE));
            }
        }
        let wrapped: Vec<&String> = statements.iter().flat_map(|s| &s.texts).collect();
        for (text, line) in rust::strings(&rust.tokens) {
            if is_sql(&text) && !wrapped.contains(&&text) && !rust.is_test_line(line) {
                findings.push(finding(file, line, "SQL outside `sql!`", BARE));
            }
        }
    }
}

/// How many statements there are and how many of them need a text per database.
pub fn summary(tree: &Tree) -> String {
    let of = |rust: &rust::Rust| statements(rust);
    let all: Vec<Statement> = tree
        .rust()
        .filter(|(file, _)| file.crate_name().is_some() && !file.is_test())
        .flat_map(|(_, rust)| of(rust))
        .collect();
    let pairs = all.iter().filter(|statement| statement.is_pair).count();
    let share = 100.0 * pairs as f64 / all.len().max(1) as f64;
    format!("{} statements, {pairs} of them in two dialects ({share:.1} %)", all.len())
}

struct Statement {
    line: usize,
    is_pair: bool,
    texts: Vec<String>,
}

fn statements(rust: &rust::Rust) -> Vec<Statement> {
    let calls = rust::calls(&rust.tokens).into_iter();
    let macros = calls.filter(|call| call.is_macro && call.name == "sql");
    macros
        .map(|call| Statement {
            line: call.line,
            is_pair: is_named(call.arguments.clone().into_iter().next(), "sqlite"),
            texts: rust::strings(&call.arguments).into_iter().map(|(text, _)| text).collect(),
        })
        .collect()
}

/// The tables that a file's statements name, with the line of the statement.
pub fn tables(rust: &rust::Rust) -> Vec<(String, usize)> {
    let live = statements(rust).into_iter().filter(|statement| !rust.is_test_line(statement.line));
    let named = live.flat_map(|statement| {
        let names: Vec<String> =
            statement.texts.iter().flat_map(|text| named_tables(text)).collect();
        names.into_iter().map(move |name| (name, statement.line))
    });
    let mut tables: Vec<(String, usize)> = named.collect();
    tables.sort();
    tables.dedup();
    tables
}

/// The words after FROM, JOIN, INTO and UPDATE.
fn named_tables(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let pairs =
        words.windows(2).filter(|pair| ["FROM", "JOIN", "INTO", "UPDATE"].contains(&pair[0]));
    pairs.map(|pair| pair[1].trim_end_matches([',', ')', ';', '(']).to_owned()).collect()
}

fn is_named(token: Option<TokenTree>, name: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == name)
}

fn has_rules(file: &File) -> bool {
    file.area().is_some() || file.crate_name() == Some("demo")
}

fn is_queries(path: &str) -> bool {
    path.ends_with("/queries.rs") || path.contains("/queries/")
}

/// Starts like a statement; a sentence that begins with such a word has no second one.
fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    match words.first().copied() {
        Some("SELECT") => words.len() > 1,
        Some("INSERT") => has("INTO"),
        Some("UPDATE") => has("SET"),
        Some("DELETE") => has("FROM"),
        Some("WITH") => has("AS"),
        Some("CREATE" | "DROP" | "ALTER") => has("TABLE") || has("INDEX") || has("VIEW"),
        _ => false,
    }
}

fn finding(file: &File, line: usize, what: &str, mend: &'static str) -> Finding {
    let path = file.path.clone();
    Finding { rule: "sql", path, line, what: what.to_owned(), mend, measure: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(path: &str, text: &str) -> Vec<String> {
        let mut findings = Vec::new();
        check(&Tree::of(&[(path, text)]), &mut findings);
        findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn statements_stand_in_queries() {
        let text = "fn a() { tx.all(sql!(\"SELECT id FROM pairs\")); }";
        assert!(run("crates/people/src/pair/queries.rs", text).is_empty());
        assert_eq!(run("crates/people/src/pair/pages.rs", text), ["`sql!` outside queries.rs"]);
        assert!(run("crates/platform/src/jobs/queue.rs", text).is_empty());
    }

    #[test]
    fn bare_texts_are_found_and_sentences_are_not() {
        let text =
            "const A: &str = \"DELETE FROM pairs\"; const B: &str = \"UPDATE your profile\";";
        assert_eq!(run("crates/people/src/pair/queries.rs", text), ["SQL outside `sql!`"]);
    }

    #[test]
    fn pairs_of_dialects_are_counted() {
        let text =
            "fn a() { sql!(\"SELECT 1\"); sql!(sqlite: \"SELECT 2\", postgres: \"SELECT 3\"); }";
        let tree = Tree::of(&[("crates/people/src/pair/queries.rs", text)]);
        assert_eq!(summary(&tree), "2 statements, 1 of them in two dialects (50.0 %)");
    }
}
