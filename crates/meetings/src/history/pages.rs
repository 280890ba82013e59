//! The screens of あゆみ.

use super::{
    everywhere,
    search::{self, Depth, Found, Mark, Past, Words},
};
use crate::{
    last_time,
    one_on_one::{OneOnOneId, Status},
    promise::{self, Promise, State},
    reading::{self, Text, Way},
    topic::{self, Topic},
    wish::{self, Wish},
};
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use people::pair::{self, Pair, PairId, Seat};
use platform::{
    Error, Result,
    access::{Mode, Read, SignedIn, Tx},
    render::{self, Frame, filters},
    routing::{Path, Query, Routes},
    search::Part,
};
use serde::Deserialize;

const PAGE: usize = 20;

pub fn routes() -> Routes {
    Routes::pages()
        .get("/journey", journey)
        .get("/search", everywhere::search)
        .get("/pairs/{id}/journey", of_pair)
}

#[derive(Template)]
#[template(path = "history/templates/journey.html")]
struct Journey {
    f: Frame,
    pair: Pair,
    partner: String,
    others: Vec<Link>,
    open: Vec<Promise>,
    settled: Vec<Promise>,
    wishes: Vec<Wish>,
    past: Vec<Line>,
    query: String,
    older: Option<String>,
    reader: bool,
    first_page: bool,
}

#[derive(Template)]
#[template(path = "history/templates/none.html")]
struct Nothing {
    f: Frame,
}

/// Another pair of the viewer's.
struct Link {
    path: String,
    name: String,
}

/// One 1-on-1 of the past, in words.
struct Line {
    id: OneOnOneId,
    starts_at: Timestamp,
    minutes: i64,
    topics: Vec<String>,
    excerpt: String,
    found: Vec<FoundLine>,
    status: Status,
    /// The two may have talked; nobody closed it.
    left: bool,
    /// What the member decided to be mindful of.
    mindful: Vec<String>,
}

/// A line that holds what was looked for.
pub(super) struct FoundLine {
    /// 共有メモ
    pub label: String,
    pub parts: Vec<Part>,
}

pub(super) fn found_lines(f: &Frame, past: &Past) -> Vec<FoundLine> {
    let label = |found: &Found| f.t(format!("search-in-{}", found.place));
    let found = past.found.iter();
    found.map(|found| FoundLine { label: label(found), parts: found.parts.clone() }).collect()
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    /// `microseconds.id` of the last line shown.
    before: Option<String>,
}

async fn journey(SignedIn(mut tx): SignedIn, Query(asked): Query<Asked>) -> Result<Response> {
    let me = tx.me()?;
    let pairs = pair::of_person(&mut tx, me).await?;
    match pairs.into_iter().next() {
        Some(first) => show(tx, first, asked).await,
        None => render::page(&Nothing { f: Frame::of(&tx).at("/journey") }),
    }
}

async fn of_pair(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<PairId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let pair = tx.load::<Read, Pair>(id).await?;
    // An administrator sees that the pair exists, elsewhere; what came of it belongs to the two.
    pair.seat_of(tx.viewer()).ok_or(Error::NotFound)?;
    show(tx, pair.into_row(), asked).await
}

async fn show<M: Mode>(mut tx: Tx<M>, pair: Pair, asked: Asked) -> Result<Response> {
    let f = Frame::of(&tx).at("/journey");
    let topics = topic::list(&mut tx).await?;
    let words = Words::new(&asked.q, &topics, f.texts());
    let mark = asked.before.as_deref().and_then(read_mark).unwrap_or_else(search::newest);
    let (past, next) = search::page(&mut tx, pair.id, mark, &words, PAGE, Depth::Line).await?;
    // Only the first page, before any search, shows the promises.
    let first_page = asked.before.is_none();
    let promises = if first_page && asked.q.is_empty() {
        promise::of_pair(&mut tx, pair.id).await?
    } else {
        Vec::new()
    };
    let wishes = match first_page && asked.q.is_empty() {
        true => wish::of_pair(&mut tx, pair.id).await?,
        false => Vec::new(),
    };
    let (open, settled) = promises.into_iter().partition(|promise| promise.state == State::Open);
    let others = others(&mut tx, &pair).await?;
    let seat = pair.seat_of(tx.viewer()).unwrap_or(Seat::Member);
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    drop(tx);
    let (texts, way) = shown_texts(&past, !asked.q.trim().is_empty());
    reading::note(&app, organization, me, &texts, way).await;
    render::page(&Journey {
        partner: pair.name_in(seat.other()).to_owned(),
        past: past.into_iter().map(|past| line(past, &topics, &f)).collect(),
        older: next.map(|mark| older_path(&pair, &asked.q, mark)),
        first_page,
        reader: pair.lasts(),
        query: asked.q,
        open,
        settled,
        wishes,
        others,
        pair,
        f,
    })
}

/// The memos of which this page shows a line.
fn shown_texts(past: &[Past], searched: bool) -> (Vec<Text>, Way) {
    let shows = |past: &&Past| match searched {
        true => past.found_in_memo(),
        false => key_point(past).is_none(),
    };
    let texts = past.iter().filter(shows).filter_map(Past::memo_text).collect();
    (texts, if searched { Way::Found } else { Way::Listed })
}

async fn others<M: Mode>(tx: &mut Tx<M>, shown: &Pair) -> Result<Vec<Link>> {
    let me = tx.me()?;
    let pairs = pair::of_person(tx, me).await?;
    let rest = pairs.iter().filter(|pair| pair.id != shown.id).take(30);
    Ok(rest
        .filter_map(|pair| {
            let seat = pair.seat_of(tx.viewer())?;
            let name = pair.name_in(seat.other()).to_owned();
            Some(Link { path: format!("/pairs/{}/journey", pair.id), name })
        })
        .collect())
}

/// What stands in the list instead of the memo's first line.
fn key_point(past: &Past) -> Option<Vec<String>> {
    past.key_point.as_deref().map(last_time::lines).filter(|said| !said.is_empty())
}

fn line(past: Past, topics: &[Topic], f: &Frame) -> Line {
    let named = |item: &crate::agenda::AgendaItem| {
        topics.iter().find(|topic| topic.id == item.topic).map(|topic| topic.name(f.texts()))
    };
    let key_point = key_point(&past);
    let first_line =
        past.memo.as_deref().and_then(|memo| memo.lines().find(|line| !line.trim().is_empty()));
    let said = key_point.map(|said| said.join(" ")).or_else(|| first_line.map(plain));
    Line {
        found: found_lines(f, &past),
        excerpt: said.unwrap_or_default(),
        id: past.one_on_one.id,
        starts_at: past.one_on_one.starts_at,
        minutes: past.one_on_one.minutes,
        topics: past.items.iter().filter_map(named).collect(),
        status: past.one_on_one.status,
        left: past.one_on_one.status == Status::Scheduled,
        mindful: past.mindful.as_deref().map(last_time::lines).unwrap_or_default(),
    }
}

/// A line of Markdown without its marks.
fn plain(line: &str) -> String {
    line.trim_start_matches(['#', '-', '>', '*', ' ']).replace("**", "").trim().to_owned()
}

fn older_path(pair: &Pair, query: &str, (at, id): Mark) -> String {
    let query = platform::routing::encode_query(query);
    format!("/pairs/{}/journey?q={query}&before={}.{id}", pair.id, at.as_microsecond())
}

fn read_mark(text: &str) -> Option<Mark> {
    let (at, id) = text.split_once('.')?;
    Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, id.parse().ok()?))
}
