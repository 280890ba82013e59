//! `aizuchi restore FILE`.

use super::{Words, say};
use crate::{
    Outcome, Trouble, backup,
    config::{Config, Database},
    house::{Lock, Places},
};
use jiff::Timestamp;
use std::path::Path;

pub(super) fn run(
    config: &Config,
    words: &Words,
    from: &Path,
    force: bool,
    now: Timestamp,
) -> Outcome<()> {
    if let Database::Postgres { .. } = config.database {
        return Err(Trouble::new(words.t("restore-postgres")));
    }
    let places = Places::of(config);
    let _lock = Lock::take(&places)?;
    let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
    let restored = backup::restore(&places, from, force, &stamp)?;
    say(words.with("restore-done", "at", &restored.manifest.made_at));
    if let Some(former) = &restored.former {
        say(words.with("restore-former", "folder", former.display().to_string()));
    }
    if !restored.key {
        say(words.with("restore-key", "key", places.key().display().to_string()));
    }
    Ok(())
}
