//! `aizuchi migrate`: brings the tables up to date, for those who want to do it before serving.

use super::{Words, say};
use crate::{
    Outcome,
    config::{Config, Database},
    house::{Databases, Lock, Places},
};

pub(super) async fn run(config: &Config, words: &Words) -> Outcome<()> {
    let _lock = match config.database {
        Database::Embedded => Some(Lock::take(&Places::of(config))?),
        // Several nodes share PostgreSQL; the migrations lock it themselves.
        Database::Postgres { .. } => None,
    };
    let ran = Databases::open(config)?.migrate().await?;
    for id in &ran {
        say(words.with("migrate-ran", "step", *id));
    }
    say(words.t("migrate-current"));
    Ok(())
}
