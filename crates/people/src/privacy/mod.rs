//! だれに何が見えるか: what the software does, in a table. The same as `docs/privacy.md`.
//!
//! Invariant: a line here is true of the policies. Whoever changes one changes the other.

#[cfg(test)]
mod tests;

use askama::Template;
use axum::response::Response;
use platform::{
    Result,
    access::SignedIn,
    render::{Frame, filters, page},
    routing::Routes,
};

pub(crate) fn routes() -> Routes {
    Routes::pages().get("/privacy", show)
}

/// One kind of data: the middle of its key, and the answer for member, leader, former leader,
/// administrator and operator, as the ends of keys.
type Line = (&'static str, [&'static str; 5]);

const LINES: [Line; 12] = [
    ("pair", ["own", "own", "no", "yes", "yes"]),
    ("dates", ["own", "lasting", "no", "no-screen", "database"]),
    ("topics", ["own", "lasting", "no", "no", "database"]),
    ("words", ["own", "lasting", "no", "no", "key"]),
    ("history", ["own", "lasting", "no", "no", "key"]),
    ("readings", ["own", "lasting", "no", "no", "database"]),
    ("shares", ["own", "lasting", "asked", "happened", "key"]),
    ("handovers", ["own", "drafting", "happened", "happened", "key"]),
    ("emergency", ["decided", "decided", "decided", "concerned", "key"]),
    ("notes", ["author", "author", "author", "no", "key"]),
    ("name", ["name", "name", "name", "yes", "yes"]),
    ("devices", ["own", "own", "own", "times", "yes"]),
];
const READERS: [&str; 5] = ["member", "leader", "former", "administrator", "operator"];

/// In which ways somebody beside the two may come to read, and where one's own are.
const OTHERS: [(&str, &str); 3] =
    [("share", "/shares"), ("handover", "/handovers"), ("emergency", "/emergency")];

#[derive(Template)]
#[template(path = "privacy/templates/privacy.html")]
struct PrivacyPage {
    f: Frame,
    readers: [&'static str; 5],
    lines: [Line; 12],
    others: [(&'static str, &'static str); 3],
}

async fn show(SignedIn(tx): SignedIn) -> Result<Response> {
    page(&PrivacyPage { f: Frame::of(&tx), readers: READERS, lines: LINES, others: OTHERS })
}
