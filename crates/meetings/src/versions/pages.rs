//! The screens of a memo's history: its versions, one of them, all authors, and bringing one back.

use super::{
    actions::Desk,
    listing::{self, Calendar, Listed},
    markup::{self, Marks, Shown},
    queries, reading,
    thinning::Retention,
    view::{self, Day, Head, Legend, Line},
};
use crate::{
    memo::{Memo, MemoId},
    reading::{self as readings, Way},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, OrganizationId, Result,
    access::{Edit, Mode, Read, SignedIn, Tx, Writes},
    app::App,
    render::{self, Frame},
    routing::{Form, Path, Query},
};
use serde::Deserialize;

const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "versions/templates/history.html")]
struct HistoryPage {
    f: Frame,
    head: Head,
    days: Vec<Day>,
    older: Option<String>,
    first_page: bool,
    days_kept: u32,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The number up to which the page goes.
    before: Option<i64>,
}

/// What every screen here begins with. The transaction is over when it is made: the memo log may
/// share its connections with the rest.
struct Opened {
    f: Frame,
    head: Head,
    app: App,
    organization: OrganizationId,
    memo: Memo,
    calendar: Calendar,
}

impl Opened {
    async fn of<M: Mode>(mut tx: Tx<M>, id: MemoId) -> Result<Self> {
        let memo = tx.load::<Read, Memo>(id).await?.into_row();
        let talk = queries::talk(&mut tx, memo.one_on_one).await?;
        let writable = tx.allows::<Edit, Memo>(&memo);
        let f = Frame::of(&tx);
        let calendar = Calendar { zone: f.viewer.zone.clone(), talk };
        let (app, organization) = (tx.app().clone(), tx.organization());
        drop(tx);
        reading::catch_up(&app, organization, &memo).await;
        Ok(Self { head: Head::of(&f, &memo, writable), f, app, organization, memo, calendar })
    }

    fn marks(&self) -> Marks {
        Marks::of(&self.f, &self.memo)
    }

    /// The last number of the log; 0 where nobody wrote yet.
    async fn newest(&self) -> Result<i64> {
        let mut tx = self.app.memo_log_reads(self.organization, "how far a memo has come");
        Ok(queries::head(&mut tx, self.memo.id).await?.map_or(0, |head| head.seq))
    }

    /// Whoever is shown words of a shared memo has read it.
    async fn note_reading(&self) {
        if let Some(me) = self.f.viewer.person().filter(|_| self.memo.is_shared()) {
            let text = [self.memo.as_text()];
            readings::note(&self.app, self.organization, me, &text, Way::Opened).await;
        }
    }

    async fn traces(&self, after: i64, upto: i64) -> Result<reading::Traces> {
        self.note_reading().await;
        reading::traces(&self.app, self.organization, &self.memo, (after, upto)).await
    }
}

pub(super) async fn history(
    SignedIn(tx): SignedIn,
    Path(id): Path<MemoId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let opened = Opened::of(tx, id).await?;
    let newest = opened.newest().await?;
    let upto = asked.before.map_or(newest, |before| before.clamp(0, newest));
    let mut tx = opened.app.memo_log_reads(opened.organization, "list versions of a memo");
    let (listed, older) = listing::page(&mut tx, id, &opened.calendar, upto, PAGE).await?;
    drop(tx);
    let marks = opened.marks();
    let Opened { f, head, app, calendar, memo, .. } = opened;
    render::page(&HistoryPage {
        days: view::days(&f, &marks, &memo, &calendar, &listed),
        older: older.map(|before| format!("/memos/{id}/history?before={before}")),
        first_page: upto == newest,
        days_kept: app.part::<Retention>().days,
        head,
        f,
    })
}

#[derive(Template)]
#[template(path = "versions/templates/version.html")]
struct VersionPage {
    f: Frame,
    head: Head,
    line: Line,
    day: String,
    legend: Legend,
    text: String,
    changed: bool,
    /// It says something else than the memo does now.
    is_newest: bool,
    upto: i64,
    before: Option<String>,
}

impl Listed {
    /// Where the version before is shown.
    fn before(&self, memo: MemoId) -> Option<String> {
        let after = self.version.after;
        (after > 0 && !self.is_start).then(|| format!("/memos/{memo}/history/{after}"))
    }
}

