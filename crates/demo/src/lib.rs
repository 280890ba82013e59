//! Two invented organizations with six months of history, lived through the domain's own verbs.
//!
//! Invariant: nothing here writes a row past a verb and its permit, so the demo is also a long test
//! of the rules. The texts are in `story/`; its README tells the format.

mod beginnings;
mod history;
mod manifest;
mod people_of;
mod queries;
pub mod scale;
mod story;

pub use manifest::{
    Manifest, ManifestMemo, ManifestOneOnOne, ManifestPair, ManifestPerson, manifest,
};
pub use story::{Story, stories};

use platform::{Result, app::App};

/// Fills an empty database with both organizations. Does nothing when there is one already.
///
/// # Errors
/// When the database cannot be written, or when the story breaks a rule of the domain.
pub async fn fill(app: &App) -> Result<()> {
    let mut tx = app.system_reads(platform::OrganizationId(0), "is the demo there already");
    if !people::organization::all_ids(&mut tx).await?.is_empty() {
        return Ok(());
    }
    for story in stories()? {
        let cast = people_of::settle(app, &story).await?;
        history::live(app, &story, &cast).await?;
    }
    Ok(())
}
