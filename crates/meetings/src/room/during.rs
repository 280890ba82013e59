//! While the two talk, and later for adding a word to the memo.

use super::{
    labels::labels,
    live::{self, Jot, Live},
    shown::{self, Head, Memos},
    small::{self, SmallView},
};
use crate::{
    comment::{self, Comments},
    last_time::{LastTime, last_time},
    memo::MemoId,
    one_on_one::OneOnOne,
    reading::{Receipt, Way},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use jiff::Timestamp;
use platform::{
    Error, Result,
    access::{Mode, Tx},
    render::{self, Frame, filters},
};

#[derive(Template)]
#[template(path = "room/templates/during.html")]
struct DuringPage {
    f: Frame,
    head: Head,
    /// It goes on; else it is about the memo only.
    open: bool,
    /// Nothing has happened yet: it may have begun by mistake.
    fresh: bool,
    /// When the time is over; `None` where no clock runs.
    ends_at: Option<Timestamp>,
    live: Live,
    /// Side by side at one screen.
    together: bool,
    /// Goes behind each address of a form.
    suffix: &'static str,
    /// What the editor needs to know, as JSON.
    props: String,
    shared: String,
    receipt: Receipt,
    private_note: String,
    small: Vec<SmallView>,
    last_time: LastTime,
    /// Where it is told how they came to be.
    history: String,
    note_history: String,
    comments: Comments,
}

/// The meeting screen. `jot`: what was typed and must be mended.
pub async fn during<M: Mode>(
    mut tx: Tx<M>,
    one_on_one: &OneOnOne,
    together: bool,
    jot: Jot,
) -> Result<Response> {
    let f = Frame::of(&tx);
    let head = Head::of(&f, one_on_one)?;
    let mended = jot.errors.is_empty() && jot.wish.errors.is_empty();
    let live = live::live(&mut tx, &f, one_on_one, jot).await?;
    let last_time = last_time(&mut tx, one_on_one).await?;
    let beside = comment::Draft::default();
    let comments = comment::comments(&mut tx, &f, one_on_one, true, beside).await?;
    let memos = shown::memos(&mut tx, one_on_one).await?;
    let memos = memos.ok_or_else(|| Error::internal("a 1-on-1 that began has its memos"))?;
    let receipt = shown::receipt(&mut tx, &f, one_on_one).await?;
    // The memo log may share its connections with the rest: first give this one back.
    drop(tx);
    let said = memos.read(Way::Opened).await?;
    let page = DuringPage {
        open: one_on_one.is_open(),
        fresh: one_on_one.is_open() && live.is_fresh() && said.shared.html.is_empty(),
        ends_at: live::ends_at(one_on_one),
        props: props(&f, &head, one_on_one, &memos, together).to_string(),
        suffix: suffix(one_on_one, together),
        history: memos.history(),
        note_history: memos.note_history(),
        small: small::views(&memos, &said, head.seat),
        shared: said.shared.html,
        private_note: said.private_note.html,
        last_time,
        receipt,
        comments,
        together,
        live,
        head,
        f,
    };
    let status = if mended { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    render::page_with(status, &page)
}

/// What each tap and each look again ask for: the same screen, not the one to read of what is over.
fn suffix(one_on_one: &OneOnOne, together: bool) -> &'static str {
    match (together, one_on_one.is_open()) {
        (true, _) => "?together=1",
        (false, true) => "",
        (false, false) => "?write=1",
    }
}

/// At one screen there is one memo, and nobody's own.
fn props(
    f: &Frame,
    head: &Head,
    one_on_one: &OneOnOne,
    memos: &Memos,
    together: bool,
) -> serde_json::Value {
    let documents = &memos.documents;
    let name = |id: Option<MemoId>| id.map(|id| id.to_string()).unwrap_or_default();
    serde_json::json!({
        "url": "/memo",
        "documents": {
            "shared": name(Some(documents.shared)),
            "key_point": name(documents.key_point),
            "mindful": name(documents.mindful),
            "private": name((!together).then_some(documents.private_note)),
        },
        "readOnlyDocuments": if memos.mindful_writable { vec![] } else { vec!["mindful"] },
        "comments": format!("/one-on-ones/{}/comments", one_on_one.id),
        "token": "",
        "user": {
            "name": one_on_one.name_in(head.seat),
            "seat": head.seat.word(),
            "id": one_on_one.person_in(head.seat).to_string(),
        },
        "readOnly": !memos.writable,
        "wishes": true,
        "labels": labels(f),
    })
}
