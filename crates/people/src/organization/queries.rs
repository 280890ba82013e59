//! All SQL about organizations.

use super::actions::Checked;
use jiff::tz::TimeZone;
use platform::{
    OrganizationId, Result,
    access::{Mode, Tx, Writes},
    i18n::Language,
    params, sql,
};

/// A tenant.
#[derive(Clone, Debug)]
pub struct Organization {
    pub id: OrganizationId,
    pub name: String,
    /// An IANA name; `Asia/Tokyo` for most.
    pub zone: String,
    pub language: Language,
    /// In the demo, sign-in links work again and again.
    pub reusable_links: bool,
}

impl Organization {
    /// The zone its days and working hours follow.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
}

/// The organization with this id.
pub async fn find<M: Mode>(tx: &mut Tx<M>, id: OrganizationId) -> Result<Option<Organization>> {
    tx.first(
        sql!("SELECT id, name, zone, language, reusable_links FROM organizations WHERE id = $1"),
        params![id],
        |row| {
            Ok(Organization {
                id: row.get(0)?,
                name: row.get(1)?,
                zone: row.get(2)?,
                language: row.get(3)?,
                reusable_links: row.get(4)?,
            })
        },
    )
    .await
}

/// All of them: for work that comes by the clock.
pub async fn all_ids<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<OrganizationId>> {
    tx.all(sql!("SELECT id FROM organizations ORDER BY id"), params![], |row| Ok(row.get(0)?)).await
}

/// Makes a tenant. Only the first-run wizard, the operator's command and the demo do this.
pub async fn create(tx: &mut Tx<Writes>, organization: &Organization) -> Result<()> {
    let now = tx.now();
    tx.execute(
        sql!(
            "INSERT INTO organizations (id, name, zone, language, reusable_links, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        params![
            organization.id,
            organization.name,
            organization.zone,
            organization.language,
            organization.reusable_links,
            now
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn update(
    tx: &mut Tx<Writes>,
    id: OrganizationId,
    checked: &Checked,
) -> Result<()> {
    tx.execute(
        sql!("UPDATE organizations SET name = $2, zone = $3, language = $4 WHERE id = $1"),
        params![id, checked.name, checked.zone, checked.language],
    )
    .await?;
    Ok(())
}
