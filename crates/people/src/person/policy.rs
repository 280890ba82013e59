//! Who may do what to a person's row.

use super::model::Person;
use platform::access::{Administer, Edit, Policy, Read, Viewer};

/// Names are known to everybody in the organization.
impl Policy<Read> for Person {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.person().is_some()
    }
}

/// Language, zone, reminders, password, sessions: only one's own.
impl Policy<Edit> for Person {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.is(self.id)
    }
}

/// Name, address, department, role, suspension: administrators.
impl Policy<Administer> for Person {
    fn allows(&self, viewer: &Viewer) -> bool {
        viewer.is_administrator()
    }
}
