//! The screen on which deleted words are erased for good.

use super::{actions, model::Erasure, queries};
use crate::{
    memo::{self, Memo, MemoId},
    names,
    one_on_one::{OneOnOne, OneOnOneId},
    versions::{thinning::Retention, view::Head},
};
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use people::pair::Seat;
use platform::{
    Error, OrganizationId, Result,
    access::{Edit, Permit, Read, SignedIn, Tx, Writes},
    app::App,
    render::{self, Frame, filters},
    routing::Path,
};

#[derive(Template)]
#[template(path = "versions/templates/erasure.html")]
struct ErasurePage {
    f: Frame,
    head: Head,
    partner: String,
    days_kept: u32,
    wish: Wish,
    /// When it was done last, in words.
    done: Option<String>,
}

/// What the screen offers.
enum Wish {
    /// The viewer may only read.
    NotYours,
    None,
    /// Erased already, and nobody wrote since.
    Needless,
    /// The viewer asked; until when the other one can agree.
    Mine(String),
    /// The other one asked.
    Theirs(String),
    /// Agreed, and under way.
    UnderWay,
}

impl Wish {
    fn of(f: &Frame, writable: bool, erasure: Option<&Erasure>, needless: bool) -> Self {
        match erasure.filter(|erasure| erasure.agreed_at.is_some() || erasure.waits(f.now)) {
            _ if !writable => Self::NotYours,
            None if needless => Self::Needless,
            None => Self::None,
            Some(erasure) if erasure.agreed_at.is_some() => Self::UnderWay,
            Some(erasure) if f.viewer.is(erasure.asked_by) => Self::Mine(f.when(&erasure.until())),
            Some(erasure) => Self::Theirs(f.when(&erasure.until())),
        }
    }
}

/// Notices know the 1-on-1 only.
pub(in crate::versions) async fn of_one_on_one(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    let me = tx.me()?;
    let documents = memo::documents(&mut tx, one_on_one.id, me).await?.ok_or(Error::NotFound)?;
    let mut asked = documents.shared;
    if let Some(key_point) = documents.key_point
        && queries::open(&mut tx, key_point).await?.is_some()
    {
        asked = key_point;
    }
    Ok(render::see(format!("/memos/{asked}/erasure")))
}

pub(in crate::versions) async fn show(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<MemoId>,
) -> Result<Response> {
    let memo = tx.load::<Read, Memo>(id).await?;
    let writable = tx.allows::<Edit, Memo>(&memo);
    let erasure = queries::open(&mut tx, id).await?;
    let done = queries::last_done(&mut tx, id).await?;
    let f = Frame::of(&tx);
    let (app, organization) = (tx.app().clone(), tx.organization());
    drop(tx);
    let needless = is_needless(&app, organization, id, done).await?;
    let partner = match memo.seat_of(&f.viewer) {
        Some(Seat::Leader) => &memo.member_name,
        _ => &memo.leader_name,
    };
    render::page(&ErasurePage {
        head: Head::of(&f, &memo, writable),
        partner: names::called(f.texts(), partner),
        days_kept: app.part::<Retention>().days,
        wish: Wish::of(&f, writable, erasure.as_ref(), needless),
        done: done.map(|at| f.when(&at)),
        f,
    })
}

/// Nobody wrote since deleted words were erased last.
async fn is_needless(
    app: &App,
    organization: OrganizationId,
    id: MemoId,
    done: Option<Timestamp>,
) -> Result<bool> {
    let Some(done) = done else { return Ok(false) };
    // It may share its connections with the rest: whoever asks has given theirs back.
    let mut log = app.memo_log_reads(organization, "whether words were deleted since");
    queries::unwritten_since(&mut log, id, done).await
}

pub(in crate::versions) async fn ask(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<MemoId>,
) -> Result<Response> {
    let memo = tx.load::<Edit, Memo>(id).await?;
    actions::ask(&mut tx, &memo).await?;
    settle(tx, memo).await
}

pub(in crate::versions) async fn agree(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<MemoId>,
) -> Result<Response> {
    let memo = tx.load::<Edit, Memo>(id).await?;
    actions::agree(&mut tx, &memo).await?;
    settle(tx, memo).await
}

pub(in crate::versions) async fn end(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<MemoId>,
) -> Result<Response> {
    let memo = tx.load::<Edit, Memo>(id).await?;
    actions::end(&mut tx, &memo).await?;
    settle(tx, memo).await
}

/// Keeps the decision first, then does what it says; should that fail, the clock does it.
async fn settle(tx: Tx<Writes>, memo: Permit<Edit, Memo>) -> Result<Response> {
    let (app, organization) = (tx.app().clone(), tx.organization());
    tx.commit().await?;
    let mut tx = app.system_reads(organization, "what was decided about deleted words");
    let erasure = queries::open(&mut tx, memo.id).await?;
    drop(tx);
    if let Some(erasure) = erasure.filter(|erasure| erasure.agreed_at.is_some()) {
        actions::carry_out(&app, organization, &memo, &erasure).await?;
    }
    Ok(render::see(format!("/memos/{}/erasure", memo.id)))
}
