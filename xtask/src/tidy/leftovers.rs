//! What is left over from writing: notes to oneself, prints, unwraps.

use super::tree::{File, Tree};
use super::{Finding, rust};

const NOTE: &str = "Nobody comes back to it: do it now, or write an issue.";
const PRINT: &str = "Content must never reach a log or a console: use `tracing` without content; \
                     only commands of the binary and xtask talk to a terminal.";
const UNWRAP: &str =
    "A crash without a reason: return an error, or `expect(\"why it cannot fail\")`.";
const PRINTS: &[&str] = &["println", "print", "eprintln", "eprint", "dbg"];

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for file in tree.files.iter().filter(|file| !file.is_generated()) {
        notes(file, findings);
        prints_and_unwraps(file, findings);
    }
}

fn notes(file: &File, findings: &mut Vec<Finding>) {
    // Written in pieces, so that this file does not find itself.
    let words = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X"].concat()];
    for (line, text) in file.lines() {
        let mut parts = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        if let Some(word) = parts.find(|part| words.iter().any(|word| word == part)) {
            findings.push(finding("notes", file, line, format!("says {word}"), NOTE));
        }
    }
}

fn prints_and_unwraps(file: &File, findings: &mut Vec<Finding>) {
    let Some(rust) = file.rust.as_ref().filter(|_| !file.is_test()) else { return };
    for call in rust::calls(&rust.tokens) {
        if rust.is_test_line(call.line) {
            continue;
        }
        if call.is_macro && PRINTS.contains(&call.name.as_str()) && !may_print(&file.path) {
            let what = format!("prints by `{}!`", call.name);
            findings.push(finding("prints", file, call.line, what, PRINT));
        }
        if call.is_method && call.name == "unwrap" && call.arguments.is_empty() {
            findings.push(finding("unwraps", file, call.line, "unwraps".to_owned(), UNWRAP));
        }
    }
}

/// The binary's commands answer a person at a terminal.
fn may_print(path: &str) -> bool {
    path.starts_with("xtask/") || path.starts_with("crates/server/src/")
}

fn finding(
    rule: &'static str,
    file: &File,
    line: usize,
    what: String,
    mend: &'static str,
) -> Finding {
    Finding { rule, path: file.path.clone(), line, what, mend, measure: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(path: &str, text: &str) -> Vec<(&'static str, usize)> {
        let mut findings = Vec::new();
        check(&Tree::of(&[(path, text)]), &mut findings);
        findings.into_iter().map(|finding| (finding.rule, finding.line)).collect()
    }

    #[test]
    fn notes_are_found_in_any_text() {
        let note = ["# TO", "DO: later\nTODOS and mktemp /tmp/aXXXXXX\n"].concat();
        assert_eq!(run("README.md", &note), [("notes", 1)]);
    }

    #[test]
    fn prints_belong_to_commands() {
        let text = "fn a() { println!(\"x\"); }";
        assert_eq!(run("crates/people/src/a.rs", text), [("prints", 1)]);
        assert_eq!(run("crates/server/src/main.rs", text), []);
    }

    #[test]
    fn unwraps_belong_to_tests() {
        let text = "fn a() {\n b.unwrap();\n c.unwrap_or(1);\n}\n#[cfg(test)]\nmod tests {\n fn d() { e.unwrap(); }\n}";
        assert_eq!(run("crates/people/src/a.rs", text), [("unwraps", 2)]);
        assert_eq!(run("crates/people/tests/a.rs", text), []);
    }
}
