//! `aizuchi doctor`: looks at everything an installation stands on, and says what to do.
//!
//! It changes nothing but a heartbeat row, and makes nothing that is missing. It may run beside a
//! serving process.

mod database;
mod machine;

use crate::{
    config::{Config, Database},
    house::{Databases, Places, assemble},
};
use platform::{app::App, bus::Bus, vault::Vault, world::SystemRandom};
use std::sync::Arc;

/// How one thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Well,
    /// It works, but somebody should look.
    Care,
    Wrong,
}

/// What was found about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub state: State,
    /// A key of the catalogues: `doctor-…`, saying what is and what to do.
    pub text: &'static str,
    /// What stands for `$value` in the text.
    pub value: String,
}

impl Finding {
    fn well(text: &'static str, value: impl ToString) -> Self {
        Self { state: State::Well, text, value: value.to_string() }
    }

    fn care(text: &'static str, value: impl ToString) -> Self {
        Self { state: State::Care, text, value: value.to_string() }
    }

    fn wrong(text: &'static str, value: impl ToString) -> Self {
        Self { state: State::Wrong, text, value: value.to_string() }
    }
}

/// Looks at everything. `thorough` also reads every page of the embedded databases.
pub async fn examine(config: &Config, thorough: bool) -> Vec<Finding> {
    let places = Places::of(config);
    let mut findings = vec![machine::origin(config)];
    findings.extend(machine::folder(&places));
    findings.push(machine::mail(config).await);
    findings.extend(machine::nats(config, &places).await);
    match open(config, &places) {
        Ok(app) => findings.extend(database::examine(&app, &places).await),
        Err(finding) => findings.push(finding),
    }
    if thorough && matches!(config.database, Database::Embedded) {
        findings.extend(database::read_every_page(&places));
    }
    findings
}

/// The house as it would be, with whatever key lies there.
fn open(config: &Config, places: &Places) -> Result<App, Finding> {
    if matches!(config.database, Database::Embedded) && !places.main().exists() {
        return Err(Finding::wrong("doctor-database-missing", places.main().display()));
    }
    let key = places.key();
    let vault = match key.exists() {
        true => Vault::open_file(&key, Arc::new(SystemRandom))
            .map_err(|error| Finding::wrong("doctor-key-unreadable", error))?,
        false => Vault::new([0; 32], Arc::new(SystemRandom)),
    };
    let away = |error: crate::Trouble| Finding::wrong("doctor-database-away", error);
    let databases = Databases::open(config).map_err(away)?;
    let origin = config.origin.clone().unwrap_or_default();
    assemble(config, &databases, origin, vault, Bus::alone()).map_err(away)
}
