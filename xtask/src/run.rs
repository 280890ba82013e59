//! Running a program: shown to the developer, or read by us.

use crate::fail::{Result, While, fail};
use crate::place;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// A program with its arguments, run in the workspace's folder unless told otherwise.
pub struct Run(Command);

impl Run {
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        // `place::root` itself asks no program, so this cannot loop.
        command.current_dir(place::root());
        Run(command)
    }

    /// The cargo that runs us, so that both use one toolchain.
    pub fn cargo<const N: usize>(words: [&str; N]) -> Self {
        let program = place::variable("CARGO").unwrap_or_else(|| "cargo".into());
        Run::new(program).args(words)
    }

    pub fn args<S: AsRef<OsStr>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.0.args(words);
        self
    }

    pub fn dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.0.current_dir(folder);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Runs as another user of the machine; only root can.
    pub fn user(mut self, user: Option<User>) -> Self {
        use std::os::unix::process::CommandExt;
        if let Some(user) = user {
            self.0.gid(user.group).uid(user.id);
        }
        self
    }

    /// Shows the program's output and fails unless it ends well.
    pub fn show(mut self) -> Result<()> {
        let status = self.0.stdin(Stdio::null()).status().while_doing(self.name())?;
        if status.success() {
            return Ok(());
        }
        fail(format!("`{}` failed ({status})", self.line()))
    }

    /// Like [`Run::show`], with the developer's keyboard, handing back the exit code.
    pub fn interactive(mut self) -> Result<u8> {
        let status = self.0.status().while_doing(self.name())?;
        Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
    }

    /// What the program prints; its complaints become the error.
    pub fn output(mut self) -> Result<String> {
        let output = self.0.stdin(Stdio::null()).output().while_doing(self.name())?;
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr);
            let printed = String::from_utf8_lossy(&output.stdout);
            return fail(format!("`{}`: {}{}", self.line(), printed.trim(), complaint.trim()));
        }
        String::from_utf8(output.stdout).while_doing(self.name())
    }

    /// The bare command, for a caller that needs its pipes.
    pub fn into_command(self) -> Command {
        self.0
    }

    fn name(&self) -> String {
        self.0.get_program().to_string_lossy().into_owned()
    }

    fn line(&self) -> String {
        let words = std::iter::once(self.0.get_program()).chain(self.0.get_args());
        words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
    }
}

/// A user of the machine, by number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct User {
    pub id: u32,
    pub group: u32,
}

impl User {
    /// The account PostgreSQL may run as when we are root, which it refuses: its own, else nobody.
    pub fn without_rights() -> Result<Option<User>> {
        if !place::is_root() {
            return Ok(None);
        }
        match ["postgres", "nobody"].into_iter().find_map(User::named) {
            Some(user) => Ok(Some(user)),
            None => fail("neither a user `postgres` nor `nobody`: run as an ordinary user"),
        }
    }

    fn named(name: &str) -> Option<User> {
        let number = |flag: &str| -> Option<u32> {
            Run::new("id").args([flag, name]).output().ok()?.trim().parse().ok()
        };
        Some(User { id: number("-u")?, group: number("-g")? })
    }
}
