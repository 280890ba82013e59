//! `aizuchi export --organization ID FOLDER`.

use super::{Words, say};
use crate::{
    Outcome, Trouble,
    config::{Config, Database},
    export,
    house::{self, Databases, Places},
};
use platform::OrganizationId;
use std::path::Path;

pub(super) async fn run(
    config: &Config,
    words: &Words,
    organization: &str,
    folder: &Path,
) -> Outcome<()> {
    let places = Places::of(config);
    if matches!(config.database, Database::Embedded) && !places.main().exists() {
        let missing = places.main().display().to_string();
        return Err(Trouble::new(words.with("doctor-database-missing", "value", &missing)));
    }
    let id: OrganizationId =
        organization.parse().map_err(|_| Trouble::new(words.t("export-id")))?;
    let databases = Databases::open(config)?;
    let app = house::build(config, &databases, config.origin.clone().unwrap_or_default()).await?;
    for (name, count) in export::write(&app, id, folder).await? {
        say(format!("{name}: {count}"));
    }
    say(words.t("export-done"));
    Ok(())
}
