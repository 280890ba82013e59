//! Writing entries.

use super::{model::Subject, queries};
use platform::{
    PersonId, Result,
    access::{Tx, Writes},
};

/// Notes an act of the viewer. `action` is a word with a text `audit-<action>` in the catalogues.
pub async fn record(tx: &mut Tx<Writes>, action: &'static str, subject: Subject) -> Result<()> {
    record_detail(tx, action, subject, "").await
}

/// As [`record`], with counts or words of the product.
pub async fn record_detail(
    tx: &mut Tx<Writes>,
    action: &'static str,
    subject: Subject,
    detail: &str,
) -> Result<()> {
    let actor = tx.viewer().person();
    queries::insert(tx, actor, action, subject, detail).await
}

/// As [`record_detail`], for somebody who is not the viewer yet: whoever stands at the door.
pub async fn record_as(
    tx: &mut Tx<Writes>,
    actor: PersonId,
    action: &'static str,
    subject: Subject,
    detail: &str,
) -> Result<()> {
    queries::insert(tx, Some(actor), action, subject, detail).await
}
