//! The list of people, and adding one.

use super::actions::{self, Typed};
use crate::{
    organization::Organization,
    person::{self, After, Particulars, Person, search_text},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, PersonId, Result,
    access::{Administer, Administrator, Mode, Tx, Writes},
    error::FieldErrors,
    i18n::Argument,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Query, encode_query, once},
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
    /// What an import did, if one just ended.
    imported: Option<String>,
}

#[derive(Template)]
#[template(path = "administration/templates/new_person.html")]
struct NewPersonPage {
    f: Frame,
    typed: NewPerson,
    errors: FieldErrors,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    /// The last person shown.
    after: Option<PersonId>,
    added: Option<usize>,
    #[serde(default)]
    changed: usize,
    #[serde(default)]
    pairs: usize,
}

#[derive(Default, Deserialize)]
pub(super) struct NewPerson {
    name: String,
    #[serde(default)]
    kana: String,
    email: String,
    #[serde(default)]
    department: String,
    welcome: Option<String>,
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
    let f = Frame::of(&tx);
    let imported = asked.imported(&f);
    page(&PeoplePage { f, query, people, more, imported })
}

impl Asked {
    fn imported(&self, f: &Frame) -> Option<String> {
        let counts: [(&'static str, &dyn Argument); 3] =
            [("added", &self.added?), ("changed", &self.changed), ("pairs", &self.pairs)];
        Some(f.texts().args("administration-imported", &counts))
    }
}

/// Where the list goes on after this person.
async fn place_of<M: Mode>(tx: &mut Tx<M>, id: PersonId) -> Result<After> {
    let last = person::find(tx, id).await?.ok_or(Error::NotFound)?;
    let search = search_text(&last.name, &last.kana, &last.email);
    Ok(After { search, id: id.0 })
}

pub(super) async fn new(Administrator(tx): Administrator) -> Result<Response> {
    let typed = NewPerson { welcome: Some("1".into()), ..NewPerson::default() };
    page(&NewPersonPage { f: Frame::of(&tx), typed, errors: FieldErrors::default() })
}

pub(super) async fn add(
    Administrator(mut tx): Administrator<Writes>,
    Form(typed): Form<NewPerson>,
) -> Result<Response> {
    if !once(&mut tx, &typed.form_key).await? {
        return Ok(see("/administration/people"));
    }
    let organization = tx.organization();
    let organization = tx.load::<Administer, Organization>(organization).await?;
    let welcome = typed.welcome.is_some();
    match actions::add(&mut tx, &organization, &typed.read(), welcome).await {
        Err(Error::Invalid(errors)) => {
            let again = NewPersonPage { f: Frame::of(&tx), typed, errors };
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        added => {
            let person = added?;
            tx.commit().await?;
            Ok(see(format!("/administration/people/{person}?said=saved")))
        }
    }
}

impl NewPerson {
    fn read(&self) -> Typed {
        let (name, kana, email) = (self.name.clone(), self.kana.clone(), self.email.clone());
        let particulars = Particulars { name, kana, email };
        Typed { particulars, department: self.department.clone(), head: false }
    }
}
