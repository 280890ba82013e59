//! The worker of a node, and the clock that wants scheduled jobs.

use super::{JobContext, queue};
use crate::{
    app::App,
    error::{Error, Result},
    id::OrganizationId,
};
use futures_util::{FutureExt, future::BoxFuture};
use jiff::{SignedDuration, Timestamp};
use std::{panic::AssertUnwindSafe, time::Duration};
use tracing::Instrument;

const BATCH: i64 = 10;
const PAUSE: Duration = Duration::from_secs(2);
const NOBODY: OrganizationId = OrganizationId(0);

/// Something that is wanted again and again. Every node computes the same due times; the name and
/// the time make a key that only one of them can insert.
#[derive(Clone, Copy)]
pub struct Schedule {
    pub name: &'static str,
    pub every: SignedDuration,
    /// Looks for work that is due and enqueues it.
    pub look: for<'a> fn(&'a App) -> BoxFuture<'a, Result<()>>,
}

/// Works until the house closes.
pub async fn work(app: App) {
    let mut looked = vec![i64::MIN; app.jobs().schedules.len()];
    while !app.stop().is_closed() {
        look_at_clock(&app, &mut looked).await;
        match run_batch(&app).await {
            Ok(0) => pause(&app).await,
            Ok(_) => (),
            Err(error) => {
                tracing::error!(%error, "the job queue cannot be read");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

async fn pause(app: &App) {
    tokio::select! {
        () = app.stop().work.notified() => (),
        () = app.stop().closed() => (),
        () = tokio::time::sleep(PAUSE) => (),
    }
}

async fn look_at_clock(app: &App, looked: &mut [i64]) {
    let now = app.world().now();
    for (schedule, last) in app.jobs().schedules.iter().zip(looked) {
        let tick = now.as_second().div_euclid(schedule.every.as_secs().max(1));
        if *last == tick {
            continue;
        }
        *last = tick;
        if let Err(error) = (schedule.look)(app).await {
            tracing::error!(%error, name = schedule.name, "scheduled work failed");
        }
    }
}

/// Runs everything that is due now, follow-ups included: for tests and for the demo.
///
/// # Errors
/// The first job that fails.
pub async fn run_due(app: &App) -> Result<usize> {
    for schedule in &app.jobs().schedules {
        (schedule.look)(app).await?;
    }
    let mut done = 0;
    loop {
        let mut tx = app.system(NOBODY, "claim jobs");
        let claimed = queue::claim(&mut tx, BATCH).await?;
        tx.commit().await?;
        if claimed.is_empty() {
            return Ok(done);
        }
        for job in claimed {
            run_one(app, &job).await?;
            done += 1;
        }
    }
}

async fn run_batch(app: &App) -> Result<usize> {
    let mut tx = app.system(NOBODY, "claim jobs");
    let claimed = queue::claim(&mut tx, BATCH).await?;
    if claimed.is_empty() {
        let week = tx.now().saturating_sub(SignedDuration::from_hours(24 * 7));
        queue::sweep(&mut tx, week.unwrap_or(Timestamp::UNIX_EPOCH)).await?;
    }
    tx.commit().await?;
    let jobs = claimed.iter().map(|job| run_one(app, job));
    let outcomes = futures_util::future::join_all(jobs).await;
    for error in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
        tracing::warn!(%error, "a job failed");
    }
    Ok(claimed.len())
}

async fn run_one(app: &App, job: &queue::Claimed) -> Result<()> {
    let context = JobContext { app: app.clone(), organization: job.organization, id: job.id };
    let span =
        tracing::info_span!("job", name = job.name, id = job.id, organization = %job.organization);
    let outcome = match app.jobs().runners.get(job.name.as_str()) {
        Some(run) => {
            let run = AssertUnwindSafe(run(&job.payload, &context).instrument(span)).catch_unwind();
            run.await.unwrap_or_else(|_| Err(Error::internal("the job panicked")))
        }
        None => Err(Error::internal(format!("no job is named {}", job.name))),
    };
    let mut tx = app.system(NOBODY, "settle a job");
    match &outcome {
        Ok(()) => queue::finish(&mut tx, job).await?,
        Err(error) => queue::fail(&mut tx, job, &error.to_string()).await?,
    }
    tx.commit().await?;
    outcome
}
