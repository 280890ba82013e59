//! The loop: dates, agenda, precheck, memo, promises.
//!
//! Who may read what hangs on the pair ([`people::pair`]); nothing in this area is visible to
//! anybody else, administrators included.

pub mod agenda;
mod api;
pub mod comment;
pub mod dates;
pub mod emergency;
pub mod export;
pub mod handover;
pub mod history;
pub mod home;
mod last_time;
pub mod memo;
pub mod one_on_one;
pub mod precheck;
pub mod prepare;
pub mod promise;
pub mod reading;
pub mod reminder;
pub mod rhythm;
pub mod room;
pub mod series;
pub mod share;
#[cfg(test)]
mod testing;
pub mod topic;
pub mod versions;
pub mod wish;

mod names;
mod tidings;
mod two;

use platform::{
    app::{App, Parts},
    db::Migration,
    i18n::TextFile,
    jobs::JobRegistry,
    routing::Routes,
};

pub const MIGRATIONS: &[Migration] = &[
    Migration::both("meetings/0001_meetings", include_str!("../migrations/0001_meetings.sql")),
    Migration::both(
        "meetings/0002_topics_and_notices",
        include_str!("../migrations/0002_topics_and_notices.sql"),
    ),
    Migration::both("meetings/0003_indexes", include_str!("../migrations/0003_indexes.sql")),
    Migration::both(
        "meetings/0004_series_version",
        include_str!("../migrations/0004_series_version.sql"),
    ),
    // Who owns the tables sees no rows under forced row-level security, and here rows change.
    Migration {
        id: "meetings/0005_memo_kinds",
        sqlite: include_str!("../migrations/0005_memo_kinds.sql"),
        postgres: include_str!("../migrations/0005_memo_kinds.postgres.sql"),
    },
    Migration::both("meetings/0006_readings", include_str!("../migrations/0006_readings.sql")),
    Migration::both(
        "meetings/0007_memo_texts_upto",
        include_str!("../migrations/0007_memo_texts_upto.sql"),
    ),
    Migration::both(
        "meetings/0008_memo_erasures",
        include_str!("../migrations/0008_memo_erasures.sql"),
    ),
    Migration::both("meetings/0009_emergency", include_str!("../migrations/0009_emergency.sql")),
    Migration::both("meetings/0010_shares", include_str!("../migrations/0010_shares.sql")),
    Migration::both("meetings/0011_handovers", include_str!("../migrations/0011_handovers.sql")),
    Migration::both(
        "meetings/0012_memo_comments",
        include_str!("../migrations/0012_memo_comments.sql"),
    ),
    Migration::both("meetings/0013_wishes", include_str!("../migrations/0013_wishes.sql")),
    Migration::both(
        "meetings/0014_comment_version",
        include_str!("../migrations/0014_comment_version.sql"),
    ),
];

/// The memo log: on SQLite a file of its own.
pub const MEMO_MIGRATIONS: &[Migration] = &[
    Migration::both("memo/0001_log", include_str!("../migrations/memo_0001_log.sql")),
    Migration {
        id: "memo/0002_versions",
        sqlite: include_str!("../migrations/memo_0002_versions.sql"),
        postgres: include_str!("../migrations/memo_0002_versions.postgres.sql"),
    },
    Migration::both("memo/0003_erasures", include_str!("../migrations/memo_0003_erasures.sql")),
    Migration::both("memo/0004_moves", include_str!("../migrations/memo_0004_moves.sql")),
];

pub const TEXTS: &[TextFile] = platform::text_files![
    "topics",
    "prompts",
    "purpose",
    "mails",
    "history",
    "before",
    "room",
    "documents",
    "comments",
    "reading",
    "versions",
    "emergency",
    "share",
    "handover",
    "wish",
    "export",
];

/// The pages of this area.
pub fn routes() -> Routes {
    Routes::pages()
        .merge(comment::routes())
        .merge(dates::routes())
        .merge(emergency::routes())
        .merge(export::routes())
        .merge(handover::routes())
        .merge(history::routes())
        .merge(home::routes())
        .merge(memo::routes())
        .merge(precheck::routes())
        .merge(prepare::routes())
        .merge(reading::routes())
        .merge(rhythm::routes())
        .merge(room::routes())
        .merge(share::routes())
        .merge(topic::routes())
        .merge(versions::routes())
}

/// What programs may ask of this area.
pub fn api_routes() -> Routes {
    api::routes()
}

/// How programs ask it: this area's part of the OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::document()
}

/// The background work of this area.
pub fn jobs(registry: JobRegistry) -> JobRegistry {
    registry
        .with::<reminder::Notify>()
        .with::<emergency::Tell>()
        .with::<tidings::Tell>()
        .every(emergency::schedule())
        .every(reminder::schedule())
        .every(rhythm::schedule())
        .every(versions::folding_schedule())
        .every(versions::schedule())
        .every(versions::erasing_schedule())
        .every(share::schedule())
        .every(handover::schedule())
}

/// The parts of the house that this area asks for.
pub fn parts(parts: Parts) -> Parts {
    parts
        .with(memo::MemoHub::default())
        .with(reading::Readings::default())
        .with(versions::Retention::default())
        .with(share::ShareWatch::default())
        .with(emergency::EmergencyWatch::default())
        .with(people::administration::Exception(|tx| Box::pin(emergency::is_on(tx))))
}

/// Before the process ends: everything that was written is on the disk and can be searched.
pub async fn drain(app: &App) {
    memo::hub(app).drain(app).await;
    reading::drain(app).await;
}
