//! `aizuchi doctor`: prints what was found, the worst deciding the exit code.

use super::{Words, say};
use crate::{
    config::Config,
    doctor::{State, examine},
};
use std::process::ExitCode;

pub(super) async fn run(config: &Config, words: &Words, thorough: bool) -> ExitCode {
    let findings = examine(config, thorough).await;
    for finding in &findings {
        let mark = match finding.state {
            State::Well => words.t("doctor-well"),
            State::Care => words.t("doctor-care"),
            State::Wrong => words.t("doctor-wrong"),
        };
        say(format!("[{mark}] {}", words.with(finding.text, "value", &finding.value)));
    }
    let wrong = findings.iter().filter(|finding| finding.state == State::Wrong).count();
    if wrong == 0 {
        say(words.t("doctor-all-well"));
        return ExitCode::SUCCESS;
    }
    say(words.with("doctor-some-wrong", "count", wrong));
    ExitCode::FAILURE
}
