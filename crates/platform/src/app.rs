//! What every request and every job stands on: one cheap handle to database, world and texts.

use crate::{
    access::{Authenticator, Reads, Tx, Viewer, Writes},
    bus::{Bus, Heard},
    db::Db,
    i18n::{Catalogue, Language, Texts},
    id::{OrganizationId, PersonId},
    jobs::JobRegistry,
    render::{Assets, Menu},
    vault::Vault,
    world::World,
};
use jiff::tz::TimeZone;
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::Arc,
};
use tokio::sync::{Notify, broadcast, watch};

/// Hints that a slow listener may fall behind.
const MOST_HINTS: usize = 1_024;

/// Cheap to clone; all clones are the same house.
#[derive(Clone)]
pub struct App(Arc<Standing>);

/// A house, and what only exists while it stands.
struct Standing {
    house: House,
    rights: broadcast::Sender<PersonId>,
}

impl std::ops::Deref for Standing {
    type Target = House;
    fn deref(&self) -> &House {
        &self.house
    }
}

/// What an [`App`] is built from.
pub struct House {
    pub db: Db,
    /// The memo log: a database file of its own on SQLite, the same database on PostgreSQL.
    pub memo_db: Db,
    pub world: World,
    pub vault: Vault,
    pub catalogue: Arc<Catalogue>,
    pub assets: Assets,
    pub authenticator: Arc<dyn Authenticator>,
    /// Which menu a viewer gets: the server knows all slices.
    pub menu: fn(&Viewer) -> Menu,
    pub jobs: JobRegistry,
    /// `https://1on1.example.co.jp`, without a slash at the end.
    pub origin: String,
    /// Parts that live as long as the process, by type: the memo hub.
    pub parts: Parts,
    /// The other nodes of this installation.
    pub bus: Bus,
    pub stop: Stop,
}

/// The topic of [`App::rights_changes`] between nodes.
const RIGHTS: &str = "rights";

impl App {
    pub fn new(house: House) -> Self {
        let rights = broadcast::Sender::new(MOST_HINTS);
        if house.bus.is_shared() {
            tokio::spawn(pass_on(house.bus.hear(), rights.clone()));
        }
        Self(Arc::new(Standing { house, rights }))
    }

    /// Another node on the same databases, for tests; it does no jobs.
    #[cfg(feature = "testing")]
    pub fn beside(&self, bus: Bus, parts: Parts) -> Self {
        let house = &self.0.house;
        Self::new(House {
            db: house.db.clone(),
            memo_db: house.memo_db.clone(),
            world: house.world.clone(),
            vault: house.vault.clone(),
            catalogue: house.catalogue.clone(),
            assets: house.assets.clone(),
            authenticator: house.authenticator.clone(),
            menu: house.menu,
            jobs: JobRegistry::default(),
            origin: house.origin.clone(),
            parts,
            bus,
            stop: Stop::default(),
        })
    }

    pub fn bus(&self) -> &Bus {
        &self.0.bus
    }

    pub fn db(&self) -> &Db {
        &self.0.db
    }

    pub fn world(&self) -> &World {
        &self.0.world
    }

    pub fn vault(&self) -> &Vault {
        &self.0.vault
    }

    pub fn assets(&self) -> &Assets {
        &self.0.assets
    }

    pub fn jobs(&self) -> &JobRegistry {
        &self.0.jobs
    }

    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    pub fn stop(&self) -> &Stop {
        &self.0.stop
    }

    pub fn menu(&self, viewer: &Viewer) -> Menu {
        (self.0.menu)(viewer)
    }

    pub fn texts(&self, language: Language, zone: TimeZone) -> Texts {
        Texts::new(self.0.catalogue.clone(), language, zone)
    }

    /// A part of the house.
    ///
    /// # Panics
    /// When the server was wired without it: a mistake that the first request shows.
    pub fn part<T: Any + Send + Sync>(&self) -> Arc<T> {
        self.0.parts.get().expect("the server is wired with every part its slices ask for")
    }

