//! PostgreSQL is backed up by its own tool.

use crate::{Outcome, Trouble};
use std::path::Path;
use tokio::process::Command;

/// Runs `pg_dump` in its custom format. The password goes through the environment, since others on
/// this machine can read command lines.
///
/// # Errors
/// When `pg_dump` is not in PATH or fails; its own words are on the terminal by then.
pub async fn dump_postgres(url: &str, to: &Path) -> Outcome<()> {
    let shown = to.display();
    if to.exists() {
        return Err(Trouble::new(format!("{shown} is there already: choose another name")));
    }
    let (address, password) = without_password(url);
    let partial = super::beside(to, ".partial");
    super::private_file(&partial).map_err(Trouble::during(&shown))?;
    let mut command = Command::new("pg_dump");
    command.args(["--format=custom", "--no-password", "--file"]).arg(&partial).arg(address);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let status = command.status().await.map_err(|error| {
        Trouble::new(format!(
            "pg_dump did not start ({error}): install the PostgreSQL client, or run pg_dump on the \
             database server; docs/operations.md tells how"
        ))
    })?;
    if !status.success() {
        drop(std::fs::remove_file(&partial));
        return Err(Trouble::new(
            "pg_dump failed: it needs a role that passes row-level security (BYPASSRLS); see \
             docs/operations.md",
        ));
    }
    std::fs::rename(&partial, to).map_err(Trouble::during(shown))
}

/// The address without its password, and the password as it was meant.
fn without_password(url: &str) -> (String, Option<String>) {
    let parts = || {
        let (scheme, rest) = url.split_once("://")?;
        let (login, place) = rest.split_once('@')?;
        let (user, password) = login.split_once(':')?;
        Some((format!("{scheme}://{user}@{place}"), decode(password)))
    };
    parts().map_or((url.to_owned(), None), |(address, password)| (address, Some(password)))
}

/// Takes percent-encoding back.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_leaves_the_command_line() {
        let (address, password) =
            without_password("postgresql://u:p%40%e3%81%82%@db:5/a?sslmode=x");
        assert_eq!(address, "postgresql://u@db:5/a?sslmode=x");
        assert_eq!(password.as_deref(), Some("p@あ%"));
        let (address, password) = without_password("postgresql://u@db/a");
        assert_eq!((address.as_str(), password), ("postgresql://u@db/a", None));
    }
}
