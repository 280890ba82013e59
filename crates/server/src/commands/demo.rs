//! `aizuchi demo`: the invented organizations, or a large one for load tests.

use super::{Words, say};
use crate::{
    Outcome, Trouble,
    config::Config,
    house::{self, Databases, Lock, Places},
    serve,
};
use clap::Args;
use demo::{Manifest, ManifestPerson};
use indicatif::{ProgressBar, ProgressStyle};
use people::organization;
use platform::{OrganizationId, app::App};
use std::path::{Path, PathBuf};

/// What `aizuchi demo` is asked for.
#[derive(Debug, Args)]
pub struct Options {
    /// Write addresses, people, tokens and documents as JSON when it is ready to serve.
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Fill the database with this many people instead, for load tests, and stop.
    #[arg(long, value_name = "PEOPLE")]
    scale: Option<u64>,
    /// How many 1-on-1s the large organization has.
    #[arg(long, value_name = "COUNT", requires = "scale", default_value_t = 1_000_000)]
    one_on_ones: u64,
    /// The same seed makes the same organization.
    #[arg(long, requires = "scale", default_value_t = 1)]
    seed: u64,
}

/// The demo lives beside a real installation, never inside it.
pub(super) fn beside(config: Config) -> Config {
    Config { data_dir: config.data_dir.join("demo"), ..config }
}

pub(super) async fn run(config: &Config, words: &Words, options: &Options) -> Outcome<()> {
    let places = Places::of(config);
    let _lock = Lock::take(&places)?;
    house::whole(&places)?;
    let databases = Databases::open(config)?;
    databases.migrate().await?;
    let listening = serve::listen(config).await?;
    let app = house::build(config, &databases, listening.origin.clone()).await?;
    if let Some(people) = options.scale {
        return scale(&app, words, options, people).await;
    }
    only_invented(&app, words).await?;
    say(words.t("demo-filling"));
    demo::fill(&app).await?;
    let manifest = demo::manifest(&app).await?;
    say(words.with("serve-at", "origin", &listening.origin));
    say(words.with("serve-listening", "address", listening.address.to_string()));
    introduce(&manifest, words);
    let file = options.manifest.clone();
    // The manifest is the sign that the demo can be used, so it is written last.
    let ready = move || {
        if let Some(file) = file {
            write(&file, &manifest);
        }
    };
    serve::run(config, app, listening, ready).await
}

/// The demo hands out links to everybody, so it keeps away from databases of real people.
async fn only_invented(app: &App, words: &Words) -> Outcome<()> {
    let mut tx = app.system_reads(OrganizationId(0), "is this the demo's database?");
    for id in organization::all_ids(&mut tx).await? {
        if organization::find(&mut tx, id).await?.is_some_and(|found| !found.reusable_links) {
            return Err(Trouble::new(words.t("demo-not-here")));
        }
    }
    Ok(())
}

fn write(file: &Path, manifest: &Manifest) {
    let partial = file.with_extension("partial");
    let written = serde_json::to_vec_pretty(manifest)
        .map_err(std::io::Error::other)
        .and_then(|json| std::fs::write(&partial, json))
        .and_then(|()| std::fs::rename(&partial, file));
    if let Err(error) = written {
        tracing::error!(%error, file = %file.display(), "the manifest could not be written");
    }
}

/// One of each kind from each organization: enough to look around.
fn introduce(manifest: &Manifest, words: &Words) {
    say(format!("\n{}\n", words.t("demo-try")));
    let mut homes: Vec<&str> = manifest.people.iter().map(|p| p.organization.as_str()).collect();
    homes.dedup();
    for home in homes {
        say(format!("  {home}"));
        let of_home: Vec<_> = manifest.people.iter().filter(|p| p.organization == home).collect();
        for (role, person) in chosen(&of_home) {
            let role = words.t(format!("demo-role-{role}"));
            say(format!("    {} ({role})\n      {}", person.name, person.sign_in_url));
        }
        say("");
    }
    say(format!("{}\n", words.t("demo-more")));
}

fn chosen<'a>(people: &[&'a ManifestPerson]) -> Vec<(&'static str, &'a ManifestPerson)> {
    let first = |fits: &dyn Fn(&ManifestPerson) -> bool| people.iter().copied().find(|p| fits(p));
    let only = |p: &ManifestPerson, role| p.roles.contains(&role) && p.roles.len() == 1;
    [
        ("member", first(&|p| only(p, "member"))),
        ("leader", first(&|p| p.roles.contains(&"leader"))),
        ("administrator", first(&|p| p.roles.contains(&"administrator"))),
        ("nobody", first(&|p| p.roles.is_empty())),
    ]
    .into_iter()
    .filter_map(|(role, person)| Some((role, person?)))
    .collect()
}

async fn scale(app: &App, words: &Words, options: &Options, people: u64) -> Outcome<()> {
    let style = ProgressStyle::with_template("{bar:40} {percent:>3} % {eta}")
        .map_err(|error| Trouble::new(error.to_string()))?;
    let bar = ProgressBar::new(1).with_style(style);
    let scale = demo::scale::Scale { people, one_on_ones: options.one_on_ones, seed: options.seed };
    let progress = |done, of| {
        bar.set_length(of);
        bar.set_position(done);
    };
    demo::scale::fill(app, scale, &progress).await?;
    bar.finish();
    say(words.texts().with2(
        "demo-scaled",
        "people",
        people as i64,
        "count",
        options.one_on_ones as i64,
    ));
    Ok(())
}
