//! How long a word takes from one person to the other: on one node, and from node to node.

use crate::nodes_world::World;
use meetings::memo::testing::MemoClient;
use std::time::{Duration, Instant};

const WORDS: usize = 150;

async fn measure(from: &mut MemoClient, to: &mut MemoClient, name: &str) -> (Duration, Duration) {
    // The handshake has a receipt of its own.
    from.until(|client| client.receipts > 0).await;
    let (mut heard, mut acknowledged) = (Vec::new(), Vec::new());
    for number in 0..WORDS {
        let line = format!("{name}-{number}");
        let (started, receipts, size) = (Instant::now(), from.receipts, to.replica.size());
        from.say(&line).await;
        let waits = async {
            to.until(|client| client.replica.size() > size).await;
            started.elapsed()
        };
        let receipt = async {
            from.until(|client| client.receipts > receipts).await;
            started.elapsed()
        };
        let (word, receipt) = tokio::join!(waits, receipt);
        heard.push(word);
        acknowledged.push(receipt);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    (report(heard, name, "heard"), report(acknowledged, name, "acknowledged"))
}

fn report(mut times: Vec<Duration>, name: &str, what: &str) -> Duration {
    times.sort();
    let (half, most) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!("{name}: {what} p50 {half:.1?}, p99 {most:.1?}");
    most
}

#[tokio::test(flavor = "multi_thread")]
async fn words_reach_other_nodes_soon() {
    let world = World::new(2).await;
    let memo = &world.memos()[0];
    let (here, there) = (&world.nodes[0].address, &world.nodes[1].address);
    let mut leader = memo.open(here, 0, 1).await;
    let mut beside = memo.open(here, 1, 2).await;
    let (same, _) = measure(&mut leader, &mut beside, "one-node").await;
    drop(beside);
    let mut far = memo.open(there, 1, 3).await;
    let (other, _) = measure(&mut leader, &mut far, "two-nodes").await;
    // Faster than asking the database every five seconds could be.
    assert!(same < Duration::from_secs(4) && other < Duration::from_secs(4));
    race(&mut leader, &mut far).await;
}

/// Both type at once: each append of one makes the other read first.
async fn race(leader: &mut MemoClient, far: &mut MemoClient) {
    far.until(|client| client.receipts > 0).await;
    let (before, started) = ((leader.receipts, far.receipts), Instant::now());
    for number in 0..WORDS {
        leader.say(&format!("race-l-{number}")).await;
        far.say(&format!("race-f-{number}")).await;
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    tokio::join!(
        leader.until(|client| client.receipts >= before.0 + WORDS),
        far.until(|client| client.receipts >= before.1 + WORDS),
    );
    println!("both at once: 2 x {WORDS} words acknowledged within {:.1?}", started.elapsed());
    let last = format!("race-f-{}", WORDS - 1);
    leader.until(|client| client.text().contains(&last)).await;
    let last = format!("race-l-{}", WORDS - 1);
    far.until(|client| client.text().contains(&last)).await;
    assert_eq!(leader.text(), far.text());
    assert_eq!((leader.refusals, far.refusals), (0, 0));
}
