//! Who may do what to the organization.

use super::queries::{self, Organization};
use platform::{
    OrganizationId, Result,
    access::{Administer, Guarded, Key, Mode, Policy, Read, Tx, Viewer},
};

impl Guarded for Organization {
    type Id = OrganizationId;
    const NAME: &'static str = "organizations";

    async fn find<M: Mode>(tx: &mut Tx<M>, id: OrganizationId, _: Key) -> Result<Option<Self>> {
        queries::find(tx, id).await
    }
}

/// Its people know its name.
impl Policy<Read> for Organization {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.person().is_some() && viewer.organization == self.id
    }
}

/// Its administrators change it and what belongs to all of it: departments, roles.
impl Policy<Administer> for Organization {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.is_administrator() && viewer.organization == self.id
    }
}
