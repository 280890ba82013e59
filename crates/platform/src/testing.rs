//! The house for tests: the same wiring on SQLite and on PostgreSQL, with a clock that the test
//! moves, seeded randomness and mails in memory.
//!
//! `on_both!(async fn name(house) { … })` makes `name::sqlite` and `name::postgres`, so a missing
//! half shows in the count. PostgreSQL comes from `TEST_DATABASE_URL`; without it the test fails
//! and says so: nothing is skipped silently. [`Browser`] asks the routes as people and programs do.

mod browser;

pub use browser::{Answer, Browser};

use crate::{
    access::{Authenticator, Viewer},
    app::{App, House, Parts, Stop},
    db::{Db, Engine, Migration, Postgres, Sqlite, migrate},
    i18n::{Catalogue, TextFile},
    jobs::JobRegistry,
    render::{Assets, Menu},
    vault::Vault,
    world::{ManualClock, MemoryMailer, SeededRandom, World},
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// What a test house is made of; the server crate has the real list.
pub struct Plan {
    pub migrations: Vec<Migration>,
    pub memo_migrations: Vec<Migration>,
    pub texts: Vec<&'static [TextFile]>,
    pub authenticator: Arc<dyn Authenticator>,
    pub menu: fn(&Viewer) -> Menu,
    pub jobs: JobRegistry,
    pub parts: Parts,
}

/// A house with the handles that a test needs. The database goes when this is dropped.
pub struct TestHouse {
    pub app: App,
    pub clock: Arc<ManualClock>,
    pub mails: Arc<MemoryMailer>,
    pub engine: Engine,
    _folder: tempfile::TempDir,
    _database: Option<TestDatabase>,
}

static NUMBER: AtomicU64 = AtomicU64::new(1);

impl TestHouse {
    /// Builds a house. The clock starts on Monday, 2026-11-23 at 09:00 in Tokyo.
    pub async fn build(engine: Engine, plan: Plan) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (db, memo_db, database) = databases(engine, &plan, folder.path()).await;
        let clock = Arc::new(ManualClock::at("2026-11-23T00:00:00Z".parse().expect("a date")));
        let random = Arc::new(SeededRandom::new(NUMBER.fetch_add(1, Ordering::Relaxed)));
        let mails = Arc::new(MemoryMailer::default());
        let world = World::new(clock.clone(), random.clone(), mails.clone());
        let app = App::new(House {
            db,
            memo_db,
            world,
            vault: Vault::new([3; 32], random),
            catalogue: Arc::new(Catalogue::load(&plan.texts).expect("valid texts")),
            assets: Assets::load().expect("web assets"),
            authenticator: plan.authenticator,
            menu: plan.menu,
            jobs: plan.jobs,
            origin: "http://aizuchi.test".into(),
            parts: plan.parts,
            bus: crate::bus::Bus::alone(),
            stop: Stop::default(),
        });
        Self { app, clock, mails, engine, _folder: folder, _database: database }
    }
}

async fn databases(
    engine: Engine,
    plan: &Plan,
    folder: &std::path::Path,
) -> (Db, Db, Option<TestDatabase>) {
    match engine {
        Engine::Sqlite => {
            let db = Db::Sqlite(Sqlite::open(&folder.join("aizuchi.db")).expect("a database"));
            let memo = Db::Sqlite(Sqlite::open(&folder.join("memo.db")).expect("a database"));
            migrate(&db, None, &plan.migrations).await.expect("migrations");
            migrate(&memo, None, &plan.memo_migrations).await.expect("memo migrations");
            (db, memo, None)
        }
        Engine::Postgres => {
            let database = TestDatabase::create().await;
            let db = Db::Postgres(Postgres::open(&database.url, 6).expect("an address"));
            let both: Vec<_> =
                plan.migrations.iter().chain(&plan.memo_migrations).copied().collect();
            migrate(&db, Some(&database.url), &both).await.expect("migrations");
            (db.clone(), db, Some(database))
        }
    }
}

/// A database of one test on the server of `TEST_DATABASE_URL`.
pub struct TestDatabase {
    pub url: String,
    name: String,
}

impl TestDatabase {
    /// # Panics
    /// When `TEST_DATABASE_URL` is not set or not reachable: `cargo xtask test` sets it.
    pub async fn create() -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("aizuchi_test_{}_{number}", std::process::id());
        let mut config: tokio_postgres::Config = server_url().parse().expect("TEST_DATABASE_URL");
        run_on_server(&format!("CREATE DATABASE {name}")).await;
        config.dbname(&name);
        let url = with_database(&server_url(), &name);
        Self { url, name }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // A leftover only costs space: the whole test cluster goes at the end of the run.
        let drop_it = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime {
                runtime.block_on(run_on_server(&drop_it));
            }
        });
        drop(thread.join());
    }
}

#[expect(clippy::disallowed_methods, reason = "tests learn their server from the environment")]
fn server_url() -> String {
    std::env::var("TEST_DATABASE_URL").expect(
        "TEST_DATABASE_URL is not set: run the tests with `cargo xtask test`, which starts PostgreSQL",
    )
}

async fn run_on_server(statement: &str) {
    let (client, link) = tokio_postgres::connect(&server_url(), tokio_postgres::NoTls)
        .await
        .expect("PostgreSQL of TEST_DATABASE_URL");
    let link = tokio::spawn(link);
    client.batch_execute(statement).await.expect("the statement for a test database");
    drop(client);
    drop(link.await);
}

fn with_database(url: &str, name: &str) -> String {
    let (address, options) = url.split_once('?').unwrap_or((url, ""));
    let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
    if options.is_empty() {
        format!("{server}/{name}")
    } else {
        format!("{server}/{name}?{options}")
    }
}

/// Runs one test on both engines.
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($house:ident: $build:path) $body:block) => {
        mod $name {
            use super::*;
            async fn check($house: $crate::testing::TestHouse) $body
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                check($build($crate::db::Engine::Sqlite).await).await
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                check($build($crate::db::Engine::Postgres).await).await
            }
        }
    };
}
