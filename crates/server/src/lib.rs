//! The binary `aizuchi`: it puts all areas together, listens, and looks after the installation.
//!
//! `wiring` (which slices there are) · `config` (what the operator sets) · `house` (from settings
//! to a running [`App`](platform::app::App)) · `key_check` (is this the right key file?) · `serve` (sockets, health, overload, stopping) · `backup` · `bench` · `doctor` · `export` ·
//! `commands` (one file each) · `api` (the OpenAPI document) · `logs`. Nothing here knows what a 1-on-1 is; whoever adds a slice
//! adds its lines to `wiring` and nowhere else.

pub mod api;
pub mod backup;
pub mod bench;
pub mod commands;
pub mod config;
pub mod doctor;
pub mod export;
pub mod house;
pub mod key_check;
mod logs;
mod queries;
pub mod serve;
mod trouble;
pub mod wiring;

pub use trouble::{Outcome, Trouble};
