//! kill -9 of the serving binary while people send forms: whoever got an answer finds their thing.
//!
//! As in `kill`, `AIZUCHI_KILLS` says how often.

use crate::{
    kill::{config_of, kills, open},
    visitor::{Demo, Visitor},
};
use platform::{OrganizationId, db::Engine, params, sql};
use rand::{RngExt, SeedableRng};
use server::{backup, config::Config};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

const WRITERS: usize = 4;

/// Makes tokens until nobody answers any more; returns the names that were acknowledged.
fn write(
    visitor: Visitor,
    address: String,
    number: Arc<AtomicU64>,
    answered: Arc<AtomicU64>,
) -> JoinHandle<Vec<String>> {
    std::thread::spawn(move || {
        let mut names = Vec::new();
        loop {
            let name = format!("kill-{}", number.fetch_add(1, Ordering::Relaxed));
            match visitor.make_token(&address, &name) {
                Some(answer) if answer.status == 200 => names.push(name),
                Some(answer) => panic!("{}\n{}", answer.head, answer.body),
                None => return names,
            }
            answered.fetch_add(1, Ordering::Release);
        }
    })
}

/// The names of all tokens in the database.
async fn tokens(config: &Config) -> BTreeSet<String> {
    let app = open(config).await;
    // Access tokens lie in a global table; the test looks at all of them.
    let mut tx = app.system_reads(OrganizationId(0), "test");
    let all = sql!("SELECT name FROM access_tokens");
    tx.all(all, params![], |row| Ok(row.get(0)?)).await.unwrap().into_iter().collect()
}

async fn nothing_is_lost(engine: Engine) {
    let demo = Demo::fill(engine, 2).await;
    let config = config_of(&demo.data(), demo.installation.database.as_ref());
    let mut random = rand::rngs::ChaCha20Rng::seed_from_u64(7);
    let number = Arc::new(AtomicU64::new(0));
    let mut acknowledged = Vec::new();
    for kill in 0..kills() {
        let mut running = demo.serve();
        let answered = Arc::new(AtomicU64::new(0));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let visitor = demo.visitors[writer % demo.visitors.len()].clone();
                write(visitor, running.address.clone(), number.clone(), answered.clone())
            })
            .collect();
        while answered.load(Ordering::Acquire) == 0 {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(random.random_range(0..80_000)));
        running.child.kill().unwrap();
        running.child.wait().unwrap();
        acknowledged.extend(writers.into_iter().flat_map(|writer| writer.join().unwrap()));
        let there = tokens(&config).await;
        let lost: Vec<_> = acknowledged.iter().filter(|name| !there.contains(*name)).collect();
        assert!(lost.is_empty(), "after {} kills: {lost:?}", kill + 1);
    }
    if engine == Engine::Sqlite {
        backup::integrity(&demo.data().join("aizuchi.db")).unwrap();
    }
    println!("{} kills, {} forms acknowledged, none lost", kills(), acknowledged.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_form_is_lost_on_sqlite() {
    nothing_is_lost(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_form_is_lost_on_postgres() {
    nothing_is_lost(Engine::Postgres).await;
}
