//! Who is here: organizations, departments, people, how they sign in, and who leads whom.
//!
//! This area knows people, never what two of them said.

pub mod organization;
pub mod pair;
pub mod person;
pub mod sign_in;

use platform::{db::Migration, i18n::TextFile};

pub const MIGRATIONS: &[Migration] =
    &[Migration::both("people/0001_people", include_str!("../migrations/0001_people.sql"))];

pub const TEXTS: &[TextFile] = platform::text_files!["people"];
