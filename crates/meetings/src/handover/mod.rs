//! 引き継ぎ: what goes along to the next leader at a transfer, or after a leave, with the member's
//! consent line by line, and a talk of three.
//!
//! Invariants. Nothing passes before the member agreed to exactly what the next leader will see. The
//! leader who leaves proposes lines until they offer them, and sees no text afterwards. Nothing
//! that was noted where health or private life was a topic is suggested, and nothing out of a private
//! note ever; only the member can add a line about them.
//! What the member strikes is deleted when they agree. The member can take it back at any time; it
//! ends on its day, with the pair of its reader, and when the member leaves. Each step is told.
//!
//! Uses: agenda, last_time, memo, one_on_one, promise, reading, tidings, topic, wish, people::audit, people::organization, people::pair

mod actions;
mod consent_pages;
mod jobs;
mod lines;
mod model;
mod pages;
mod policy;
mod queries;
mod starting;
mod suggest;
mod talk;
mod talk_pages;
mod view;

pub use actions::{Consent, agree, begin, decline, end, name_reader, offer, read};
pub use jobs::schedule;
pub use lines::{NewLine, add_line, change_line, mark};
pub use model::{Handover, HandoverId, HandoverKind, HandoverState, Line, LineId, Source};
pub use policy::shown_lines;
pub use queries::{lines, mine, of_pair};
pub use talk::{propose, reply};

use platform::routing::Routes;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/handovers", starting::mine)
        .get("/pairs/{id}/handovers", starting::of_pair)
        .get("/pairs/{id}/handovers/new", starting::new)
        .post("/pairs/{id}/handovers", starting::create)
        .get("/handovers/{id}", pages::show)
        .get("/handovers/{id}/preview", consent_pages::preview)
        .get("/handovers/{id}/passages", starting::passages)
        .post("/handovers/{id}/passages", starting::add_passages)
        .post("/handovers/{id}/lines", pages::add)
        .post("/handovers/{id}/lines/{line}", pages::change)
        .post("/handovers/{id}/offer", pages::offer)
        .post("/handovers/{id}/reader", pages::reader)
        .post("/handovers/{id}/answer", consent_pages::answer)
        .post("/handovers/{id}/reading", pages::read)
        .post("/handovers/{id}/talk", talk_pages::propose)
        .post("/handovers/{id}/talk/answer", talk_pages::reply)
        .post("/handovers/{id}/ending", pages::end)
}

#[cfg(test)]
mod tests;
