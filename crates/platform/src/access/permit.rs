//! Permits: the proof that a viewer may do something to a row.

use super::{Tx, Viewer, tx::Mode};
use crate::error::Result;
use std::{future::Future, marker::PhantomData, ops::Deref};

mod sealed {
    pub trait Sealed {}
}

/// What can be done to a row. Slices choose among these; they do not invent roles.
pub trait Action: sealed::Sealed + Send + Sync + 'static {}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl sealed::Sealed for $name {}
        impl Action for $name {}
    )+ };
}

actions! {
    /// See it.
    Read,
    /// Change what is in it.
    Edit,
    /// Change who takes part, or end it.
    Administer,
}

/// A row that is protected by policies.
pub trait Guarded: Sized + Send + Sync {
    type Id: Copy + Send + Into<i64>;
    /// The table's name: two rows of one name and id are never changed at the same moment.
    const NAME: &'static str;

    /// Reads the row. Takes a [`Key`], so only [`Tx::load`] can call it.
    fn find<M: Mode>(
        tx: &mut Tx<M>,
        id: Self::Id,
        key: Key,
    ) -> impl Future<Output = Result<Option<Self>>> + Send;
}

/// Only `Tx::load` can make one, so a slice cannot fetch a row past its policy.
#[derive(Debug)]
pub struct Key(pub(super) ());

/// Who may do `A` to this row.
pub trait Policy<A: Action>: Guarded {
    fn allows(&self, viewer: &Viewer) -> bool;
}

/// Proof that the viewer of this transaction may do `A` to this row.
#[derive(Debug)]
pub struct Permit<A, R> {
    row: R,
    action: PhantomData<A>,
}

impl<A: Action, R> Permit<A, R> {
    pub(super) fn grant(row: R) -> Self {
        Self { row, action: PhantomData }
    }

    /// The row without the proof.
    pub fn into_row(self) -> R {
        self.row
    }
}

impl<A: Action, R: Policy<Read>> Permit<A, R> {
    /// Whoever may do more may also read.
    pub fn reading(self) -> Permit<Read, R> {
        Permit::grant(self.row)
    }
}

impl<A, R> Deref for Permit<A, R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.row
    }
}
