//! `aizuchi backup FILE`.

use super::{Words, say};
use crate::{
    Outcome, Trouble, backup,
    config::{Config, Database},
    house::Places,
};
use jiff::Timestamp;
use std::path::Path;

pub(super) async fn run(
    config: &Config,
    words: &Words,
    to: &Path,
    with_key: bool,
    now: Timestamp,
) -> Outcome<()> {
    match &config.database {
        Database::Embedded => {
            let manifest = backup::make(&Places::of(config), to, with_key, now.to_string())?;
            let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
            say(words.with("backup-made", "file", to.display().to_string()));
            say(words.with("backup-size", "mib", (bytes >> 20) as i64));
        }
        Database::Postgres { url, owner_url, .. } => {
            if with_key {
                return Err(Trouble::new(words.t("backup-key-apart")));
            }
            let url = owner_url.as_ref().unwrap_or(url);
            backup::dump_postgres(&url.0, to).await?;
            say(words.with("backup-made", "file", to.display().to_string()));
        }
    }
    let key = Places::of(config).key().display().to_string();
    let reminder = if with_key { "backup-with-key" } else { "backup-without-key" };
    say(words.with(reminder, "key", &key));
    Ok(())
}
