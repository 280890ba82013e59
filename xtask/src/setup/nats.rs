//! A NATS server for the tests of several nodes; they start and end it themselves.

use super::{Found, system};
use crate::fail::{Result, While, fail};
use crate::place;
use crate::run::Run;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The variable in which tests find its program.
pub const PROGRAM: &str = "NATS_SERVER";
const NAME: &str = "nats-server";
/// Where distributions put it outside the PATH of ordinary users.
const FOLDERS: &[&str] = &["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"];
const HOW_TO_GET: &str = "install nats-server (Debian, Ubuntu and Homebrew have it under this \
                          name; https://nats.io), or set NATS_SERVER to its program";

/// Finds it once per run; installing happens at most once.
pub fn find() -> Result<Found> {
    static FOUND: OnceLock<Result<Found, String>> = OnceLock::new();
    let found = FOUND.get_or_init(|| search().map_err(|error| error.to_string()));
    found.clone().map_err(Into::into)
}

fn search() -> Result<Found> {
    if let Some(path) = place::variable(PROGRAM) {
        return answering(PathBuf::from(path), PROGRAM);
    }
    if let Some(path) = installed() {
        return answering(path, "in PATH or beside it");
    }
    match (system::install(&[NAME]), installed()) {
        (Ok(()), Some(path)) => answering(path, "installed now by apt-get"),
        (outcome, _) => {
            let why =
                outcome.err().map_or_else(|| "apt-get gave none".to_owned(), |e| e.to_string());
            fail(format!("no {NAME} found; {why}. {HOW_TO_GET}"))
        }
    }
}

fn installed() -> Option<PathBuf> {
    let beside = || FOLDERS.iter().map(|folder| PathBuf::from(folder).join(NAME));
    place::in_path(&[NAME]).or_else(|| beside().find(|path| place::is_program(path)))
}

/// `nats-server: v2.9.10`
fn answering(path: PathBuf, how: &'static str) -> Result<Found> {
    let text = Run::new(&path).args(["--version"]).output().while_doing(HOW_TO_GET)?;
    let version = text.trim().rsplit(' ').next().unwrap_or("?").to_owned();
    Ok(Found { path, version, how })
}
