//! A record as one HTML file that needs nothing else, on the screen and on paper.

use super::record::{Body, Record};
use askama::Template;
use base64::Engine as _;
use platform::{Error, Result, render::filters};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The same in every file, so that its hash can stand in the policy.
const STYLE: &str = include_str!("templates/style.txt");

/// A file to keep has nothing beside it: its style stands within.
pub(super) fn style() -> String {
    format!("<style>{STYLE}</style>")
}

static STYLE_HASH: LazyLock<String> = LazyLock::new(|| {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE));
    format!("'sha256-{hash}'")
});

/// What a browser may do with such a file: show it in its own colours, nothing else.
pub(super) fn policy() -> String {
    format!("default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'", *STYLE_HASH)
}

/// The same while we serve it to be printed from: with our own script behind the button.
pub(super) fn print_policy() -> String {
    format!(
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; style-src {}; \
         frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'; \
         require-trusted-types-for 'script'; trusted-types aizuchi-htmx ProseMirrorClipboard",
        *STYLE_HASH
    )
}

/// What stands above the record while it is on the screen, to print from or to go back.
pub(super) struct Bar {
    pub script: String,
    pub icon: String,
    pub print: String,
    pub hint: String,
    pub back: String,
    pub back_path: String,
}

#[derive(Template)]
#[template(path = "export/templates/record.html")]
struct File<'a> {
    record: &'a Record,
    style: String,
    policy: String,
    bar: Option<Bar>,
}

pub(super) fn write(record: &Record) -> Result<String> {
    rendered(record, policy(), None)
}

/// The record with a bar to print from, which is not printed.
pub(super) fn write_to_print(record: &Record, bar: Bar) -> Result<String> {
    rendered(record, String::new(), Some(bar))
}

fn rendered(record: &Record, policy: String, bar: Option<Bar>) -> Result<String> {
    File { record, style: style(), policy, bar }.render().map_err(Error::internal)
}
