//! From settings to a running house: folders, key, databases, tables, the [`App`].

use crate::{
    Outcome, Trouble,
    config::{Config, Database},
    key_check,
    serve::Health,
    wiring,
};
use platform::{
    app::{App, House, Stop},
    bus::{self, Bus},
    db::{Db, Postgres, Sqlite, migrate},
    render::Assets,
    vault::Vault,
    world::{FolderMailer, Mailer, SmtpMailer, SystemClock, SystemRandom, World},
};
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Where things lie in the data folder.
#[derive(Clone, Debug)]
pub struct Places {
    pub folder: PathBuf,
}

impl Places {
    pub fn of(config: &Config) -> Self {
        Self { folder: config.data_dir.clone() }
    }

    pub fn main(&self) -> PathBuf {
        self.folder.join("aizuchi.db")
    }

    pub fn memo(&self) -> PathBuf {
        self.folder.join("memo.db")
    }

    /// Never inside a database, nor in a backup unless asked for.
    pub fn key(&self) -> PathBuf {
        self.folder.join("keys").join("master.key")
    }

    pub fn mails(&self) -> PathBuf {
        self.folder.join("mails")
    }

    /// Is there while files are being replaced.
    pub fn restoring(&self) -> PathBuf {
        self.folder.join("restoring")
    }

    fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }
}

/// Keeps a second process away from the same folder: SQLite has one writer thread, here.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not read: closing the file unlocks it")] File);

impl Lock {
    /// Makes the folder if needed and takes it.
    ///
    /// # Errors
    /// When another process has it, or when it cannot be written.
    pub fn take(places: &Places) -> Outcome<Self> {
        let shown = places.folder.display();
        make_folder(&places.folder).map_err(Trouble::during(format!("{shown} cannot be made")))?;
        let file = File::options().create(true).append(true).open(places.lock());
        let file = file.map_err(Trouble::during(format!("{shown} cannot be written")))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(Trouble::new(format!(
                "another aizuchi is using {shown}: stop it first, or choose another AIZUCHI_DATA_DIR"
            ))),
            Err(TryLockError::Error(error)) => Err(Trouble::during(shown)(error)),
        }
    }
}

/// For this account only: databases and mails lie in it.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Refuses a folder whose files were half replaced.
pub fn whole(places: &Places) -> Outcome<()> {
    if places.restoring().exists() {
        return Err(Trouble::new(format!(
            "a restore into {} was interrupted: run it once more",
            places.folder.display()
        )));
    }
    Ok(())
}

/// Both databases of an installation.
#[derive(Clone)]
pub struct Databases {
    pub main: Db,
    pub memo: Db,
    /// Who makes the tables (PostgreSQL only).
    pub owner_url: Option<String>,
}

impl Databases {
    /// Opens them; SQLite files are made when they are missing.
    pub fn open(config: &Config) -> Outcome<Self> {
        match &config.database {
            Database::Embedded => {
                let places = Places::of(config);
                let open = |path: PathBuf| {
                    let shown = path.display().to_string();
                    Sqlite::open(&path)
                        .map(Db::Sqlite)
                        .map_err(|error| Trouble::new(format!("{shown} cannot be opened: {error}")))
                };
                let (main, memo) = (open(places.main())?, open(places.memo())?);
                Ok(Self { main, memo, owner_url: None })
            }
            Database::Postgres { url, owner_url, connections } => {
                let db = Db::Postgres(Postgres::open(&url.0, *connections)?);
                let owner = owner_url.as_ref().unwrap_or(url).0.clone();
                Ok(Self { main: db.clone(), memo: db, owner_url: Some(owner) })
            }
        }
    }

    /// Brings all tables up to date; returns the steps that ran now.
    pub async fn migrate(&self) -> Outcome<Vec<&'static str>> {
        let (main, memo) = (wiring::migrations(), wiring::memo_migrations());
        match &self.owner_url {
            Some(url) => {
                let both = [main, memo].concat();
                Ok(migrate(&self.main, Some(url), &both).await?)
            }
            None => {
                let mut ran = migrate(&self.main, None, &main).await?;
                ran.extend(migrate(&self.memo, None, &memo).await?);
                Ok(ran)
            }
        }
    }
}

/// The house with the real world around it.
///
/// # Errors
/// Whatever keeps it from standing: no folder, no database, a key that is not this database's.
pub async fn build(config: &Config, databases: &Databases, origin: String) -> Outcome<App> {
    let key = Places::of(config).key();
    let key_is_new = !key.exists();
    let vault = Vault::open_file(&key, Arc::new(SystemRandom))
        .map_err(Trouble::during(format!("the key file {} cannot be read", key.display())))?;
    let bus = join(config, &vault).await?;
    let app = assemble(config, databases, origin, vault, bus)?;
    if let Err(trouble) = key_check::settle(&app).await {
        if key_is_new {
            // It was made a moment ago and opens nothing: the right one must find its place free.
            drop(std::fs::remove_file(&key));
        }
        return Err(trouble);
    }
    Ok(app)
}

/// Puts the parts together without looking whether the key fits.
pub fn assemble(
    config: &Config,
    databases: &Databases,
    origin: String,
    vault: Vault,
    bus: Bus,
) -> Outcome<App> {
    let world = World::new(Arc::new(SystemClock), Arc::new(SystemRandom), mailer(config)?);
    Ok(App::new(House {
        db: databases.main.clone(),
        memo_db: databases.memo.clone(),
        world,
        vault,
        catalogue: wiring::catalogue(),
        assets: Assets::load()?,
        authenticator: wiring::authenticator(),
        menu: wiring::menu,
        jobs: wiring::jobs(),
        origin,
        parts: wiring::parts()
            .with(Health::new(Places::of(config)))
            .with(meetings::versions::Retention { days: config.memo_history_days }),
        bus,
        stop: Stop::default(),
    }))
}

/// The way to the other nodes, if there are any.
async fn join(config: &Config, vault: &Vault) -> Outcome<Bus> {
    let Some(nats) = &config.nats else { return Ok(Bus::alone()) };
    let joined = bus::connect(&nats.settings(), vault.clone(), &SystemRandom).await;
    joined.map_err(|error| Trouble::new(error.to_string()))
}

fn mailer(config: &Config) -> Outcome<Arc<dyn Mailer>> {
    Ok(match &config.mail {
        Some(mail) => {
            let mailer = SmtpMailer::new(&mail.settings());
            Arc::new(mailer.map_err(|error| Trouble::new(error.to_string()))?)
        }
        None => Arc::new(FolderMailer::new(Places::of(config).mails())),
    })
}
