//! The organization's tree of departments, and who is posted where.
//!
//! Invariants. A row holds from its day `since` until the day before `until`; days are those of
//! the organization's time zone. Two departments that last under the same parent have different
//! names. A department ends only when nobody is posted in it and nothing is below it. A person has
//! at most one post that this slice sets; others (兼務) may exist beside it.
//!
//! Uses: audit, organization

mod actions;
mod model;
mod queries;

pub use actions::{add, end, ensure_path, first_post, post, rename};
pub use model::{Department, DepartmentId, Post, path_parts};
pub use queries::{ancestors, children, find, find_child, post_of};
