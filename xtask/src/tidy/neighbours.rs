//! Slices and their neighbours: declared, by the front door, and never in a circle.
//!
//! A slice leans on another by its code or by naming its table in SQL. Both are declared where the
//! other is of the same area; between areas the compiler sees to the direction. Code keeps to the
//! front door everywhere, and out of circles.

use super::tree::{AREAS, File, Tree};
use super::{Finding, paths, sql, words};
use std::collections::{BTreeMap, BTreeSet};

const DECLARE: &str = "A reader of mod.rs should know what its slice leans on: add it to the line \
                       `//! Uses: …` there, or do without.";
const FRONT_DOOR: &str = "Other slices may only use what mod.rs shows: `pub use` it there, or ask \
                          for a verb instead.";

/// A slice: its area and its folder's name.
type Slice = (String, String);
/// Which slice leans on which.
type Edges = BTreeSet<(Slice, Slice)>;
/// The neighbours that each slice declares, with the line.
type Declared = BTreeMap<Slice, BTreeMap<Slice, usize>>;

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    let known = known_slices(tree);
    let declared = declarations(tree, &known, findings);
    let used = uses(tree, &known, &declared, findings);
    let joined = joins(tree, &known, &declared, findings);
    unused_declarations(&declared, &used.union(&joined).cloned().collect(), findings);
    circles(&used, findings);
}

fn known_slices(tree: &Tree) -> BTreeSet<Slice> {
    let slices = tree.slices();
    let pairs = slices.iter().flat_map(|(area, names)| names.iter().map(move |name| (area, name)));
    pairs.map(|(area, name)| ((*area).to_owned(), (*name).to_owned())).collect()
}

fn front(slice: &Slice) -> String {
    format!("crates/{}/src/{}/mod.rs", slice.0, slice.1)
}

fn finding(path: String, line: usize, what: String, mend: &'static str) -> Finding {
    Finding { rule: "neighbours", path, line, what, mend, measure: None }
}

/// `//! Uses: topic, people::pair` of each slice, with the line it stands on.
fn declarations(tree: &Tree, known: &BTreeSet<Slice>, findings: &mut Vec<Finding>) -> Declared {
    let mut all = BTreeMap::new();
    for slice in known {
        let path = front(slice);
        let mut declared = BTreeMap::new();
        for (line, text) in tree.get(&path).into_iter().flat_map(File::lines) {
            let Some(names) = text.trim().strip_prefix("//! Uses:") else { continue };
            let names = names.trim().trim_end_matches('.').split(',').map(str::trim);
            for name in names.map(|name| name.trim_matches('`')).filter(|name| !name.is_empty()) {
                let other = resolve(name, &slice.0);
                if known.contains(&other) {
                    declared.insert(other, line);
                } else {
                    let what = format!("names `{name}`, which is no slice");
                    findings.push(finding(path.clone(), line, what, DECLARE));
                }
            }
        }
        all.insert(slice.clone(), declared);
    }
    all
}

fn resolve(name: &str, area: &str) -> Slice {
    match name.split_once("::") {
        Some((area, slice)) => (area.to_owned(), slice.to_owned()),
        None => (area.to_owned(), name.to_owned()),
    }
}

/// What each slice really uses; complains about the undeclared and about back doors.
fn uses(
    tree: &Tree,
    known: &BTreeSet<Slice>,
    declared: &Declared,
    findings: &mut Vec<Finding>,
) -> Edges {
    let mut used = BTreeSet::new();
    for (file, rust) in tree.rust() {
        let Some(own) = slice_of(file, known) else { continue };
        let module = file.module().unwrap_or_default();
        for mention in paths::mentions(&rust.tokens, &module) {
            let Some((other, inside)) = target(&mention.segments, &own.0, known) else { continue };
            let for_tests = file.is_test() || rust.is_test_line(mention.line);
            if other == own || for_tests {
                continue;
            }
            if is_inner_module(tree, &other, inside) {
                let what = format!("reaches into `{}`", mention.segments.join("::"));
                findings.push(finding(file.path.clone(), mention.line, what, FRONT_DOOR));
            }
            undeclared(declared, &own, &other, file, mention.line, findings);
            used.insert((own.clone(), other));
        }
    }
    used
}

/// The slices whose tables each slice names in its statements.
fn joins(
    tree: &Tree,
    known: &BTreeSet<Slice>,
    declared: &Declared,
    findings: &mut Vec<Finding>,
) -> Edges {
    let mut joined = Edges::new();
    for (file, rust) in tree.rust().filter(|(file, _)| !file.is_test()) {
        let Some(own) = slice_of(file, known) else { continue };
        for (table, line) in sql::tables(rust) {
            let Some(other) = owner(&table, known).filter(|other| *other != own) else { continue };
            undeclared(declared, &own, &other, file, line, findings);
            joined.insert((own.clone(), other));
        }
    }
    joined
}

/// The slice that a table is named after.
fn owner(table: &str, known: &BTreeSet<Slice>) -> Option<Slice> {
    let names = words::singulars(table);
    known.iter().find(|slice| names.contains(&slice.1)).cloned()
}

fn undeclared(
    declared: &Declared,
    own: &Slice,
    other: &Slice,
    file: &File,
    line: usize,
    findings: &mut Vec<Finding>,
) {
    let same_area = own.0 == other.0;
    if same_area && !declared.get(own).is_some_and(|names| names.contains_key(other)) {
        let what = format!("uses slice `{}`, which its mod.rs does not declare", name(other, own));
        findings.push(finding(file.path.clone(), line, what, DECLARE));
    }
}

