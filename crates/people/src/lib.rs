//! Who is here: organizations, departments, people, how they sign in, and who leads whom.
//!
//! This area knows people, never what two of them said.

pub mod administration;
mod api;
pub mod audit;
mod cookies;
pub mod department;
mod import;
mod letter;
pub mod organization;
pub mod pair;
mod pairing;
pub mod person;
mod preferences;
mod privacy;
pub mod set_up;
pub mod sign_in;
#[cfg(test)]
mod testing;
pub mod text;
mod zones;

use platform::{
    app::{App, Parts},
    db::Migration,
    i18n::TextFile,
    jobs::JobRegistry,
    routing::Routes,
    text_files,
};

pub const MIGRATIONS: &[Migration] = &[
    Migration::both("people/0001_people", include_str!("../migrations/0001_people.sql")),
    Migration::both("people/0002_directory", include_str!("../migrations/0002_directory.sql")),
];

pub const TEXTS: &[TextFile] = text_files![
    "people",
    "sign_in",
    "settings",
    "pairs",
    "privacy",
    "administration",
    "set_up",
    "import"
];

/// All pages of this area.
pub fn routes() -> Routes {
    sign_in::routes()
        .merge(preferences::routes())
        .merge(set_up::routes())
        .merge(pairing::routes())
        .merge(import::routes())
        .merge(privacy::routes())
        .merge(administration::routes())
}

/// What programs may ask of this area.
pub fn api_routes() -> Routes {
    api::routes()
}

/// How programs ask it: this area's part of the OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    <api::Document as utoipa::OpenApi>::openapi()
}

/// All background work of this area.
pub fn jobs(registry: JobRegistry) -> JobRegistry {
    administration::jobs(pairing::jobs(sign_in::jobs(registry)))
}

/// Hears from now on what other nodes tell this area.
pub fn listen(app: &App) {
    sign_in::listen(app);
}

/// The parts of the house that this area asks for.
pub fn parts(parts: Parts) -> Parts {
    sign_in::parts(parts)
}
