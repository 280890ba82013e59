//! `cargo xtask bench` and `cargo xtask screenshots`: the program at work, measured and seen.

use crate::cluster::{Cluster, Durability};
use crate::fail::{Result, While};
use crate::run::Run;
use crate::setup::node;
use crate::{node_suites, place, steps};
use std::{path::Path, process::ExitCode};

const Y_SWEET: &str = "0.9.1";

/// `aizuchi bench` of the release build, which starts the peers of `AIZUCHI_BENCH_PEERS` itself and
/// fills databases of its own on the PostgreSQL of `AIZUCHI_BENCH_DATABASE_URL` and below the target
/// folder, where those of SQLite are kept for the next run. A peer whose own tests fail would be
/// measured doing something else, so they run first.
pub fn bench(words: &[String]) -> Result<ExitCode> {
    for folder in node::lock_folders()?.iter().filter(|folder| folder.starts_with("bench/")) {
        node_suites::peer(folder)?;
    }
    let peers = place::root().join("bench/peers");
    build_y_sweet(&peers.join("y-sweet"))?;
    let program = steps::application("release")?;
    let cluster = Cluster::start(Durability::Honest)?;
    let run = Run::new(program).args(["bench"]).args(words);
    let run =
        run.env("AIZUCHI_BENCH_PEERS", peers).env("AIZUCHI_BENCH_DATABASE_URL", cluster.url());
    let code = run.env("AIZUCHI_DATA_DIR", place::scratch("bench")?).interactive();
    drop(cluster);
    Ok(ExitCode::from(code?))
}

/// The one peer that comes from crates.io; building it takes minutes, once.
fn build_y_sweet(folder: &Path) -> Result<()> {
    if folder.join("bin/y-sweet").is_file() {
        return Ok(());
    }
    let version = format!("y-sweet@{Y_SWEET}");
    let build = place::scratch("y-sweet")?;
    let run = Run::cargo(["install", "--locked", "--quiet"]).args([version]);
    run.args([Path::new("--root"), folder, Path::new("--target-dir"), &build])
        .show()
        .while_doing("building y-sweet")
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
