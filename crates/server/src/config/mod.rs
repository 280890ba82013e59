//! What the operator may set, by file and by environment.
//!
//! One rule for names: the key `data_dir` of the file is `AIZUCHI_DATA_DIR` in the environment
//! (`DATABASE_URL` and `NATS_URL` go without the prefix, as everywhere else), and the environment wins.
//! All mistakes are reported together, each with what to write instead. Secrets never print: what
//! may hold one is a [`Secret`], and no mistake repeats its value.

mod keys;
mod mistakes;
mod read;
#[cfg(test)]
mod tests;

pub use keys::{KEYS, Key};
pub use mistakes::{Mistake, Mistakes};

use platform::{bus::NatsSettings, world::SmtpSettings};
use std::{net::SocketAddr, path::PathBuf};

/// Everything that was set, checked.
#[derive(Debug)]
pub struct Config {
    /// Databases, key and mails without a server lie here.
    pub data_dir: PathBuf,
    /// Where to listen; port 0 lets the system choose.
    pub address: SocketAddr,
    /// The address that browsers use; `None`: the one listened on.
    pub origin: Option<String>,
    pub database: Database,
    /// Where the other nodes are; `None`: there are none.
    pub nats: Option<Nats>,
    /// `None`: mails become files under `data_dir/mails`.
    pub mail: Option<Mail>,
    pub log: Log,
    /// `None`: a proxy in front speaks TLS, or nobody does.
    pub tls: Option<Tls>,
    /// A proxy in front tells the visitor's address in `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// How many requests are served at the same moment; as many again may wait.
    pub most_requests: usize,
    /// For how many days after its last word a memo's history knows every stroke.
    pub memo_history_days: u32,
}

#[derive(Debug)]
pub enum Database {
    /// SQLite in this process.
    Embedded,
    Postgres {
        url: Secret,
        /// Who makes the tables; `None`: the same as `url`.
        owner_url: Option<Secret>,
        /// The most connections of this node.
        connections: usize,
    },
}

/// How nodes tell each other of changes.
#[derive(Debug)]
pub struct Nats {
    pub url: Secret,
    pub subject: String,
    pub credentials: Option<PathBuf>,
    pub authority: Option<PathBuf>,
    pub certificate: Option<(PathBuf, PathBuf)>,
}

impl Nats {
    pub fn settings(&self) -> NatsSettings {
        NatsSettings {
            url: self.url.0.clone(),
            subject: self.subject.clone(),
            credentials: self.credentials.clone(),
            authority: self.authority.clone(),
            certificate: self.certificate.clone(),
        }
    }
}

/// How mails leave.
#[derive(Debug)]
pub struct Mail {
    pub url: Secret,
    pub user: Option<String>,
    pub password: Option<Secret>,
    pub from: String,
}

impl Mail {
    pub fn settings(&self) -> SmtpSettings {
        SmtpSettings {
            url: self.url.0.clone(),
            user: self.user.clone(),
            password: self.password.as_ref().map(|secret| secret.0.clone()),
            from: self.from.clone(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    pub json: bool,
    /// As `tracing_subscriber::EnvFilter` reads it.
    pub filter: String,
}

/// PEM files.
#[derive(Clone, Debug)]
pub struct Tls {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// A text that must not be printed.
#[derive(Clone, PartialEq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

/// Where settings come from: the text of a file, if there is one, and the environment.
#[derive(Debug, Default)]
pub struct Sources {
    /// The file's name, for messages, and its text.
    pub file: Option<(String, String)>,
    pub environment: Vec<(String, String)>,
}

impl Config {
    /// Reads and checks all settings.
    ///
    /// # Errors
    /// All mistakes at once.
    pub fn read(sources: &Sources) -> Result<Self, Mistakes> {
        read::config(sources)
    }
}
