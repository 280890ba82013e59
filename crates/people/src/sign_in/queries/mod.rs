//! All SQL about accounts, sessions, links and tokens. These tables are global: they are read
//! before the organization is known. Where it is known, it is named all the same.

mod accounts;
mod credentials;
mod links;
mod sessions;
mod tokens;

pub(super) use accounts::{
    Account, accounts, clear_failures, has_password, mine, set_failures, set_password,
};
pub(super) use credentials::{Found, Known, person, session, token, touch};
pub(super) use links::{Link, delete_link, insert_link, link, links_since, sweep, use_link};
pub(super) use sessions::{
    end_all_sessions, end_other_sessions, end_session, end_session_of_token, insert_session,
    sessions,
};
pub(super) use tokens::{end_all_tokens, end_token, insert_token, tokens};

pub use sessions::{Session, SessionId};
pub use tokens::{Token, TokenId};
