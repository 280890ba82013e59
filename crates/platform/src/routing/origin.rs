//! Is an unsafe request sent by one of our own pages? (Cross-site request forgery.)
//!
//! Browsers say where a request comes from in `Sec-Fetch-Site`; older ones in `Origin`. A request
//! that has neither is refused: only a browser carries our cookie, and all of them send one. This
//! is the design of Go 1.25's `CrossOriginProtection`, stricter in that last point.

use crate::{app::App, error::Error};
use axum::http::{HeaderMap, Method, header};

/// `Ok` when the request may change something.
pub fn check(app: &App, method: &Method, headers: &HeaderMap) -> Result<(), Error> {
    if method.is_safe() {
        return Ok(());
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some("same-origin" | "none"), _) => Ok(()),
        (Some(_), _) => Err(Error::Forbidden),
        (None, Some(origin)) if origin == app.origin() => Ok(()),
        _ => Err(Error::Forbidden),
    }
}
