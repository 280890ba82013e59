//! お知らせ: what has happened, the newest on the home screens, all of it on a page of its own.
//!
//! A notice is opened by a button: it marks the notice as read and leads to where one acts on it.

use super::pages::BackForm;
use crate::{
    names,
    reminder::{self, Mark, Notice, NoticeId},
};
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use platform::{
    Result,
    access::{Mode, SignedIn, Tx, Writes},
    render::{self, Frame, filters},
    routing::{Form, Path, Query, own_path},
};
use serde::Deserialize;

/// So many are looked at for the home screens, so many are shown there, and on a page of the list.
const LOOKED_AT: i64 = 20;
const SHOWN: usize = 3;
const PAGE: usize = 30;

/// One line.
pub struct NoticeView {
    pub id: String,
    pub text: String,
    /// When it came.
    pub came: String,
    pub waits: bool,
}

#[derive(Template)]
#[template(path = "home/templates/notices.html")]
struct NoticesPage {
    f: Frame,
    notices: Vec<NoticeView>,
    any_waits: bool,
    older: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    /// `microseconds.id` of the last line shown.
    before: Option<String>,
}

/// What waits for the viewer, newest first: for the home screens.
pub async fn news<M: Mode>(tx: &mut Tx<M>, f: &Frame) -> Result<Vec<NoticeView>> {
    let unread = reminder::unread(tx, LOOKED_AT).await?;
    let news = unread.iter().filter(|notice| notice.is_news() && notice.waits(f.now));
    Ok(news.take(SHOWN).map(|notice| view(f, notice)).collect())
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let f = Frame::of(&tx);
    let newest = (Timestamp::MAX, NoticeId(i64::MAX));
    let before = asked.before.as_deref().and_then(read_mark).unwrap_or(newest);
    let mut all = reminder::list(&mut tx, before, PAGE as i64 + 1).await?;
    let more = all.len() > PAGE;
    all.truncate(PAGE);
    let older = all
        .last()
        .filter(|_| more)
        .map(|last| format!("/notices?before={}.{}", last.created_at.as_microsecond(), last.id));
    let notices: Vec<_> = all.iter().map(|notice| view(&f, notice)).collect();
    let any_waits = notices.iter().any(|notice| notice.waits);
    render::page(&NoticesPage { f, notices, any_waits, older })
}

pub(super) async fn open(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<NoticeId>,
) -> Result<Response> {
    let notice = reminder::mark_read(&mut tx, id).await?;
    tx.commit().await?;
    Ok(render::see(notice.path()))
}

pub(super) async fn know_all(
    SignedIn(mut tx): SignedIn<Writes>,
    Form(form): Form<BackForm>,
) -> Result<Response> {
    reminder::mark_all_read(&mut tx).await?;
    tx.commit().await?;
    Ok(render::see(own_path(&form.back).unwrap_or("/")))
}

fn view(f: &Frame, notice: &Notice) -> NoticeView {
    let name = names::called(f.texts(), &notice.partner);
    let when = f.when(&notice.starts_at);
    NoticeView {
        id: notice.id.to_string(),
        text: f.with2(format!("notice-{}", notice.kind), "name", name, "when", when),
        came: f.when(&notice.created_at),
        waits: notice.waits(f.now),
    }
}

fn read_mark(text: &str) -> Option<Mark> {
    let (at, id) = text.split_once('.')?;
    Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, id.parse().ok()?))
}
