//! 緊急閲覧: an administrator reads the shared memos of a pair over some days, with the consent of
//! two others and before the eyes of the two.
//!
//! Invariants. Off unless two administrators switched it on, which everybody is told. Two persons
//! approve, out of those whom one administrator named and another confirmed; neither is the
//! requester, nor one of the pair, nor the same mailbox or name as the requester or each other. The
//! two are told in the transaction that lets the requester read, so never later. Reading is what
//! one page does, for the requester alone, at most 24 hours, while they administer; each time is
//! first noted in the list of readings and in the audit, or does not happen; a page that is open lets
//! go of the text when the access is over. Private notes, search,
//! export and API stay out of reach: nothing else in the product asks whether an access is open.
//! That a pair ends changes nothing: nobody can escape or cause a look by ending it.
//!
//! Uses: memo, one_on_one, reading, people::audit, people::organization, people::pair,
//! people::person

mod actions;
mod answers;
mod forms;
mod jobs;
mod mail;
mod model;
mod notices;
mod pages;
mod policy;
mod queries;
mod rule_pages;
mod rules;
mod shown;
#[cfg(test)]
mod tests;
mod watch;

pub use actions::{NewAccess, request};
pub use answers::{approve, decline, end};
pub use jobs::{Tell, schedule};
pub use model::{Access, AccessId, Stage};
pub use notices::{News, mark_all_read, mark_read, news, unread};
pub use pages::routes;
pub use queries::is_on;
pub use rules::{confirm, confirm_approver, name_approver, propose};
pub use shown::readers_now;
pub use watch::EmergencyWatch;
