//! The test of the scaffold itself: a slice in a copy of the tree, looked at by every check.

use super::Slice;
use crate::cluster::{Cluster, Durability};
use crate::fail::{Result, While};
use crate::place;
use crate::run::Run;
use crate::tidy;
use std::path::PathBuf;

const AREA: &str = "meetings";
const NAME: &str = "trial_line";

/// Scaffolds a slice into a copy of the tree, formats, lints, builds and tests it.
pub fn scaffold_and_test() -> Result<()> {
    let copy = Copy::make()?;
    Slice::new(&copy.0, AREA, NAME)?.write()?;
    tidy::check_slice(&copy.0, &format!("crates/{AREA}"), NAME)?;
    let cluster = Cluster::start(Durability::Fast)?;
    let filter = format!("{NAME}::");
    // Dependencies are taken from the tree's own target folder; only our crates are built again.
    let cargo = |words: [&str; 4]| {
        Run::cargo(words).dir(&copy.0).env("CARGO_TARGET_DIR", place::target().unwrap_or(&copy.0))
    };
    cargo(["fmt", "--check", "--package", AREA]).show()?;
    cargo(["clippy", "--all-targets", "--package", AREA]).args(["--", "-D", "warnings"]).show()?;
    cluster.announce(cargo(["test", "--package", AREA, &filter])).show()
}

/// The files of the tree in a folder of their own; removed when dropped.
struct Copy(PathBuf);

impl Copy {
    fn make() -> Result<Copy> {
        let base = place::scratch("new-slice")?;
        place::sweep(&base, |_| true);
        let copy = Copy(base.join(std::process::id().to_string()));
        for file in place::tracked_files(place::root())? {
            let target = copy.0.join(&file);
            std::fs::create_dir_all(target.parent().unwrap_or(&copy.0))?;
            std::fs::copy(place::root().join(&file), &target).while_doing(&file)?;
        }
        // The rules of the tree ask git for its files.
        Run::new("git").args(["init", "--quiet"]).dir(&copy.0).output()?;
        Ok(copy)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_whole_and_goes_away() {
        let copy = Copy::make().unwrap();
        let path = copy.0.clone();
        assert!(path.join("crates/meetings/src/lib.rs").is_file());
        drop(copy);
        assert!(!path.exists());
    }
}
