//! お知らせ: what has happened, the newest on the home screens, all of it on a page of its own.
//!
//! A notice is opened by a button: it marks the notice as read and leads to where one acts on it.

use super::pages::BackForm;
use crate::{
    emergency::{self, News},
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
    let special = emergency::unread(tx, LOOKED_AT).await?;
    let unread = reminder::unread(tx, LOOKED_AT).await?;
    let news = unread.iter().filter(|notice| notice.is_news() && notice.waits(f.now));
    let special = special.iter().map(|news| special_view(f, news));
    Ok(special.chain(news.map(|notice| view(f, notice))).take(SHOWN).collect())
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let f = Frame::of(&tx);
    let newest = (Timestamp::MAX, NoticeId(i64::MAX));
    let before = asked.before.as_deref().and_then(read_mark).unwrap_or(newest);
    let mut all = both(&mut tx, &f, before).await?;
    let more = all.len() > PAGE;
    all.truncate(PAGE);
    let older = all.last().filter(|_| more).map(|(at, id, _)| {
        format!("/notices?before={}.{}", at.as_microsecond(), platform::id::encode(*id))
    });
    let notices: Vec<_> = all.into_iter().map(|(_, _, view)| view).collect();
    let any_waits = notices.iter().any(|notice| notice.waits);
    render::page(&NoticesPage { f, notices, any_waits, older })
}

/// One line, with its place in the list.
type Placed = (Timestamp, i64, NoticeView);

/// What came around 1-on-1s and what came of emergency accesses, newest first.
async fn both<M: Mode>(tx: &mut Tx<M>, f: &Frame, before: Mark) -> Result<Vec<Placed>> {
    let most = PAGE as i64 + 1;
    let usual = reminder::list(tx, before, most).await?;
    let special = emergency::news(tx, (before.0, before.1.0), most).await?;
    let usual = usual.iter().map(|notice| (notice.created_at, notice.id.0, view(f, notice)));
    let special = special.iter().map(|news| (news.created_at, news.id, special_view(f, news)));
    let mut all: Vec<Placed> = usual.chain(special).collect();
    all.sort_by_key(|(at, id, _)| std::cmp::Reverse((*at, *id)));
    Ok(all)
}

pub(super) async fn open(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<NoticeId>,
) -> Result<Response> {
    let path = match emergency::mark_read(&mut tx, id.0).await? {
        Some(news) => news.path(),
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
    emergency::mark_all_read(&mut tx).await?;
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

fn special_view(f: &Frame, news: &News) -> NoticeView {
    NoticeView {
        id: platform::id::encode(news.id),
        text: f.t(format!("emergency-notice-{}", news.kind)),
        came: f.when(&news.created_at),
        waits: news.read_at.is_none(),
    }
}

fn read_mark(text: &str) -> Option<Mark> {
    let (at, id) = text.split_once('.')?;
    Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, id.parse().ok()?))
}
