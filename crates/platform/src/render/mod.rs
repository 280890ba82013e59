//! Pages: askama templates around a [`Frame`], answered with the right headers.

mod assets;
pub mod filters;
mod frame;
pub mod letter;

pub use assets::{Assets, assets_routes};
pub use frame::{Frame, Menu, MenuItem, hue};

use crate::error::{Error, Result};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Renders a whole page or a fragment.
pub fn page(template: &impl Template) -> Result<Response> {
    page_with(StatusCode::OK, template)
}

/// Renders a page with another status: a form that needs mending answers 422.
pub fn page_with(status: StatusCode, template: &impl Template) -> Result<Response> {
    let html = template.render().map_err(Error::internal)?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok((status, [(header::CONTENT_TYPE, kind)], html).into_response())
}

/// After a form was accepted: the browser reads the page where its effect shows.
pub fn see(path: impl AsRef<str>) -> Response {
    let location = HeaderValue::from_str(path.as_ref()).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}
