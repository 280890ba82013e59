//! The two pages of the first run. What the first one asked travels in hidden fields to the second,
//! so that nothing is kept before all of it is right.

use super::actions::{self, First};
use crate::{
    person::Particulars,
    sign_in::{self, Caller},
    zones::{self, Zone},
};
use askama::Template;
use axum::response::Response;
use platform::{
    Error, Result,
    access::Public,
    error::FieldErrors,
    render::{Frame, filters, page, page_with},
    routing::{Form, Path},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "set_up/templates/organization.html")]
struct OrganizationPage {
    f: Frame,
    token: String,
    typed: Typed,
    zones: Vec<Zone>,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "set_up/templates/administrator.html")]
struct AdministratorPage {
    f: Frame,
    token: String,
    typed: Typed,
    shortest: usize,
    errors: FieldErrors,
}

#[derive(Default, Deserialize)]
pub(super) struct Typed {
    organization: String,
    zone: String,
    language: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    kana: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

impl Typed {
    fn first(&self) -> First {
        let (name, kana, email) = (self.name.clone(), self.kana.clone(), self.email.clone());
        First {
            organization: self.organization.clone(),
            zone: self.zone.clone(),
            language: self.language.clone(),
            administrator: Particulars { name, kana, email },
            password: self.password.clone(),
        }
    }
}

impl OrganizationPage {
    fn new(f: Frame, token: String, typed: Typed, errors: FieldErrors) -> Self {
        let zones = zones::all(f.now);
        Self { f, token, typed, zones, errors }
    }
}

pub(super) async fn show(Public(mut tx): Public, Path(token): Path<String>) -> Result<Response> {
    actions::check(&mut tx, &token).await?;
    let f = Frame::of(&tx);
    let (zone, language) = ("Asia/Tokyo".to_owned(), f.language().to_owned());
    let typed = Typed { zone, language, ..Typed::default() };
    page(&OrganizationPage::new(f, token, typed, FieldErrors::default()))
}

pub(super) async fn name_organization(
    Public(mut tx): Public,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    actions::check(&mut tx, &token).await?;
    let f = Frame::of(&tx);
    match typed.first().about() {
        Ok(_) => page(&AdministratorPage::new(f, token, typed, FieldErrors::default())),
        Err(error) => again(f, token, typed, error),
    }
}

impl AdministratorPage {
    fn new(f: Frame, token: String, typed: Typed, errors: FieldErrors) -> Self {
        Self { f, token, typed, shortest: sign_in::SHORTEST_CHOICE, errors }
    }
}

pub(super) async fn name_administrator(
    Public(mut tx): Public,
    caller: Caller,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    actions::check(&mut tx, &token).await?;
    let (app, f) = (tx.app().clone(), Frame::of(&tx));
    drop(tx);
    match actions::finish(&app, &token, &typed.first(), &caller).await {
        Ok(entered) => Ok(sign_in::let_in(&app, &entered)),
        Err(error) => again(f, token, typed, error),
    }
}

/// The page on which the first wrong field stands, with what was typed.
fn again(f: Frame, token: String, typed: Typed, error: Error) -> Result<Response> {
    let status = error.status();
    let Error::Invalid(errors) = error else { return Err(error) };
    if ["organization", "zone", "language"].iter().any(|field| errors.of(field).is_some()) {
        page_with(status, &OrganizationPage::new(f, token, typed, errors))
    } else {
        page_with(status, &AdministratorPage::new(f, token, typed, errors))
    }
}
