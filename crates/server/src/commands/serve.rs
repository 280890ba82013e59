//! `aizuchi serve`: makes the data folder if there is none, brings the tables up to date, serves.

use super::{Words, say};
use crate::{
    Outcome,
    config::Config,
    house::{self, Databases, Lock, Places},
    serve,
};

pub(super) async fn run(config: &Config, words: &Words) -> Outcome<()> {
    raise_file_limit();
    let places = Places::of(config);
    let _lock = Lock::take(&places)?;
    house::whole(&places)?;
    let databases = Databases::open(config)?;
    let ran = databases.migrate().await?;
    if !ran.is_empty() {
        tracing::info!(steps = ran.len(), "the tables were brought up to date");
    }
    let listening = serve::listen(config).await?;
    let app = house::build(config, &databases, listening.origin.clone()).await?;
    say(words.with("serve-at", "origin", &listening.origin));
    say(words.with("serve-listening", "address", listening.address.to_string()));
    if let Some(path) = people::set_up::open(&app).await? {
        say(format!("\n{}\n  {}{path}\n", words.t("serve-set-up"), listening.origin));
    }
    if config.mail.is_none() {
        let folder = places.mails().display().to_string();
        say(words.with("serve-mails", "folder", &folder));
    }
    serve::run(config, app, listening, || ()).await
}

/// Each browser with a memo open holds a file handle, and the usual limit of 1024 is soon reached.
fn raise_file_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::debug!(%error, "the limit of open files stays as it is");
    }
}
