//! Budgets: what stays small stays readable.

use super::{Finding, rust, tree::Tree};
use std::collections::{BTreeMap, BTreeSet};

const FILE: usize = 400;
const FUNCTION: usize = 60;
const HANDLER: usize = 25;
const FRONT: usize = 60;
/// The live memo is the longest, and is one meaning: its state, its connections and its log hold
/// each other's invariants.
const SLICE: usize = 4_000;
const AREA: usize = 30_000;
const MEASURED: &[&str] = &["rs", "ts", "js", "mjs", "css", "html"];

/// Lines that are not tests, of hand-written source files.
pub fn files(tree: &Tree, findings: &mut Vec<Finding>) {
    for (path, lines) in lengths(tree) {
        if lines > FILE {
            findings.push(Finding {
                rule: "file-lines",
                path: path.to_owned(),
                line: 1,
                what: format!("has {lines} lines without tests, {FILE} are allowed"),
                mend: "Long files hide several things: split by meaning, one subject a file.",
                measure: Some(lines),
            });
        }
        let is_front = tree.get(path).is_some_and(|f| f.name() == "mod.rs" && f.area().is_some());
        if is_front && lines > FRONT {
            findings.push(Finding {
                rule: "front-lines",
                path: path.to_owned(),
                line: 1,
                what: format!("has {lines} lines, a slice's mod.rs may have {FRONT}"),
                mend: "The front says what a slice is, what it shows and its routes: move code out.",
                measure: Some(lines),
            });
        }
    }
}

fn lengths(tree: &Tree) -> Vec<(&str, usize)> {
    let sources = tree.files.iter().filter(|file| {
        MEASURED.contains(&file.extension()) && !file.is_test() && !file.is_generated()
    });
    let length = |file: &super::tree::File| {
        let tests = file.rust.as_ref().map_or(0, |rust| rust.test_lines(&file.text));
        file.text.lines().count() - tests
    };
    sources.map(|file| (file.path.as_str(), length(file))).collect()
}

pub fn functions(tree: &Tree, findings: &mut Vec<Finding>) {
    for (file, rust) in tree.rust().filter(|(file, _)| !file.is_test()) {
        let long = rust.functions.iter().filter(|function| function.length > FUNCTION);
        for function in long.filter(|function| !rust.is_test_line(function.line)) {
            findings.push(Finding {
                rule: "function-lines",
                path: file.path.clone(),
                line: function.line,
                what: format!(
                    "`{}` has {} lines, {FUNCTION} are allowed",
                    function.name, function.length
                ),
                mend: "Name its parts: a function is read at one glance.",
                measure: Some(function.length),
            });
        }
    }
}

/// Async functions of pages and API whose first argument is a guard.
pub fn handlers(tree: &Tree, findings: &mut Vec<Finding>) {
    let guards = guards(tree);
    for (file, rust) in tree.rust().filter(|(file, _)| is_http(&file.path)) {
        for function in rust.functions.iter().filter(|function| function.is_async) {
            let guarded =
                function.first_argument.as_ref().is_some_and(|word| guards.contains(word));
            if guarded && function.length > HANDLER && !rust.is_test_line(function.line) {
                findings.push(Finding {
                    rule: "handler-lines",
                    path: file.path.clone(),
                    line: function.line,
                    what: format!(
                        "handler `{}` has {} lines, {HANDLER} are allowed",
                        function.name, function.length
                    ),
                    mend: "A handler translates HTTP: move decisions to actions.rs, view models to \
                           functions of the page struct.",
                    measure: Some(function.length),
                });
            }
        }
    }
}

fn is_http(path: &str) -> bool {
    ["/pages.rs", "/api.rs"].iter().any(|end| path.ends_with(end))
        || ["/pages/", "/api/"].iter().any(|part| path.contains(part))
}

