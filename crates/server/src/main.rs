//! The binary `aizuchi`. Everything is in the library, so that tests use exactly the real thing.

use clap::Parser;
use server::commands::{Arguments, Start, run};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // What is not UTF-8 cannot be one of our settings.
    let texts = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    run(Start { arguments, environment: texts.collect() })
}
