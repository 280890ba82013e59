//! The cookies we set: session, language, and how pages look on this device.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use platform::{
    access::{DISPLAY_COOKIE, Display, LANGUAGE_COOKIE},
    app::App,
    i18n::Language,
};

const YEAR: i64 = 365 * 24 * 3600;

/// A session: never readable by scripts, never sent by other sites' forms.
pub(crate) fn session(app: &App, response: &mut Response, token: &str, seconds: i64) {
    set(app, response, app.session_cookie(), token, seconds, "; HttpOnly");
}

pub(crate) fn end_session(app: &App, response: &mut Response) {
    set(app, response, app.session_cookie(), "", 0, "; HttpOnly");
}

/// The language of pages before sign-in, and of error pages.
pub(crate) fn language(app: &App, response: &mut Response, language: Language) {
    set(app, response, LANGUAGE_COOKIE, language.word(), YEAR, "");
}

pub(crate) fn display(app: &App, response: &mut Response, display: Display) {
    let value = format!("{}.{}", display.theme, display.text_size);
    set(app, response, DISPLAY_COOKIE, &value, YEAR, "");
}

fn set(app: &App, response: &mut Response, name: &str, value: &str, seconds: i64, more: &str) {
    let secure = if app.origin().starts_with("https:") { "; Secure" } else { "" };
    let line = format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax{secure}{more}");
    // Names, tokens and words of ours are plain ASCII, so this always succeeds.
    if let Ok(line) = HeaderValue::from_str(&line) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}
