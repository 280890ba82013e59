//! Background work and outbox: a job is a row written in the transaction that wants it done.
//!
//! Invariants. The outside world (mail above all) is reached only from jobs. A job runs at least
//! once, so its effect must bear repetition; its id is the idempotency key. A payload holds ids,
//! never content. What fails comes back later with growing pauses, and after [`MOST_ATTEMPTS`]
//! stays visible as dead. Several nodes share the queue: a lease is taken by one UPDATE.

mod queue;
mod runner;

pub use queue::{JobCounts, counts};
pub use runner::{Schedule, run_due, work};

use crate::{
    access::{Tx, Writes},
    app::App,
    error::{Error, Result},
    id::OrganizationId,
};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::HashMap;

/// After this many failures a job is dead: shown by `doctor`, run again by an operator only.
pub const MOST_ATTEMPTS: i64 = 8;

/// Background work. Shallow: it opens a transaction and calls a verb.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// Kept in the database: never renamed while rows may hold it.
    const NAME: &'static str;

    fn run(self, context: &JobContext) -> impl Future<Output = Result<()>> + Send;
}

/// Where a job runs.
pub struct JobContext {
    pub app: App,
    pub organization: OrganizationId,
    /// The same for every attempt.
    pub id: i64,
}

impl JobContext {
    /// A transaction of this job in its organization.
    pub fn tx(&self, reason: &'static str) -> Tx<Writes> {
        self.app.system(self.organization, reason)
    }
}

type Runner =
    Box<dyn for<'a> Fn(&'a str, &'a JobContext) -> BoxFuture<'a, Result<()>> + Send + Sync>;

/// All kinds of jobs, by name.
#[derive(Default)]
pub struct JobRegistry {
    runners: HashMap<&'static str, Runner>,
    schedules: Vec<Schedule>,
}

impl JobRegistry {
    pub fn with<J: Job>(mut self) -> Self {
        let runner: Runner = Box::new(|payload, context| {
            let job = serde_json::from_str::<J>(payload);
            Box::pin(async move { job.map_err(Error::internal)?.run(context).await })
        });
        assert!(self.runners.insert(J::NAME, runner).is_none(), "two jobs are named {}", J::NAME);
        self
    }

    /// Work that comes by the clock.
    pub fn every(mut self, schedule: Schedule) -> Self {
        self.schedules.push(schedule);
        self
    }
}

impl Tx<Writes> {
    /// Wants a job done, as soon as this transaction is committed.
    pub async fn enqueue<J: Job>(&mut self, job: &J) -> Result<()> {
        let now = self.now();
        self.enqueue_at(job, now, None).await
    }

    /// Wants a job done at a time. A job with a `dedupe` key is kept once: wanting it again
    /// changes nothing.
    pub async fn enqueue_at<J: Job>(
        &mut self,
        job: &J,
        at: Timestamp,
        dedupe: Option<String>,
    ) -> Result<()> {
        let payload = serde_json::to_string(job).map_err(Error::internal)?;
        queue::insert(self, J::NAME, &payload, at, dedupe).await?;
        let work = self.app().stop().work.clone();
        self.on_commit(move || work.notify_one());
        Ok(())
    }
}
