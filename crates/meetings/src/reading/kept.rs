//! What this process remembers of readings: which are on the disk already, and which still wait.

use super::model::{NewReading, Text, Way, hour};
use jiff::Timestamp;
use platform::{OrganizationId, PersonId};
use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Readings of this hour that are remembered; beyond that the database says what is there already.
const MOST_SEEN: usize = 100_000;
/// Readings that wait because they could not be written.
const MOST_WAITING: usize = 10_000;

type Seen = (OrganizationId, Text, PersonId, Way);

/// One for each process.
#[derive(Debug, Default)]
pub struct Readings {
    seen: Mutex<(Timestamp, HashSet<Seen>)>,
    waiting: Mutex<Vec<(OrganizationId, NewReading)>>,
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Readings {
    /// Those that were not written in this hour yet.
    pub(super) fn fresh(
        &self,
        organization: OrganizationId,
        all: impl Iterator<Item = NewReading>,
    ) -> Vec<NewReading> {
        let seen = held(&self.seen);
        all.filter(|new| {
            let key = key(organization, new);
            seen.0 != hour(new.at) || key.is_none_or(|key| !seen.1.contains(&key))
        })
        .collect()
    }

    pub(super) fn written(&self, organization: OrganizationId, all: &[NewReading]) {
        let mut seen = held(&self.seen);
        for new in all {
            if seen.0 != hour(new.at) {
                *seen = (hour(new.at), HashSet::new());
            }
            if seen.1.len() < MOST_SEEN {
                seen.1.extend(key(organization, new));
            }
        }
    }

    /// Keeps what could not be written; says whether nothing waited before.
    pub(super) fn wait(&self, organization: OrganizationId, all: &[NewReading]) -> bool {
        let mut waiting = held(&self.waiting);
        let was_empty = waiting.is_empty();
        let room = MOST_WAITING.saturating_sub(waiting.len());
        if all.len() > room {
            tracing::error!(lost = all.len() - room, "too many readings wait to be noted");
        }
        waiting.extend(all.iter().take(room).map(|new| (organization, *new)));
        was_empty
    }

    /// What waits for the organization that has waited longest.
    pub(super) fn next_waiting(&self) -> Option<(OrganizationId, Vec<NewReading>)> {
        let waiting = held(&self.waiting);
        let organization = waiting.first()?.0;
        let its = waiting.iter().filter(|(id, _)| *id == organization);
        Some((organization, its.map(|(_, new)| *new).collect()))
    }

    pub(super) fn done(&self, organization: OrganizationId, done: &[NewReading]) {
        held(&self.waiting).retain(|(id, new)| *id != organization || !done.contains(new));
    }
}

fn key(organization: OrganizationId, new: &NewReading) -> Option<Seen> {
    Some((organization, new.text, new.reader?, new.way))
}
