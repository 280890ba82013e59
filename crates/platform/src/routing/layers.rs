//! What stands around every route: request id and log line, time limit, origin check, size limit,
//! error pages, security headers, compression.

use super::{Family, answer, answer::Setting, origin};
use crate::{access, app::App, error::Error};
use axum::{
    Router,
    body::HttpBody as _,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};
use tracing::Instrument;

/// The name of a request in logs and on error pages.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

const BODY_LIMIT: usize = 256 * 1024;
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Puts the layers around the routes.
pub fn stack(router: Router<App>, app: App) -> Router {
    router
        .fallback(|| async { Error::NotFound })
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::custom(|_| Error::internal("a handler panicked").into_response()))
        .layer(middleware::from_fn_with_state(app.clone(), around))
        .layer(CompressionLayer::new())
        .with_state(app)
}

async fn around(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = RequestId(crate::id::encode(app.world().new_id()));
    request.extensions_mut().insert(id.clone());
    // The route, not the path: a path may hold a sign-in token.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let span = tracing::info_span!(
        "request", id = %id.0, method = %request.method(),
        route = route.as_ref().map_or("-", MatchedPath::as_str),
        organization = tracing::field::Empty, person = tracing::field::Empty
    );
    let started = Instant::now();
    let family = if request.uri().path().starts_with("/api/") { Family::Api } else { Family::Page };
    let uri = request.uri().clone();
    let language = access::wanted_language(request.headers());
    let display = access::display(request.headers());
    let by_script = answer::asked_by_script(request.headers());
    let method = request.method().clone();
    let checked = match family {
        Family::Page => origin::check(&app, &method, request.headers()),
        Family::Api => Ok(()),
    };
    let response = match checked {
        Ok(()) => limited(next.run(request)).instrument(span.clone()).await,
        Err(error) => error.into_response(),
    };
    let setting =
        Setting { app: &app, family, by_script, uri: &uri, language, display, request: &id };
    let mut response = worded(response, &setting, &span);
    secure(&app, &mut response);
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis() as u64);
    span.in_scope(|| tracing::info!(status, ms, "answered"));
    response.headers_mut().insert(
        HeaderName::from_static("x-request-id"),
        HeaderValue::from_str(&id.0).unwrap_or(HeaderValue::from_static("-")),
    );
    response
}

async fn limited(answer: impl Future<Output = Response>) -> Response {
    match tokio::time::timeout(TIME_LIMIT, answer).await {
        Ok(response) => response,
        Err(_) => Error::Unavailable("the request took too long".into()).into_response(),
    }
}

/// Turns an error into its page or problem, and logs what deserves it.
fn worded(mut response: Response, setting: &Setting<'_>, span: &tracing::Span) -> Response {
    let carried = response.extensions_mut().remove::<Arc<Error>>();
    let bare = response.body().is_end_stream();
    let adopted = || bare.then(|| answer::adopt(response.status())).flatten().map(Arc::new);
    let Some(error) = carried.or_else(adopted) else { return response };
    span.in_scope(|| match &*error {
        Error::Internal(failure) => tracing::error!(%failure, "internal error"),
        Error::Unavailable(why) => tracing::error!(%why, "unavailable"),
        Error::Forbidden => tracing::info!("refused"),
        _ => (),
    });
    setting.answer(&error)
}

/// Headers of every answer. No inline script or style, nothing from elsewhere, never in a frame.
fn secure(app: &App, response: &mut Response) {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
        img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
        frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'; \
        require-trusted-types-for 'script'; trusted-types aizuchi-htmx ProseMirrorClipboard";
    let headers = response.headers_mut();
    let mut put = |name: &'static str, value: &'static str| {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    };
    put("content-security-policy", POLICY);
    put("x-content-type-options", "nosniff");
    put("referrer-policy", "same-origin");
    put("cross-origin-opener-policy", "same-origin");
    put("cross-origin-resource-policy", "same-origin");
    put("permissions-policy", "camera=(), microphone=(), geolocation=()");
    put("cache-control", "no-store");
    if app.origin().starts_with("https:") {
        put("strict-transport-security", "max-age=31536000");
    }
    if headers.get(header::CONTENT_TYPE).is_none() && response.status() == StatusCode::OK {
        tracing::debug!("an answer without a content type");
    }
}
