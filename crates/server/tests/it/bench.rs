//! `aizuchi bench` on a tiny organization: it measures each page and each load of the memo on both
//! databases, and every answer was the one that was asked for, since anything else ends it. No
//! figure is compared with a time.

use crate::child::{Installation, output};
use platform::{db::Engine, testing::TestDatabase};
use serde_json::Value;

const SMALL: [&str; 9] = [
    "bench",
    "pages",
    "--people=200",
    "--one-on-ones=600",
    "--seconds=0.3",
    "--concurrency=4",
    "--json",
    "figures.json",
    "--database",
];
const PAGES: [&str; 8] = [
    "home",
    "pre-check",
    "history list",
    "home, compressed",
    "leader's day",
    "API, pairs",
    "search, one letter",
    "search, a word",
];

async fn measures_every_page(engine: Engine) {
    let installation = Installation::new(Engine::Sqlite).await;
    let (word, server) = match engine {
        Engine::Sqlite => ("sqlite", None),
        Engine::Postgres => ("postgres", Some(TestDatabase::create().await)),
    };
    let mut command = installation.command(&[SMALL.as_slice(), &[word]].concat());
    if let Some(server) = &server {
        command.env("AIZUCHI_BENCH_DATABASE_URL", &server.url);
    }
    let (status, said) = output(&mut command);
    assert!(status.success(), "{said}");
    let figures = std::fs::read(installation.folder.path().join("figures.json")).unwrap();
    let figures: Value = serde_json::from_slice(&figures).unwrap();
    let measured = &figures["databases"][0];
    assert_eq!(measured["database"], word);
    let pages = measured["pages"].as_array().unwrap();
    let names: Vec<_> = pages.iter().map(|page| page["page"].as_str().unwrap()).collect();
    assert_eq!(names, PAGES);
    for page in pages {
        assert!(said.contains(page["page"].as_str().unwrap()), "{said}");
        for figure in [&page["alone"], &page["beside"]["page"], &page["beside"]["commits"]] {
            assert!(figure["per_second"].as_f64().unwrap() > 0.0, "{page}");
        }
    }
    assert!(measured["writes"]["per_second"].as_f64().unwrap() > 0.0);
    assert_eq!(measured["growth"].as_array().unwrap().len(), 3);
    let left: Vec<_> = std::fs::read_dir(installation.data().join("bench")).unwrap().collect();
    assert_eq!(left.len(), 2, "two sizes are kept, their copies are gone: {left:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_measured_on_sqlite() {
    measures_every_page(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_measured_on_postgres() {
    measures_every_page(Engine::Postgres).await;
}

async fn measures_the_memo(engine: Engine) {
    let installation = Installation::new(Engine::Sqlite).await;
    let (word, server) = match engine {
        Engine::Sqlite => ("sqlite", None),
        Engine::Postgres => ("postgres", Some(TestDatabase::create().await)),
    };
    let words = ["bench", "memo", "--quick", "--json", "figures.json", "--report", "memo.md"];
    let mut command = installation.command(&[words.as_slice(), &["--database", word]].concat());
    if let Some(server) = &server {
        command.env("AIZUCHI_BENCH_DATABASE_URL", &server.url);
    }
    let (status, said) = output(&mut command);
    assert!(status.success(), "{said}");
    let read = |file| std::fs::read(installation.folder.path().join(file)).unwrap();
    let written = String::from_utf8(read("memo.md")).unwrap();
    assert!(said.contains(&written) && written.contains("### Aims"), "{said}");
    let figures: Value = serde_json::from_slice(&read("figures.json")).unwrap();
    let servers = figures["servers"].as_array().unwrap();
    assert_eq!(servers.len(), if engine == Engine::Sqlite { 2 } else { 1 });
    for server in servers {
        for load in server["loads"].as_array().unwrap() {
            let round = &load["rounds"][0];
            assert!(round["delivered"].as_f64().unwrap() > 0.0, "{load}");
            assert_eq!((&round["missing"], &round["closed"]), (&0.into(), &0.into()), "{load}");
        }
        assert_eq!(server["churn_mb"].as_array().unwrap().len(), 11);
    }
    let kill = &servers[0]["kills"][0];
    assert!(kill["acknowledged"].as_u64().unwrap() > 0, "{kill}");
    assert_eq!(kill["lost"], 0, "{kill}");
    let left: Vec<_> = std::fs::read_dir(installation.data().join("bench")).unwrap().collect();
    assert_eq!(left.len(), 1, "the filled database is kept, its copy is gone: {left:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_memo_is_measured_on_sqlite() {
    measures_the_memo(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_memo_is_measured_on_postgres() {
    measures_the_memo(Engine::Postgres).await;
}
