//! Where administrators begin, what was done, and the organization itself.

use crate::{
    audit::{self, Entry},
    organization::{self, Organization},
    person,
    zones::{self, Zone},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use futures_util::future::BoxFuture;
use platform::{
    Error, PersonId, Result,
    access::{Administer, Administrator, Reads, Tx, Writes},
    error::FieldErrors,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Query},
};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};

const PAGE: usize = 50;

/// A part of the house: whether there is a way in which administrators may come to read what two
/// people said. This area knows nothing of it.
pub struct Exception(pub for<'a> fn(&'a mut Tx<Reads>) -> BoxFuture<'a, Result<bool>>);

#[derive(Template)]
#[template(path = "administration/templates/start.html")]
struct StartPage {
    f: Frame,
    organization: String,
    people: i64,
    /// Contents can be read after all, where it was approved.
    except: bool,
}

#[derive(Template)]
#[template(path = "administration/templates/audit.html")]
struct AuditPage {
    f: Frame,
    entries: Vec<Entry>,
    /// Of the people that the entries are about.
    names: HashMap<PersonId, String>,
    more: Option<String>,
    except: bool,
}

#[derive(Template)]
#[template(path = "administration/templates/organization.html")]
struct OrganizationPage {
    f: Frame,
    typed: Typed,
    zones: Vec<Zone>,
    errors: FieldErrors,
    saved: bool,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The last entry shown.
    before: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Back {
    saved: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    zone: String,
    language: String,
}

pub(super) async fn start(Administrator(mut tx): Administrator) -> Result<Response> {
    let organization = tx.organization();
    let organization = organization::find(&mut tx, organization).await?.ok_or(Error::NotFound)?;
    let people = person::count(&mut tx).await?;
    let except = excepted(&mut tx).await?;
    page(&StartPage { f: Frame::of(&tx), organization: organization.name, people, except })
}

async fn excepted(tx: &mut Tx<Reads>) -> Result<bool> {
    match tx.app().part_if_there::<Exception>() {
        Some(exception) => (exception.0)(tx).await,
        None => Ok(false),
    }
}

pub(super) async fn audit_list(
    Administrator(mut tx): Administrator,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let before = asked.before.as_deref().and_then(platform::id::decode).unwrap_or(i64::MAX);
    let mut entries = audit::page(&mut tx, before, PAGE as i64 + 1).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let more = entries.last().filter(|_| more).map(|last| platform::id::encode(last.id));
    let names = names(&mut tx, &entries).await?;
    let except = excepted(&mut tx).await?;
    page(&AuditPage { f: Frame::of(&tx), entries, names, more, except })
}

async fn names(tx: &mut Tx<Reads>, entries: &[Entry]) -> Result<HashMap<PersonId, String>> {
    let about: BTreeSet<PersonId> = entries.iter().filter_map(Entry::person).collect();
    let people = person::find_many(tx, &Vec::from_iter(about)).await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
}

impl AuditPage {
    /// Whom it is about, if it is about a person.
    fn whom(&self, entry: &Entry) -> Option<(PersonId, &str)> {
        let id = entry.person()?;
        Some((id, self.names.get(&id)?))
    }

    /// What was done. A word of a later version, or of another area, shows itself.
    fn what(&self, entry: &Entry) -> String {
        let key = format!("audit-{}", entry.action);
        if self.f.texts().has(&key) { self.f.t(key) } else { entry.action.clone() }
    }

    /// Counts as they are, words of the product in the viewer's language.
    fn detail(&self, entry: &Entry) -> String {
        let key = format!("audit-detail-{}", entry.detail);
        if self.f.texts().has(&key) { self.f.t(key) } else { entry.detail.clone() }
    }
}

pub(super) async fn organization(
    Administrator(mut tx): Administrator,
    Query(back): Query<Back>,
) -> Result<Response> {
    let id = tx.organization();
    let found = organization::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let language = found.language.word().into();
    let typed = Typed { name: found.name, zone: found.zone, language };
    let (f, errors) = (Frame::of(&tx), FieldErrors::default());
    let zones = zones::all(f.now);
    page(&OrganizationPage { f, typed, zones, errors, saved: back.saved.is_some() })
}

pub(super) async fn save_organization(
    Administrator(mut tx): Administrator<Writes>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let id = tx.organization();
    let found = tx.load::<Administer, Organization>(id).await?;
    let Typed { name, zone, language } = &typed;
    match organization::rename(&mut tx, &found, name, zone, language).await {
        Err(Error::Invalid(errors)) => {
            let f = Frame::of(&tx);
            let zones = zones::all(f.now);
            let again = OrganizationPage { f, typed, zones, errors, saved: false };
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
        outcome => outcome?,
    }
    tx.commit().await?;
    Ok(see("/administration/organization?saved=1"))
}
