//! Backups of the embedded databases: made while serving, checked before they replace anything.
//!
//! One file, in the tar format, holding `manifest.json`, `aizuchi.db`, `memo.db` and, only when
//! asked for, `master.key`. Invariants. (1) Each database in it is one consistent snapshot; the
//! memo log is taken second, so it may know a little more than the rest, never less. (2) Nothing is
//! replaced before every checksum, every page and the key were compared. (3) A restore that was
//! interrupted is noticed at the next start.

mod archive;
mod make;
mod postgres;
mod restore;

pub use archive::{Entry, Manifest};
pub use make::make;
pub use postgres::dump_postgres;
pub use restore::{Restored, integrity, restore};

use std::path::{Path, PathBuf};

/// The format of archives; an older binary refuses a newer one.
pub const FORMAT: u32 = 1;

const MANIFEST: &str = "manifest.json";
const MAIN: &str = "aizuchi.db";
const MEMO: &str = "memo.db";
const KEY: &str = "master.key";

/// A folder for work in progress, gone when this is dropped.
struct Workplace(PathBuf);

impl Workplace {
    /// Makes it, empty, for this account only.
    fn make(path: PathBuf) -> std::io::Result<Self> {
        if path.exists() {
            std::fs::remove_dir_all(&path)?;
        }
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self(path))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "{} is left over", self.0.display());
        }
    }
}

/// `file` with another word behind its name.
fn beside(file: &Path, word: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(word);
    name.into()
}

/// An empty file for this account only.
fn private_file(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes names in a folder durable: a renamed file is safe only when its folder is.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    std::fs::File::open(folder)?.sync_all()
}
