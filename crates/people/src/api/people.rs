//! Oneself, and the people of the organization.

use super::page::{Page, Place, json};
use crate::{organization, person, person::Person};
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, OrganizationId, PersonId, Result, access::TokenBearer, i18n::Language, id,
    routing::Query,
};
use serde::Serialize;
use utoipa::ToSchema;

/// The person behind the token.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    #[schema(value_type = String)]
    organization: OrganizationId,
    organization_name: String,
    #[serde(flatten)]
    person: PersonView,
}

/// A person as administrators and they themselves see them.
#[derive(Serialize, ToSchema)]
pub(super) struct PersonView {
    #[schema(value_type = String)]
    id: PersonId,
    name: String,
    kana: String,
    email: String,
    #[schema(value_type = String)]
    language: &'static str,
    administrator: bool,
    suspended: bool,
}

impl From<Person> for PersonView {
    fn from(person: Person) -> Self {
        let language: Language = person.language;
        Self {
            id: person.id,
            name: person.name,
            kana: person.kana,
            email: person.email,
            language: language.word(),
            administrator: person.administrator,
            suspended: person.suspended,
        }
    }
}

/// Who the token acts for.
#[utoipa::path(get, path = "/api/v1/me", responses((status = 200, body = Me)))]
pub(super) async fn me(TokenBearer(mut tx): TokenBearer) -> Result<Response> {
    let (me, organization) = (tx.me()?, tx.organization());
    let person = person::find(&mut tx, me).await?.ok_or(Error::NotFound)?.into();
    let found = organization::find(&mut tx, organization).await?.ok_or(Error::NotFound)?;
    json(StatusCode::OK, &Me { organization, organization_name: found.name, person })
}

/// Everybody in the organization, for administrators, in the order of ids.
#[utoipa::path(get, path = "/api/v1/people",
    params(("cursor" = Option<String>, Query, description = "`next` of the page before"),
           ("limit" = Option<i64>, Query, description = "1 to 200, 50 unless told")),
    responses((status = 200, body = Page<PersonView>), (status = 404, description = "not for you")))]
pub(super) async fn list(
    TokenBearer(mut tx): TokenBearer,
    Query(place): Query<Place>,
) -> Result<Response> {
    if !tx.viewer().is_administrator() {
        return Err(Error::NotFound);
    }
    let most = place.limit();
    let mut people = person::by_id(&mut tx, place.after()?, most + 1).await?;
    let more = people.len() as i64 > most;
    people.truncate(most as usize);
    let next = people.last().filter(|_| more).map(|last| id::encode(last.id.0));
    let items = people.into_iter().map(PersonView::from).collect();
    json(StatusCode::OK, &Page { items, next })
}
