//! The whole list of a pair: to look at, and to take along and check.

use super::{
    chain,
    model::{BEGINNING, Reading},
    queries, receipt,
};
use crate::one_on_one::OneOnOneId;
use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use people::pair::{Pair, PairId, Seat};
use platform::{
    Error, Result,
    access::{Mode, Permit, Read, Reads, SignedIn, Tx},
    id,
    render::{Frame, filters, page},
    routing::{Path, Query, Routes},
};
use serde::{Deserialize, Serialize};

const PAGE: usize = 50;
const CHUNK: i64 = 1_000;
const HEADINGS: &str =
    "pair,place,read_at,reader,way,one_on_one,memo,because,previous,link,reader_name";
const CHECK: &str = "Join pair, place, read_at, reader, way, one_on_one, memo, because and previous \
    with a bar (|), put \"aizuchi-reading-1|\" before them, and take the SHA-256 of the UTF-8 text: \
    it is the link. The first previous is 64 zeros, each further one is the link of the row before, \
    and the link of the last row is the link of this file. Keep that link: each later file must \
    contain it at the same place.";

pub fn routes() -> Routes {
    Routes::pages()
        .get("/pairs/{id}/readings", list)
        .get("/pairs/{id}/readings.csv", csv)
        .get("/pairs/{id}/readings.json", json)
}

#[derive(Template)]
#[template(path = "reading/templates/readings.html")]
struct ReadingsPage {
    f: Frame,
    pair: PairId,
    /// The other of the two.
    partner: String,
    lines: Vec<Line>,
    /// Only of this 1-on-1.
    only: Option<OneOnOneId>,
    older: Option<String>,
    count: i64,
    link: String,
    /// The list is as it was written.
    sound: bool,
}

/// One reading, in words.
struct Line {
    who: String,
    how: String,
    when: String,
    /// The 1-on-1 whose memo it was.
    of: String,
    of_day: String,
    /// Not one of the two.
    foreign: bool,
}

#[derive(Deserialize)]
struct Asked {
    /// One 1-on-1 only.
    of: Option<OneOnOneId>,
    /// The place of the last line shown.
    before: Option<i64>,
}

/// The pair, for the two only: an administrator sees that it exists, elsewhere.
async fn pair_of_two<M: Mode>(tx: &mut Tx<M>, id: PairId) -> Result<(Permit<Read, Pair>, Seat)> {
    let pair = tx.load::<Read, Pair>(id).await?;
    let seat = pair.seat_of(tx.viewer()).ok_or(Error::NotFound)?;
    Ok((pair, seat))
}

async fn list(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<PairId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (pair, seat) = pair_of_two(&mut tx, id).await?;
    let f = Frame::of(&tx).at("/journey");
    let before = asked.before.unwrap_or(i64::MAX);
    let mut found = queries::page(&mut tx, id, asked.of, before, PAGE as i64 + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let head = queries::head(&mut tx, id).await?.unwrap_or_else(|| (0, BEGINNING.into()));
    let of = asked.of.map(|of| format!("of={of}&")).unwrap_or_default();
    page(&ReadingsPage {
        pair: id,
        partner: crate::names::called(f.texts(), pair.name_in(seat.other())),
        older: found.last().filter(|_| more).map(|last| format!("?{of}before={}", last.place)),
        lines: found.iter().map(|reading| line(&f, &pair, reading)).collect(),
        only: asked.of,
        sound: chain::walk(&mut tx, id, &head).await?.is_ok(),
        count: head.0,
        link: head.1,
        f,
    })
}

fn line(f: &Frame, pair: &Pair, reading: &Reading) -> Line {
    let who = match (reading.reader, &reading.reader_name) {
        (Some(id), Some(name)) => receipt::called(f, id, name),
        _ => f.t("receipt-outside"),
    };
    let foreign = !reading.reader.is_some_and(|id| id == pair.leader || id == pair.member);
    Line {
        who,
        how: f.t(format!("reading-way-{}", reading.way.word().replace('_', "-"))),
        when: if foreign { f.when(&reading.read_at) } else { f.day_of(&reading.read_at) },
        of: reading.one_on_one.to_string(),
        of_day: f.day_of(&reading.starts_at),
        foreign,
    }
}

/// Every reading with the link before it, oldest first.
async fn whole(tx: &mut Tx<Reads>, pair: PairId) -> Result<Vec<(String, Reading)>> {
    let mut all = Vec::new();
    let (mut after, mut previous) = (0, BEGINNING.to_owned());
    loop {
        let rows = queries::from(tx, pair, after, CHUNK).await?;
        let done = (rows.len() as i64) < CHUNK;
        for row in rows {
            after = row.place;
            let link = row.link.clone();
            all.push((std::mem::replace(&mut previous, link), row));
        }
        if done {
            return Ok(all);
        }
    }
}

async fn csv(SignedIn(mut tx): SignedIn, Path(id): Path<PairId>) -> Result<Response> {
    pair_of_two(&mut tx, id).await?;
    // The mark in front lets Excel read it as UTF-8.
    let mut text = format!("\u{feff}{HEADINGS}\r\n");
    for (previous, row) in whole(&mut tx, id).await? {
        let name = cell(row.reader_name.as_deref().unwrap_or_default());
        text += &format!("{},{},{name}\r\n", row.fields(&previous).join(","), row.link);
    }
    Ok(download("text/csv; charset=utf-8", "readings.csv", text))
}

/// A name in quotes; what a spreadsheet would take for a formula begins with a quote of its own.
fn cell(name: &str) -> String {
    let formula = if name.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
    format!("\"{formula}{}\"", name.replace('"', "\"\""))
}

#[derive(Serialize)]
struct File {
    format: &'static str,
    check: &'static str,
    exported_at: String,
    leader: String,
    member: String,
    /// The link of the last row.
    link: String,
    readings: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    pair: String,
    place: i64,
    read_at: String,
    reader: String,
    way: &'static str,
    one_on_one: String,
    memo: String,
    because: String,
    previous: String,
    link: String,
    reader_name: Option<String>,
}

async fn json(SignedIn(mut tx): SignedIn, Path(id): Path<PairId>) -> Result<Response> {
    let (pair, _) = pair_of_two(&mut tx, id).await?;
    let all = whole(&mut tx, id).await?;
    let file = File {
        format: "aizuchi-readings-1",
        check: CHECK,
        exported_at: tx.now().to_string(),
        leader: pair.leader_name.clone(),
        member: pair.member_name.clone(),
        link: all.last().map_or_else(|| BEGINNING.to_owned(), |(_, last)| last.link.clone()),
        readings: all.into_iter().map(|(previous, row)| shown(previous, row)).collect(),
    };
    let text = serde_json::to_string_pretty(&file).map_err(Error::internal)?;
    Ok(download("application/json", "readings.json", text))
}

fn shown(previous: String, row: Reading) -> Row {
    Row {
        pair: row.pair.to_string(),
        place: row.place,
        read_at: row.read_at.to_string(),
        reader: row.reader.map(|reader| reader.to_string()).unwrap_or_default(),
        way: row.way.word(),
        one_on_one: row.one_on_one.to_string(),
        memo: id::encode(row.memo),
        because: row.because.map(id::encode).unwrap_or_default(),
        previous,
        link: row.link,
        reader_name: row.reader_name,
    }
}

fn download(kind: &'static str, name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, text).into_response()
}
