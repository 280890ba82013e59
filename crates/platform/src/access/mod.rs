//! Who is looking, and what they may do.
//!
//! Invariants. *No guard, no route*: [`Routes`](crate::routing::Routes) takes only handlers whose
//! first argument is a guard. *No viewer, no transaction*: only guards and
//! [`App::system`](crate::app::App::system) make a [`Tx`]. *No permit, no change*: verbs ask for a
//! [`Permit`], and only [`Tx::load`] makes one, through the policy of the row. *A GET cannot
//! write*: reading guards hold a `Tx<Reads>`, which has no `execute`.

mod guard;
mod permit;
mod tx;
mod viewer;

pub use guard::{
    Access, Administrator, Authenticator, Credential, Guard, Public, SignedIn, StartsWithGuard,
    TokenBearer,
};
pub use guard::{DISPLAY_COOKIE, LANGUAGE_COOKIE, bearer, by_credential, cookie};
pub(crate) use guard::{display, wanted_language};
pub use permit::{Action, Administer, Edit, Guarded, Key, Permit, Policy, Read};
pub use tx::{Entrance, Mode, Reads, Tx, Writes};
pub use viewer::{Display, Scope, Theme, Viewer, ViewerKind};
