//! A Chromium for the browser journeys and the pictures.

use super::{Found, node, system};
use crate::fail::{Result, While, fail};
use crate::place;
use crate::run::Run;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MACOS: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/// The last resort: a Chromium packed for npm, x86-64 Linux only.
const PACKAGE: (&str, &str) = ("@sparticuz/chromium", "153.0.0");
const HOW_TO_GET: &str = "install chromium or Google Chrome, or set CHROME to its program";

/// Finds it once per run; installing happens at most once.
pub fn find() -> Result<Found> {
    static FOUND: OnceLock<Result<Found, String>> = OnceLock::new();
    let found = FOUND.get_or_init(|| search().map_err(|error| error.to_string()));
    found.clone().map_err(Into::into)
}

fn search() -> Result<Found> {
    if let Some(path) = place::variable("CHROME") {
        return answering(PathBuf::from(path), "CHROME");
    }
    if let Some(path) = place::in_path(NAMES) {
        return answering(path, "in PATH");
    }
    if let Some(path) = MACOS.iter().map(Path::new).find(|path| place::is_program(path)) {
        return answering(path.to_owned(), "application");
    }
    let by_system = system::install(&["chromium"]);
    if by_system.is_ok()
        && let Some(path) = place::in_path(NAMES)
    {
        return answering(path, "installed now by apt-get");
    }
    let by_npm = from_npm().and_then(|path| answering(path, "from npm"));
    by_npm.or_else(|error| {
        let first =
            by_system.err().map_or_else(|| "apt-get gave none".to_owned(), |e| e.to_string());
        fail(format!("no Chromium in PATH; {first}; {error}. {HOW_TO_GET}"))
    })
}

fn answering(path: PathBuf, how: &'static str) -> Result<Found> {
    let text = Run::new(&path).args(["--version"]).output().while_doing(HOW_TO_GET)?;
    let version =
        text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    Ok(Found { version: version.unwrap_or("?").to_owned(), path, how })
}

fn from_npm() -> Result<PathBuf> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return fail(format!("{} has no build for this machine", PACKAGE.0));
    }
    let modules = node::install_apart("chromium", PACKAGE.0, PACKAGE.1)?;
    let unpack = "import('@sparticuz/chromium')\
                  .then(module => module.default.executablePath())\
                  .then(path => process.stdout.write(path))";
    let path = Run::new("node")
        .args(["--input-type=module", "-e", unpack])
        .dir(modules.parent().unwrap_or(&modules))
        .output()
        .while_doing("unpacking Chromium")?;
    Ok(PathBuf::from(path))
}
