//! Guards: the first argument of every handler. They say who may come in, and hand over the
//! transaction that belongs to whoever did.

use super::{Display, Entrance, Mode, Reads, Scope, Tx, Viewer};
use crate::{
    app::App,
    error::{Error, Result},
    i18n::Language,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use futures_util::future::BoxFuture;

/// Who may come in, as the route table tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Public,
    SignedIn,
    Administrator,
    Token,
}

/// An extractor that decides about access.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a guard: the first argument of a handler \
must be `Public`, `SignedIn`, `Administrator` or `TokenBearer`"
)]
pub trait Guard: FromRequestParts<App> {
    const ACCESS: Access;
    type Mode: Mode;
}

/// The argument list of a handler whose first argument is a guard.
#[diagnostic::on_unimplemented(
    message = "the first argument of a handler must be a guard (`Public`, `SignedIn`, `Administrator` or `TokenBearer`)"
)]
pub trait StartsWithGuard {
    type Guard: Guard;
}

macro_rules! arity {
    ($($argument:ident),*) => {
        impl<M, G: Guard, $($argument),*> StartsWithGuard for (M, G, $($argument,)*) {
            type Guard = G;
        }
    };
}
arity!();
arity!(A);
arity!(A, B);
arity!(A, B, C);
arity!(A, B, C, D);
arity!(A, B, C, D, E);

/// What a request brings along to say who it is.
#[derive(Debug)]
pub enum Credential<'a> {
    Cookie(&'a str),
    Bearer(&'a str),
}

/// Turns a credential into a viewer. The one real implementation is `people::sign_in`.
pub trait Authenticator: Send + Sync {
    /// `None`: the credential is unknown, expired or ended.
    fn authenticate<'a>(
        &'a self,
        tx: &'a mut Tx<Reads>,
        entrance: Entrance,
        credential: Credential<'a>,
    ) -> BoxFuture<'a, Result<Option<Viewer>>>;
}

/// Anybody. The transaction sees global tables only.
pub struct Public<M = Reads>(pub Tx<M>);
/// A person with a session.
pub struct SignedIn<M = Reads>(pub Tx<M>);
/// A person with a session who administers the organization; others get 404.
pub struct Administrator<M = Reads>(pub Tx<M>);
/// A program with a personal access token (`read` for reading, `write` for writing), on `/api`.
pub struct TokenBearer<M = Reads>(pub Tx<M>);

macro_rules! guard {
    ($name:ident, $access:expr) => {
        impl<M: Mode> Guard for $name<M> {
            const ACCESS: Access = $access;
            type Mode = M;
        }
    };
}
guard!(Public, Access::Public);
guard!(SignedIn, Access::SignedIn);
guard!(Administrator, Access::Administrator);
guard!(TokenBearer, Access::Token);

impl<M: Mode> FromRequestParts<App> for Public<M> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let viewer = Viewer::nobody(wanted_language(&parts.headers), display(&parts.headers));
        Ok(Self(Tx::new(app, viewer)))
    }
}

impl<M: Mode> FromRequestParts<App> for SignedIn<M> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Ok(Self(M::reopen(signed_in(parts, app).await?)))
    }
}

impl<M: Mode> FromRequestParts<App> for Administrator<M> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let tx = signed_in(parts, app).await?;
        if tx.viewer().is_administrator() { Ok(Self(M::reopen(tx))) } else { Err(Error::NotFound) }
    }
}

impl<M: Mode> FromRequestParts<App> for TokenBearer<M> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let token = bearer(&parts.headers).ok_or(Error::SignedOut)?;
        let tx = authenticate(app, &parts.headers, Credential::Bearer(token)).await?;
        let scope = if M::WRITES { Scope::Write } else { Scope::Read };
        if tx.viewer().has_scope(scope) { Ok(Self(M::reopen(tx))) } else { Err(Error::Forbidden) }
    }
}

async fn signed_in(parts: &Parts, app: &App) -> Result<Tx<Reads>> {
    let cookie = cookie(&parts.headers, app.session_cookie()).ok_or(Error::SignedOut)?;
    authenticate(app, &parts.headers, Credential::Cookie(cookie)).await
}

async fn authenticate(
    app: &App,
    headers: &HeaderMap,
    credential: Credential<'_>,
) -> Result<Tx<Reads>> {
    let display = display(headers);
    let mut tx = Tx::<Reads>::new(app, Viewer::nobody(wanted_language(headers), display));
    let found = app.authenticator().authenticate(&mut tx, Entrance(()), credential).await?;
    let viewer = found.ok_or(Error::SignedOut)?;
    tracing::Span::current().record("organization", tracing::field::display(viewer.organization));
    if let Some(person) = viewer.person() {
        tracing::Span::current().record("person", tracing::field::display(person));
    }
    tx.become_viewer(Viewer { display, ..viewer });
    Ok(tx)
}

/// Who this credential belongs to, for connections that outlive the request that opened them: they
/// say in a message who they are, and are asked again while they last. Requests come in by a guard.
///
/// # Errors
/// `SignedOut` when it is unknown, expired or ended.
pub async fn by_credential(app: &App, credential: Credential<'_>) -> Result<Tx<Reads>> {
    authenticate(app, &HeaderMap::new(), credential).await
}

/// The value of a cookie, without decoding: ours hold no special characters.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).find_map(
        |line| {
            line.split(';').find_map(|pair| {
                let (key, value) = pair.trim().split_once('=')?;
                (key == name && !value.is_empty()).then_some(value)
            })
        },
    )
}

pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The cookie in which a device keeps theme and text size.
pub const DISPLAY_COOKIE: &str = "aizuchi_display";
/// The cookie in which a signed-out visitor's choice of language is kept.
pub const LANGUAGE_COOKIE: &str = "aizuchi_language";

pub(crate) fn display(headers: &HeaderMap) -> Display {
    cookie(headers, DISPLAY_COOKIE).map(Display::parse).unwrap_or_default()
}

/// Before anybody is known: the cookie, else what the browser prefers, else Japanese.
pub(crate) fn wanted_language(headers: &HeaderMap) -> Language {
    if let Some(chosen) = cookie(headers, LANGUAGE_COOKIE).and_then(Language::from_word) {
        return chosen;
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    accepted.map(Language::preferred).unwrap_or(Language::Ja)
}
