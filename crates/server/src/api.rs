//! What is true of the whole API: its OpenAPI document and the pages of its problems.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use platform::{
    Error, Result,
    access::Public,
    routing::{Path, Routes},
};
use serde_json::json;
use utoipa::openapi::{
    InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder,
    security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    server::Server,
};

/// The words of `platform::error::Error::code`, each with its status.
const PROBLEMS: &[(&str, u16)] = &[
    ("signed-out", 401),
    ("forbidden", 403),
    ("not-found", 404),
    ("conflict", 409),
    ("gone", 410),
    ("too-large", 413),
    ("invalid", 422),
    ("too-many", 429),
    ("internal", 500),
    ("unavailable", 503),
];

const TOKEN: &str = "token";

pub fn routes() -> Routes {
    Routes::api().get("/api/openapi.json", document).get("/api/problems/{code}", problem)
}

/// The OpenAPI document of all areas, for the installation at `origin`.
pub fn openapi(origin: &str) -> OpenApi {
    let info = InfoBuilder::new()
        .title("Aizuchi")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "1-on-1s that belong to the member. A personal access token acts for its person and \
             can do no more than its scopes say.",
        ))
        .license(Some(
            LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build(),
        ))
        .build();
    let own = OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new(origin)]))
        .security(Some([SecurityRequirement::new(TOKEN, [] as [&str; 0])]))
        .build();
    let mut all = own.merge_from(people::openapi());
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    let components = all.components.get_or_insert_default();
    components.add_security_scheme(TOKEN, SecurityScheme::Http(bearer));
    all
}

async fn document(Public(tx): Public) -> Result<Response> {
    let text = openapi(tx.app().origin()).to_json().map_err(Error::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// Where the `type` of a problem leads: what it means and what to do.
async fn problem(Public(tx): Public, Path(code): Path<String>) -> Result<Response> {
    let known = PROBLEMS.iter().find(|(word, _)| *word == code).ok_or(Error::NotFound)?;
    let viewer = tx.viewer();
    let texts = tx.app().texts(viewer.language, viewer.zone.clone());
    let say = |part: &str| texts.t(format!("error-{code}-{part}"));
    let body = json!({
        "code": known.0, "status": known.1,
        "title": say("title"), "detail": say("what"), "next": say("next"),
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response())
}
