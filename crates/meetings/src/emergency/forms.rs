//! The request, as an administrator types it.

use super::actions::{self, NewAccess};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use jiff::civil::Date;
use people::person;
use platform::{
    Error, PersonId, Result,
    access::{Administrator, Tx, Writes},
    error::FieldErrors,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, once},
    when,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "emergency/templates/new.html")]
struct NewPage {
    f: Frame,
    typed: Typed,
    errors: FieldErrors,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    /// Addresses of the two.
    #[serde(default)]
    leader: String,
    #[serde(default)]
    member: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    key: String,
}

pub(super) async fn new(Administrator(tx): Administrator) -> Result<Response> {
    let f = Frame::of(&tx);
    page(&NewPage { f, typed: Typed::default(), errors: FieldErrors::default() })
}

pub(super) async fn request(
    Administrator(mut tx): Administrator<Writes>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    if !once(&mut tx, &typed.key).await? {
        return Ok(see("/administration/emergency"));
    }
    let id = match ask(&mut tx, &typed).await {
        Err(Error::Invalid(errors)) => {
            let f = Frame::of(&tx);
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &NewPage { f, typed, errors });
        }
        outcome => outcome?,
    };
    tx.commit().await?;
    Ok(see(format!("/emergency/{id}")))
}

async fn ask(tx: &mut Tx<Writes>, typed: &Typed) -> Result<super::AccessId> {
    let new = NewAccess {
        leader: with_address(tx, "leader", &typed.leader).await?,
        member: with_address(tx, "member", &typed.member).await?,
        from: day("from", &typed.from)?,
        until: day("until", &typed.until)?,
        reason: typed.reason.clone(),
    };
    actions::request(tx, &new).await
}

fn day(field: &'static str, typed: &str) -> Result<Date> {
    when::date(typed).ok_or(Error::field(field, "invalid-date"))
}

async fn with_address(tx: &mut Tx<Writes>, field: &'static str, typed: &str) -> Result<PersonId> {
    let address = typed.trim().to_lowercase();
    let found = person::find_by_email(tx, &address).await?;
    Ok(found.ok_or(Error::field(field, "invalid-address-unknown"))?.id)
}
