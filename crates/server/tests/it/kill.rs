//! kill -9 at any moment: whatever was acknowledged is there afterwards.
//!
//! The child is the same test once more, started with `CHILD`: it opens the house with the real
//! wiring and lets several tasks write into the main database and the memo log, printing each id
//! after its commit returned. The parent kills it, opens the databases anew and compares.
//! `AIZUCHI_KILLS` says how often (20; CI: 200).

use crate::child::Installation;
use platform::{
    OrganizationId, Result,
    access::{Mode, Tx, Writes},
    app::App,
    db::Engine,
    params, sql,
    testing::TestDatabase,
};
use rand::{RngExt, SeedableRng};
use server::{
    backup,
    config::{Config, Sources},
    house::{self, Databases, Places},
};
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

const US: OrganizationId = OrganizationId(1);
/// Set for the child, which writes instead of looking.
const CHILD: &str = "KILL_CHILD";
const TASKS: i64 = 4;

pub fn config(installation: &Installation) -> Config {
    config_of(&installation.data(), installation.database.as_ref())
}

pub fn config_of(data: &Path, database: Option<&TestDatabase>) -> Config {
    let mut environment = vec![("AIZUCHI_DATA_DIR".to_owned(), data.display().to_string())];
    if let Some(database) = database {
        environment.push(("DATABASE_URL".into(), database.url.clone()));
    }
    Config::read(&Sources { file: None, environment }).unwrap()
}

pub async fn open(config: &Config) -> App {
    std::fs::create_dir_all(&config.data_dir).unwrap();
    let databases = Databases::open(config).unwrap();
    databases.migrate().await.unwrap();
    house::build(config, &databases, "http://aizuchi.test".into()).await.unwrap()
}

/// One row in the main database.
pub async fn write_main(mut tx: Tx<Writes>, id: i64) -> Result<()> {
    tx.execute(
        sql!(
            "INSERT INTO departments (organization_id, id, parent_id, name, since, until)
             VALUES ($1, $2, NULL, $3, '2026-04-01', NULL)"
        ),
        params![US, id, "部".repeat(50)],
    )
    .await?;
    tx.commit().await
}

/// One update in the memo log.
pub async fn write_memo(mut tx: Tx<Writes>, id: i64) -> Result<()> {
    let now = tx.now();
    tx.execute(
        sql!(
            "INSERT INTO memo_log (organization_id, memo_id, seq, actor_id, at, bytes)
             VALUES ($1, 1, $2, 1, $3, $4)"
        ),
        params![US, id, now, vec![7_u8; 120]],
    )
    .await?;
    tx.commit().await
}

pub async fn ids_main<M: Mode>(mut tx: Tx<M>) -> Vec<i64> {
    let all = sql!("SELECT id FROM departments WHERE organization_id = $1 ORDER BY id");
    tx.all(all, params![US], |row| Ok(row.get(0)?)).await.unwrap()
}

pub async fn ids_memo<M: Mode>(mut tx: Tx<M>) -> Vec<i64> {
    let all = sql!("SELECT seq FROM memo_log WHERE organization_id = $1 ORDER BY seq");
    tx.all(all, params![US], |row| Ok(row.get(0)?)).await.unwrap()
}

#[expect(clippy::disallowed_methods, reason = "tests learn their switches from the environment")]
fn told(name: &str) -> Option<String> {
    std::env::vars_os().find(|(key, _)| key == name)?.1.into_string().ok()
}

/// How often to kill.
pub fn kills() -> u64 {
    told("AIZUCHI_KILLS").map_or(20, |kills| kills.parse().unwrap())
}

/// The child: writes until it is killed.
async fn write_until_killed() {
    let data = told("AIZUCHI_DATA_DIR").expect("the parent says where to write");
    let mut environment = vec![("AIZUCHI_DATA_DIR".to_owned(), data)];
    environment.extend(told("DATABASE_URL").map(|url| ("DATABASE_URL".to_owned(), url)));
    let config = Config::read(&Sources { file: None, environment }).unwrap();
    let app = open(&config).await;
    let tasks = (0..TASKS).map(|task| tokio::spawn(write_and_tell(app.clone(), task)));
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
}

async fn write_and_tell(app: App, task: i64) {
    loop {
        let id = app.world().new_id();
        let (written, kind) = match task % 2 {
            0 => (write_main(app.system(US, "test"), id).await, "main"),
            _ => (write_memo(app.memo_log(US, "test"), id).await, "memo"),
        };
        written.unwrap();
        // One system call a line, so that lines of different tasks do not mix.
        let line = format!("ACK {kind} {id}\n");
        std::io::stdout().write_all(line.as_bytes()).unwrap();
    }
}

/// Runs the child, kills it after a random time, and returns what it acknowledged.
fn run_and_kill(installation: &Installation, random: &mut impl RngExt) -> Vec<(String, i64)> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let name = match installation.database {
        None => "kill::nothing_acknowledged_is_lost_on_sqlite",
        Some(_) => "kill::nothing_acknowledged_is_lost_on_postgres",
    };
    command.args(["--exact", name, "--nocapture", "--test-threads=1"]);
    command.env(CHILD, "1").env("AIZUCHI_DATA_DIR", installation.data());
    if let Some(database) = &installation.database {
        command.env("DATABASE_URL", &database.url);
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let parse = |line: String| {
        let words: Vec<&str> = line.split(' ').collect();
        let at = words.iter().position(|word| *word == "ACK")?;
        Some((words.get(at + 1)?.to_string(), words.get(at + 2)?.parse().ok()?))
    };
    // The first acknowledgement says that it is writing.
    let first = lines.by_ref().find_map(|line| parse(line.unwrap()));
    let rest = std::thread::spawn(move || {
        // A line that the kill cut off was never told whole.
        lines.map_while(|line| line.ok()).filter_map(parse).collect::<Vec<_>>()
    });
    std::thread::sleep(Duration::from_micros(random.random_range(0..60_000)));
    child.kill().unwrap();
    child.wait().unwrap();
    first.into_iter().chain(rest.join().unwrap()).collect()
}

async fn nothing_is_lost(engine: Engine) {
    if told(CHILD).is_some() {
        return write_until_killed().await;
    }
    let installation = Installation::new(engine).await;
    let kills = kills();
    let mut random = rand::rngs::ChaCha20Rng::seed_from_u64(20_261_123);
    let config = config(&installation);
    let (mut main, mut memo) = (Vec::new(), Vec::new());
    for kill in 0..kills {
        for (kind, id) in run_and_kill(&installation, &mut random) {
            if kind == "main" { main.push(id) } else { memo.push(id) }
        }
        let app = open(&config).await;
        let there = ids_main(app.system_reads(US, "test")).await;
        let lost = main.iter().filter(|id| there.binary_search(id).is_err()).count();
        assert_eq!(lost, 0, "of {} after {} kills", main.len(), kill + 1);
        let there = ids_memo(app.memo_log_reads(US, "test")).await;
        let lost = memo.iter().filter(|id| there.binary_search(id).is_err()).count();
        assert_eq!(lost, 0, "memo updates of {} after {} kills", memo.len(), kill + 1);
    }
    assert!(
        main.len() as u64 >= kills && memo.len() as u64 >= kills / 2,
        "hardly anything written"
    );
    if engine == Engine::Sqlite {
        let places = Places::of(&config);
        backup::integrity(&places.main()).unwrap();
        backup::integrity(&places.memo()).unwrap();
    }
    println!("{kills} kills, {} + {} acknowledged, none lost", main.len(), memo.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    nothing_is_lost(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_on_postgres() {
    nothing_is_lost(Engine::Postgres).await;
}
