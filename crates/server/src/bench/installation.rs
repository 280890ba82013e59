//! A data folder with its databases, as a configuration and as the environment of a child.

use crate::{
    Outcome, Trouble,
    config::{Config, Sources},
    house::{self, Databases, Places},
};
use platform::{app::App, db::Engine};
use std::path::{Path, PathBuf};

use super::postgres;

/// One installation. A copy goes when it is dropped.
pub(super) struct Installation {
    pub folder: PathBuf,
    pub url: Option<String>,
    copy_of: Option<Copied>,
}

/// What a copy has to clean up beside its folder.
pub(super) struct Copied {
    /// A server and the name of the database on it.
    pub server: Option<(String, String)>,
}

impl Installation {
    pub fn new(folder: PathBuf, url: Option<String>) -> Self {
        Self { folder, url, copy_of: None }
    }

    /// One that goes with everything in it when it is dropped.
    pub fn copy(folder: PathBuf, url: Option<String>, copied: Copied) -> Self {
        Self { folder, url, copy_of: Some(copied) }
    }

    pub fn engine(&self) -> Engine {
        if self.url.is_some() { Engine::Postgres } else { Engine::Sqlite }
    }

    /// What a child needs to serve it.
    pub fn environment(&self) -> Vec<(String, String)> {
        let mut all = vec![
            ("AIZUCHI_DATA_DIR".to_owned(), self.folder.display().to_string()),
            ("AIZUCHI_ADDRESS".to_owned(), "127.0.0.1:0".to_owned()),
        ];
        all.extend(self.url.iter().map(|url| ("DATABASE_URL".to_owned(), url.clone())));
        all
    }

    /// The house of it, with its tables, in this process. Nothing may serve it meanwhile.
    pub async fn open(&self) -> Outcome<App> {
        let sources = Sources { file: None, environment: self.environment() };
        let config = Config::read(&sources)
            .map_err(|mistakes| Trouble::new(format!("the benchmark's settings: {mistakes:?}")))?;
        let databases = Databases::open(&config)?;
        databases.migrate().await?;
        house::build(&config, &databases, "http://127.0.0.1".into()).await
    }

    /// The database files, where there are some.
    pub fn files(&self) -> Vec<PathBuf> {
        let places = Places { folder: self.folder.clone() };
        let both = [places.main(), places.memo()];
        both.into_iter().filter(|file| file.is_file()).collect()
    }

    pub fn key(&self) -> PathBuf {
        Places { folder: self.folder.clone() }.key()
    }

    pub fn main(&self) -> PathBuf {
        Places { folder: self.folder.clone() }.main()
    }
}

/// Makes a folder for this account only.
pub(super) fn make(folder: &Path) -> Outcome<()> {
    let shown = folder.display();
    std::fs::create_dir_all(folder).map_err(Trouble::during(format!("{shown} cannot be made")))
}

impl Drop for Installation {
    fn drop(&mut self) {
        let Some(copied) = self.copy_of.take() else { return };
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "a copy of the benchmark's database stays behind");
        }
        if let Some((server, name)) = copied.server {
            postgres::drop_later(server, name);
        }
    }
}
