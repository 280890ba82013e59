//! わたしの設定: what a person decides about themselves. One page a matter, each with one button.
//!
//! Uses: organization, person, sign_in

mod pages;
mod sign_in_pages;
#[cfg(test)]
mod tests;
mod token_pages;

use platform::routing::Routes;

pub(crate) fn routes() -> Routes {
    Routes::pages()
        .get("/settings", pages::hub)
        .get("/settings/language", pages::language)
        .post("/settings/language", pages::save_language)
        .get("/settings/display", pages::display)
        .post("/settings/display", pages::save_display)
        .get("/settings/notices", pages::notices)
        .post("/settings/notices", pages::save_notices)
        .get("/settings/sign-in", sign_in_pages::show)
        .post("/settings/password", sign_in_pages::choose_password)
        .post("/settings/sessions/{session}/ending", sign_in_pages::end)
        .post("/settings/sessions/ending", sign_in_pages::end_others)
        .get("/settings/tokens", token_pages::show)
        .post("/settings/tokens", token_pages::create)
        .post("/settings/tokens/{token}/ending", token_pages::end)
}

/// `?saved` on the address after a form was accepted.
#[derive(serde::Deserialize)]
struct Back {
    saved: Option<String>,
}
