//! Logs: one line for each request and each thing worth knowing, as text or as JSON.
//!
//! Invariant: never a word of content. Lines hold names of routes, statuses, times and ids. A panic
//! is logged by its place only, because its message may quote what somebody wrote.

use crate::config::Log;
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Starts logging to standard error, so that what commands print stays clean.
pub fn start(log: &Log) {
    let filter = EnvFilter::new(&log.filter);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // A second start (in a test) changes nothing.
    if log.json {
        drop(lines.json().flatten_event(true).with_span_list(false).try_init());
    } else {
        drop(lines.with_target(false).try_init());
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}
