//! kill -9 of the serving binary while people write into live memos over real sockets: a line whose
//! receipt came is there when somebody opens the memo again.
//!
//! As in `kill`, `AIZUCHI_KILLS` says how often.

use crate::{kill::kills, visitor::Demo};
use meetings::memo::testing::MemoClient;
use memo_wire::frame::hocuspocus::Scope;
use platform::db::Engine;
use rand::{RngExt, SeedableRng};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

const WRITERS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(20);

/// A memo, and the lines in it that the server acknowledged.
#[derive(Clone)]
struct Written {
    document: String,
    token: String,
    lines: Vec<String>,
}

impl Written {
    /// Opens it; everything acknowledged so far must be there.
    async fn open(&self, address: &str, client: u64) -> MemoClient {
        let url = format!("ws://{address}/api/memo");
        let mut memo = MemoClient::connect(&url, &[], &self.document, client).await.unwrap();
        memo.join(&self.token).await;
        assert_eq!(memo.scope, Some(Scope::ReadWrite), "{:?}", memo.denied);
        let text = memo.text();
        let there: std::collections::HashSet<&str> = text.lines().map(str::trim).collect();
        let lost: Vec<_> =
            self.lines.iter().filter(|line| !there.contains(line.as_str())).collect();
        assert!(lost.is_empty(), "{}: {lost:?}", self.document);
        memo
    }

    /// Writes line by line until the server is gone.
    async fn write(mut self, address: String, client: u64, wrote: Arc<AtomicBool>) -> Self {
        let mut memo = self.open(&address, client).await;
        // What the handshake sends gets a receipt of its own.
        memo.until(|memo| memo.receipts > 0).await;
        for number in 0.. {
            let (line, receipts) = (format!("kill-{client}-{number}"), memo.receipts);
            memo.say(&line).await;
            if !memo.within(PATIENCE, |memo| memo.receipts > receipts).await {
                break;
            }
            self.lines.push(line);
            wrote.store(true, Ordering::Release);
        }
        assert_eq!((memo.refusals, memo.closed.is_some()), (0, true), "it ended by the kill only");
        self
    }
}

async fn nothing_is_lost(engine: Engine) {
    let demo = Demo::fill(engine, 0).await;
    let mut memos: Vec<Written> = demo.memos.iter().map(written).collect();
    let mut random = rand::rngs::ChaCha20Rng::seed_from_u64(11);
    for kill in 0..usize::try_from(kills()).unwrap() {
        let mut running = demo.serve();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let at = (kill * WRITERS + writer) % memos.len();
                let wrote = Arc::<AtomicBool>::default();
                let client = (kill * WRITERS + writer + 1) as u64;
                let memo = memos[at].clone();
                let task = tokio::spawn(memo.write(running.address.clone(), client, wrote.clone()));
                (at, wrote, task)
            })
            .collect();
        while writers
            .iter()
            .any(|(_, wrote, task)| !wrote.load(Ordering::Acquire) && !task.is_finished())
        {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_micros(random.random_range(0..80_000))).await;
        running.child.kill().unwrap();
        running.child.wait().unwrap();
        for (at, _, task) in writers {
            memos[at] = task.await.unwrap();
        }
    }
    let running = demo.serve();
    for (number, memo) in memos.iter().enumerate() {
        memo.open(&running.address, 1_000_000 + number as u64).await;
    }
    let lines: usize = memos.iter().map(|memo| memo.lines.len()).sum();
    println!("{} kills, {lines} memo lines acknowledged, none lost", kills());
}

fn written((document, token): &(String, String)) -> Written {
    Written { document: document.clone(), token: token.clone(), lines: Vec::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_line_is_lost_on_sqlite() {
    nothing_is_lost(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_line_is_lost_on_postgres() {
    nothing_is_lost(Engine::Postgres).await;
}
