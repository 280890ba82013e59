//! `cargo xtask dev`: serve, and serve again after every change.
//!
//! Files are looked at a few times a second instead of asking the system for events: a thousand
//! files cost a few milliseconds, every system behaves the same, and no dependency is needed.

use crate::fail::Result;
use crate::leash::{Leash, Server, Stop};
use crate::node_suites::WEB;
use crate::setup::node;
use crate::{place, steps};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::time::{Duration, SystemTime};

const INTERVAL: Duration = Duration::from_millis(300);
const WATCHED: &[&str] = &["crates", "web/dist", "Cargo.toml", "Cargo.lock"];
const LEFT_OUT: &[&str] = &["node_modules", "target", "tests"];
/// Scripts and styles come to us through web/dist, once they are built.
const BUILT_FIRST: &[&str] = &["ts", "css"];

type Seen = BTreeMap<PathBuf, SystemTime>;

/// Runs until Ctrl-C.
pub fn command() -> Result<ExitCode> {
    let _scripts = watch_scripts()?;
    let mut seen = look();
    let mut server = restart(None);
    loop {
        std::thread::sleep(INTERVAL);
        let now = look();
        if let Some(path) = changed(&seen, &now) {
            println!("\nchanged: {}", path.display());
            seen = now;
            server = restart(server);
        }
    }
}

/// Keeps the islands built while Node.js is there; without it the committed ones are served.
fn watch_scripts() -> Result<Option<Leash>> {
    let Ok(found) = node::find() else {
        println!("no Node.js: changes of scripts and styles are not picked up");
        return Ok(None);
    };
    node::install(WEB)?;
    let leash = Leash::start(Server {
        program: &found.path,
        arguments: vec!["build.mjs".to_owned(), "--watch".to_owned()],
        variables: Vec::new(),
        folder: &place::root().join(WEB),
        user: None,
        stop: Stop::Terminate,
        remove: None,
        output: Stdio::inherit(),
        complaints: Stdio::inherit(),
    })?;
    Ok(Some(leash))
}

/// Builds; a program that does not build leaves the old one running.
fn restart(old: Option<Leash>) -> Option<Leash> {
    let program = match steps::application("debug") {
        Ok(program) => program,
        Err(error) => {
            println!("{error}");
            return old;
        }
    };
    drop(old);
    match serve(&program) {
        Ok(server) => Some(server),
        Err(error) => {
            println!("{error}");
            None
        }
    }
}

fn serve(program: &Path) -> Result<Leash> {
    let data = place::root().join("data/dev");
    std::fs::create_dir_all(&data)?;
    Leash::start(Server {
        program,
        arguments: vec!["demo".to_owned()],
        variables: vec![("AIZUCHI_DATA_DIR".to_owned(), data.to_string_lossy().into_owned())],
        folder: place::root(),
        user: None,
        stop: Stop::Terminate,
        remove: None,
        output: Stdio::inherit(),
        complaints: Stdio::inherit(),
    })
}

fn look() -> Seen {
    let mut seen = Seen::new();
    for name in WATCHED {
        walk(&place::root().join(name), &mut seen);
    }
    seen
}

fn walk(path: &Path, seen: &mut Seen) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with('.') || LEFT_OUT.contains(&name.as_ref()) {
        return;
    }
    let Ok(meta) = path.metadata() else { return };
    if meta.is_dir() {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        return entries.for_each(|entry| walk(&entry.path(), seen));
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    if !BUILT_FIRST.contains(&extension.as_ref()) {
        seen.insert(path.to_owned(), meta.modified().unwrap_or(SystemTime::UNIX_EPOCH));
    }
}

/// The first file that is new, gone or younger.
fn changed<'a>(before: &'a Seen, now: &'a Seen) -> Option<&'a Path> {
    let new = now.iter().find(|(path, at)| before.get(*path) != Some(at));
    let gone = || before.iter().find(|(path, _)| !now.contains_key(*path));
    new.or_else(gone).map(|(path, _)| path.as_path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_gone_and_younger_files_are_changes() {
        let early = SystemTime::UNIX_EPOCH;
        let late = early + Duration::from_secs(1);
        let seen = |entries: &[(&str, SystemTime)]| -> Seen {
            entries.iter().map(|(path, at)| (PathBuf::from(path), *at)).collect()
        };
        let one = seen(&[("a", early)]);
        let two = seen(&[("a", early), ("b", early)]);
        assert_eq!(changed(&one, &one), None);
        assert_eq!(changed(&one, &two), Some(Path::new("b")));
        assert_eq!(changed(&two, &one), Some(Path::new("b")));
        assert_eq!(changed(&one, &seen(&[("a", late)])), Some(Path::new("a")));
    }
}
