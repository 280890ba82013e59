//! Settings and commands as an operator meets them.

use crate::child::{Installation, command, output};
use platform::{db::Engine, on_both, testing::TestHouse};
use std::os::unix::fs::PermissionsExt;

#[test]
fn all_mistakes_are_told_together_and_nothing_starts() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("aizuchi.toml"), "adress = \"x\"\ntls_key = \"k\"\n")
        .unwrap();
    let mut start = command(folder.path(), &["serve"]);
    let (status, said) = output(start.env("AIZUCHI_ORIGIN", "1on1").env("LANG", "ja_JP.UTF-8"));
    assert_eq!(status.code(), Some(78), "{said}");
    for part in ["aizuchi.toml: adress", "address", "AIZUCHI_ORIGIN", "1on1", "秘密鍵"] {
        assert!(said.contains(part), "{part} is missing in\n{said}");
    }
    assert_eq!(said.lines().count(), 4, "{said}");
    assert!(!folder.path().join("data").exists());
}

#[test]
fn a_settings_file_that_is_named_must_be_there() {
    let folder = tempfile::tempdir().unwrap();
    let (status, said) = output(&mut command(folder.path(), &["--config", "none.toml", "migrate"]));
    assert!(!status.success() && said.contains("none.toml"), "{said}");
    std::fs::write(folder.path().join("mine.toml"), "data_dir = \"elsewhere\"\n").unwrap();
    let (status, said) = output(&mut command(folder.path(), &["migrate", "--config", "mine.toml"]));
    assert!(status.success(), "{said}");
    assert!(folder.path().join("elsewhere/aizuchi.db").exists());
}

#[tokio::test]
async fn a_first_start_makes_a_folder_for_its_owner_only() {
    let installation = Installation::new(Engine::Sqlite).await;
    let mut running = installation.serve();
    let mode = |path: &str| {
        let file = std::fs::metadata(installation.data().join(path)).unwrap();
        file.permissions().mode() & 0o777
    };
    assert_eq!((mode(""), mode("keys/master.key")), (0o700, 0o400));
    let (status, said) = output(&mut installation.command(&["serve"]));
    assert!(!status.success() && said.contains("another aizuchi is using"), "{said}");
    assert!(running.terminate().0.success());
}

#[tokio::test]
async fn a_key_of_another_house_is_refused() {
    let installation = Installation::new(Engine::Sqlite).await;
    drop(installation.serve());
    let key = installation.data().join("keys/master.key");
    let right = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    let (status, said) = output(&mut installation.command(&["serve"]));
    assert!(!status.success() && said.contains("master.key"), "{said}");
    assert!(!key.exists(), "a new key took the place of the right one");
    std::fs::write(&key, right).unwrap();
    drop(installation.serve());
}

on_both! {
    async fn the_doctor_sees_what_is_wrong(house: engine_of) {
        let installation = Installation::new(house.engine).await;
        let (status, said) = output(&mut installation.command(&["doctor"]));
        assert!(!status.success(), "an installation that is not there is well:\n{said}");
        drop(installation.serve());
        let (status, said) = output(&mut installation.command(&["doctor", "--thorough"]));
        assert!(status.success(), "{said}");
        let key = installation.data().join("keys/master.key");
        std::fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).unwrap();
        let mail = ("AIZUCHI_SMTP_URL", "smtp://127.0.0.1:1");
        let from = ("AIZUCHI_SMTP_FROM", "Aizuchi <a@b.example>");
        let (status, said) =
            output(installation.command(&["doctor"]).env(mail.0, mail.1).env(from.0, from.1));
        assert!(!status.success(), "{said}");
        let wrong: Vec<_> = said.lines().filter(|line| line.starts_with("[wrong]")).collect();
        assert_eq!(wrong.len(), 2, "{said}");
        assert!(said.contains("chmod 400") && said.contains("mail server cannot"), "{said}");
    }
}

/// `on_both!` hands over a house; only its engine is wanted here.
async fn engine_of(engine: Engine) -> TestHouse {
    crate::house::house(engine).await
}

#[tokio::test]
async fn an_export_holds_no_contents() {
    let installation = Installation::new(Engine::Sqlite).await;
    drop(installation.serve());
    let (status, said) =
        output(&mut installation.command(&["export", "--organization", "zzz", "out"]));
    assert!(!status.success() && said.contains("no organization zzz"), "{said}");
    assert!(!installation.folder.path().join("out").exists());
}
