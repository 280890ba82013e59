//! What has happened since the viewer last said "I know".

use crate::{
    names,
    reminder::{self, Kind, Notice},
};
use platform::{
    Result,
    access::{Mode, Tx},
    render::Frame,
};

const MOST: i64 = 20;

/// One line of news.
pub struct NoticeView {
    pub text: String,
    pub path: String,
}

/// The news, newest first. What the page shows by itself (a date that comes near) is no news.
pub async fn unread<M: Mode>(tx: &mut Tx<M>, f: &Frame) -> Result<Vec<NoticeView>> {
    let notices = reminder::unread(tx, MOST).await?;
    Ok(notices.iter().filter_map(|notice| view(f, notice)).collect())
}

fn view(f: &Frame, notice: &Notice) -> Option<NoticeView> {
    let is_news = !matches!(notice.kind, Kind::DayBefore | Kind::Starting);
    let one_on_one = notice.one_on_one.filter(|_| is_news)?;
    let name = names::called(f.texts(), &notice.partner);
    let when = notice.starts_at.map(|at| f.when(&at)).unwrap_or_default();
    Some(NoticeView {
        text: f.with2(format!("notice-{}", notice.kind), "name", name, "when", when),
        path: format!("/one-on-ones/{one_on_one}"),
    })
}