pub(super) async fn version(
    SignedIn(tx): SignedIn,
    Path((id, upto)): Path<(MemoId, i64)>,
) -> Result<Response> {
    let opened = Opened::of(tx, id).await?;
    let newest = opened.newest().await?;
    let mut tx = opened.app.memo_log_reads(opened.organization, "find a version of a memo");
    let listed = listing::at(&mut tx, id, &opened.calendar, upto).await?;
    drop(tx);
    let traces = opened.traces(listed.version.after, upto).await?;
    let marks = opened.marks();
    let Opened { f, head, calendar, memo, .. } = opened;
    render::page(&VersionPage {
        text: markup::write(&f, &marks, &traces, Shown::Changes),
        changed: markup::changes_anything(&traces.nodes),
        line: view::line(&f, &marks, &memo, &calendar, &listed),
        day: f.day_of(&listed.version.began_at),
        legend: Legend::of(&marks, &memo),
        is_newest: upto == newest,
        before: listed.before(id),
        upto,
        head,
        f,
    })
}

#[derive(Template)]
#[template(path = "versions/templates/authors.html")]
struct AuthorsPage {
    f: Frame,
    head: Head,
    legend: Legend,
    text: String,
}

pub(super) async fn authors(SignedIn(tx): SignedIn, Path(id): Path<MemoId>) -> Result<Response> {
    let opened = Opened::of(tx, id).await?;
    let newest = opened.newest().await?;
    let traces = opened.traces(newest, newest).await?;
    let marks = opened.marks();
    let Opened { f, head, memo, .. } = opened;
    let text = markup::write(&f, &marks, &traces, Shown::Authors);
    render::page(&AuthorsPage { legend: Legend::of(&marks, &memo), text, head, f })
}

#[derive(Template)]
#[template(path = "versions/templates/restore.html")]
struct RestorePage {
    f: Frame,
    head: Head,
    line: Line,
    day: String,
    legend: Legend,
    text: String,
    changed: bool,
    /// Somebody wrote since this was asked before.
    moved_on: bool,
    upto: i64,
    seen: i64,
}

pub(super) async fn confirm(
    SignedIn(tx): SignedIn,
    Path((id, upto)): Path<(MemoId, i64)>,
) -> Result<Response> {
    let opened = Opened::of(tx, id).await?;
    opened.head.must_be_writable()?;
    ask_to_restore(opened, upto, false).await
}

async fn ask_to_restore(opened: Opened, upto: i64, moved_on: bool) -> Result<Response> {
    let me = opened.f.viewer.person().ok_or(Error::SignedOut)?;
    opened.note_reading().await;
    let seen = opened.newest().await?;
    let mut tx = opened.app.memo_log_reads(opened.organization, "what would come back");
    let listed = listing::at(&mut tx, opened.memo.id, &opened.calendar, upto).await?;
    let traces = reading::preview(&mut tx, &opened.memo, (upto, seen), me).await?;
    drop(tx);
    let marks = opened.marks();
    let Opened { f, head, calendar, memo, .. } = opened;
    let status = if moved_on { StatusCode::CONFLICT } else { StatusCode::OK };
    let page = RestorePage {
        text: markup::write(&f, &marks, &traces, Shown::Changes),
        changed: markup::changes_anything(&traces.nodes),
        line: view::line(&f, &marks, &memo, &calendar, &listed),
        day: f.day_of(&listed.version.began_at),
        legend: Legend::of(&marks, &memo),
        moved_on,
        upto,
        seen,
        head,
        f,
    };
    render::page_with(status, &page)
}

#[derive(Deserialize)]
pub(super) struct RestoreForm {
    /// The last number that the screen knew of.
    #[serde(default)]
    seen: i64,
}

pub(super) async fn restore(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, upto)): Path<(MemoId, i64)>,
    Form(form): Form<RestoreForm>,
) -> Result<Response> {
    let memo = tx.load::<Edit, Memo>(id).await?;
    let (app, organization, person) = (tx.app().clone(), tx.organization(), tx.me()?);
    let opened = Opened::of(tx, id).await?;
    let desk = Desk { app: &app, organization, memo: &memo, person };
    match desk.restore(upto, form.seen).await {
        Ok(()) => Ok(render::see(format!("/memos/{id}/history"))),
        Err(Error::Conflict("conflict-memo-moved-on")) => ask_to_restore(opened, upto, true).await,
        Err(error) => Err(error),
    }
}

#[derive(Deserialize)]
pub(super) struct NameForm {
    #[serde(default)]
    name: String,
}

pub(super) async fn name(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, upto)): Path<(MemoId, i64)>,
    Form(form): Form<NameForm>,
) -> Result<Response> {
    let memo = tx.load::<Edit, Memo>(id).await?;
    let (app, organization, person) = (tx.app().clone(), tx.organization(), tx.me()?);
    drop(tx);
    let desk = Desk { app: &app, organization, memo: &memo, person };
    desk.name(upto, &form.name).await?;
    Ok(render::see(format!("/memos/{id}/history/{upto}")))
}
