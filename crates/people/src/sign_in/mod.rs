//! The doors: sessions behind a cookie, and personal access tokens for programs.
//!
//! Invariants. Tokens are 256 random bits and only their SHA-256 is kept. A session is new at every
//! sign-in, ends after [`IDLE`] without use and after [`ABSOLUTE`] in any case. A suspended person's
//! sessions and tokens stop at the next request. Nobody learns whether an address is known.
//!
//! Uses: organization, pair, person

mod authenticator;
mod queries;

pub use authenticator::{ABSOLUTE, Doors, IDLE, hash_token};
