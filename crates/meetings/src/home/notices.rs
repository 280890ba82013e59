//! お知らせ: what has happened, the newest on the home screens, all of it on a page of its own.
//!
//! A notice is opened by a button: it marks the notice as read and leads to where one acts on it.

use super::pages::BackForm;
use crate::{
    names,
    reminder::{self, Mark, Notice, NoticeId},
    tidings::{self, Tidings},
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
    let told = tidings::unread(tx, LOOKED_AT).await?;
    let mut all: Vec<_> = news.map(|notice| line(f, notice)).collect();
    all.extend(told.iter().map(|told| told_line(f, told)));
    Ok(newest_first(all).take(SHOWN).map(|line| line.1).collect())
}

/// A line with its place in the list.
type Line = (Mark, NoticeView);

fn newest_first(mut lines: Vec<Line>) -> impl Iterator<Item = Line> {
    lines.sort_by_key(|line| std::cmp::Reverse(line.0));
    lines.into_iter()
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let f = Frame::of(&tx);
    let newest = (Timestamp::MAX, NoticeId(i64::MAX));
    let before = asked.before.as_deref().and_then(read_mark).unwrap_or(newest);
    let notices = reminder::list(&mut tx, before, PAGE as i64 + 1).await?;
    let told = tidings::list(&mut tx, before, PAGE as i64 + 1).await?;
    let mut all: Vec<_> = notices.iter().map(|notice| line(&f, notice)).collect();
    all.extend(told.iter().map(|told| told_line(&f, told)));
    let mut all: Vec<_> = newest_first(all).collect();
    let more = all.len() > PAGE;
    all.truncate(PAGE);
    let older = all
        .last()
        .filter(|_| more)
        .map(|((at, id), _)| format!("/notices?before={}.{id}", at.as_microsecond()));
    let notices: Vec<_> = all.into_iter().map(|line| line.1).collect();
    let any_waits = notices.iter().any(|notice| notice.waits);
    render::page(&NoticesPage { f, notices, any_waits, older })
}

pub(super) async fn open(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<NoticeId>,
) -> Result<Response> {
    let path = match tidings::mark_read(&mut tx, id).await? {
        Some(told) => told.path(),
        None => reminder::mark_read(&mut tx, id).await?.path(),
    };
    tx.commit().await?;
    Ok(render::see(path))
}

pub(super) async fn know_all(
    SignedIn(mut tx): SignedIn<Writes>,
    Form(form): Form<BackForm>,
) -> Result<Response> {
    reminder::mark_all_read(&mut tx).await?;
    tx.commit().await?;
    Ok(render::see(own_path(&form.back).unwrap_or("/")))
}

fn line(f: &Frame, notice: &Notice) -> Line {
    let name = names::called(f.texts(), &notice.partner);
    let when = f.when(&notice.starts_at);
    let view = NoticeView {
        id: notice.id.to_string(),
        text: f.with2(format!("notice-{}", notice.kind), "name", name, "when", when),
        came: f.when(&notice.created_at),
        waits: notice.waits(f.now),
    };
    ((notice.created_at, notice.id), view)
}

fn told_line(f: &Frame, told: &Tidings) -> Line {
    let name = names::called(f.texts(), &told.from);
    let view = NoticeView {
        id: told.id.to_string(),
        text: f.with(format!("notice-{}", told.kind), "name", name),
        came: f.when(&told.created_at),
        waits: told.read_at.is_none(),
    };
    ((told.created_at, told.id), view)
}

fn read_mark(text: &str) -> Option<Mark> {
    let (at, id) = text.split_once('.')?;
    Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, id.parse().ok()?))
}
