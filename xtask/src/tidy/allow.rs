//! Exceptions from the rules, which may only shrink.
//!
//! Invariants: an exception names a rule, a file and how much is allowed, with its reason; one
//! that is no longer needed, or allows more than there is, is itself a finding; a new one needs
//! [`ENTRIES`] raised, which a reviewer sees.

use super::{Finding, tree::Tree};
use crate::fail::{Result, While, fail};
use std::collections::BTreeMap;

const PATH: &str = "xtask/tidy-allow.toml";
/// How many exceptions there are. Lower it with each one removed; raising it needs an argument.
const ENTRIES: usize = 0;
const SHRINK: &str = "Exceptions may only shrink, so that the rules come to hold everywhere.";

#[derive(Debug)]
struct Exception {
    rule: String,
    path: String,
    at_most: usize,
}

/// The findings that no exception covers, and those about the exceptions.
pub fn filter(tree: &Tree, findings: Vec<Finding>) -> Result<Vec<Finding>> {
    let exceptions = read(tree)?;
    let mut left = apply(&exceptions, findings);
    if exceptions.len() != ENTRIES {
        let what =
            format!("has {} exceptions, xtask/src/tidy/allow.rs says {ENTRIES}", exceptions.len());
        left.push(complaint(what));
    }
    Ok(left)
}

fn read(tree: &Tree) -> Result<Vec<Exception>> {
    let Some(file) = tree.get(PATH) else { return Ok(Vec::new()) };
    let table: toml::Table = file.text.parse().while_doing(PATH)?;
    let entries = table.get("allow").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    entries.iter().map(exception).collect()
}

fn exception(entry: &toml::Value) -> Result<Exception> {
    let text = |name: &str| entry.get(name).and_then(toml::Value::as_str).map(str::to_owned);
    let number = entry.get("at-most").and_then(toml::Value::as_integer);
    let at_most = number.and_then(|number| usize::try_from(number).ok());
    match (text("rule"), text("path"), at_most, text("reason")) {
        (Some(rule), Some(path), Some(at_most), Some(_)) => Ok(Exception { rule, path, at_most }),
        _ => fail(format!("{PATH}: an entry needs rule, path, at-most and reason")),
    }
}

fn apply(exceptions: &[Exception], findings: Vec<Finding>) -> Vec<Finding> {
    let mut amounts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for finding in &findings {
        let amount = amounts.entry((finding.rule.to_owned(), finding.path.clone())).or_default();
        *amount = finding.measure.map_or(*amount + 1, |measure| measure.max(*amount));
    }
    let amount = |rule: &str, path: &str| {
        amounts.get(&(rule.to_owned(), path.to_owned())).copied().unwrap_or(0)
    };
    let covers = |finding: &Finding| {
        let same = |e: &&Exception| e.rule == finding.rule && e.path == finding.path;
        let there = amount(finding.rule, &finding.path);
        exceptions.iter().find(same).is_some_and(|exception| there <= exception.at_most)
    };
    let mut left: Vec<Finding> = findings.into_iter().filter(|finding| !covers(finding)).collect();
    for exception in exceptions {
        let there = amount(&exception.rule, &exception.path);
        if there < exception.at_most {
            let Exception { rule, path, at_most } = exception;
            left.push(complaint(format!(
                "allows {at_most} of {rule} in {path}, {there} are there"
            )));
        }
    }
    left
}

fn complaint(what: String) -> Finding {
    Finding { rule: "allow", path: PATH.to_owned(), line: 1, what, mend: SHRINK, measure: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(lines: usize) -> Finding {
        Finding {
            rule: "file-lines",
            path: "a.rs".into(),
            measure: Some(lines),
            ..complaint("long".into())
        }
    }

    fn allowed(at_most: usize) -> [Exception; 1] {
        [Exception { rule: "file-lines".into(), path: "a.rs".into(), at_most }]
    }

    #[test]
    fn an_exception_covers_what_it_names_and_no_more() {
        assert!(apply(&allowed(410), vec![long(410)]).is_empty());
        assert_eq!(apply(&allowed(410), vec![long(411)]), [long(411)]);
        let other = Finding { path: "b.rs".into(), ..long(405) };
        assert_eq!(apply(&allowed(410), vec![long(410), other.clone()]), [other]);
    }

    #[test]
    fn an_exception_that_allows_too_much_is_found() {
        let left = apply(&allowed(410), vec![long(405)]);
        assert_eq!(left[0].what, "allows 410 of file-lines in a.rs, 405 are there");
        assert!(apply(&allowed(410), Vec::new())[0].what.contains("0 are there"));
    }

    #[test]
    fn entries_without_a_reason_are_refused() {
        let tree = Tree::of(&[(PATH, "[[allow]]\nrule = \"a\"\npath = \"b\"\nat-most = 1\n")]);
        assert!(read(&tree).is_err());
    }
}
