//! The same list in a plain Node server over the same SQLite file: `bench/peers/pages`.

use super::{child::Server, installation::Installation};
use crate::Outcome;
use std::path::Path;
use tokio::process::Command;

/// Starts the peer with so many processes.
#[expect(clippy::disallowed_methods, reason = "Node is found through PATH, which it needs itself")]
pub(super) async fn start(
    peers: &Path,
    installation: &Installation,
    workers: usize,
) -> Outcome<Server> {
    let mut command = Command::new("node");
    command.arg("server.mjs").current_dir(peers.join("pages")).env_clear();
    command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    command.env("DATABASE", installation.main()).env("WORKERS", workers.to_string());
    command.env("NODE_ENV", "production");
    Server::start(command, None).await
}