/// What platform declares as guards: `guard!(SignedIn, …)` and `impl Guard for SignedIn`.
fn guards(tree: &Tree) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, rust) in tree.rust().filter(|(file, _)| file.crate_name() == Some("platform")) {
        let calls = rust::calls(&rust.tokens).into_iter();
        let named = calls.filter(|call| call.is_macro && call.name == "guard");
        found.extend(named.filter_map(|call| Some(call.arguments.into_iter().next()?.to_string())));
        rust::walk(&rust.tokens, &mut |list, index| {
            let words: Vec<String> =
                list[index..].iter().take(3).map(ToString::to_string).collect();
            if let [first, second, name] = words.as_slice()
                && (first.as_str(), second.as_str()) == ("Guard", "for")
            {
                found.insert(name.clone());
            }
        });
    }
    found
}

/// Slices and areas as a whole.
pub fn slices(tree: &Tree, findings: &mut Vec<Finding>) {
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    for (path, lines) in lengths(tree).into_iter().filter(|(path, _)| path.ends_with(".rs")) {
        let Some(file) = tree.get(path) else { continue };
        let (Some(area), Some(module)) = (file.area(), file.module()) else { continue };
        *sums.entry(format!("crates/{area}/src")).or_default() += lines;
        if let Some(slice) = module.first().filter(|_| path.split('/').count() > 4) {
            *sums.entry(format!("crates/{area}/src/{slice}")).or_default() += lines;
        }
    }
    for (path, lines) in sums {
        let is_area = path.ends_with("/src");
        let limit = if is_area { AREA } else { SLICE };
        if lines > limit {
            findings.push(Finding {
                rule: if is_area { "area-lines" } else { "slice-lines" },
                line: 1,
                what: format!("has {lines} lines of Rust without tests, {limit} are allowed"),
                mend: "Split it by meaning: two words of the glossary make two slices.",
                measure: Some(lines),
                path,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(rule: fn(&Tree, &mut Vec<Finding>), files: &[(&str, &str)]) -> Vec<(String, usize)> {
        let mut findings = Vec::new();
        rule(&Tree::of(files), &mut findings);
        findings.into_iter().map(|f| (f.path, f.measure.unwrap())).collect()
    }

    #[test]
    fn tests_do_not_count_against_a_file() {
        let code = "const A: u8 = 1;\n".repeat(400);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "const B: u8 = 1;\n".repeat(100));
        assert_eq!(run(files, &[("crates/people/src/a/b.rs", &code)]), []);
        let longer = format!("{code}const C: u8 = 1;\n{tests}");
        // The attribute's line is the one above the module.
        assert_eq!(
            run(files, &[("crates/a/src/b.rs", &longer)]),
            [("crates/a/src/b.rs".into(), 402)]
        );
        assert_eq!(run(files, &[("crates/people/src/a/tests.rs", &longer)]), []);
    }

    #[test]
    fn fronts_of_slices_are_short() {
        let front = "//! Words.\n".repeat(61);
        let path = "crates/people/src/pair/mod.rs";
        assert_eq!(run(files, &[(path, &front)]), [(path.into(), 61)]);
        assert_eq!(run(files, &[("crates/platform/src/db/mod.rs", &front)]), []);
    }

    #[test]
    fn handlers_are_known_by_their_guard() {
        let guards = ("crates/platform/src/access.rs", "guard!(SignedIn, 1);");
        let body = "    let a = 1;\n".repeat(30);
        let pages = format!(
            "async fn show(SignedIn(tx): SignedIn) {{\n{body}}}\nasync fn help(a: u8) {{\n{body}}}\n"
        );
        let found = run(handlers, &[guards, ("crates/people/src/pair/pages.rs", &pages)]);
        assert_eq!(found, [("crates/people/src/pair/pages.rs".into(), 32)]);
        assert_eq!(run(functions, &[("crates/people/src/pair/pages.rs", &pages)]), []);
    }

    #[test]
    fn a_slice_is_summed_over_its_files() {
        let code = "const A: u8 = 1;\n".repeat(SLICE / 2 + 1);
        let (one, two) = ("crates/people/src/pair/model.rs", "crates/people/src/pair/queries.rs");
        let found = run(slices, &[(one, &code), (two, &code)]);
        assert_eq!(found, [("crates/people/src/pair".into(), SLICE + 2)]);
    }
}
