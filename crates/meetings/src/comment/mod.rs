//! ひとこと: what one of the two says beside a passage of what they wrote together, as "the nuance is
//! a little different", without touching the other's words.
//!
//! Invariants. There are comments on what belongs to the two, never on a private note. Who may read
//! the passage may say something beside it, also without the right to write there. Either answers,
//! settles and opens again; only the author withdraws, and then the words are gone. Words and the
//! quoted passage are sealed; where the passage is, the editor alone understands.
//!
//! Uses: memo, one_on_one, reading, people::pair

mod actions;
mod model;
mod pages;
mod policy;
mod queries;
mod view;

pub use actions::{answer, make, settle, withdraw};
pub use model::{Comment, CommentId, NewComment, anchor_of, hexadecimal, quoted};
pub use queries::{forget_quotes, of_one_on_one, of_pair_between};
pub use view::{Comments, Draft, Line, Thread, comments};

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/one-on-ones/{id}/comments", pages::show)
        .post("/one-on-ones/{id}/comments", pages::make)
        .post("/one-on-ones/{id}/comments/{comment}/answers", pages::answer)
        .post("/one-on-ones/{id}/comments/{comment}/state", pages::settle)
        .post("/one-on-ones/{id}/comments/{comment}/withdrawal", pages::withdraw)
}

#[cfg(test)]
mod tests;