    /// The same, where another area may have put it there.
    pub fn part_if_there<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.0.parts.get()
    }

    /// Hears whose rights may have become fewer: a session, a token, a place in a pair ended. A
    /// hint, for whoever holds something open for them; what they may do now is looked up.
    pub fn rights_changes(&self) -> broadcast::Receiver<PersonId> {
        self.0.rights.subscribe()
    }

    pub(crate) fn tell_rights_change(&self, person: PersonId) {
        // Nobody holds anything open: nobody needs to know.
        drop(self.0.rights.send(person));
        self.0.bus.publish(RIGHTS, &person);
    }

    pub(crate) fn authenticator(&self) -> &dyn Authenticator {
        &*self.0.authenticator
    }

    /// The cookie that holds the session. Over TLS its name binds it to this host.
    pub fn session_cookie(&self) -> &'static str {
        if self.origin().starts_with("https:") { "__Host-aizuchi" } else { "aizuchi" }
    }

    /// A transaction of background work in one organization. Every use names its reason.
    pub fn system(&self, organization: OrganizationId, reason: &'static str) -> Tx<Writes> {
        Tx::new(self, Viewer::system(organization, reason))
    }

    /// As [`App::system`], for reading only.
    pub fn system_reads(&self, organization: OrganizationId, reason: &'static str) -> Tx<Reads> {
        Tx::new(self, Viewer::system(organization, reason))
    }

    /// A transaction that acts as a person at a moment in the past: how the demo lives its six
    /// months. Banned elsewhere by clippy.
    pub fn rehearse(&self, viewer: Viewer, at: jiff::Timestamp) -> Tx<Writes> {
        Tx::new(self, viewer).at(at)
    }

    /// A transaction on the memo log.
    pub fn memo_log(&self, organization: OrganizationId, reason: &'static str) -> Tx<Writes> {
        Tx::on(self, self.0.memo_db.clone(), Viewer::system(organization, reason))
    }

    /// As [`App::memo_log`], for reading only.
    pub fn memo_log_reads(&self, organization: OrganizationId, reason: &'static str) -> Tx<Reads> {
        Tx::on(self, self.0.memo_db.clone(), Viewer::system(organization, reason))
    }
}

/// What other nodes say about rights is said here as well. Whoever holds something open also hears
/// [`Heard::Missed`] by itself.
async fn pass_on(mut heard: broadcast::Receiver<Heard>, rights: broadcast::Sender<PersonId>) {
    loop {
        match heard.recv().await {
            Ok(Heard::Message(message)) => {
                if let Some(person) = message.about::<PersonId>(RIGHTS) {
                    drop(rights.send(person));
                }
            }
            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => (),
            Err(broadcast::error::RecvError::Closed) => return,
        }
    }
}

/// Values by type.
#[derive(Default)]
pub struct Parts(HashMap<TypeId, Arc<dyn Any + Send + Sync>>);

impl Parts {
    pub fn with<T: Any + Send + Sync>(mut self, part: T) -> Self {
        self.0.insert(TypeId::of::<T>(), Arc::new(part));
        self
    }

    fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.0.get(&TypeId::of::<T>())?.clone().downcast().ok()
    }
}

/// Says to sockets, streams and workers that the house closes, and lets the closer wake the job
/// runner when there is work.
#[derive(Clone, Debug)]
pub struct Stop {
    sender: Arc<watch::Sender<bool>>,
    pub(crate) work: Arc<Notify>,
}

impl Default for Stop {
    fn default() -> Self {
        Self { sender: Arc::new(watch::Sender::new(false)), work: Arc::default() }
    }
}

impl Stop {
    pub fn close(&self) {
        self.sender.send_replace(true);
    }

    pub fn is_closed(&self) -> bool {
        *self.sender.borrow()
    }

    /// Returns when the house closes.
    pub async fn closed(&self) {
        let mut receiver = self.sender.subscribe();
        drop(receiver.wait_for(|closed| *closed).await);
    }
}
