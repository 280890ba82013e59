//! Background work on several nodes: what a dead or frozen node left is taken over, and one that
//! wakes too late changes nothing any more.

use platform::{
    Error, OrganizationId, Result,
    db::Engine,
    jobs::{self, Job, JobContext, JobCounts, JobRegistry},
    on_both,
    testing::{Plan, TestHouse},
    world::ManualClock,
};
use serde::{Deserialize, Serialize};
use server::wiring;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// Jobs that freeze at their first attempt, with the clock of their house.
static FREEZES: Mutex<BTreeMap<i64, Arc<ManualClock>>> = Mutex::new(BTreeMap::new());
const US: OrganizationId = OrganizationId(1);

/// Freezes until its lease is over; meanwhile another node looks for work.
#[derive(Serialize, Deserialize)]
struct Freezes(i64);

impl Job for Freezes {
    const NAME: &'static str = "test.freezes";

    async fn run(self, context: &JobContext) -> Result<()> {
        let clock = FREEZES.lock().unwrap().remove(&self.0);
        let Some(clock) = clock else { return Ok(()) };
        clock.advance(jiff::SignedDuration::from_mins(3));
        assert_eq!(jobs::run_due(&context.app).await?, 1, "another node takes it over");
        Err(Error::internal("woke too late"))
    }
}

async fn house(engine: Engine) -> TestHouse {
    let plan = Plan {
        migrations: wiring::migrations(),
        memo_migrations: wiring::memo_migrations(),
        texts: wiring::texts(),
        authenticator: wiring::authenticator(),
        menu: wiring::menu,
        jobs: JobRegistry::default().with::<Freezes>(),
        parts: wiring::parts(),
    };
    TestHouse::build(engine, plan).await
}

on_both! {
    async fn who_wakes_after_the_lease_changes_nothing(house: house) {
        for dedupe in [None, Some("once".to_owned())] {
            let number = house.app.world().new_id();
            FREEZES.lock().unwrap().insert(number, house.clock.clone());
            let mut tx = house.app.system(US, "test");
            let now = tx.now();
            tx.enqueue_at(&Freezes(number), now, dedupe).await.unwrap();
            tx.commit().await.unwrap();
            assert!(jobs::run_due(&house.app).await.is_err(), "the one that froze failed");
            let mut tx = house.app.system_reads(US, "test");
            assert_eq!(jobs::counts(&mut tx).await.unwrap(), JobCounts { waiting: 0, dead: 0 });
        }
    }
}
