//! One word each: types and tables may not use the words that the glossary rejects.

use super::Finding;
use super::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

const GLOSSARY: &str = "docs/glossary.md";
const MEND: &str = "One thing, one word, from the type to the label: take the word of \
                    docs/glossary.md, or argue for a new one there.";
/// What is added to a word to name a thing about it.
const PREFIXES: &[&str] = &["New", "Edit", "Show", "List"];
const SUFFIXES: &[&str] = &["Id", "Row", "Form", "Page", "View", "List", "Json", "Event", "Key"];

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    let Some(glossary) = tree.get(GLOSSARY) else {
        findings.push(finding(GLOSSARY, 1, "is missing".to_owned()));
        return;
    };
    let rejected = rejected(&glossary.text);
    if rejected.is_empty() {
        findings.push(finding(GLOSSARY, 1, "has no table with a last column `not`".to_owned()));
    }
    types(tree, &rejected, findings);
    tables(tree, &rejected, findings);
}

fn finding(path: &str, line: usize, what: String) -> Finding {
    Finding { rule: "words", path: path.to_owned(), line, what, mend: MEND, measure: None }
}

/// Rejected word in snake case -> the word to use instead. Words that the glossary itself defines
/// elsewhere are not rejected: `report` is no leader, but it is an expectation.
fn rejected(glossary: &str) -> BTreeMap<String, String> {
    let mut rejected = BTreeMap::new();
    let mut defined = BTreeSet::new();
    let mut in_table = false;
    for line in glossary.lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let is_row = line.trim_start().starts_with('|') && cells.len() > 2;
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { continue };
        match is_row {
            false => in_table = false,
            true if last.eq_ignore_ascii_case("not") => in_table = true,
            true if in_table && !first.starts_with('-') => {
                defined.extend(words(first));
                rejected.extend(words(last).map(|word| (word, (*first).to_owned())));
            }
            true => {}
        }
    }
    rejected.retain(|word, _| !defined.contains(word));
    rejected
}

/// `action item, task` -> `action_item`, `task`.
fn words(cell: &str) -> impl Iterator<Item = String> {
    let parts = cell.split([',', '/', ';', '、']);
    let plain =
        parts.map(|part| part.trim().trim_matches('`').to_lowercase().replace([' ', '-'], "_"));
    plain.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
}

fn types(tree: &Tree, rejected: &BTreeMap<String, String>, findings: &mut Vec<Finding>) {
    let ours = tree.rust().filter(|(file, _)| file.area().is_some() && !file.is_test());
    for (file, rust) in ours {
        for (name, line) in &rust.types {
            if let Some((word, instead)) = rejected.get_key_value(&snake(core(name))) {
                let what = format!("type `{name}`: the glossary says `{instead}`, not `{word}`");
                findings.push(finding(&file.path, *line, what));
            }
        }
    }
}

fn tables(tree: &Tree, rejected: &BTreeMap<String, String>, findings: &mut Vec<Finding>) {
    let migrations = tree.files.iter().filter(|file| file.path.contains("/migrations/"));
    for file in migrations.filter(|file| file.extension() == "sql") {
        for (line, text) in file.lines() {
            let Some(name) = created_table(text) else { continue };
            let known = singulars(&name).into_iter().find_map(|word| rejected.get_key_value(&word));
            if let Some((word, instead)) = known {
                let what = format!("table `{name}`: the glossary says `{instead}`, not `{word}`");
                findings.push(finding(&file.path, line, what));
            }
        }
    }
}

/// The word that a type's name is about.
fn core(name: &str) -> &str {
    let name = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    let rest = SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for (index, letter) in name.chars().enumerate() {
        if letter.is_uppercase() && index > 0 {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

fn created_table(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || c == '(').collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let at = lower.windows(2).position(|pair| pair[0] == "create" && pair[1] == "table")?;
    let mut rest =
        lower[at + 2..].iter().filter(|word| !["if", "not", "exists"].contains(&word.as_str()));
    rest.next().cloned()
}

/// The words that a table's name may be the plural of.
pub fn singulars(table: &str) -> Vec<String> {
    let mut forms = vec![table.to_owned()];
    forms.extend(table.strip_suffix("people").map(|stem| format!("{stem}person")));
    forms.extend(table.strip_suffix("ies").map(|stem| format!("{stem}y")));
    forms.extend(table.strip_suffix("es").map(str::to_owned));
    forms.extend(table.strip_suffix('s').map(str::to_owned));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "
| word | 日本語 | meaning | not |
|---|---|---|---|
| department | 部門 | node | team, group |
| promise | 約束 | who does what | action item, task |
| expectation | してほしいこと | what is asked | response |
| precheck | 確認 | the look | – |
| report / leader | 上司 | seat | manager |
| one_on_one | 1on1 | a meeting | meeting, report |
";

    fn run(files: &[(&str, &str)]) -> Vec<String> {
        let mut files = files.to_vec();
        files.push((GLOSSARY, TABLE));
        let mut findings = Vec::new();
        check(&Tree::of(&files), &mut findings);
        findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn the_last_column_is_rejected_unless_defined() {
        let rejected: Vec<String> = rejected(TABLE).into_keys().collect();
        assert_eq!(
            rejected,
            ["action_item", "group", "manager", "meeting", "response", "task", "team"]
        );
    }

    #[test]
    fn types_and_what_is_named_after_them_are_found() {
        let model =
            "struct Team; struct NewMeetingForm; struct ActionItemId; struct Teamwork; struct Id;";
        let found = run(&[("crates/people/src/a/model.rs", model)]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].contains("type `Team`: the glossary says `department`, not `team`"));
        assert!(run(&[("crates/platform/src/a.rs", model)]).is_empty());
    }

    #[test]
    fn tables_are_found_in_any_number() {
        let sql = "create table if not exists meetings (\nCREATE TABLE one_on_ones (";
        let found = run(&[("crates/meetings/migrations/0001.sql", sql)]);
        assert_eq!(found, ["table `meetings`: the glossary says `one_on_one`, not `meeting`"]);
    }

    #[test]
    fn no_glossary_is_a_finding() {
        let mut findings = Vec::new();
        check(&Tree::of(&[]), &mut findings);
        assert_eq!(findings[0].what, "is missing");
    }
}
