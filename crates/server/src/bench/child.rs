//! The server that is measured: the same program as a child, with its ordinary settings.

use super::{
    installation::Installation,
    load::{self, Ask, Expected, Load},
    processes,
};
use crate::{Outcome, Trouble};
use axum::http::Method;
use std::{
    net::SocketAddr,
    process::Stdio,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// A child that serves on a port of its own.
pub(super) struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From its start to the first page, whole.
    pub first_page: Duration,
}

const LONGEST_START: Duration = Duration::from_secs(60);
const LONGEST_STOP: Duration = Duration::from_secs(20);

impl Server {
    /// `aizuchi serve` of this installation, as an operator starts it.
    pub async fn aizuchi(installation: &Installation) -> Outcome<Self> {
        let program = std::env::current_exe().map_err(Trouble::during("this program's file"))?;
        let mut command = Command::new(program);
        command.arg("serve").current_dir(&installation.folder).env_clear();
        command.env("LC_ALL", "C").envs(installation.environment());
        let page = Ask::new(
            Method::GET,
            "/sign-in".into(),
            Expected::Page(vec!["action=\"/sign-in\"".into()]),
        );
        Self::start(command, Some(page)).await
    }

    /// A program that prints the address it listens on. `first`: the page that tells it serves.
    pub async fn start(mut command: Command, first: Option<Ask>) -> Outcome<Self> {
        let started = Instant::now();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            // A log line is written for each request, as everywhere; nobody keeps it.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(Trouble::during("the server cannot be started"))?;
        let address = tokio::time::timeout(LONGEST_START, address(&mut child)).await;
        let address = address.map_err(Trouble::during("the server did not start"))??;
        if let Some(first) = first {
            load::run(address, Arc::new(vec![first]), Load { connections: 1, ..Load::once(1) })
                .await?;
        }
        Ok(Self { child, address, first_page: started.elapsed() })
    }

    pub fn id(&self) -> u32 {
        self.child.id().unwrap_or_default()
    }

    /// Pulls its plug.
    pub async fn kill(mut self) -> Outcome<()> {
        self.child.kill().await.map_err(Trouble::during("the server cannot be killed"))
    }

    /// Asks it to stop, and waits until it did.
    pub async fn stop(mut self) -> Outcome<()> {
        processes::terminate(self.id());
        let ended = tokio::time::timeout(LONGEST_STOP, self.child.wait()).await;
        ended
            .map_err(Trouble::during("the server did not stop"))?
            .map(drop)
            .map_err(Trouble::during("the server did not stop"))
    }
}

/// The first address it prints.
async fn address(child: &mut Child) -> Outcome<SocketAddr> {
    let out = child.stdout.take().ok_or_else(|| Trouble::new("the server prints nowhere"))?;
    let mut lines = BufReader::new(out).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let mut words = line.split_whitespace();
        let address = words.find_map(|word| word.rsplit("://").next()?.parse().ok());
        if let Some(address) = address {
            // Later lines are read away, so that the child never waits for a reader.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(address);
        }
    }
    Err(Trouble::new("the server ended before it listened (its log says why: aizuchi doctor)"))
}
