//! Where things are: the tree, the target folder, environment variables, files in PATH.
//!
//! Invariant: the only module that reads the environment.

use crate::fail::{Result, While, fail};
use crate::run::Run;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// An environment variable, absent when empty.
#[expect(clippy::disallowed_methods, reason = "the one place where xtask reads the environment")]
pub fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The folder of the workspace's `Cargo.toml`.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let own = variable("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        own.parent().map(Path::to_path_buf).unwrap_or(own)
    })
}

/// Cargo's target folder, wherever the developer put it.
pub fn target() -> Result<&'static Path> {
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    if let Some(known) = TARGET.get() {
        return Ok(known);
    }
    let text =
        Run::cargo(["metadata", "--no-deps", "--format-version", "1", "--offline"]).output()?;
    let metadata: serde_json::Value = serde_json::from_str(&text).while_doing("cargo metadata")?;
    match metadata["target_directory"].as_str() {
        Some(path) => Ok(TARGET.get_or_init(|| PathBuf::from(path))),
        None => fail("cargo metadata names no target_directory"),
    }
}

/// A folder below the target folder that only xtask uses; made when missing.
pub fn scratch(name: &str) -> Result<PathBuf> {
    let path = target()?.join("xtask").join(name);
    std::fs::create_dir_all(&path).while_doing(path.display())?;
    Ok(path)
}

/// Removes what killed runs left: folders named after a process, `PID` or `PID-…`, that is gone.
pub fn sweep(base: &Path, removable: impl Fn(&Path) -> bool) {
    let Ok(entries) = std::fs::read_dir(base) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.split('-').next().unwrap_or_default().to_owned();
        let asked = Run::new("sh").args(["-c", "kill -0 \"$1\"", "ask", &owner]).output();
        if asked.is_err() && removable(&entry.path()) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// The first of these programs that PATH holds.
pub fn in_path(names: &[&str]) -> Option<PathBuf> {
    let path = variable("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|candidate| is_program(candidate))
}

/// A file that may be run.
pub fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// Whether this process may install system packages and has to drop rights for PostgreSQL.
pub fn is_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| Run::new("id").args(["-u"]).output().is_ok_and(|text| text.trim() == "0"))
}

/// Files under version control or about to be, relative to the root of a tree, sorted.
pub fn tracked_files(root: &Path) -> Result<Vec<String>> {
    let listing = Run::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .dir(root)
        .output()
        .while_doing("listing the files of the tree")?;
    let mut files: Vec<String> = listing
        .split('\0')
        .filter(|path| !path.is_empty() && root.join(path).is_file())
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// A free port of the loopback interface, chosen by the kernel.
pub fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    Ok(listener.local_addr()?.port())
}
