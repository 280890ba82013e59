//! What is around the databases: address, folder, key file, disk, mail.

use super::Finding;
use crate::{config::Config, house::Places, serve::Room};
use platform::{
    bus,
    vault::Vault,
    world::{SmtpMailer, SystemRandom},
};
use std::{path::Path, sync::Arc, time::Duration};

const MAIL_PATIENCE: Duration = Duration::from_secs(10);
/// A write-ahead log of this size is not folded any more, or a reader never ends.
const LARGE_LOG: u64 = 256 << 20;

/// Browsers keep a session cookie to this host only over TLS.
pub(super) fn origin(config: &Config) -> Finding {
    match &config.origin {
        Some(origin) if origin.starts_with("https:") => Finding::well("doctor-origin-well", origin),
        Some(origin) => Finding::care("doctor-origin-open", origin),
        None if config.address.ip().is_loopback() => {
            Finding::well("doctor-origin-here", config.address)
        }
        None => Finding::care("doctor-origin-missing", config.address),
    }
}

pub(super) fn folder(places: &Places) -> Vec<Finding> {
    let shown = places.folder.display();
    if !places.folder.is_dir() {
        return vec![Finding::wrong("doctor-folder-missing", shown)];
    }
    let mut findings = vec![disk(&places.folder), key_file(&places.key())];
    for log in [places.main(), places.memo()].map(|file| file.with_extension("db-wal")) {
        let bytes = std::fs::metadata(&log).map_or(0, |log| log.len());
        if bytes > LARGE_LOG {
            findings.push(Finding::care("doctor-log-large", log.display()));
        }
    }
    findings
}

fn disk(folder: &Path) -> Finding {
    match Room::on_the_disk_of(folder) {
        Ok(room) if room.is_enough() => Finding::well("doctor-disk-well", room.megabytes()),
        Ok(room) => Finding::wrong("doctor-disk-full", room.megabytes()),
        Err(error) => Finding::wrong("doctor-folder-unreadable", error),
    }
}

/// There, of the right length, and readable by its owner only.
fn key_file(key: &Path) -> Finding {
    use std::os::unix::fs::PermissionsExt;
    match std::fs::metadata(key) {
        Err(_) => Finding::wrong("doctor-key-missing", key.display()),
        Ok(file) if file.permissions().mode() & 0o377 != 0 => {
            Finding::wrong("doctor-key-open", key.display())
        }
        Ok(_) => Finding::well("doctor-key-well", key.display()),
    }
}

pub(super) async fn mail(config: &Config) -> Finding {
    let Some(mail) = &config.mail else {
        return Finding::care("doctor-mail-none", Places::of(config).mails().display());
    };
    let check = async { SmtpMailer::new(&mail.settings())?.check().await };
    match tokio::time::timeout(MAIL_PATIENCE, check).await {
        Ok(Ok(())) => Finding::well("doctor-mail-well", &mail.from),
        Ok(Err(error)) => Finding::wrong("doctor-mail-away", error),
        Err(_) => Finding::wrong("doctor-mail-away", "no answer"),
    }
}

/// Can this node hear the others? Only asked when the settings name NATS.
pub(super) async fn nats(config: &Config, places: &Places) -> Option<Finding> {
    let settings = config.nats.as_ref()?.settings();
    // Without the installation's key nobody would understand us; that is told elsewhere.
    let key = places.key();
    if !key.exists() {
        return None;
    }
    let vault = Vault::open_file(&key, Arc::new(SystemRandom)).ok()?;
    Some(match bus::check(&settings, vault, &SystemRandom).await {
        Ok(0) => Finding::care("doctor-nats-alone", ""),
        Ok(others) => Finding::well("doctor-nats-well", others),
        Err(error) => Finding::wrong("doctor-nats-away", error),
    })
}
