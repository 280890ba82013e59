//! All people as CSV, written while it is read: also for three hundred thousand of them.
//!
//! UTF-8 with its mark, so that Excel in Japan opens it; a cell that a spreadsheet would take for a
//! formula begins with a quote. The headings are those that an import understands.

use crate::{
    audit::{self, Subject},
    department, pair,
    person::{self, Person},
};
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Administrator, Reads, Tx, Writes},
    app::App,
    i18n::Texts,
};

const CHUNK: i64 = 200;
const HEADINGS: [&str; 7] = [
    "administration-name",
    "administration-kana",
    "administration-email",
    "administration-department",
    "administration-leader",
    "administration-role",
    "administration-state",
];

pub(super) async fn download(Administrator(mut tx): Administrator<Writes>) -> Result<Response> {
    let viewer = tx.viewer().clone();
    let app = tx.app().clone();
    let texts = app.texts(viewer.language, viewer.zone);
    audit::record(&mut tx, "people-exported", Subject::Organization).await?;
    tx.commit().await?;
    let head = format!("\u{feff}{}", line(&HEADINGS.map(|key| texts.t(key)))?);
    let body = chunks(app, viewer.organization, texts, head);
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"people.csv\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], body).into_response())
}

/// One short transaction a chunk: a slow download must not hold a connection.
fn chunks(app: App, organization: OrganizationId, texts: Texts, head: String) -> Body {
    let start = (app, texts, Some(PersonId(0)), head);
    Body::from_stream(stream::try_unfold(start, move |(app, texts, after, head)| async move {
        let Some(after) = after else { return Ok::<_, Error>(None) };
        let mut tx = app.system_reads(organization, "an administrator exports people");
        let people = person::by_id(&mut tx, after.0, CHUNK).await?;
        let last = people.last().map(|person| person.id);
        let mut text = head;
        for person in &people {
            text.push_str(&row(&mut tx, &texts, person).await?);
        }
        drop(tx);
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some((text, (app, texts, last, String::new()))))
    }))
}

async fn row(tx: &mut Tx<Reads>, texts: &Texts, person: &Person) -> Result<String> {
    let post = department::post_of(tx, person.id).await?;
    let leader = pair::line_leaders(tx, person.id).await?.into_iter().next();
    let role =
        if person.administrator { texts.t("administration-administrator") } else { String::new() };
    let state = if person.suspended { texts.t("administration-suspended") } else { String::new() };
    line(&[
        person.name.clone(),
        person.kana.clone(),
        person.email.clone(),
        post.map(|post| post.path).unwrap_or_default(),
        leader.map(|leader| leader.email).unwrap_or_default(),
        role,
        state,
    ])
}

fn line(cells: &[String; 7]) -> Result<String> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells.iter().map(|cell| harmless(cell))).map_err(Error::internal)?;
    let bytes = writer.into_inner().map_err(Error::internal)?;
    String::from_utf8(bytes).map_err(Error::internal)
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
