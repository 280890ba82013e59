//! Template filters. `use platform::render::filters;` brings them into a slice's templates.

use askama::{Values, filters::Safe};
use std::fmt::Display;

/// Lets a Japanese heading or button break between phrases only (`<wbr>` after each), for browsers
/// without `word-break: auto-phrase`. The element needs the class `phrases`.
#[askama::filter_fn]
pub fn phrases(text: impl Display, _: &dyn Values) -> askama::Result<Safe<String>> {
    let text = text.to_string();
    let broken = crate::phrases::split(&text).map(escape).collect::<Vec<_>>().join("<wbr>");
    Ok(Safe(broken))
}

/// Text with its line breaks, everything else escaped.
#[askama::filter_fn]
pub fn lines(text: impl Display, _: &dyn Values) -> askama::Result<Safe<String>> {
    let text = text.to_string();
    Ok(Safe(text.lines().map(escape).collect::<Vec<_>>().join("<br>")))
}

/// What an address bar needs percent-encoded in a query value.
#[askama::filter_fn]
pub fn query(text: impl Display, _: &dyn Values) -> askama::Result<String> {
    Ok(crate::routing::encode_query(&text.to_string()))
}

pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
