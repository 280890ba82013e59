//! The screens from which something is taken along.

use super::{
    archive,
    gather::{self, Which},
    html::{self, Bar},
    labels,
    record::{Format, Record},
    whole,
};
use crate::{
    memo, names,
    one_on_one::{OneOnOne, OneOnOneId},
    reading::Way,
};
use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use platform::{
    Error, Result,
    access::{Read, SignedIn},
    render::{self, Frame, filters},
    routing::{Path, Query, Routes},
};
use serde::Deserialize;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/export", everything)
        .get("/export/aizuchi.zip", archive::zip)
        .get("/export/aizuchi.json", whole::json)
        .get("/export/aizuchi.md", whole::markdown)
        .get("/one-on-ones/{id}/export", choose)
        .get("/one-on-ones/{id}/export/file", file)
        .get("/one-on-ones/{id}/print", print)
}

#[derive(Template)]
#[template(path = "export/templates/everything.html")]
struct EverythingPage {
    f: Frame,
}

async fn everything(SignedIn(tx): SignedIn) -> Result<Response> {
    render::page(&EverythingPage { f: Frame::of(&tx) })
}

#[derive(Template)]
#[template(path = "export/templates/choose.html")]
struct ChoosePage {
    f: Frame,
    id: String,
    partner: String,
    when: String,
    /// There are documents: one may have written a note.
    has_note: bool,
}

async fn choose(SignedIn(mut tx): SignedIn, Path(id): Path<OneOnOneId>) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    let seat = one_on_one.seat_of(tx.viewer()).ok_or(Error::NotFound)?;
    let me = tx.me()?;
    let has_note = memo::documents(&mut tx, id, me).await?.is_some();
    let f = Frame::of(&tx).at("/journey");
    render::page(&ChoosePage {
        id: id.to_string(),
        partner: names::called(f.texts(), one_on_one.name_in(seat.other())),
        when: labels::when(f.texts(), &one_on_one),
        has_note,
        f,
    })
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default = "usual")]
    format: String,
    /// Ticked: the own note goes along.
    note: Option<String>,
}

fn usual() -> String {
    Format::Html.word().to_owned()
}

impl Asked {
    fn which(&self) -> Which {
        if self.note.is_some() { Which::WithOwnNote } else { Which::OfTwo }
    }
}

async fn file(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let format = Format::from_word(&asked.format).ok_or(Error::NotFound)?;
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    let record = gather::of_one_on_one(tx, &one_on_one, asked.which(), Way::Exported).await?;
    download(&record, format)
}

/// A file to keep: never shown by the browser as a page of ours.
pub fn download(record: &Record, format: Format) -> Result<Response> {
    let name = format!("{}.{}", record.file_name(), format.ending());
    let headers = [
        (header::CONTENT_TYPE, format.content_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CONTENT_SECURITY_POLICY, format!("{}; sandbox", html::policy())),
    ];
    Ok((headers, record.write(format)?).into_response())
}

async fn print(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    let f = Frame::of(&tx);
    let record = gather::of_one_on_one(tx, &one_on_one, asked.which(), Way::Exported).await?;
    let bar = Bar {
        script: f.asset("app.js"),
        icon: f.asset("favicon.svg"),
        print: f.t("export-print"),
        hint: f.t("export-print-hint"),
        back: f.t("export-print-back"),
        back_path: format!("/one-on-ones/{id}/export"),
    };
    let headers = [
        (header::CONTENT_TYPE, Format::Html.content_type().to_owned()),
        (header::CONTENT_SECURITY_POLICY, html::print_policy()),
    ];
    Ok((headers, html::write_to_print(&record, bar)?).into_response())
}
