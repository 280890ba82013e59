//! Errors as pages and as `application/problem+json`.

use super::{Family, RequestId};
use crate::render::filters;
use crate::{
    access::{Display, Viewer},
    app::App,
    error::{Error, FieldErrors},
    i18n::Texts,
    render::{self, Frame},
};
use askama::Template;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    f: Frame,
    title: String,
    what: String,
    next: String,
    fields: Vec<String>,
    request: String,
    home: bool,
}

/// What the outermost layer needs to know to word an error.
pub(super) struct Setting<'a> {
    pub app: &'a App,
    pub family: Family,
    /// A script of ours asked, and would follow a redirection to a page that nobody sees.
    pub by_script: bool,
    pub uri: &'a Uri,
    pub language: crate::i18n::Language,
    pub display: Display,
    pub request: &'a RequestId,
}

impl Setting<'_> {
    pub fn answer(&self, error: &Error) -> Response {
        match (self.family, error) {
            (Family::Page, _) if self.by_script => self.problem(error),
            (Family::Page, Error::SignedOut) => self.to_sign_in(),
            (Family::Page, _) => self.page(error),
            (Family::Api, _) => self.problem(error),
        }
    }

    fn to_sign_in(&self) -> Response {
        let back = self.uri.path_and_query().map_or("/", |path| path.as_str());
        render::see(format!("/sign-in?next={}", super::encode_query(back)))
    }

    fn texts(&self) -> Texts {
        self.app.texts(self.language, jiff::tz::TimeZone::UTC)
    }

    fn page(&self, error: &Error) -> Response {
        let texts = self.texts();
        let code = error.code();
        let detail = error.detail().filter(|key| texts.has(key));
        let page = ErrorPage {
            f: Frame::new(self.app, &Viewer::nobody(self.language, self.display)),
            title: texts.t(format!("error-{code}-title")),
            what: texts.t(detail.map_or(format!("error-{code}-what"), str::to_owned)),
            next: texts.t(format!("error-{code}-next")),
            fields: field_texts(&texts, error),
            request: self.request.0.clone(),
            home: !matches!(error, Error::Unavailable(_)),
        };
        let rendered = render::page_with(error.status(), &page);
        let response = rendered.unwrap_or_else(|_| error.status().into_response());
        with_retry(error, response)
    }

    fn problem(&self, error: &Error) -> Response {
        let texts = self.texts();
        let code = error.code();
        let detail = error.detail().filter(|key| texts.has(key));
        let mut problem = serde_json::json!({
            "type": format!("{}/api/problems/{code}", self.app.origin()),
            "title": texts.t(format!("error-{code}-title")),
            "status": error.status().as_u16(),
            "code": code,
            "detail": texts.t(detail.map_or(format!("error-{code}-what"), str::to_owned)),
            "next": texts.t(format!("problem-{code}-next")),
            "request_id": self.request.0,
        });
        if let Error::Stale(now) = error {
            problem["current"] = now.clone();
        }
        if let Error::Invalid(FieldErrors(fields)) = error {
            let fields: Vec<_> = fields
                .iter()
                .map(|field| serde_json::json!({"field": field.field, "reason": reason(&texts, &field.reason)}))
                .collect();
            problem["errors"] = fields.into();
        }
        let kind = HeaderValue::from_static("application/problem+json");
        let body = problem.to_string();
        let mut response = (error.status(), [(header::CONTENT_TYPE, kind)], body).into_response();
        if matches!(error, Error::SignedOut) {
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
        }
        with_retry(error, response)
    }
}

fn field_texts(texts: &Texts, error: &Error) -> Vec<String> {
    match error {
        Error::Invalid(FieldErrors(fields)) => {
            fields.iter().map(|field| reason(texts, &field.reason)).collect()
        }
        _ => Vec::new(),
    }
}

/// A reason is a key of the catalogues, or already words (of a JSON parser).
fn reason(texts: &Texts, reason: &str) -> String {
    if texts.has(reason) { texts.t(reason) } else { reason.to_owned() }
}

fn with_retry(error: &Error, mut response: Response) -> Response {
    let seconds = match error {
        Error::TooMany { retry_after_seconds } => *retry_after_seconds,
        Error::Unavailable(_) => 5,
        _ => return response,
    };
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}

/// Scripts that show errors themselves accept them as `application/problem+json`.
pub(super) fn asked_by_script(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("application/problem+json"))
}

/// What axum answers by itself (no such route, wrong method, body too large) in our words.
pub(super) fn adopt(status: StatusCode) -> Option<Error> {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Error::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Error::TooLarge),
        _ => None,
    }
}
