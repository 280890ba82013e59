//! Three nodes behind a round-robin proxy that asks for their health, six people typing in three memos: one node is
//! killed, one is frozen for twenty seconds, and NATS dies and comes back. Whatever was
//! acknowledged is there, once; all replicas are equal; everybody types on.

use crate::nodes_world::{Memo, Proxy, World};
use meetings::memo::testing::MemoClient;
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::time::{sleep, timeout};

/// How long somebody waits for an answer before trying another connection.
const PATIENCE: Duration = Duration::from_secs(3);
const MEMOS: usize = 3;
/// Within so long everybody types on after a node was killed: the aim.
const AFTER_A_KILL: Duration = Duration::from_secs(10);
/// How long a node is frozen. Within so long everybody types on elsewhere: somebody notices after
/// [`PATIENCE`], the proxy after four seconds at most, the database lets go of what the frozen node
/// holds after three, and each step may need a second try.
const FROZEN: Duration = Duration::from_secs(20);

/// Somebody who types, and what was acknowledged.
struct Writer {
    memo: Memo,
    seat: usize,
    url: String,
    client: MemoClient,
    /// Written, and not acknowledged yet.
    open: Vec<String>,
    lines: Vec<String>,
    acknowledged_at: Instant,
    longest_pause: Duration,
    /// How often something was acknowledged.
    acknowledged: Arc<AtomicUsize>,
    reconnects: usize,
}

impl Writer {
    async fn begin(
        memo: Memo,
        seat: usize,
        proxy: &str,
        client: u64,
        acknowledged: Arc<AtomicUsize>,
    ) -> Self {
        let url = format!("ws://{proxy}/api/memo");
        let client = memo.open(proxy, seat, client).await;
        Self {
            memo,
            seat,
            url,
            client,
            open: Vec::new(),
            lines: Vec::new(),
            acknowledged_at: Instant::now(),
            longest_pause: Duration::ZERO,
            acknowledged,
            reconnects: 0,
        }
    }

    async fn write_until(mut self, stop: Arc<AtomicBool>, name: usize) -> Self {
        self.client.until(|client| client.receipts > 0).await;
        self.acknowledged_at = Instant::now();
        for number in 0.. {
            if stop.load(Ordering::Acquire) && self.open.is_empty() {
                return self;
            }
            if !stop.load(Ordering::Acquire) {
                let line = format!("node-{name}-{number}");
                self.client.say(&line).await;
                self.open.push(line);
            }
            let receipts = self.client.receipts;
            if self.client.within(PATIENCE, |client| client.receipts > receipts).await {
                self.acknowledge();
            } else {
                self.come_back().await;
            }
            sleep(Duration::from_millis(40)).await;
        }
        self
    }

    fn acknowledge(&mut self) {
        self.lines.append(&mut self.open);
        self.longest_pause = self.longest_pause.max(self.acknowledged_at.elapsed());
        self.acknowledged.fetch_add(1, Ordering::AcqRel);
        self.acknowledged_at = Instant::now();
    }

    /// As a provider does: again and again, with everything it knows. The answer to the server's
    /// question holds what was not acknowledged; its receipt counts for all of it.
    async fn come_back(&mut self) {
        loop {
            self.reconnects += 1;
            let again = timeout(PATIENCE, self.client.reconnect(&self.url, &[])).await;
            if matches!(again, Ok(Ok(()))) {
                self.client.begin(&self.memo.people[self.seat].token).await;
                if self.client.within(PATIENCE, |client| client.receipts > 0).await {
                    assert!(self.client.denied.is_none(), "{:?}", self.client.denied);
                    return self.acknowledge();
                }
            }
            sleep(Duration::from_millis(200)).await;
        }
    }
}

/// How long it takes until everybody has written and been told so again.
async fn until_all_type(counts: &[Arc<AtomicUsize>], most: Duration) -> Duration {
    let started = Instant::now();
    let now = || counts.iter().map(|count| count.load(Ordering::Acquire));
    // One may have been on its way before; the second was written after the first came.
    let wanted: Vec<usize> = now().map(|count| count + 2).collect();
    while now().zip(&wanted).any(|(count, wanted)| count < *wanted) {
        assert!(started.elapsed() < most, "{:?} of {wanted:?}", now().collect::<Vec<_>>());
        sleep(Duration::from_millis(50)).await;
    }
    started.elapsed()
}

fn count(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for line in text.lines() {
        *counts.entry(line.trim()).or_insert(0) += 1;
    }
    counts
}

