//! What the integration tests share: the reference implementation as a child process, hex, and a
//! seeded generator.
#![allow(dead_code, reason = "each test binary uses its part")]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Yjs itself, in Node.
pub struct Peer {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    pub fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peer");
        assert!(
            folder.join("node_modules/yjs").is_dir(),
            "Yjs is missing: run `cargo xtask setup`, or `npm ci` in {}",
            folder.display()
        );
        let mut child = Command::new("node")
            .arg(folder.join("peer.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("Node 20 or newer is needed for this test: {error}"));
        let requests = child.stdin.take().expect("piped");
        let answers = BufReader::new(child.stdout.take().expect("piped"));
        Self { child, requests, answers }
    }

    pub fn ask(&mut self, request: &Value) -> Value {
        writeln!(self.requests, "{request}").expect("the peer lives");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("the peer answers");
        let answer: Value = serde_json::from_str(&line)
            .unwrap_or_else(|error| panic!("the peer ended or answered no JSON: {error}"));
        assert!(answer.get("error").is_none(), "the peer failed: {}", answer["error"]);
        answer
    }

    /// Applies updates to a new document and describes it.
    pub fn apply(&mut self, updates: &[Vec<u8>]) -> Value {
        let updates: Vec<String> = updates.iter().map(|update| hex(update)).collect();
        self.ask(&json!({"do": "apply", "updates": updates, "gc": false}))
    }

    /// Applies updates to a new document and tells only what it then knows.
    pub fn accept(&mut self, updates: &[Vec<u8>]) -> Value {
        let updates: Vec<String> = updates.iter().map(|update| hex(update)).collect();
        self.ask(&json!({"do": "accept", "updates": updates}))
    }

    pub fn history(&mut self, seed: u64, clients: u32, steps: u32, wild: bool) -> History {
        let gc = seed.is_multiple_of(2);
        let request = json!({"do": "history", "seed": seed, "clients": clients, "steps": steps, "wild": wild, "gc": gc});
        let answer = self.ask(&request);
        History {
            updates: all_bytes(&answer["updates"]),
            vectors: all_bytes(&answer["vectors"]),
            merged: bytes(&answer["merged"]),
            snapshot: bytes(&answer["snapshot"]),
            document: answer["document"].clone(),
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What several people did to a memo, in the order of the server.
pub struct History {
    pub updates: Vec<Vec<u8>>,
    /// State vectors that peers had on the way.
    pub vectors: Vec<Vec<u8>>,
    /// `Y.mergeUpdates` of all updates.
    pub merged: Vec<u8>,
    /// `Y.encodeStateAsUpdate` of the server's document.
    pub snapshot: Vec<u8>,
    /// What the server's document holds.
    pub document: Value,
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().expect("hex");
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex"))
        .collect()
}

fn all_bytes(list: &Value) -> Vec<Vec<u8>> {
    list.as_array().expect("a list").iter().map(bytes).collect()
}

/// How much a test tries: `default`, or what the environment asks for in a long run.
#[expect(clippy::disallowed_methods, reason = "how long to try is said to tests from outside")]
pub fn amount(variable: &str, default: u64) -> u64 {
    match std::env::var(variable) {
        Ok(asked) => asked.parse().unwrap_or_else(|_| panic!("{variable} is no number: {asked}")),
        Err(_) => default,
    }
}

/// splitmix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}
