#![forbid(unsafe_code)]
//! The wire and the bytes of the shared memo: no sockets, no storage, no clock.
//!
//! - [`codec`]: lib0 numbers, texts and byte strings, bounded
//! - [`frame`]: the messages of Hocuspocus and y-websocket
//! - [`awareness`]: presence, and how a server keeps it honest
//! - [`presences`]: who is here now, each by their own word only
//! - [`update`]: Yjs V1 updates, state vectors and delete sets, taken apart without copying
//! - [`document`]: one open memo; what may come in ([`Document::admit`]), what a peer lacks
//!   ([`Document::diff`]), what to keep ([`Document::compacted`])
//! - [`mod@glue`]: joins updates without a document
//! - [`mod@fold`]: what a memo says, as a tree, text, Markdown and HTML
//! - [`moves`]: words that an edit only put elsewhere, which stay whose they were
//! - [`mod@trace`]: who wrote what, and what came and went between two moments
//! - [`write`]: from Markdown to updates, for writers without an editor; and from what a memo says
//!   to what it shall say again
//!
//! Everything a stranger can send is bounded, answered with an error and never with a panic.
//! What [`Document`] holds was admitted as a whole: contiguous clocks, known references, bounded
//! nesting; nothing else of this crate checks that again.
//!
//! `tests/` compares all of it with Yjs (a Node child process) and yrs on random histories, and
//! attacks admission with mutated updates; `MEMO_WIRE_HISTORIES` and `MEMO_WIRE_FUZZ` say how
//! many in a long run.

pub mod awareness;
pub mod codec;
pub mod document;
pub mod fold;
pub mod frame;
pub mod glue;
pub mod moves;
pub mod presences;
pub mod trace;
pub mod update;
pub mod write;

mod any;
mod causal;

pub use document::{Admitted, Document, Limits, Refusal, Schema};
pub use fold::{Folded, Passage, fold, fold_under, markdown_of, passages, unmark};
pub use glue::glue;
pub use moves::{Moved, Moves, moved};
pub use trace::{Moment, trace};
pub use update::{Id, StateVector};
pub use write::{Typist, rewrite};
