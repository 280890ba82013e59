//! The live documents of a 1-on-1: the memo that the two share, what today was about, what the
//! member is mindful of until next time, and a private note for each.
//!
//! Invariants. What is of the two is read by both while the pair lasts, afterwards by the member;
//! what the member is mindful of only the member writes; a private note is read and written by its
//! author, ever, and by nobody else; administrators never. A receipt is given after the fsync, so
//! what somebody saw as saved survives any crash. What comes in passes the admission of
//! [`memo_wire`]; a client id belongs to one person; who is present the server says. Rights are
//! looked at again every minute and as soon as a pair or a session ends.
//!
//! The way of a keystroke: `socket` (limits) → `hub::state` (admission, relay) → `hub::open` (one
//! transaction a batch) → receipt. Later `hub::keeper` folds log into snapshot and text.
//!
//! Uses: one_on_one, reading, people::pair, people::person

mod actions;
mod hub;
mod model;
mod policy;
mod queries;
mod socket;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use actions::{Reading, ensure, fold, passages, read, rewrite, write_markdown};
pub use hub::MemoHub;
pub use memo_wire::Passage;
pub use model::{Documents, Kind, Memo, MemoId, ROOT, SCHEMA_VERSION};
#[cfg(test)]
pub(crate) use queries::log::{NewRow, append};
pub(crate) use queries::log::{clients, open_row, open_state, seal_state, unfolded};
pub(crate) use queries::moves::moves;
pub use queries::{documents, text, text_of_kind};

use platform::{app::App, routing::Routes};
use std::sync::Arc;

/// The open memos of this process.
pub fn hub(app: &App) -> Arc<MemoHub> {
    app.part()
}

/// `/memo` for our own pages, `/api/memo` for programs; each speaks Hocuspocus for many documents,
/// and y-websocket for the one that the address names.
pub fn routes() -> Routes {
    Routes::pages()
        .socket("/memo", socket::for_pages)
        .socket("/memo/{id}", socket::for_pages_plain)
        .merge(
            Routes::api()
                .socket("/api/memo", socket::for_programs)
                .socket("/api/memo/{id}", socket::for_programs_plain),
        )
}

#[cfg(test)]
mod tests;
