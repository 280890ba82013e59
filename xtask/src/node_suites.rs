//! What the tree tests with Node.js: the built assets, the scripts' own tests, the journeys.

use crate::fail::{Result, While, fail};
use crate::place;
use crate::run::Run;
use crate::setup::{chromium, node};
use std::path::{Path, PathBuf};

/// The folder of the island sources, their build and their tests.
pub const WEB: &str = "web";
/// The browser journeys and the pictures.
pub const JOURNEYS: &str = "web/journeys";

/// Types are right, and the committed assets are what the sources give, byte for byte.
pub fn assets() -> Result<()> {
    node::install(WEB)?;
    let folder = place::root().join(WEB);
    Run::new("npx").args(["--no-install", "tsc", "--noEmit"]).dir(&folder).show()?;
    Run::new("node").args(["build.mjs", "--check"]).dir(&folder).show()
}

/// `npm test` of every package of the tree outside the journeys and the benchmarks.
pub fn unit_tests(words: &[String]) -> Result<()> {
    let folders = node::lock_folders()?;
    let suites: Vec<&String> = folders.iter().filter(|folder| is_unit_suite(folder)).collect();
    if !suites.iter().any(|folder| *folder == WEB) {
        return fail(format!("{WEB}/package.json has no script `test`"));
    }
    for folder in suites {
        println!("{folder}:");
        npm_test(folder, Run::new("npm"), words)?;
    }
    Ok(())
}

/// A program that is measured beside ours, installed and tested.
pub fn peer(folder: &str) -> Result<()> {
    node::install(folder)?;
    match has_test_script(&place::root().join(folder).join("package.json"))? {
        true => npm_test(folder, Run::new("npm"), &[]),
        false => Ok(()),
    }
}

/// Two people in two browsers against the built program.
pub fn journeys(program: &Path, words: &[String]) -> Result<()> {
    let run = for_browser(program)?;
    npm_test(JOURNEYS, run, words)
}

/// `npm` with the two variables that every browser script of ours reads.
fn for_browser(program: &Path) -> Result<Run> {
    let chromium = chromium::find()?;
    Ok(Run::new("npm").env("AIZUCHI_BIN", program).env("CHROME", chromium.path))
}

/// Pictures of the demo into a folder; the script starts the program itself.
pub fn screenshots(program: &Path, into: &Path, words: &[String]) -> Result<()> {
    install_for(JOURNEYS)?;
    let chromium = chromium::find()?;
    Run::new("node")
        .args(["screenshots.mjs"])
        .args(words)
        .dir(place::root().join(JOURNEYS))
        .env("AIZUCHI_BIN", program)
        .env("CHROME", chromium.path)
        .env("SCREENSHOTS", into)
        .show()
}

fn npm_test(folder: &str, run: Run, words: &[String]) -> Result<()> {
    install_for(folder)?;
    let dashes = if words.is_empty() { None } else { Some("--") };
    run.args(["test", "--silent"]).args(dashes).args(words).dir(place::root().join(folder)).show()
}

/// A folder may share the packages of the folder above it, as the journeys do those of `web`.
fn install_for(folder: &str) -> Result<()> {
    if !place::root().join(folder).join("package.json").is_file() {
        return fail(format!("{folder}/package.json is missing"));
    }
    let locked = Path::new(folder).ancestors().find(|above| {
        !above.as_os_str().is_empty()
            && place::root().join(above).join("package-lock.json").is_file()
    });
    match locked {
        Some(above) => node::install(&above.to_string_lossy()).map(|_| ()),
        None => fail(format!("{folder} and the folders above it have no package-lock.json")),
    }
}

fn is_unit_suite(folder: &str) -> bool {
    let outside = folder == JOURNEYS || folder.starts_with("bench/");
    !outside && has_test_script(&place::root().join(folder).join("package.json")).unwrap_or(false)
}

fn has_test_script(manifest: &PathBuf) -> Result<bool> {
    let text = std::fs::read_to_string(manifest).while_doing(manifest.display())?;
    let manifest: serde_json::Value = serde_json::from_str(&text).while_doing("package.json")?;
    Ok(manifest["scripts"]["test"].is_string())
}
