//! Password and sessions of oneself.

use super::Back;
use crate::{
    person::Person,
    sign_in::{self, SHORTEST_CHOICE, Session, SessionId},
};
use askama::Template;
use axum::response::Response;
use platform::{
    Error, Result,
    access::{Edit, Reads, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Path, Query},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "preferences/templates/sign_in.html")]
struct SignInPage {
    f: Frame,
    email: String,
    has_password: bool,
    shortest: usize,
    sessions: Vec<Session>,
    current: Option<SessionId>,
    errors: FieldErrors,
    /// Seconds until the current password may be tried again.
    wait: Option<u32>,
    saved: bool,
}

#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    current: String,
    chosen: String,
}

impl SignInPage {
    async fn load(tx: &mut Tx<Reads>) -> Result<Self> {
        let me = tx.me()?;
        let email = tx.load::<Edit, Person>(me).await?.email.clone();
        Ok(Self {
            email,
            has_password: sign_in::has_password(tx).await?,
            shortest: SHORTEST_CHOICE,
            sessions: sign_in::sessions(tx).await?,
            current: sign_in::current_session(tx.viewer()),
            errors: FieldErrors::default(),
            wait: None,
            saved: false,
            f: Frame::of(tx),
        })
    }

    fn is_here(&self, session: &Session) -> bool {
        self.current == Some(session.id)
    }
}

pub(super) async fn show(SignedIn(mut tx): SignedIn, Query(back): Query<Back>) -> Result<Response> {
    let page_ = SignInPage::load(&mut tx).await?;
    page(&SignInPage { saved: back.saved.is_some(), ..page_ })
}

pub(super) async fn choose_password(
    SignedIn(mut tx): SignedIn,
    Form(choice): Form<Choice>,
) -> Result<Response> {
    let before = SignInPage::load(&mut tx).await?;
    let me = tx.me()?;
    let me = tx.load::<Edit, Person>(me).await?;
    let session = before.current.ok_or(Error::NotFound)?;
    match sign_in::choose_password(tx, me, &choice.current, &choice.chosen, session).await {
        Ok(()) => Ok(see("/settings/sign-in?saved=1")),
        Err(error @ Error::TooMany { retry_after_seconds }) => {
            let wait = Some(retry_after_seconds);
            page_with(error.status(), &SignInPage { wait, ..before })
        }
        Err(error) => match (error.status(), error) {
            (status, Error::Invalid(errors)) => page_with(status, &SignInPage { errors, ..before }),
            (_, other) => Err(other),
        },
    }
}

pub(super) async fn end(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(session): Path<SessionId>,
) -> Result<Response> {
    sign_in::end_session(&mut tx, session).await?;
    tx.commit().await?;
    Ok(see("/settings/sign-in"))
}

pub(super) async fn end_others(SignedIn(mut tx): SignedIn<Writes>) -> Result<Response> {
    let current = sign_in::current_session(tx.viewer()).ok_or(Error::NotFound)?;
    sign_in::end_other_sessions(&mut tx, current).await?;
    tx.commit().await?;
    Ok(see("/settings/sign-in"))
}