/// Everything acknowledged is there once, and everybody sees the same.
async fn check(world: &World, alive: &[usize], writers: &mut [Writer]) -> usize {
    let mut lines = 0;
    for at in 0..MEMOS {
        let mut expected: Option<String> = None;
        for node in alive {
            let memo = &writers[at * 2].memo;
            let fresh = memo.open(&world.nodes[*node].address, 1, 900 + *node as u64).await;
            let text = expected.get_or_insert_with(|| fresh.text());
            assert_eq!(*text, fresh.text(), "node {node} tells another story");
        }
        let text = expected.unwrap();
        let counts = count(&text);
        for writer in &mut writers[at * 2..at * 2 + 2] {
            for line in &writer.lines {
                assert_eq!(counts.get(line.as_str()), Some(&1), "{line} of memo {at}");
            }
            lines += writer.lines.len();
            let same =
                writer.client.within(Duration::from_secs(20), |client| client.text() == text);
            assert!(same.await, "somebody who was there sees something else in memo {at}");
            assert_eq!(writer.client.refusals, 0);
        }
    }
    lines
}

#[tokio::test(flavor = "multi_thread")]
async fn one_killed_one_frozen_and_nats_gone_lose_nothing() {
    let mut world = World::new(3).await;
    let proxy = Proxy::before(world.addresses()).await;
    let stop = Arc::new(AtomicBool::new(false));
    let (mut tasks, mut counts) = (Vec::new(), Vec::new());
    for (at, memo) in world.memos().into_iter().take(MEMOS).enumerate() {
        for seat in 0..2 {
            let name = at * 2 + seat;
            let (client, count) = (100 + name as u64, Arc::<AtomicUsize>::default());
            counts.push(count.clone());
            let writer = Writer::begin(memo.clone(), seat, &proxy.address, client, count).await;
            tasks.push(tokio::spawn(writer.write_until(stop.clone(), name)));
        }
    }
    sleep(Duration::from_secs(3)).await;
    world.kill(0);
    let after_kill = until_all_type(&counts, AFTER_A_KILL).await;
    sleep(Duration::from_secs(2)).await;
    world.freeze(1);
    let freezing = Instant::now();
    let after_freeze = until_all_type(&counts, FROZEN).await;
    world.nats.kill();
    sleep(Duration::from_secs(6)).await;
    world.nats.restart();
    sleep(FROZEN.saturating_sub(freezing.elapsed())).await;
    world.thaw(1);
    sleep(Duration::from_secs(5)).await;
    stop.store(true, Ordering::Release);
    let mut writers = Vec::new();
    for task in tasks {
        writers.push(task.await.unwrap());
    }
    let lines = check(&world, &[1, 2], &mut writers).await;
    let reconnects: usize = writers.iter().map(|writer| writer.reconnects).sum();
    let longest = writers.iter().map(|writer| writer.longest_pause).max().unwrap();
    assert!(lines > 300 && reconnects > 0, "{lines} lines, {reconnects} reconnects");
    println!(
        "3 nodes, one killed, one frozen for 20 s, NATS away for 6 s: {lines} lines acknowledged, \
         none lost or doubled; {reconnects} reconnects, all typed on {:.1} s after the kill and \
         {:.1} s after the freeze, the longest pause {:.1} s, {} connections refused, quiet for \
         {:.0} s",
        after_kill.as_secs_f64(),
        after_freeze.as_secs_f64(),
        longest.as_secs_f64(),
        proxy.refused.load(Ordering::Relaxed),
        proxy.quiet_for().as_secs_f64()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_out_on_one_node_closes_sockets_on_another() {
    let world = World::new(2).await;
    let memo = &world.memos()[0];
    let mut times = Vec::new();
    for client in 7..10 {
        times.push(sign_out(&world, memo, client).await);
    }
    times.sort();
    println!("signed out on one node, closed on another after {times:?}");
    // Two seconds are meant. A node that is not told looks after ten seconds at the soonest.
    assert!(times[1] < Duration::from_secs(5), "{times:?}");
}

/// Signs out on the first node; how long a socket on the second stays open.
async fn sign_out(world: &World, memo: &Memo, client: u64) -> Duration {
    let visitor = memo.people[1].enter(&world.nodes[0]);
    let there = &world.nodes[1].address;
    let headers = [("cookie", visitor.cookie.clone()), ("origin", format!("http://{there}"))];
    let url = format!("ws://{there}/memo");
    let mut page = MemoClient::connect(&url, &headers, &memo.document, client).await.unwrap();
    page.join("").await;
    assert!(page.denied.is_none());
    let here = world.nodes[0].address.clone();
    let answer = tokio::task::spawn_blocking(move || visitor.post(&here, "/sign-out", ""));
    let status = answer.await.unwrap().unwrap().status;
    assert!(status == 303 || status == 200, "{status}");
    let started = Instant::now();
    assert!(page.within(Duration::from_secs(20), |client| client.closed.is_some()).await);
    assert_eq!(page.closed.as_ref().map(|closed| closed.0), Some(4401));
    started.elapsed()
}
