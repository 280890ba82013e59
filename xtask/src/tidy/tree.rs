//! The files of the repository, as rules see them.

use super::rust::Rust;
use crate::fail::Result;
use crate::place;
use std::collections::BTreeMap;
use std::path::Path;

/// The crates whose folders in `src` are slices, in the order of their dependency.
pub const AREAS: &[&str] = &["people", "meetings", "growth", "insight"];

/// One text file.
#[derive(Debug)]
pub struct File {
    pub path: String,
    pub text: String,
    /// Present for Rust files that can be parsed.
    pub rust: Option<Rust>,
}

impl File {
    fn new(path: String, text: String) -> File {
        let rust = path.ends_with(".rs").then(|| Rust::parse(&text).ok()).flatten();
        File { path, text, rust }
    }

    pub fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    pub fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&self.path, |(_, name)| name)
    }

    /// Whole files that only tests use.
    pub fn is_test(&self) -> bool {
        let folders = ["tests", "journeys", "snapshots", "fixtures", "testing"];
        let in_folder = self.path.split('/').rev().skip(1).any(|part| folders.contains(&part));
        let name = self.name();
        in_folder
            || ["tests.rs", "testing.rs"].contains(&name)
            || name == "build.rs"
            || name.contains(".test.")
    }

    /// Files that a tool wrote and another tool checks.
    pub fn is_generated(&self) -> bool {
        self.path.contains("/dist/")
            || self.name().ends_with("lock.json")
            || self.name() == "Cargo.lock"
    }

    /// `crates/<name>/…`.
    pub fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    pub fn area(&self) -> Option<&str> {
        self.crate_name().filter(|name| AREAS.contains(name))
    }

    /// The module path below `crates/<name>/src`, without `mod` and `lib`.
    pub fn module(&self) -> Option<Vec<&str>> {
        let inside = self.path.strip_prefix("crates/")?.split_once("/src/")?.1;
        let mut parts: Vec<&str> = inside.strip_suffix(".rs")?.split('/').collect();
        if matches!(parts.last(), Some(&("mod" | "lib" | "main"))) {
            parts.pop();
        }
        Some(parts)
    }

    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// All text files, by path.
#[derive(Debug, Default)]
pub struct Tree {
    pub files: Vec<File>,
}

impl Tree {
    /// Everything that git tracks or would track; files that are not text are left out.
    pub fn read(root: &Path) -> Result<Tree> {
        let paths = place::tracked_files(root)?;
        let files = paths.into_iter().filter_map(|path| {
            let text = std::fs::read_to_string(root.join(&path)).ok()?;
            Some(File::new(path, text))
        });
        Ok(Tree { files: files.collect() })
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Tree {
        let files = files.iter().map(|(path, text)| File::new((*path).into(), (*text).into()));
        Tree { files: files.collect() }
    }

    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Rust files with what was understood of them.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Rust)> {
        self.files.iter().filter_map(|file| Some((file, file.rust.as_ref()?)))
    }

    /// The slices of each area: folders in `src` that have a `mod.rs`.
    pub fn slices(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut slices: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for file in self.files.iter().filter(|file| file.name() == "mod.rs") {
            if let (Some(area), Some([slice])) = (file.area(), file.module().as_deref()) {
                slices.entry(area).or_default().push(slice);
            }
        }
        slices
    }

    pub fn summary(&self) -> String {
        let rust: usize = self.rust().map(|(file, _)| file.text.lines().count()).sum();
        let slices: usize = self.slices().values().map(Vec::len).sum();
        format!("{} files, {rust} lines of Rust, {slices} slices", self.files.len())
    }
}
