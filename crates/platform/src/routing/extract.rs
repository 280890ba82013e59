//! Extractors with our answers: the originals of axum are banned by clippy.

use crate::{
    app::App,
    error::{Error, FieldErrors, Result},
};
use axum::{
    RequestExt,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request, rejection::QueryRejection},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

/// Parts of the path. What does not parse does not exist: 404.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let path = axum::extract::Path::<T>::from_request_parts(parts, app).await;
        path.map(|axum::extract::Path(inner)| Self(inner)).map_err(|_| Error::NotFound)
    }
}

/// The query of the address.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        // A program is told more: nobody clicked on its address.
        let wrong = |rejection: QueryRejection| {
            if parts.uri.path().starts_with("/api/") {
                Error::words("query", rejection.body_text())
            } else {
                Error::field("query", "invalid-query")
            }
        };
        query.map(|axum::extract::Query(inner)| Self(inner)).map_err(wrong)
    }
}

/// The fields of a form that one of our own pages sent (the origin was checked before). Repeated
/// names collect into lists; an unknown field is ignored; control characters are taken out.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Error;
    async fn from_request(request: Request, _: &App) -> Result<Self> {
        let bytes = bytes(request).await?;
        let fields: T = serde_html_form::from_bytes(&bytes)
            .map_err(|error| Error::Invalid(shape_errors(&error)))?;
        Ok(Self(fields))
    }
}

/// A JSON body of the API.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Error;
    async fn from_request(request: Request, _: &App) -> Result<Self> {
        let kind = request.headers().get("content-type").and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
            return Err(Error::field("content-type", "invalid-json-wanted"));
        }
        let bytes = bytes(request).await?;
        let wrong = |error: serde_json::Error| Error::words("body", error.to_string());
        serde_json::from_slice(&bytes).map(Self).map_err(wrong)
    }
}

async fn bytes(request: Request) -> Result<Bytes> {
    let body = request.with_limited_body();
    Bytes::from_request(body, &()).await.map_err(|_| Error::TooLarge)
}

fn shape_errors(error: &serde_html_form::de::Error) -> FieldErrors {
    tracing::debug!(%error, "a form did not have its fields");
    let mut errors = FieldErrors::default();
    errors.push("form", "invalid-form");
    errors
}
