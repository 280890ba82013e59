//! One person, as administrators see them.

use super::actions::{self, Typed};
use crate::{
    department,
    organization::Organization,
    pair::{self, Pair},
    person::{Particulars, Person},
};
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use platform::{
    Error, PersonId, Result,
    access::{Administer, Administrator, Mode, Permit, Tx, Writes},
    error::FieldErrors,
    i18n::Language,
    render::{Frame, page, page_with, see},
    routing::{Form, Path, Query, once},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "administration/templates/person.html")]
struct PersonPage {
    f: Frame,
    person: Person,
    typed: Fields,
    /// That they exist, of which kind, since when.
    pairs: Vec<Pair>,
    errors: FieldErrors,
    said: Option<&'static str>,
    /// Somebody else was faster: what is there now stands beside what was typed.
    stale: bool,
}

#[derive(Deserialize)]
pub(super) struct Back {
    said: Option<String>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Fields {
    name: String,
    #[serde(default)]
    kana: String,
    email: String,
    language: String,
    #[serde(default)]
    department: String,
    head: Option<String>,
    /// Microseconds: the state that the form was made from.
    seen: i64,
}

#[derive(Deserialize)]
pub(super) struct Role {
    administrator: bool,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    form_key: String,
}

impl PersonPage {
    async fn load<M: Mode>(tx: &mut Tx<M>, person: Person) -> Result<Self> {
        let post = department::post_of(tx, person.id).await?;
        let pairs = pair::of_anybody(tx, person.id).await?;
        let typed = Fields {
            name: person.name.clone(),
            kana: person.kana.clone(),
            email: person.email.clone(),
            language: person.language.word().into(),
            department: post.as_ref().map(|post| post.path.clone()).unwrap_or_default(),
            head: post.filter(|post| post.head).map(|_| "1".into()),
            seen: person.changed_at.as_microsecond(),
        };
        let (f, errors) = (Frame::of(tx), FieldErrors::default());
        Ok(Self { f, person, typed, pairs, errors, said: None, stale: false })
    }

    fn is_me(&self) -> bool {
        self.f.viewer.is(self.person.id)
    }
}

impl Fields {
    fn read(&self) -> Typed {
        let (name, kana, email) = (self.name.clone(), self.kana.clone(), self.email.clone());
        let particulars = Particulars { name, kana, email };
        Typed { particulars, department: self.department.clone(), head: self.head.is_some() }
    }

    fn seen(&self) -> Timestamp {
        Timestamp::from_microsecond(self.seen).unwrap_or(Timestamp::MIN)
    }
}

pub(super) async fn show(
    Administrator(mut tx): Administrator,
    Path(id): Path<PersonId>,
    Query(back): Query<Back>,
) -> Result<Response> {
    let person = tx.load::<Administer, Person>(id).await?.into_row();
    let said = match back.said.as_deref() {
        Some("saved") => Some("form-saved"),
        Some("link") => Some("administration-link-sent"),
        _ => None,
    };
    page(&PersonPage { said, ..PersonPage::load(&mut tx, person).await? })
}

pub(super) async fn correct(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<PersonId>,
    Form(fields): Form<Fields>,
) -> Result<Response> {
    let (organization, person) = both(&mut tx, id).await?;
    let language = Language::from_word(&fields.language);
    let language = language.ok_or(Error::field("language", "invalid-language"))?;
    let (typed, seen) = (fields.read(), fields.seen());
    match actions::correct(&mut tx, &organization, &person, &typed, language, seen).await {
        Ok(()) => saved(tx, id, "saved").await,
        Err(error) => refuse(tx, person.into_row(), fields, error).await,
    }
}

/// Shows the person again with the reason. What was typed stays in the form, which from now on
/// belongs to the state that is shown beside it.
async fn refuse(
    mut tx: Tx<Writes>,
    person: Person,
    typed: Fields,
    error: Error,
) -> Result<Response> {
    let status = error.status();
    let (errors, stale) = match error {
        Error::Invalid(errors) => (errors, false),
        Error::Conflict("conflict-person-changed") => (FieldErrors::default(), true),
        other => return Err(other),
    };
    let loaded = PersonPage::load(&mut tx, person).await?;
    let typed = Fields { seen: loaded.typed.seen, ..typed };
    page_with(status, &PersonPage { typed, errors, stale, ..loaded })
}

pub(super) async fn suspend(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    let (organization, person) = both(&mut tx, id).await?;
    actions::suspend(&mut tx, &organization, &person).await?;
    saved(tx, id, "saved").await
}

pub(super) async fn reactivate(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    let person = tx.load::<Administer, Person>(id).await?;
    actions::reactivate(&mut tx, &person).await?;
    saved(tx, id, "saved").await
}

pub(super) async fn set_role(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<PersonId>,
    Form(role): Form<Role>,
) -> Result<Response> {
    let (organization, person) = both(&mut tx, id).await?;
    actions::set_role(&mut tx, &organization, &person, role.administrator).await?;
    if tx.viewer().is(id) && !role.administrator {
        tx.commit().await?;
        return Ok(see("/"));
    }
    saved(tx, id, "saved").await
}

pub(super) async fn send_link(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<PersonId>,
    Form(wanted): Form<Wanted>,
) -> Result<Response> {
    let person = tx.load::<Administer, Person>(id).await?;
    if once(&mut tx, &wanted.form_key).await? {
        actions::send_link(&mut tx, &person).await?;
    }
    saved(tx, id, "link").await
}

/// The organization first: it is what two administrators wait for.
async fn both(
    tx: &mut Tx<Writes>,
    id: PersonId,
) -> Result<(Permit<Administer, Organization>, Permit<Administer, Person>)> {
    let organization = tx.organization();
    let organization = tx.load::<Administer, Organization>(organization).await?;
    Ok((organization, tx.load::<Administer, Person>(id).await?))
}

async fn saved(tx: Tx<Writes>, id: PersonId, said: &str) -> Result<Response> {
    tx.commit().await?;
    Ok(see(format!("/administration/people/{id}?said={said}")))
}
