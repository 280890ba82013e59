//! Backups made while others write, and restores that look before they replace.

use crate::{
    child::{Installation, output},
    kill::{config, ids_main, ids_memo, open, write_main, write_memo},
};
use platform::{OrganizationId, app::App, db::Engine};
use server::{backup, house::Places};
use std::{
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

const US: OrganizationId = OrganizationId(1);
const BACKUPS: usize = 50;

/// Writes 1, 2, 3, … into both databases until told to stop; says how far it has come.
struct Writer {
    main: Arc<AtomicI64>,
    memo: Arc<AtomicI64>,
    enough: Arc<AtomicBool>,
    tasks: [tokio::task::JoinHandle<()>; 2],
}

impl Writer {
    fn start(app: &App) -> Self {
        let (main, memo) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicI64::new(0)));
        let enough = Arc::new(AtomicBool::new(false));
        let (app1, done1, enough1) = (app.clone(), main.clone(), enough.clone());
        let (app2, done2, enough2) = (app.clone(), memo.clone(), enough.clone());
        let first = tokio::spawn(async move {
            for id in (1..).take_while(|_| !enough1.load(Ordering::Relaxed)) {
                write_main(app1.system(US, "test"), id).await.unwrap();
                done1.store(id, Ordering::Release);
            }
        });
        let second = tokio::spawn(async move {
            for id in (1..).take_while(|_| !enough2.load(Ordering::Relaxed)) {
                write_memo(app2.memo_log(US, "test"), id).await.unwrap();
                done2.store(id, Ordering::Release);
            }
        });
        Self { main, memo, enough, tasks: [first, second] }
    }

    fn done(&self) -> (i64, i64) {
        (self.main.load(Ordering::Acquire), self.memo.load(Ordering::Acquire))
    }

    async fn stop(self) {
        self.enough.store(true, Ordering::Relaxed);
        for task in self.tasks {
            task.await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_backup_under_load_restores_to_what_was_acknowledged() {
    let installation = Installation::new(Engine::Sqlite).await;
    let config = config(&installation);
    let writer = Writer::start(&open(&config).await);
    for number in 0..BACKUPS {
        let (main, memo) = writer.done();
        let file = installation.folder.path().join(format!("{number}.tar"));
        let (places, to) = (Places::of(&config), file.clone());
        let made = move || backup::make(&places, &to, true, "now".into());
        tokio::task::spawn_blocking(made).await.unwrap().unwrap();
        restores_to(&file, main, memo).await;
        std::fs::remove_file(&file).unwrap();
    }
    let (main, memo) = writer.done();
    assert!(main > BACKUPS as i64 && memo > BACKUPS as i64, "{main} and {memo} writes only");
    writer.stop().await;
}

/// The restored ids are 1, 2, 3, … without a hole, and none that was acknowledged before the backup
/// began is missing.
async fn restores_to(file: &Path, main: i64, memo: i64) {
    let fresh = Installation::new(Engine::Sqlite).await;
    let fresh_config = config(&fresh);
    std::fs::create_dir(&fresh_config.data_dir).unwrap();
    let restored = backup::restore(&Places::of(&fresh_config), file, false, "now").unwrap();
    assert!(restored.key && restored.former.is_none());
    let app = open(&fresh_config).await;
    let (there_main, there_memo) =
        (ids_main(app.system(US, "test")).await, ids_memo(app.memo_log(US, "test")).await);
    for (there, least) in [(there_main, main), (there_memo, memo)] {
        let expected: Vec<i64> = (1..=there.len() as i64).collect();
        assert_eq!(there, expected);
        assert!(there.len() as i64 >= least, "{} of {least}", there.len());
    }
}

/// An installation with ten rows, and a backup of it.
async fn backed_up(words: &[&str]) -> (Installation, PathBuf) {
    let installation = Installation::new(Engine::Sqlite).await;
    let app = open(&config(&installation)).await;
    for id in 1..=10 {
        write_main(app.system(US, "test"), id).await.unwrap();
    }
    close(app, &installation).await;
    let file = installation.folder.path().join("backup.tar");
    let words = [&["backup"], words, &[file.to_str().unwrap()]].concat();
    let (status, said) = output(&mut installation.command(&words));
    assert!(status.success(), "{said}");
    (installation, file)
}

/// Ends a house of this process: its last connection folds the write-ahead logs away.
async fn close(app: App, installation: &Installation) {
    drop(app);
    let logs = ["aizuchi.db-wal", "memo.db-wal"].map(|name| installation.data().join(name));
    while logs.iter().any(|log| log.exists()) {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

/// All files below a folder, with the checksums of their contents.
fn contents(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else if !path.ends_with("lock") {
            let mut hash = std::hash::DefaultHasher::new();
            std::fs::read(&path).unwrap().hash(&mut hash);
            found.push((path, hash.finish()));
        }
    }
    found.sort();
    found
}

fn restore(to: &Installation, file: &Path, more: &[&str]) -> (bool, String) {
    let words = [&["restore", file.to_str().unwrap()], more].concat();
    let (status, said) = output(&mut to.command(&words));
    (status.success(), said)
}

#[tokio::test]
async fn a_damaged_backup_replaces_nothing() {
    let (installation, file) = backed_up(&["--with-key"]).await;
    let whole = std::fs::read(&file).unwrap();
    let before = contents(&installation.data());
    let broken = installation.folder.path().join("broken.tar");
    let places = [600, whole.len() / 2, whole.len() / 3 * 2, whole.len() - 2000];
    for place in places {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x20;
        std::fs::write(&broken, bytes).unwrap();
        let (done, said) = restore(&installation, &broken, &["--force"]);
        assert!(!done, "byte {place} was changed, yet: {said}");
        assert_eq!(contents(&installation.data()), before, "byte {place}");
    }
    for length in [0, 100, 5_000, whole.len() - 40_000] {
        std::fs::write(&broken, &whole[..length]).unwrap();
        let (done, said) = restore(&installation, &broken, &["--force"]);
        assert!(!done, "cut at {length}, yet: {said}");
        assert_eq!(contents(&installation.data()), before, "cut at {length}");
    }
}

#[tokio::test]
async fn what_is_there_is_moved_aside_and_never_overwritten_unasked() {
    let (installation, file) = backed_up(&[]).await;
    let app = open(&config(&installation)).await;
    write_main(app.system(US, "test"), 11).await.unwrap();
    close(app, &installation).await;
    let (done, said) = restore(&installation, &file, &[]);
    assert!(!done && said.contains("--force"), "{said}");
    let (done, said) = restore(&installation, &file, &["--force"]);
    assert!(done, "{said}");
    let app = open(&config(&installation)).await;
    assert_eq!(ids_main(app.system(US, "test")).await.len(), 10);
    let former = said.lines().find(|line| line.contains("replaced-")).expect(&said);
    let folder = former.split(' ').find(|word| word.contains("replaced-")).unwrap();
    assert!(Path::new(folder).join("aizuchi.db").exists(), "{folder}");
}

#[tokio::test]
async fn a_backup_and_another_house_s_key_do_not_meet() {
    let (_here, file) = backed_up(&[]).await;
    let (other, _) = backed_up(&[]).await;
    let before = contents(&other.data());
    let (done, said) = restore(&other, &file, &["--force"]);
    assert!(!done && said.contains("sealed with another key"), "{said}");
    assert_eq!(contents(&other.data()), before);
}

#[tokio::test]
async fn without_the_key_file_nothing_starts_and_a_restore_says_so() {
    let (here, file) = backed_up(&[]).await;
    assert!(!contains(&file, &std::fs::read(here.data().join("keys/master.key")).unwrap()));
    let fresh = Installation::new(Engine::Sqlite).await;
    let (done, said) = restore(&fresh, &file, &[]);
    assert!(done && said.contains("master.key"), "{said}");
    let (status, said) = output(&mut fresh.command(&["serve"]));
    assert!(!status.success() && said.contains("master.key"), "{said}");
    let key = std::fs::read(here.data().join("keys/master.key")).unwrap();
    std::fs::create_dir_all(fresh.data().join("keys")).unwrap();
    std::fs::write(fresh.data().join("keys/master.key"), key).unwrap();
    drop(fresh.serve());
}

fn contains(file: &Path, part: &[u8]) -> bool {
    std::fs::read(file).unwrap().windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn an_interrupted_restore_is_noticed_and_can_be_repeated() {
    let (installation, file) = backed_up(&[]).await;
    let data = installation.data();
    std::fs::write(data.join("restoring"), "").unwrap();
    std::fs::remove_file(data.join("aizuchi.db")).unwrap();
    let (status, said) = output(&mut installation.command(&["serve"]));
    assert!(!status.success() && said.contains("interrupted"), "{said}");
    let (done, said) = restore(&installation, &file, &[]);
    assert!(done, "{said}");
    drop(installation.serve());
}

#[tokio::test]
async fn while_somebody_serves_nothing_is_restored_and_a_backup_works() {
    let (installation, file) = backed_up(&[]).await;
    let running = installation.serve();
    let (done, said) = restore(&installation, &file, &["--force"]);
    assert!(!done && said.contains("another aizuchi"), "{said}");
    let second = installation.folder.path().join("second.tar");
    let (status, said) = output(&mut installation.command(&["backup", second.to_str().unwrap()]));
    assert!(status.success() && second.exists(), "{said}");
    let (status, said) = output(&mut installation.command(&["backup", second.to_str().unwrap()]));
    assert!(!status.success() && said.contains("is there already"), "{said}");
    drop(running);
}

#[tokio::test]
async fn postgres_is_backed_up_by_its_own_tool() {
    let installation = Installation::new(Engine::Postgres).await;
    drop(installation.serve());
    let file = installation.folder.path().join("backup.dump");
    let words = ["backup", file.to_str().unwrap()];
    let mut without = installation.command(&words);
    let (status, said) = output(without.env("PATH", installation.folder.path()));
    assert!(!status.success() && said.contains("pg_dump"), "{said}");
    assert!(!file.exists());
}
