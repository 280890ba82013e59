//! Overload: so many requests are served at once, as many again may wait, the rest is refused at
//! once with 503 and `Retry-After`. Serving everybody a little would serve nobody in time.

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::Response,
};
use platform::{
    Error, Result,
    access::Public,
    app::App,
    render::{self, Frame, filters},
    routing::Routes,
};
use std::sync::Arc;
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// The whole service of a connection.
pub(super) type Service = Router;

/// Checked while the house is full: they must always answer.
const ALWAYS: [&str; 2] = ["/livez", "/readyz"];
const RETRY_SECONDS: u32 = 3;

#[derive(Clone)]
struct Limit {
    serving: Arc<Semaphore>,
    /// Serving and waiting together.
    inside: Arc<Semaphore>,
    refuse: Router,
}

/// Puts the limit around a service. A web socket counts only until it is upgraded.
pub(super) fn limit(service: Router, app: &App, most: usize) -> Service {
    let (_, refuse) = refusals().finish(app.clone());
    let limit = Limit {
        serving: Arc::new(Semaphore::new(most)),
        inside: Arc::new(Semaphore::new(most * 2)),
        refuse,
    };
    service.layer(middleware::from_fn_with_state(limit, serve_or_refuse))
}

async fn serve_or_refuse(State(limit): State<Limit>, request: Request, next: Next) -> Response {
    if ALWAYS.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let Ok(_inside) = limit.inside.try_acquire() else {
        return refuse(limit.refuse, request).await;
    };
    let _serving = limit.serving.acquire().await;
    next.run(request).await
}

/// The refusal in the language and the shape that this request expects.
async fn refuse(router: Router, request: Request) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut asked = Request::new(Body::empty());
    *asked.method_mut() = Method::GET;
    *asked.uri_mut() = Uri::from_static(if api { "/api/busy" } else { "/busy" });
    for name in [header::COOKIE, header::ACCEPT_LANGUAGE] {
        if let Some(value) = request.headers().get(&name) {
            asked.headers_mut().insert(name, value.clone());
        }
    }
    match router.oneshot(asked).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn refusals() -> Routes {
    Routes::pages().get("/busy", busy_page).merge(Routes::api().get("/api/busy", busy_problem))
}

#[derive(askama::Template)]
#[template(path = "serve/busy.html")]
struct BusyPage {
    f: Frame,
}

async fn busy_page(Public(tx): Public) -> Result<Response> {
    let page = BusyPage { f: Frame::of(&tx) };
    let mut response = render::page_with(StatusCode::SERVICE_UNAVAILABLE, &page)?;
    response.headers_mut().insert(header::RETRY_AFTER, RETRY_SECONDS.into());
    Ok(response)
}

async fn busy_problem(_: Public) -> Result<Response> {
    Err(Error::Unavailable("too many requests at the same moment".into()))
}
