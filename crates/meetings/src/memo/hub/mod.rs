//! The memos that are open in this process, and the connections on them.

mod admission;
mod keeper;
mod nodes;
mod open;
pub(super) mod peer;
mod registry;
mod scribe;
mod shared;
mod state;

#[cfg(test)]
mod tests;

pub use registry::MemoHub;
pub(super) use registry::{Handle, Registered};
pub(super) use state::{State, Taken};
