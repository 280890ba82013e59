//! Work that comes by the clock, organization by organization.

use super::all_ids;
use platform::{OrganizationId, Result, app::App};

/// Does this in every organization, one after the other. One that fails keeps no other waiting: it
/// is logged as `failed`, and the next round tries again.
///
/// # Errors
/// When the organizations cannot be listed.
pub async fn in_each(
    app: &App,
    failed: &'static str,
    work: impl AsyncFn(&App, OrganizationId) -> Result<()>,
) -> Result<()> {
    let mut tx = app.system_reads(OrganizationId(0), "list organizations");
    let organizations = all_ids(&mut tx).await?;
    drop(tx);
    for organization in organizations {
        if let Err(error) = work(app, organization).await {
            tracing::error!(%error, %organization, "{failed}");
        }
    }
    Ok(())
}
