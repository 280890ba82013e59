//! The doors of the live memo, and the connections that came in.

mod connection;
mod doors;
mod hocuspocus;
mod joined;
mod pass;
mod plain;

pub use doors::{for_pages, for_pages_plain, for_programs, for_programs_plain};
