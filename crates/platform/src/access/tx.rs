//! A transaction that belongs to one viewer and therefore to one organization.

use super::{Action, Key, Permit, Policy, Read, Viewer};
use crate::{
    app::App,
    db::{Connection, Db, Row, Sql, Value},
    error::{Error, Result},
    id::{OrganizationId, PersonId},
    vault::Vault,
};
use jiff::Timestamp;
use std::marker::PhantomData;

/// Reads or writes.
pub trait Mode: Send + Sync + 'static {
    const WRITES: bool;

    /// The transaction a guard hands on after it authenticated with a reading one.
    fn reopen(tx: Tx<Reads>) -> Tx<Self>
    where
        Self: Sized;
}
/// A transaction of one snapshot that cannot change anything.
#[derive(Debug)]
pub struct Reads;
/// A transaction that can change rows, and keeps nothing unless it is committed.
#[derive(Debug)]
pub struct Writes;
impl Mode for Reads {
    const WRITES: bool = false;

    fn reopen(tx: Tx<Reads>) -> Tx<Self> {
        tx
    }
}
impl Mode for Writes {
    const WRITES: bool = true;

    /// A new one: the reader's snapshot cannot write.
    fn reopen(tx: Tx<Reads>) -> Tx<Self> {
        Tx::on(&tx.app, tx.db.clone(), tx.viewer.clone())
    }
}

/// The connection is taken at the first statement: a request whose body is still on its way holds
/// no writer.
pub struct Tx<M = Writes> {
    app: App,
    db: Db,
    viewer: Viewer,
    now: Timestamp,
    connection: Option<Connection>,
    after_commit: Vec<Box<dyn FnOnce() + Send>>,
    mode: PhantomData<M>,
}

/// Given to the authenticator only: it reads a person before the viewer is known.
#[derive(Debug)]
pub struct Entrance(pub(super) ());

impl<M: Mode> Tx<M> {
    pub(crate) fn new(app: &App, viewer: Viewer) -> Self {
        Self::on(app, app.db().clone(), viewer)
    }

    pub(crate) fn on(app: &App, db: Db, viewer: Viewer) -> Self {
        Self {
            app: app.clone(),
            db,
            now: app.world().now(),
            viewer,
            connection: None,
            after_commit: Vec::new(),
            mode: PhantomData,
        }
    }

    pub(crate) fn at(self, now: Timestamp) -> Self {
        Self { now, ..self }
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    pub fn organization(&self) -> OrganizationId {
        self.viewer.organization
    }

    /// The person who looks.
    ///
    /// # Errors
    /// `NotFound` for background work and for nobody: there is no "me".
    pub fn me(&self) -> Result<PersonId> {
        self.viewer.person().ok_or(Error::NotFound)
    }

    /// One instant for the whole transaction.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Seals and opens confidential text of this organization.
    pub fn vault(&self) -> &Vault {
        self.app.vault()
    }

    /// All rows of a statement, mapped.
    pub async fn all<T>(
        &mut self,
        sql: &'static Sql,
        params: &[Value],
        map: impl Fn(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        let answer = self.connection().await?.run(sql, params).await?;
        answer.rows.iter().map(map).collect()
    }

    /// The first row, if there is one.
    pub async fn first<T>(
        &mut self,
        sql: &'static Sql,
        params: &[Value],
        map: impl Fn(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        let answer = self.connection().await?.run(sql, params).await?;
        answer.rows.first().map(map).transpose()
    }

    /// The row, with the proof that the viewer may do `A` to it.
    ///
    /// # Errors
    /// `NotFound` if it does not exist or must not be seen, `Forbidden` if it may be seen only.
    pub async fn load<A: Action, R: Policy<Read> + Policy<A>>(
        &mut self,
        id: R::Id,
    ) -> Result<Permit<A, R>> {
        if M::WRITES {
            let name = lock_name(R::NAME, self.viewer.organization.0, id.into());
            self.connection().await?.hold(name).await?;
        }
        let row = R::find(self, id, Key(())).await?.ok_or(Error::NotFound)?;
        if self.viewer.is_system() || <R as Policy<A>>::allows(&row, &self.viewer) {
            return Ok(Permit::grant(row));
        }
        let readable = <R as Policy<Read>>::allows(&row, &self.viewer);
        Err(if readable { Error::Forbidden } else { Error::NotFound })
    }

    /// May the viewer do `A` to this row? For showing or hiding a button.
    pub fn allows<A: Action, R: Policy<A>>(&self, row: &R) -> bool {
        self.viewer.is_system() || <R as Policy<A>>::allows(row, &self.viewer)
    }

    async fn connection(&mut self) -> Result<&mut Connection> {
        if self.connection.is_none() {
            let organization = self.viewer.organization.0;
            let opened = Connection::open(&self.db, M::WRITES, organization).await?;
            self.connection = Some(opened);
        }
        self.connection.as_mut().ok_or_else(|| Error::internal("no connection"))
    }

    /// Lets the authenticator read inside the organization that a session names.
    pub async fn enter(&mut self, _: &Entrance, organization: OrganizationId) -> Result<()> {
        self.connection().await?.enter(organization.0);
        self.viewer.organization = organization;
        Ok(())
    }

    pub(super) fn become_viewer(&mut self, viewer: Viewer) {
        self.viewer = viewer;
    }
}

impl Tx<Writes> {
    /// Runs a statement that changes rows; returns how many.
    pub async fn execute(&mut self, sql: &'static Sql, params: &[Value]) -> Result<u64> {
        Ok(self.connection().await?.run(sql, params).await?.changed)
    }

    /// Runs one statement with many sets of parameters, in one journey; returns how many rows each
    /// changed.
    pub async fn execute_each(
        &mut self,
        sql: &'static Sql,
        sets: Vec<Vec<Value>>,
    ) -> Result<Vec<u64>> {
        if sets.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.connection().await?.run_each(sql, sets).await?)
    }

    /// A new id, wrapped: `tx.new_id(PairId)`.
    pub fn new_id<T>(&self, wrap: impl FnOnce(i64) -> T) -> T {
        wrap(self.app.world().new_id())
    }

    /// Runs after the commit, not at all without one: hints to other parts, never truth.
    pub fn on_commit(&mut self, act: impl FnOnce() + Send + 'static) {
        self.after_commit.push(Box::new(act));
    }

    /// Says after the commit that this person may do less than before, so that what is open for
    /// them looks again.
    pub fn rights_change(&mut self, person: PersonId) {
        let app = self.app.clone();
        self.on_commit(move || app.tell_rights_change(person));
    }

    /// Keeps everything. When this returns, it is on the disk.
    pub async fn commit(mut self) -> Result<()> {
        if let Some(connection) = self.connection.take() {
            connection.commit().await?;
        }
        for act in self.after_commit.drain(..) {
            act();
        }
        Ok(())
    }
}

/// FNV-1a over table, organization and id: names of advisory locks on PostgreSQL.
fn lock_name(table: &str, organization: i64, id: i64) -> i64 {
    let bytes = table.bytes().chain(organization.to_le_bytes()).chain(id.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }) as i64
}
