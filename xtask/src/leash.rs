//! Servers that end with us, however we end.
//!
//! Invariant: a server on a leash never outlives this process, not even when it is killed with
//! no time to tidy up. A small shell stands between: it waits for the pipe from us to close,
//! which the kernel does in every case, and then stops the server and removes its folder.

use crate::fail::{Result, While};
use crate::run::{Run, User};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, ChildStdin, ExitStatus, Stdio};

/// `$1` is the signal that ends the server well, `$2` a folder to remove or nothing, the rest the
/// server. Interrupts from the keyboard reach the server by themselves; the shell only waits.
const KEEPER: &str = r#"
signal=$1; folder=$2; shift 2
trap : INT TERM HUP
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(
  trap '' INT TERM HUP
  while read -r line; do :; done
  kill -"$signal" "$server"
  tries=0
  while kill -0 "$server" && [ "$tries" -lt 200 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL "$server"
) <&3 >/dev/null 2>&1 &
follower=$!
exec 3<&- </dev/null
wait "$server"
status=$?
while kill -0 "$server" 2>/dev/null; do wait "$server"; status=$?; done
kill -KILL "$follower" 2>/dev/null
[ -z "$folder" ] || rm -rf "$folder"
exit "$status"
"#;

/// How a server is asked to stop.
#[derive(Clone, Copy)]
pub enum Stop {
    /// SIGINT: PostgreSQL's fast shutdown, an answered Ctrl-C for others.
    Interrupt,
    /// SIGTERM: our own server's graceful stop.
    Terminate,
}

/// A running server; dropping it stops the server and waits for its end.
pub struct Leash {
    keeper: Child,
    pipe: Option<ChildStdin>,
}

/// What a leash is made of.
pub struct Server<'a> {
    pub program: &'a Path,
    pub arguments: Vec<String>,
    pub variables: Vec<(String, String)>,
    pub folder: &'a Path,
    pub user: Option<User>,
    pub stop: Stop,
    /// Removed after the end.
    pub remove: Option<&'a Path>,
    /// Where its words go.
    pub output: Stdio,
    pub complaints: Stdio,
}

impl Leash {
    pub fn start(server: Server<'_>) -> Result<Leash> {
        let signal = match server.stop {
            Stop::Interrupt => "INT",
            Stop::Terminate => "TERM",
        };
        let remove = server.remove.map_or(OsStr::new(""), Path::as_os_str);
        let mut run = Run::new("sh")
            .args(["-c", KEEPER, "keeper", signal])
            .args([remove, server.program.as_os_str()])
            .args(&server.arguments)
            .dir(server.folder)
            .user(server.user);
        for (name, value) in &server.variables {
            run = run.env(name, value);
        }
        let mut keeper = run
            .into_command()
            .stdin(Stdio::piped())
            .stdout(server.output)
            .stderr(server.complaints)
            .spawn()
            .while_doing(server.program.display())?;
        let pipe = keeper.stdin.take();
        Ok(Leash { keeper, pipe })
    }

    /// The end of the server if it has already come.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.keeper.try_wait().ok().flatten()
    }
}

/// Lets the pipe go and waits until the server is gone.
impl Drop for Leash {
    fn drop(&mut self) {
        drop(self.pipe.take());
        let _ = self.keeper.wait();
    }
}
