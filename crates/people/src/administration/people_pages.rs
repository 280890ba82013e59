//! The list of people, and one person.

use super::actions;
use crate::{
    organization::Organization,
    person::{self, After, Particulars, Person, search_text},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use jiff::Timestamp;
use platform::{
    Error, PersonId, Result,
    access::{Administer, Administrator, Mode, Permit, Tx, Writes},
    error::FieldErrors,
    i18n::Language,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Path, Query, encode_query, once},
};
use serde::Deserialize;

const PAGE: usize = 50;
/// The longest search, in characters.
const LONGEST_SEARCH: usize = 100;

#[derive(Template)]
#[template(path = "administration/templates/people.html")]
struct PeoplePage {
    f: Frame,
    query: String,
    people: Vec<Person>,
    more: Option<String>,
}

#[derive(Template)]
#[template(path = "administration/templates/person.html")]
struct PersonPage {
    f: Frame,
    person: Person,
    typed: Particulars,
    language: Language,
    errors: FieldErrors,
    said: Option<&'static str>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    /// The last person shown.
    after: Option<PersonId>,
}

#[derive(Deserialize)]
pub(super) struct Back {
    said: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    #[serde(default)]
    kana: String,
    email: String,
    language: String,
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

pub(super) async fn list(
    Administrator(mut tx): Administrator,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let query: String = asked.q.trim().chars().take(LONGEST_SEARCH).collect();
    let after = match asked.after {
        Some(id) => place_of(&mut tx, id).await?,
        None => After::default(),
    };
    let (people, next) = person::search(&mut tx, &query, true, &after, PAGE).await?;
    let more = next.zip(people.last()).map(|(_, last)| {
        format!("/administration/people?q={}&after={}", encode_query(&query), last.id)
    });
    page(&PeoplePage { f: Frame::of(&tx), query, people, more })
}

/// Where the list goes on after this person.
async fn place_of<M: Mode>(tx: &mut Tx<M>, id: PersonId) -> Result<After> {
    let last = person::find(tx, id).await?.ok_or(Error::NotFound)?;
    let search = search_text(&last.name, &last.kana, &last.email);
    Ok(After { search, id: id.0 })
}

impl PersonPage {
    fn new(f: Frame, person: Person) -> Self {
        let typed = Particulars {
            name: person.name.clone(),
            kana: person.kana.clone(),
            email: person.email.clone(),
        };
        let (errors, language) = (FieldErrors::default(), person.language);
        Self { f, person, typed, language, errors, said: None }
    }

    fn is_me(&self) -> bool {
        self.f.viewer.is(self.person.id)
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
    page(&PersonPage { said, ..PersonPage::new(Frame::of(&tx), person) })
}

pub(super) async fn correct(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<PersonId>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let person = tx.load::<Administer, Person>(id).await?;
    let language = Language::from_word(&typed.language);
    let language = language.ok_or(Error::field("language", "invalid-language"))?;
    let seen = Timestamp::from_microsecond(typed.seen).unwrap_or(Timestamp::MIN);
    let typed = Particulars { name: typed.name, kana: typed.kana, email: typed.email };
    match actions::correct(&mut tx, &person, &typed, language, seen).await {
        Err(Error::Invalid(errors)) => {
            let before = PersonPage::new(Frame::of(&tx), person.into_row());
            let again = PersonPage { typed, language, errors, ..before };
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
        outcome => outcome?,
    }
    saved(tx, id, "saved").await
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
