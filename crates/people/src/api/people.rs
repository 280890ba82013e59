//! Oneself, and the people of the organization.

use crate::{organization, person, person::Person};
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::TokenBearer,
    id,
    routing::{
        Query,
        reply::{Page, Place, json},
    },
};
use serde::Serialize;
use utoipa::ToSchema;

/// The person behind the token.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    organization: OrganizationId,
    organization_name: String,
    #[serde(flatten)]
    person: PersonView,
}

/// A person as administrators and they themselves see them.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "id": "1d8tz3m9q0800", "name": "高瀬 蓮", "kana": "たかせ れん", "email": "ren@example.jp",
    "language": "ja", "administrator": false, "suspended": false
}))]
pub(super) struct PersonView {
    id: PersonId,
    name: String,
    kana: String,
    email: String,
    #[schema(pattern = "^(ja|en)$")]
    language: &'static str,
    administrator: bool,
    suspended: bool,
}

impl From<Person> for PersonView {
    fn from(person: Person) -> Self {
        Self {
            id: person.id,
            name: person.name,
            kana: person.kana,
            email: person.email,
            language: person.language.word(),
            administrator: person.administrator,
            suspended: person.suspended,
        }
    }
}

/// Tells who the token acts for.
#[utoipa::path(get, path = "/api/v1/me", operation_id = "me", tag = "people", responses((status = 200, body = Me)))]
pub(super) async fn me(TokenBearer(mut tx): TokenBearer) -> Result<Response> {
    let (me, organization) = (tx.me()?, tx.organization());
    let person = person::find(&mut tx, me).await?.ok_or(Error::NotFound)?.into();
    let found = organization::find(&mut tx, organization).await?.ok_or(Error::NotFound)?;
    json(StatusCode::OK, &Me { organization, organization_name: found.name, person })
}

/// Lists everybody in the organization, in the order of ids. For administrators.
#[utoipa::path(get, path = "/api/v1/people", operation_id = "listPeople", tag = "people",
    params(Place),
    responses((status = 200, body = Page<PersonView>),
              (status = 404, description = "Not an administrator.")))]
pub(super) async fn list(
    TokenBearer(mut tx): TokenBearer,
    Query(place): Query<Place>,
) -> Result<Response> {
    if !tx.viewer().is_administrator() {
        return Err(Error::NotFound);
    }
    let limit = place.limit()?;
    let people = person::by_id(&mut tx, place.after()?, limit + 1).await?;
    let page = Page::of(people, limit, |last| id::encode(last.id.0), PersonView::from);
    json(StatusCode::OK, &page)
}
