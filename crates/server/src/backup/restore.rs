//! Putting a backup in the place of what is there, after looking at every byte of it.

use super::{
    KEY, MAIN, MEMO, Workplace,
    archive::{self, Manifest},
    sync_folder,
};
use crate::{
    Outcome, Trouble,
    house::Places,
    key_check::{self, KeyCheck},
    wiring,
};
use platform::{vault::Vault, world::SystemRandom};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// What was done.
#[derive(Debug)]
pub struct Restored {
    pub manifest: Manifest,
    /// Where the former files lie now, if there were any.
    pub former: Option<PathBuf>,
    /// Is the key that opens the texts in its place?
    pub key: bool,
}

/// Replaces the databases at `places`, which nobody may be using. `stamp` names the folder into
/// which former files go.
///
/// # Errors
/// When the archive is damaged, newer than this program, or sealed with another key than the one
/// in place; when there is something to overwrite and `force` was not given. Nothing has changed
/// then.
pub fn restore(places: &Places, archive: &Path, force: bool, stamp: &str) -> Outcome<Restored> {
    let former: Vec<PathBuf> = files(places).into_iter().filter(|path| path.exists()).collect();
    let interrupted = places.restoring().exists();
    if !former.is_empty() && !force && !interrupted {
        return Err(Trouble::new(format!(
            "{} holds an installation already: add --force to move it aside, or choose another \
             AIZUCHI_DATA_DIR",
            places.folder.display()
        )));
    }
    let failed =
        |error: std::io::Error| Trouble::new(format!("{}: {error}", places.folder.display()));
    let workplace = Workplace::make(places.folder.join("restore.new")).map_err(failed)?;
    let manifest = archive::unpack(archive, &[MAIN, MEMO, KEY], workplace.path())?;
    for name in [MAIN, MEMO] {
        inspect(&workplace.path().join(name), name)?;
    }
    let key = fitting_key(places, workplace.path(), force)?;
    let aside = places.folder.join(format!("replaced-{stamp}"));
    std::fs::write(places.restoring(), b"").map_err(failed)?;
    let former = move_aside(&former, &aside).map_err(failed)?.then_some(aside);
    move_in(places, workplace.path()).map_err(failed)?;
    std::fs::remove_file(places.restoring()).map_err(failed)?;
    sync_folder(&places.folder).map_err(failed)?;
    Ok(Restored { manifest, former, key })
}

/// Every file that belongs to the databases.
fn files(places: &Places) -> Vec<PathBuf> {
    let suffixes = ["", "-wal", "-shm"];
    let of = |path: PathBuf| suffixes.map(|suffix| super::beside(&path, suffix));
    [of(places.main()), of(places.memo())].concat()
}

/// Reads every page and every index of a database file.
///
/// # Errors
/// When it cannot be read, or is damaged.
pub fn integrity(path: &Path) -> Outcome<()> {
    let shown = path.display();
    let verdict = open(path).and_then(|connection| {
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))
    });
    match verdict.as_deref() {
        Ok("ok") => Ok(()),
        Ok(damage) => Err(Trouble::new(format!("{shown} is damaged: {damage}"))),
        Err(error) => Err(Trouble::new(format!("{shown} cannot be read: {error}"))),
    }
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Looks at every page and at the ledger of a database that was unpacked.
fn inspect(path: &Path, name: &str) -> Outcome<()> {
    integrity(path)?;
    let wrong = |error: rusqlite::Error| Trouble::new(format!("{name} in the backup: {error}"));
    let connection = open(path).map_err(wrong)?;
    let mut statement = connection.prepare("SELECT id FROM schema_migrations").map_err(wrong)?;
    let ran = statement.query_map([], |row| row.get::<_, String>(0)).map_err(wrong)?;
    let ran = ran.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
    let known: Vec<_> =
        wiring::migrations().into_iter().chain(wiring::memo_migrations()).map(|m| m.id).collect();
    match ran.iter().find(|id| !known.contains(&id.as_str())) {
        None => Ok(()),
        Some(newer) => Err(Trouble::new(format!(
            "the backup was made by a newer version of Aizuchi ({newer} is not known here)"
        ))),
    }
}

/// Chooses the key that will be in place, and compares it with the database. `Ok(false)`: there is
/// none, neither in the archive nor here.
fn fitting_key(places: &Places, unpacked: &Path, force: bool) -> Outcome<bool> {
    let (packed, placed) = (unpacked.join(KEY), places.key());
    let replaces = packed.exists()
        && placed.exists()
        && std::fs::read(&packed).ok() != std::fs::read(&placed).ok();
    if replaces && !force {
        return Err(Trouble::new(
            "the backup holds another key than the one in place: add --force to move that aside",
        ));
    }
    let key = if packed.exists() { packed } else { placed };
    if !key.exists() {
        return Ok(false);
    }
    let vault = Vault::open_file(&key, Arc::new(SystemRandom))
        .map_err(Trouble::during("the key file cannot be read"))?;
    let sealed = sealed_text(&unpacked.join(MAIN))
        .map_err(|error| Trouble::new(format!("{MAIN} in the backup: {error}")))?;
    match key_check::compare(&vault, sealed.as_deref()) {
        KeyCheck::Right | KeyCheck::New => Ok(true),
        KeyCheck::Wrong => Err(Trouble::new(
            "the backup was sealed with another key: put the master.key of that time into the \
             folder keys of the data folder first",
        )),
    }
}

fn sealed_text(path: &Path) -> rusqlite::Result<Option<String>> {
    let connection = open(path)?;
    let value = "SELECT value FROM settings WHERE name = ?1";
    connection.query_row(value, [key_check::NAME], |row| row.get(0)).optional()
}

fn move_aside(former: &[PathBuf], aside: &Path) -> std::io::Result<bool> {
    if former.is_empty() {
        return Ok(false);
    }
    std::fs::create_dir_all(aside)?;
    for path in former {
        std::fs::rename(path, aside.join(path.file_name().unwrap_or_default()))?;
    }
    sync_folder(aside)?;
    Ok(true)
}

fn move_in(places: &Places, unpacked: &Path) -> std::io::Result<()> {
    let packed = unpacked.join(KEY);
    if packed.exists() {
        place_key(&packed, &places.key())?;
    }
    // The memo log first: a folder with the main database is a folder that is whole.
    std::fs::rename(unpacked.join(MEMO), places.memo())?;
    std::fs::rename(unpacked.join(MAIN), places.main())?;
    sync_folder(&places.folder)
}

fn place_key(packed: &Path, key: &Path) -> std::io::Result<()> {
    if key.exists() {
        if std::fs::read(packed)? == std::fs::read(key)? {
            return Ok(());
        }
        std::fs::rename(key, super::beside(key, ".replaced"))?;
    }
    let folder = key.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    std::fs::rename(packed, key)?;
    #[cfg(unix)]
    std::fs::set_permissions(key, std::os::unix::fs::PermissionsExt::from_mode(0o400))?;
    sync_folder(folder)
}
