//! The rows of the queue.

use super::MOST_ATTEMPTS;
use crate::{
    access::{Mode, Tx, Writes},
    error::Result,
    id::OrganizationId,
    params, sql,
};
use jiff::{SignedDuration, Timestamp};

pub(super) struct Claimed {
    pub id: i64,
    pub organization: OrganizationId,
    pub name: String,
    pub payload: String,
    pub attempts: i64,
}

/// How long a node may work on a job before another one takes it over.
const LEASE: SignedDuration = SignedDuration::from_secs(120);

pub(super) async fn insert(
    tx: &mut Tx<Writes>,
    name: &str,
    payload: &str,
    at: Timestamp,
    dedupe: Option<String>,
) -> Result<()> {
    let id = tx.new_id(|id| id);
    let (organization, now) = (tx.organization(), tx.now());
    tx.execute(
        sql!(
            "INSERT INTO jobs (id, organization_id, name, payload, run_at, attempts, locked_until, state, dedupe, created_at)
             VALUES ($1, $2, $3, $4, $5, 0, 0, 'waiting', $6, $7) ON CONFLICT (dedupe) DO NOTHING"
        ),
        params![id, organization, name, payload, at, dedupe, now],
    )
    .await?;
    Ok(())
}

/// Takes up to `most` due jobs for this node.
pub(super) async fn claim(tx: &mut Tx<Writes>, most: i64) -> Result<Vec<Claimed>> {
    let now = tx.now();
    let until = now.saturating_add(LEASE).unwrap_or(now);
    let mut claimed = tx.all(
        sql!(
            sqlite: "UPDATE jobs SET locked_until = $1, attempts = attempts + 1 WHERE id IN
                       (SELECT id FROM jobs WHERE state = 'waiting' AND run_at <= $2 AND locked_until <= $2
                        ORDER BY run_at LIMIT $3)
                     RETURNING id, organization_id, name, payload, attempts",
            postgres: "UPDATE jobs SET locked_until = $1, attempts = attempts + 1 WHERE id IN
                         (SELECT id FROM jobs WHERE state = 'waiting' AND run_at <= $2 AND locked_until <= $2
                          ORDER BY run_at LIMIT $3 FOR UPDATE SKIP LOCKED)
                       RETURNING id, organization_id, name, payload, attempts",
        ),
        params![until, now, most],
        |row| {
            Ok(Claimed {
                id: row.get(0)?,
                organization: row.get(1)?,
                name: row.get(2)?,
                payload: row.get(3)?,
                attempts: row.get(4)?,
            })
        },
    )
    .await?;
    // RETURNING promises no order; what was wanted first is done first.
    claimed.sort_by_key(|job| job.id);
    Ok(claimed)
}

/// Done jobs without a dedupe key are forgotten at once; the others are swept later, so that the
/// same work is not wanted twice meanwhile. A node that was frozen and lost its lease changes
/// nothing: the attempt is another one's.
pub(super) async fn finish(tx: &mut Tx<Writes>, job: &Claimed) -> Result<()> {
    let (id, attempt) = (job.id, job.attempts);
    tx.execute(
        sql!("DELETE FROM jobs WHERE id = $1 AND attempts = $2 AND dedupe IS NULL"),
        params![id, attempt],
    )
    .await?;
    tx.execute(
        sql!("UPDATE jobs SET state = 'done', payload = '' WHERE id = $1 AND attempts = $2"),
        params![id, attempt],
    )
    .await?;
    Ok(())
}

/// Puts a failed job back with a pause of 10 s, 40 s, 90 s, … or declares it dead.
pub(super) async fn fail(tx: &mut Tx<Writes>, job: &Claimed, why: &str) -> Result<()> {
    let pause = SignedDuration::from_secs(10 * job.attempts * job.attempts);
    let again = tx.now().saturating_add(pause).unwrap_or(tx.now());
    let state = if job.attempts >= MOST_ATTEMPTS { "dead" } else { "waiting" };
    tx.execute(
        sql!(
            "UPDATE jobs SET state = $2, run_at = $3, locked_until = 0, last_error = $4
             WHERE id = $1 AND attempts = $5"
        ),
        params![job.id, state, again, why, job.attempts],
    )
    .await?;
    Ok(())
}

/// Forgets done jobs older than this.
pub(super) async fn sweep(tx: &mut Tx<Writes>, before: Timestamp) -> Result<()> {
    tx.execute(sql!("DELETE FROM jobs WHERE state = 'done' AND run_at < $1"), params![before])
        .await?;
    Ok(())
}

/// How many jobs wait, and how many are dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobCounts {
    pub waiting: i64,
    pub dead: i64,
}

pub async fn counts<M: Mode>(tx: &mut Tx<M>) -> Result<JobCounts> {
    let found = tx
        .first(
            sql!(
                "SELECT COALESCE(CAST(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END) AS BIGINT), 0),
                        COALESCE(CAST(SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END) AS BIGINT), 0) FROM jobs"
            ),
            params![],
            |row| Ok(JobCounts { waiting: row.get(0)?, dead: row.get(1)? }),
        )
        .await?;
    Ok(found.unwrap_or(JobCounts { waiting: 0, dead: 0 }))
}
