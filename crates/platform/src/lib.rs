//! What every slice of Aizuchi stands on. No business word lives here.
//!
//! `access` (who looks, what they may do) · `db` (one text, two databases) · `routing` (the route
//! table and its layers) · `error` (the closed set) · `render` (pages and assets) · `i18n` (texts)
//! · `jobs` (background work and outbox) · `vault` (encryption at rest) · `world` (clock, random,
//! mail) · `bus` (hints between nodes) · `alive` (an open page hears that it may be read no more)
//! · `when` and `working_days` (what people type, what is worked on) · `search` (how words are looked
//! for) · `package` and `file_names`
//! (what is taken along) · `app` (all of it in one handle) · `testing` (the house on two databases).

// The macros of this crate name it `platform`, here as elsewhere.
extern crate self as platform;

pub mod access;
pub mod alive;
pub mod app;
pub mod bus;
pub mod db;
pub mod error;
pub mod file_names;
pub mod i18n;
pub mod id;
pub mod jobs;
pub mod pace;
pub mod package;
pub mod phrases;
pub mod render;
pub mod routing;
pub mod search;
#[cfg(feature = "testing")]
pub mod testing;
pub mod vault;
pub mod when;
pub mod working_days;
pub mod world;

pub use error::{Error, Result};
pub use id::{OrganizationId, PersonId};
// For the macros.
pub use {inventory, serde, utoipa};

/// The platform's own texts.
pub const TEXTS: &[i18n::TextFile] = text_files!["ground"];
