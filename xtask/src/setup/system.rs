//! System packages, for root on Debian and its relatives.

use crate::fail::{Result, While, fail};
use crate::place;
use crate::run::Run;

/// Whether packages can be installed at all.
pub fn can_install() -> bool {
    place::is_root() && place::in_path(&["apt-get"]).is_some()
}

/// Installs packages without questions and without what they only recommend.
pub fn install(packages: &[&str]) -> Result<()> {
    if !can_install() {
        return fail("apt-get needs root on Debian or Ubuntu");
    }
    apt_get(&["update"])?;
    apt_get(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

fn apt_get(words: &[&str]) -> Result<()> {
    let run = Run::new("apt-get").args(["-qq"]).args(words);
    run.env("DEBIAN_FRONTEND", "noninteractive").output().map(|_| ()).while_doing("apt-get")
}
