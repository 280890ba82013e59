//! Noting readings.

use super::{
    kept::Readings,
    model::{BEGINNING, NewReading, Reading, Text, Way},
    queries,
};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Tx, Writes},
    app::App,
};
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// A reader of their own memo does not wait longer than this for the note.
const PATIENCE: Duration = Duration::from_secs(2);
const AGAIN: Duration = Duration::from_secs(5);

/// Notes what one of the two was shown of their own. Ask without a transaction open, before the
/// answer goes out. Cheap: what is noted already in this hour is only looked up in memory.
///
/// It never stands between the two and their own words: what cannot be written is logged, kept in
/// memory and tried again until it is written or the process ends.
pub async fn note(
    app: &App,
    organization: OrganizationId,
    reader: PersonId,
    texts: &[Text],
    way: Way,
) {
    let at = app.world().now();
    let kept = app.part::<Readings>();
    let all = texts.iter().map(|text| NewReading {
        text: *text,
        reader: Some(reader),
        way,
        because: None,
        at,
    });
    let fresh = kept.fresh(organization, all);
    if fresh.is_empty() {
        return;
    }
    if let Err(error) = write(app, organization, &fresh).await {
        tracing::error!(%error, %organization, count = fresh.len(), "readings could not be noted");
        if kept.wait(organization, &fresh) {
            tokio::spawn(catch_up(app.clone()));
        }
    }
}

async fn write(app: &App, organization: OrganizationId, all: &[NewReading]) -> Result<()> {
    let writing = async {
        let mut tx = app.system(organization, "note who has read a memo");
        record(&mut tx, all).await?;
        tx.commit().await
    };
    let late = |_| Error::Unavailable("readings were not noted in time".into());
    timeout(PATIENCE, writing).await.map_err(late)??;
    app.part::<Readings>().written(organization, all);
    Ok(())
}

/// Adds readings to the chains of their pairs; those that are there already change nothing. Who
/// lets anybody but the two read calls this first, and shows nothing where it fails.
pub async fn record(tx: &mut Tx<Writes>, all: &[NewReading]) -> Result<()> {
    let mut sorted = all.to_vec();
    // Everybody takes the chains in the same order, so that none waits for another in a circle.
    sorted.sort_by_key(|new| new.text.pair.0);
    for of_pair in sorted.chunk_by(|one, next| one.text.pair == next.text.pair) {
        let pair = of_pair[0].text.pair;
        let mut head = queries::hold_head(tx, pair, BEGINNING).await?;
        for new in of_pair {
            let place = head.0 + 1;
            let link = row(new, place).link_after(&head.1);
            if queries::insert(tx, new, place, &link).await? {
                head = (place, link);
            }
        }
        queries::set_head(tx, pair, &head).await?;
    }
    Ok(())
}

/// The row as it will stand in the list.
fn row(new: &NewReading, place: i64) -> Reading {
    Reading {
        pair: new.text.pair,
        place,
        one_on_one: new.text.one_on_one,
        memo: new.text.memo,
        reader: new.reader,
        way: new.way,
        because: new.because,
        read_at: new.noted_at(),
        link: String::new(),
        reader_name: None,
        starts_at: new.at,
    }
}

/// Writes what waits, until nothing does.
async fn catch_up(app: App) {
    while !app.stop().is_closed() {
        sleep(AGAIN).await;
        if drain(&app).await {
            return;
        }
    }
}

/// Tries once to write all that waits; says whether nothing waits any more. Also called before the
/// process ends.
pub async fn drain(app: &App) -> bool {
    let kept = app.part::<Readings>();
    while let Some((organization, waiting)) = kept.next_waiting() {
        if let Err(error) = write(app, organization, &waiting).await {
            tracing::error!(%error, %organization, count = waiting.len(), "readings still wait");
            return false;
        }
        kept.done(organization, &waiting);
    }
    true
}
