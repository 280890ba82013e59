//! The doors: links by mail, passwords, sessions behind a cookie, and personal access tokens.
//!
//! Invariants. Tokens are 256 random bits and only their SHA-256 is kept. A session is new at every
//! sign-in, ends after [`IDLE`] without use and after [`ABSOLUTE`] in any case (administrators:
//! half an hour, twelve hours). A link works once, and only by a POST: mail scanners follow GETs.
//! A suspended person's sessions and tokens stop at the next request. Nobody learns whether an
//! address is known: not by words, not by time, not by being made to wait.
//!
//! Uses: audit, letter, organization, pair, person

mod actions;
mod authenticator;
mod by_password;
mod caller;
mod jobs;
mod pages;
mod password;
mod queries;
#[cfg(test)]
mod tests;
mod throttle;
mod view;

pub use actions::{LINK_LASTS, TOKEN_DAYS, create_link, create_token, link_path};
pub use authenticator::{
    ABSOLUTE, ADMINISTRATOR_ABSOLUTE, ADMINISTRATOR_IDLE, Doors, IDLE, hash_token,
};
pub use password::Passwords;
pub use throttle::{Throttle, listen};

pub(crate) use actions::{Entered, end_everything, end_token, open_session};
pub(crate) use by_password::{choose_password, first_password, keep_password};
pub(crate) use caller::Caller;
pub(crate) use jobs::{SendLink, Welcome};
pub(crate) use pages::{let_in, routes};
pub(crate) use password::SHORTEST_CHOICE;
pub(crate) use view::{
    Session, SessionId, Token, TokenId, current_session, end_other_sessions, end_session,
    has_password, sessions, tokens,
};

use platform::{app::Parts, jobs::JobRegistry};

pub(crate) fn jobs(registry: JobRegistry) -> JobRegistry {
    registry
        .with::<jobs::SendLinks>()
        .with::<jobs::SendLink>()
        .with::<jobs::Welcome>()
        .with::<jobs::PasswordChanged>()
        .every(jobs::SWEEP)
}

pub(crate) fn parts(parts: Parts) -> Parts {
    parts.with(Passwords::default()).with(Throttle::default())
}
