//! `cargo xtask bench` and `cargo xtask screenshots`: the program at work, measured and seen.

use crate::cluster::{Cluster, Durability};
use crate::fail::{Result, While};
use crate::run::Run;
use crate::setup::node;
use crate::{node_suites, place, steps};
use std::process::ExitCode;

/// `aizuchi bench` of the release build, which starts the peers of `AIZUCHI_BENCH_PEERS` itself and
/// fills databases of its own on the PostgreSQL of `AIZUCHI_BENCH_DATABASE_URL` and below the target
/// folder, where those of SQLite are kept for the next run. A peer whose own tests fail would be
/// measured doing something else, so they run first.
pub fn bench(words: &[String]) -> Result<ExitCode> {
    for folder in node::lock_folders()?.iter().filter(|folder| folder.starts_with("bench/")) {
        node_suites::peer(folder)?;
    }
    let program = steps::application("release")?;
    let peers = place::root().join("bench/peers");
    let cluster = Cluster::start(Durability::Honest)?;
    let run = Run::new(program).args(["bench"]).args(words);
    let run =
        run.env("AIZUCHI_BENCH_PEERS", peers).env("AIZUCHI_BENCH_DATABASE_URL", cluster.url());
    let code = run.env("AIZUCHI_DATA_DIR", place::scratch("bench")?).interactive();
    drop(cluster);
    Ok(ExitCode::from(code?))
}

/// Every screen of the demo as a picture in `./screenshots`, which git does not keep.
pub fn screenshots(words: &[String]) -> Result<ExitCode> {
    let folder = place::root().join("screenshots");
    std::fs::create_dir_all(&folder).while_doing(folder.display())?;
    let program = steps::application("debug")?;
    node_suites::screenshots(&program, &folder, words)?;
    println!("pictures are in {}", folder.display());
    Ok(ExitCode::SUCCESS)
}
