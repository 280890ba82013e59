//! Node.js and the packages of every folder that has a lock file.
//!
//! Invariant: `npm ci` only, so that a lock file is what is installed and never changes here.

use super::Found;
use crate::fail::{Result, While, fail};
use crate::place;
use crate::run::Run;
use std::path::Path;

/// The oldest Node.js that our scripts and their packages run on.
const OLDEST: u32 = 20;
const HOW_TO_GET: &str = "install Node.js 20 or newer (https://nodejs.org, or your system's \
                          packages), with npm, and run this again";

pub fn find() -> Result<Found> {
    let (Some(path), Some(_)) = (place::in_path(&["node"]), place::in_path(&["npm"])) else {
        return fail(format!("no `node` and `npm` in PATH: {HOW_TO_GET}"));
    };
    let version = Run::new(&path).args(["--version"]).output()?.trim().to_owned();
    let major: Option<u32> =
        version.trim_start_matches('v').split('.').next().and_then(|n| n.parse().ok());
    match major {
        Some(number) if number >= OLDEST => Ok(Found { path, version, how: "in PATH" }),
        _ => fail(format!("{} is {version}: {HOW_TO_GET}", path.display())),
    }
}

/// The folders with a `package-lock.json`, relative to the root.
pub fn lock_folders() -> Result<Vec<String>> {
    let locks = place::tracked_files(place::root())?;
    let folders = locks.iter().filter_map(|path| path.strip_suffix("package-lock.json"));
    Ok(folders.map(|folder| folder.trim_end_matches('/').to_owned()).collect())
}

/// Installs what the lock file of a folder names, unless exactly that is already there.
pub fn install(folder: &str) -> Result<&'static str> {
    let folder = place::root().join(folder);
    let lock = read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok("already installed");
    }
    Run::new("npm")
        .args(["ci", "--no-fund", "--no-audit", "--loglevel=error"])
        .dir(&folder)
        .output()
        .while_doing(format!("installing the packages of {}", folder.display()))?;
    std::fs::create_dir_all(folder.join("node_modules"))?;
    std::fs::write(&stamp, lock).while_doing(stamp.display())?;
    Ok("installed now")
}

/// Installs one package at one version outside the tree and answers its folder of modules.
pub fn install_apart(name: &str, package: &str, version: &str) -> Result<std::path::PathBuf> {
    find()?;
    let folder = place::scratch(name)?;
    let modules = folder.join("node_modules");
    if !modules.join(package).join("package.json").is_file() {
        let prefix = folder.to_string_lossy().into_owned();
        Run::new("npm")
            .args(["install", "--no-save", "--no-fund", "--no-audit", "--loglevel=error"])
            .args(["--prefix", &prefix, &format!("{package}@{version}")])
            .dir(&folder)
            .output()
            .while_doing(format!("installing {package} {version} from npm"))?;
    }
    Ok(modules)
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).while_doing(path.display())
}
