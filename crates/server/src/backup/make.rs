//! Making a backup beside a serving process.

use super::{
    FORMAT, KEY, MAIN, MEMO, Workplace,
    archive::{self, Entry, Manifest},
    beside, sync_folder,
};
use crate::{Outcome, Trouble, house::Places};
use rusqlite::{Connection, OpenFlags};
use std::{path::Path, time::Duration};

/// Writes a backup of the databases at `places` to `to`. `made_at` is told in the manifest.
///
/// # Errors
/// When there is nothing to back up, when `to` is there already, or when the disk is full; a half
/// made backup is taken away.
pub fn make(places: &Places, to: &Path, with_key: bool, made_at: String) -> Outcome<Manifest> {
    let shown = to.display();
    if to.exists() {
        return Err(Trouble::new(format!("{shown} is there already: choose another name")));
    }
    let failed = |error: std::io::Error| Trouble::new(format!("{shown}: {error}"));
    let workplace = Workplace::make(beside(to, ".snapshot")).map_err(failed)?;
    let folder = workplace.path();
    snapshot(&places.main(), &folder.join(MAIN))?;
    snapshot(&places.memo(), &folder.join(MEMO))?;
    let mut names = vec![MAIN, MEMO];
    if with_key {
        std::fs::copy(places.key(), folder.join(KEY))
            .map_err(Trouble::during("the key file cannot be read"))?;
        names.push(KEY);
    }
    let files = names.into_iter().map(|name| Entry::of(folder, name));
    let files = files.collect::<std::io::Result<Vec<_>>>().map_err(failed)?;
    let version = env!("CARGO_PKG_VERSION").into();
    let manifest = Manifest { format: FORMAT, version, made_at, files };
    place(&manifest, folder, to).map_err(failed)?;
    Ok(manifest)
}

/// The archive appears under its name only when it is whole and on the disk.
fn place(manifest: &Manifest, folder: &Path, to: &Path) -> std::io::Result<()> {
    let partial = beside(to, ".partial");
    let written = archive::write(manifest, folder, &partial)
        .and_then(|()| std::fs::rename(&partial, to))
        .and_then(|()| sync_folder(to.parent().unwrap_or(Path::new("."))));
    if written.is_err() {
        drop(std::fs::remove_file(&partial));
    }
    written
}

/// One consistent copy of a database that others are writing to.
fn snapshot(from: &Path, to: &Path) -> Outcome<()> {
    let shown = from.display();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags(from, flags).and_then(|connection| {
        connection.busy_timeout(Duration::from_secs(30))?;
        connection.execute("VACUUM INTO ?1", [to.to_string_lossy()])
    });
    copy.map(drop).map_err(|error| Trouble::new(format!("{shown} cannot be copied: {error}")))
}
