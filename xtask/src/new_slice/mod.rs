//! `cargo xtask new-slice AREA NAME`: a slice that compiles, passes its tests and is then changed.
//!
//! Invariant: everything is checked before anything is written, so a refusal leaves no half slice.
//! The files come from `xtask/scaffold`; CI scaffolds one into a copy of the tree and tests it, so
//! that they follow the slices that exist.

mod trial;
mod wiring;

use crate::fail::{Result, While, fail};
use crate::place;
use crate::run::Run;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub use trial::scaffold_and_test;

/// The files of a slice: where they go below the area's crate, and what they hold.
const FILES: &[(&str, &str)] = &[
    ("src/__name__/mod.rs", include_str!("../../scaffold/mod.rs.txt")),
    ("src/__name__/model.rs", include_str!("../../scaffold/model.rs.txt")),
    ("src/__name__/policy.rs", include_str!("../../scaffold/policy.rs.txt")),
    ("src/__name__/queries.rs", include_str!("../../scaffold/queries.rs.txt")),
    ("src/__name__/actions.rs", include_str!("../../scaffold/actions.rs.txt")),
    ("src/__name__/pages.rs", include_str!("../../scaffold/pages.rs.txt")),
    ("src/__name__/tests.rs", include_str!("../../scaffold/tests.rs.txt")),
    ("src/__name__/templates/list.html", include_str!("../../scaffold/list.html.txt")),
    ("i18n/ja/__name__.ftl", include_str!("../../scaffold/ja.ftl.txt")),
    ("i18n/en/__name__.ftl", include_str!("../../scaffold/en.ftl.txt")),
    ("migrations/__migration__.sql", include_str!("../../scaffold/migration.sql.txt")),
];

pub fn command(words: &[String]) -> Result<ExitCode> {
    let [area, name] = words else {
        return fail("new-slice needs an area and a name: cargo xtask new-slice meetings reminder");
    };
    let slice = Slice::new(place::root(), area, name)?;
    for path in slice.write()? {
        println!("{path}");
    }
    println!(
        "\nNext: say in src/{name}/mod.rs what it is, add the word to docs/glossary.md, then\n\
         cargo xtask with-postgres -- cargo test -p {area} {name}::"
    );
    Ok(ExitCode::SUCCESS)
}

/// A slice to be made.
struct Slice {
    root: PathBuf,
    area: String,
    name: String,
    migration: String,
}

impl Slice {
    fn new(root: &Path, area: &str, name: &str) -> Result<Slice> {
        let home = root.join("crates").join(area);
        if !crate::tidy::AREAS.contains(&area) || !home.join("src/lib.rs").is_file() {
            return fail(format!("there is no area `{area}`"));
        }
        let is_word = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_lowercase())
                && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if !name.split('_').all(is_word) {
            return fail(format!("`{name}` is no name like `one_on_one`"));
        }
        if home.join("src").join(name).exists() || home.join(format!("src/{name}.rs")).exists() {
            return fail(format!("crates/{area}/src/{name} is already there"));
        }
        if !home.join("src/testing.rs").is_file() {
            return fail(format!("crates/{area}/src/testing.rs is missing: tests need its house"));
        }
        let migration = format!("{:04}_{name}", next_migration(&home.join("migrations"))?);
        Ok(Slice { root: root.to_owned(), area: area.to_owned(), name: name.to_owned(), migration })
    }

    /// Writes all files and wires them into the area; answers what it wrote or changed.
    fn write(&self) -> Result<Vec<String>> {
        let home = self.root.join("crates").join(&self.area);
        let front = home.join("src/lib.rs");
        let lib = std::fs::read_to_string(&front).while_doing(front.display())?;
        let wired = wiring::wire(&lib, &self.area, &self.name, &self.migration)?;
        let mut written = Vec::new();
        for (path, text) in FILES {
            let path = self.fill(path);
            let target = home.join(&path);
            std::fs::create_dir_all(target.parent().unwrap_or(&home))?;
            std::fs::write(&target, self.fill(text)).while_doing(target.display())?;
            written.push(format!("new      crates/{}/{path}", self.area));
        }
        std::fs::write(&front, wired).while_doing(front.display())?;
        written.push(format!("changed  crates/{}/src/lib.rs", self.area));
        Run::cargo(["fmt", "--package", &self.area]).dir(&self.root).output()?;
        Ok(written)
    }

    fn fill(&self, text: &str) -> String {
        let plural = plural(&self.name);
        let kebab = |name: &str| name.replace('_', "-");
        let pairs = [
            ("__plural_words__", plural.replace('_', " ")),
            ("__words__", self.name.replace('_', " ")),
            ("__migration__", self.migration.clone()),
            ("__kebab__", kebab(&self.name)),
            ("__path__", format!("/{}", kebab(&plural))),
            ("__Name__", camel(&self.name)),
            ("__name__", self.name.clone()),
            ("__table__", plural),
        ];
        pairs.iter().fold(text.to_owned(), |text, (mark, value)| text.replace(mark, value))
    }
}

fn next_migration(folder: &Path) -> Result<u32> {
    let entries = std::fs::read_dir(folder).while_doing(folder.display())?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let numbers = names.filter_map(|name| name.split('_').next()?.parse::<u32>().ok());
    Ok(numbers.max().unwrap_or(0) + 1)
}

fn camel(name: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    name.split('_').map(capital).collect()
}

fn plural(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| name.ends_with(end)) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_their_forms() {
        assert_eq!(camel("one_on_one"), "OneOnOne");
        assert_eq!(plural("career_sheet"), "career_sheets");
        assert_eq!(plural("story"), "stories");
        assert_eq!(plural("wish"), "wishes");
    }
}