fn slice_of(file: &File, known: &BTreeSet<Slice>) -> Option<Slice> {
    let slice = (file.area()?.to_owned(), (*file.module()?.first()?).to_owned());
    known.contains(&slice).then_some(slice)
}

/// The slice that a path leads to, and the word after it.
fn target<'a>(
    segments: &'a [String],
    area: &str,
    known: &BTreeSet<Slice>,
) -> Option<(Slice, Option<&'a str>)> {
    let area = match segments[0].as_str() {
        "crate" => area,
        other if AREAS.contains(&other) => other,
        _ => return None,
    };
    let slice = (area.to_owned(), segments.get(1)?.clone());
    known.contains(&slice).then(|| (slice, segments.get(2).map(String::as_str)))
}

fn is_inner_module(tree: &Tree, slice: &Slice, word: Option<&str>) -> bool {
    let folder = format!("crates/{}/src/{}", slice.0, slice.1);
    word.is_some_and(|word| {
        tree.get(&format!("{folder}/{word}.rs")).is_some()
            || tree.get(&format!("{folder}/{word}/mod.rs")).is_some()
    })
}

fn name(other: &Slice, own: &Slice) -> String {
    if other.0 == own.0 { other.1.clone() } else { format!("{}::{}", other.0, other.1) }
}

fn unused_declarations(declared: &Declared, used: &Edges, findings: &mut Vec<Finding>) {
    for (own, others) in declared {
        for (other, line) in others {
            if !used.contains(&(own.clone(), other.clone())) {
                let what = format!("declares `{}` and does not use it", name(other, own));
                findings.push(finding(front(own), *line, what, DECLARE));
            }
        }
    }
}

/// Follows the code from each slice; coming back is a circle.
fn circles(used: &Edges, findings: &mut Vec<Finding>) {
    let starts: BTreeSet<&Slice> = used.iter().map(|(own, _)| own).collect();
    for start in starts {
        let mut reached = BTreeSet::new();
        let mut open = vec![start];
        while let Some(slice) = open.pop() {
            let next = used.iter().filter(|(own, _)| own == slice).map(|(_, other)| other);
            open.extend(next.filter(|other| reached.insert(*other)));
        }
        if reached.contains(start) {
            findings.push(finding(
                front(start),
                1,
                format!("slice `{}` leans on itself by way of its neighbours", start.1),
                "Slices in a circle are one slice in pieces: turn one direction into an event, or \
                 join them.",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: &str = "crates/people/src/pair/mod.rs";
    const TOPIC: &str = "crates/meetings/src/topic/mod.rs";
    const SERIES: &str = "crates/meetings/src/series/mod.rs";
    const MEMO: &str = "crates/meetings/src/memo/mod.rs";

    fn run(files: &[(&str, &str)]) -> Vec<String> {
        let mut findings = Vec::new();
        check(&Tree::of(files), &mut findings);
        findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn declared_neighbours_by_the_front_door_are_fine() {
        let memo = "//! Memo.\n//! Uses: topic, people::pair.\nuse crate::topic::Topic;\nuse people::pair::Pair;";
        assert!(run(&[(PAIR, ""), (TOPIC, ""), (MEMO, memo)]).is_empty());
    }

    #[test]
    fn undeclared_and_unused_neighbours_are_found() {
        let found = run(&[
            (TOPIC, ""),
            (SERIES, ""),
            (MEMO, "//! Uses: topic\nuse crate::series::Series;"),
        ]);
        assert_eq!(found.len(), 2);
        assert!(found[0].contains("`series`, which its mod.rs does not declare"));
        assert!(found[1].contains("declares `topic` and does not use it"));
        assert!(run(&[(MEMO, "//! Uses: nothing")])[0].contains("no slice"));
    }

    #[test]
    fn back_doors_are_found_and_tests_may_use_anything_shown() {
        let queries = ("crates/meetings/src/topic/queries.rs", "");
        let memo = "//! Uses: topic\nuse crate::topic::queries::all;";
        assert_eq!(
            run(&[(TOPIC, ""), queries, (MEMO, memo)]),
            ["reaches into `crate::topic::queries::all`"]
        );
        let tests = "#[cfg(test)]\nmod tests {\n use crate::topic::Topic;\n}";
        assert!(run(&[(TOPIC, ""), (MEMO, tests)]).is_empty());
    }

    #[test]
    fn a_table_of_another_slice_is_a_use() {
        let queries = "fn a() { sql!(\"SELECT 1 FROM topics t JOIN  promises p ON true\"); }";
        let queries = ("crates/meetings/src/memo/queries.rs", queries);
        let promise = ("crates/meetings/src/promise/mod.rs", "");
        let found = run(&[promise, (TOPIC, ""), (MEMO, "//! Uses: topic"), queries]);
        assert_eq!(found, ["uses slice `promise`, which its mod.rs does not declare"]);
        assert!(
            run(&[
                (TOPIC, "//! Uses: memo"),
                (MEMO, ""),
                (
                    "crates/meetings/src/topic/queries.rs",
                    "fn a() { sql!(\"UPDATE memos SET a = 1\"); }"
                )
            ])
            .is_empty()
        );
    }

    #[test]
    fn circles_are_found() {
        let topic = "//! Uses: memo\nuse crate::memo::Memo;";
        let memo = "//! Uses: topic\nuse crate::topic::Topic;";
        let found = run(&[(TOPIC, topic), (MEMO, memo)]);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|what| what.contains("leans on itself")));
    }
}
