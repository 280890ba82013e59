//! The screens of a reader without an account: the code, then what was shared, then that it is over.
//!
//! Whoever holds no valid link learns nothing: unknown, expired, ended and foreign ones all answer
//! with the same 404, which says whom to ask. Nothing is indexed, kept, or told to other sites.

use super::{
    door,
    link::{self, Entry},
    model::ShareState,
    pages::EndedPage,
    queries,
    view::{self, Head, PassageView},
};
use askama::Template;
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use platform::{
    Result,
    access::{Public, Reads, Tx},
    render::{self, Frame, filters},
    routing::{Form, Path},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "share/templates/door.html")]
struct DoorPage {
    f: Frame,
    token: String,
    trouble: Option<String>,
}

#[derive(Template)]
#[template(path = "share/templates/outside.html")]
struct OutsidePage {
    f: Frame,
    head: Head,
    passages: Vec<PassageView>,
    props: String,
}

#[derive(Template)]
#[template(path = "share/templates/lost.html")]
struct LostPage {
    f: Frame,
}

/// Whoever holds no valid link.
fn lost(f: Frame) -> Result<Response> {
    quiet(render::page_with(StatusCode::NOT_FOUND, &LostPage { f })?)
}

pub(super) async fn show(
    Public(mut tx): Public,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let f = Frame::of(&tx);
    let Some(door) = door::find(&mut tx, &token, &headers).await? else { return lost(f) };
    let mut inner = tx.app().system_reads(door.organization, "a share read by a link");
    drop(tx);
    let share = door.share(&mut inner).await?;
    let (runs, known) = (share.state(f.now) == ShareState::Running, door.known(&mut inner).await?);
    if !known {
        let page = |f| DoorPage { f, token, trouble: None };
        return if runs { quiet(render::page(&page(f))?) } else { lost(f) };
    }
    if !runs {
        return quiet(render::page_with(StatusCode::GONE, &EndedPage { f })?);
    }
    let f = in_zone(&mut inner, f).await?;
    let passages = queries::passages(&mut inner, share.id).await?;
    let props = serde_json::json!({ "alive": format!("/shared/{token}/alive") }).to_string();
    let passages = passages.into_iter().map(view::passage).collect();
    quiet(render::page(&OutsidePage { head: Head::of(&f, &share), passages, props, f })?)
}

/// Days are those of the organization: nobody else's zone is known here.
async fn in_zone(tx: &mut Tx<Reads>, f: Frame) -> Result<Frame> {
    let organization = tx.organization();
    let Some(home) = people::organization::find(tx, organization).await? else { return Ok(f) };
    let viewer = platform::access::Viewer { zone: home.time_zone(), ..f.viewer.clone() };
    Ok(Frame::new(tx.app(), &viewer))
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

pub(super) async fn enter(
    Public(mut tx): Public,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(form): Form<CodeForm>,
) -> Result<Response> {
    let (f, app) = (Frame::of(&tx), tx.app().clone());
    let Some(door) = door::find(&mut tx, &token, &headers).await? else { return lost(f) };
    drop(tx);
    let mut inner = app.system(door.organization, "a code for a share");
    let share = door.share(&mut inner).await?;
    let entry = link::enter(&mut inner, &share, &form.code).await?;
    inner.commit().await?;
    let (status, trouble) = match entry {
        Entry::Gone => return lost(f),
        Entry::In { key } => {
            let mut response = render::see(format!("/shared/{token}"));
            let cookie = door::let_in(&app, &token, &key)?;
            response.headers_mut().append(header::SET_COOKIE, cookie);
            return quiet(response);
        }
        Entry::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, f.t("shared-code-wrong")),
        Entry::Resting { until } => {
            let minutes = (until.duration_since(f.now).as_secs().max(0) + 59) / 60;
            (StatusCode::TOO_MANY_REQUESTS, f.with("shared-code-rests", "minutes", minutes))
        }
    };
    quiet(render::page_with(status, &DoorPage { f, token, trouble: Some(trouble) })?)
}

/// Neither found by search engines nor told to other sites.
fn quiet(mut response: Response) -> Result<Response> {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let robots = HeaderName::from_static("x-robots-tag");
    headers.insert(robots, HeaderValue::from_static("noindex, nofollow, noarchive"));
    Ok(response)
}
