//! What a server uses: its own process, and PostgreSQL's where it has one.

use crate::{
    Outcome,
    bench::{
        child::Server,
        installation::Installation,
        postgres,
        processes::{self, Family},
    },
};
use std::{ops::Sub, time::Duration};

#[derive(Clone, Copy, Debug)]
pub(super) struct Meter {
    process: u32,
    database: Option<Family>,
}

/// CPU time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Used {
    pub server: Duration,
    pub database: Option<Duration>,
}

impl Meter {
    pub async fn of(server: &Server, installation: Option<&Installation>) -> Outcome<Self> {
        let database = match installation.and_then(|installation| installation.url.as_ref()) {
            Some(url) => {
                let (connection, id) = postgres::some_process(url).await?;
                let family = Family::of(id);
                drop(connection);
                family
            }
            None => None,
        };
        Ok(Self { process: server.id(), database })
    }

    pub fn used(&self) -> Used {
        let server = processes::cpu_of(self.process);
        Used { server, database: self.database.map(Family::cpu) }
    }

    /// Of the server alone.
    pub fn memory_mb(&self) -> f64 {
        processes::memory_of(self.process)
    }
}

impl Sub for Used {
    type Output = Self;
    fn sub(self, before: Self) -> Self {
        let database = self.database.zip(before.database).map(|(now, then)| now - then);
        Self { server: self.server - before.server, database }
    }
}
