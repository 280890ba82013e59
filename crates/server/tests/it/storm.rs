//! Standard clients in a storm: see `web/journeys/storm/storm.mjs`. Here the serving binary is
//! killed and started anew whenever the clients ask for it.
//!
//! `STORM_RUNS` says how many memos (25; CI: 500), `STORM_SEED` which chance.

use crate::{child::Running, visitor::Demo};
use platform::db::Engine;
use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// The clients; ended with the test.
struct Clients(Child);

impl Clients {
    fn start(manifest: &Path) -> Self {
        let folder = journeys();
        assert!(
            folder.join("../node_modules/yjs").is_dir(),
            "the standard clients are missing: run `cargo xtask setup`, or `npm ci` in web"
        );
        let mut command = Command::new("node");
        command.arg(folder.join("storm/storm.mjs")).env("STORM_MANIFEST", manifest);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        Self(child.expect("Node 20 or newer is needed for this test"))
    }

    fn tell_where(&mut self, running: &Running) {
        let requests = self.0.stdin.as_mut().unwrap();
        writeln!(requests, r#"{{"address": "{}"}}"#, running.address).unwrap();
    }
}

impl Drop for Clients {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn journeys() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/journeys")
}

async fn nothing_is_lost(engine: Engine) {
    let demo = Demo::fill(engine, 0).await;
    let mut running = demo.serve();
    let mut clients = Clients::start(&demo.manifest());
    clients.tell_where(&running);
    let said = BufReader::new(clients.0.stdout.take().unwrap()).lines();
    let mut summary = None;
    for line in said.map(Result::unwrap) {
        if line == "kill" {
            running.child.kill().unwrap();
            running.child.wait().unwrap();
            running = demo.serve();
            clients.tell_where(&running);
        } else {
            println!("{line}");
            summary = line.strip_prefix("done ").map(str::to_owned).or(summary);
        }
    }
    assert!(clients.0.wait().unwrap().success(), "see what the clients said above");
    let summary: serde_json::Value = serde_json::from_str(&summary.expect("a summary")).unwrap();
    let count = |key: &str| summary[key].as_u64().unwrap();
    assert!(count("kills") > 0 && count("acknowledged_before_kills") > 0, "{summary}");
    assert!(count("written") > 2 * count("runs"), "too little was written: {summary}");
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_a_storm_every_replica_agrees_on_sqlite() {
    nothing_is_lost(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_a_storm_every_replica_agrees_on_postgres() {
    nothing_is_lost(Engine::Postgres).await;
}
