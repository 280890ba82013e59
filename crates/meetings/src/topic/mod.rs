//! What can be talked about: seven topics to start with; an organization adds, hides, renames.
//!
//! Invariants. The seven have a word and their label comes from the catalogues, unless renamed; a
//! topic of the organization's own has only its label. A topic that was used is hidden, never
//! deleted. Private life is offered to the member only.

mod model;
mod queries;

pub use model::{Topic, TopicId, Word};
pub use queries::{add, ensure, find, list, rename, set_hidden};
