//! `cargo xtask tidy`: the habits of this code base, as tests of the tree.
//!
//! Invariants: a rule looks at a [`Tree`] and nothing else, so that its own tests can hand it a
//! small one; a finding says where, what, why and how to mend it; exceptions stand in
//! `xtask/tidy-allow.toml`, which may only shrink.

mod allow;
mod catalogues;
mod dependencies;
mod leftovers;
mod neighbours;
mod paths;
mod rust;
mod sizes;
mod sql;
mod tree;
mod web;
mod words;

use crate::fail::{Result, fail};
use crate::place;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use tree::Tree;

pub use tree::AREAS;

/// One place that breaks a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static str,
    pub path: String,
    pub line: usize,
    pub what: String,
    /// Why the rule exists and how to mend the place.
    pub mend: &'static str,
    /// For budgets: how much there is. Other findings count one each.
    pub measure: Option<usize>,
}

type Rule = fn(&Tree, &mut Vec<Finding>);

const RULES: &[Rule] = &[
    rust::parses,
    sizes::files,
    sizes::functions,
    sizes::handlers,
    sizes::slices,
    neighbours::check,
    words::check,
    catalogues::check,
    dependencies::check,
    leftovers::check,
    sql::check,
    web::templates,
    web::styles,
];

pub fn command() -> Result<ExitCode> {
    check_tree().map(|()| ExitCode::SUCCESS)
}

/// Checks the tree on disk and prints what it finds.
pub fn check_tree() -> Result<()> {
    let tree = Tree::read(place::root())?;
    let findings = allow::filter(&tree, all_findings(&tree))?;
    print!("{}", explained(&findings));
    println!("{}; {}", tree.summary(), sql::summary(&tree));
    match findings.len() {
        0 => Ok(()),
        count => fail(format!("{count} findings of tidy, each says how to mend it")),
    }
}

/// Checks the files of one new slice in some copy of the tree.
pub fn check_slice(root: &Path, home: &str, name: &str) -> Result<()> {
    let mut findings = all_findings(&Tree::read(root)?);
    let (folder, texts) = (format!("{home}/src/{name}/"), format!("/{name}.ftl"));
    findings.retain(|finding| finding.path.starts_with(&folder) || finding.path.ends_with(&texts));
    match findings.is_empty() {
        true => Ok(()),
        false => fail(format!("a new slice breaks rules:\n{}", explained(&findings))),
    }
}

/// The places of each rule, with its reason and remedy once.
fn explained(findings: &[Finding]) -> String {
    let mut groups: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for finding in findings {
        let Finding { rule, path, line, what, mend, .. } = finding;
        groups.entry((rule, mend)).or_default().push(format!("  {path}:{line} {what}\n"));
    }
    let text = |((rule, mend), places): (&(&str, &str), &Vec<String>)| {
        format!("{rule}: {mend}\n{}\n", places.concat())
    };
    groups.iter().map(text).collect()
}

fn all_findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule(tree, &mut findings);
    }
    findings.sort_by(|a, b| (&a.path, a.line, a.rule).cmp(&(&b.path, b.line, b.rule)));
    findings.dedup();
    findings
}
