//! Crates that may not be linked: `deny.toml` says which, `Cargo.lock` says what is there.
//!
//! `cargo deny` checks more, but is not on every machine; this much is.

use super::{Finding, tree::Tree};

const DENY: &str = "deny.toml";
const LOCK: &str = "Cargo.lock";
const MEND: &str = "deny.toml says why it is banned: choose another crate, or switch off the \
                    feature that brings it (`cargo tree --invert <name>` shows which).";

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    let (Some(deny), Some(lock)) = (tree.get(DENY), tree.get(LOCK)) else {
        findings.push(finding(DENY, 1, format!("{DENY} and {LOCK} have to be there")));
        return;
    };
    let banned = match banned(&deny.text) {
        Some(banned) => banned,
        None => return findings.push(finding(DENY, 1, "has no readable list bans.deny".into())),
    };
    for (line, text) in lock.lines() {
        let name = text.strip_prefix("name = \"").and_then(|rest| rest.strip_suffix('"'));
        if let Some(name) = name.filter(|name| banned.iter().any(|banned| banned == name)) {
            findings.push(finding(LOCK, line, format!("holds `{name}`")));
        }
    }
}

fn banned(text: &str) -> Option<Vec<String>> {
    let table: toml::Table = text.parse().ok()?;
    let entries = table.get("bans")?.get("deny")?.as_array()?;
    entries.iter().map(|entry| Some(entry.get("name")?.as_str()?.to_owned())).collect()
}

fn finding(path: &str, line: usize, what: String) -> Finding {
    let path = path.to_owned();
    Finding { rule: "dependencies", path, line, what, mend: MEND, measure: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banned_crates_are_found_by_their_whole_name() {
        let deny = "[bans]\ndeny = [{ name = \"cmake\" }]";
        let lock = "[[package]]\nname = \"cmake-hints\"\n[[package]]\nname = \"cmake\"\n";
        let mut findings = Vec::new();
        check(&Tree::of(&[(DENY, deny), (LOCK, lock)]), &mut findings);
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].line, findings[0].what.as_str()), (4, "holds `cmake`"));
    }

    #[test]
    fn a_list_that_cannot_be_read_is_a_finding() {
        let mut findings = Vec::new();
        check(&Tree::of(&[(DENY, "[bans]"), (LOCK, "")]), &mut findings);
        assert_eq!(findings.len(), 1);
    }
}
