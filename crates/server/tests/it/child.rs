//! The built binary as a child process.

use crate::http;
use platform::{db::Engine, testing::TestDatabase};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// An installation in a folder of its own; the database goes with it.
pub struct Installation {
    pub folder: tempfile::TempDir,
    pub database: Option<TestDatabase>,
}

impl Installation {
    pub async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(TestDatabase::create().await),
        };
        Self { folder, database }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// `aizuchi <words>` with nothing of this process's environment but its PATH.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = command(self.folder.path(), words);
        command.env("AIZUCHI_DATA_DIR", self.data()).env("AIZUCHI_ADDRESS", "127.0.0.1:0");
        if let Some(database) = &self.database {
            command.env("DATABASE_URL", &database.url);
        }
        command
    }

    /// Serves, and returns when it is ready.
    pub fn serve(&self) -> Running {
        Running::start(&mut self.command(&["serve"]))
    }
}

pub fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aizuchi"));
    let path = option_env!("PATH").unwrap_or("/usr/bin:/bin");
    command.args(words).current_dir(folder).env_clear().env("PATH", path);
    command
}

/// What a command printed, and how it ended.
pub fn output(command: &mut Command) -> (ExitStatus, String) {
    let output = command.output().unwrap();
    let both = [output.stdout, output.stderr].concat();
    (output.status, String::from_utf8(both).unwrap())
}

/// A serving child; killed when dropped.
pub struct Running {
    pub child: Child,
    /// `127.0.0.1:port`.
    pub address: String,
}

impl Running {
    pub fn start(command: &mut Command) -> Self {
        Self::start_logging(command, Stdio::null())
    }

    pub fn start_logging(command: &mut Command, log: impl Into<Stdio>) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.find_map(|line| Some(line.unwrap().split_once("Listening on ")?.1.into()));
        Self { child, address: said.expect("the server says where it listens") }
    }

    pub fn get(&self, path: &str) -> Option<http::Answer> {
        http::get(&self.address, path)
    }

    /// SIGTERM, as a service manager does it; returns how it ended and how long that took.
    pub fn terminate(&mut self) -> (ExitStatus, Duration) {
        let started = Instant::now();
        signal(&self.child);
        (self.child.wait().unwrap(), started.elapsed())
    }
}

/// Sends SIGTERM without waiting.
pub fn signal(child: &Child) {
    let id = rustix::process::Pid::from_child(child);
    rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
