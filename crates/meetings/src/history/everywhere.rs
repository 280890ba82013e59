//! Search over all of one's own pairs at once, each pair by itself.

use super::{
    pages::{FoundLine, found_lines},
    search::{self, Depth, Past, Words},
};
use crate::{
    names,
    reading::{self, Text, Way},
    topic,
};
use askama::Template;
use axum::response::Response;
use people::pair::{self, Pair};
use platform::{
    Error, Result,
    access::{Mode, SignedIn, Tx},
    render::{self, Frame},
    routing::{Query, encode_query},
};
use serde::Deserialize;

/// Hits that are shown of each pair; the rest is a step away.
const MOST: usize = 5;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "history/templates/search.html")]
struct SearchPage {
    f: Frame,
    query: String,
    pairs: Vec<Hits>,
}

/// What was found with one person.
struct Hits {
    id: String,
    title: String,
    lines: Vec<Hit>,
    more: Option<String>,
}

struct Hit {
    path: String,
    day: String,
    found: Vec<FoundLine>,
}

pub(super) async fn search(
    SignedIn(mut tx): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let f = Frame::of(&tx).at("/journey");
    let query = asked.q.trim().to_owned();
    let (pairs, read) = match query.is_empty() {
        true => Default::default(),
        false => look(&mut tx, &f, &query).await?,
    };
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    drop(tx);
    reading::note(&app, organization, me, &read, Way::Found).await;
    render::page(&SearchPage { f, query, pairs })
}

/// What each pair holds, and the shared memos of which a line is shown.
async fn look<M: Mode>(tx: &mut Tx<M>, f: &Frame, query: &str) -> Result<(Vec<Hits>, Vec<Text>)> {
    let me = tx.me()?;
    let topics = topic::list(tx).await?;
    let words = Words::new(query, &topics, f.texts());
    let (mut pairs, mut read) = (Vec::new(), Vec::new());
    for pair in pair::of_person(tx, me).await? {
        let (past, next) =
            search::page(tx, pair.id, search::newest(), &words, MOST, Depth::Whole).await?;
        let in_memo = past.iter().filter(|past| past.found_in_memo());
        read.extend(in_memo.filter_map(Past::memo_text));
        if !past.is_empty() {
            let more = next.map(|_| path(&pair, query));
            pairs.push(hits(f, &pair, &past, more)?);
        }
    }
    Ok((pairs, read))
}

fn path(pair: &Pair, query: &str) -> String {
    format!("/pairs/{}/journey?q={}", pair.id, encode_query(query))
}

fn hits(f: &Frame, pair: &Pair, past: &[Past], more: Option<String>) -> Result<Hits> {
    let seat = pair.seat_of(&f.viewer).ok_or(Error::NotFound)?;
    let name = names::called(f.texts(), pair.name_in(seat.other()));
    let hit = |past: &Past| Hit {
        path: format!("/one-on-ones/{}", past.one_on_one.id),
        day: f.day_of(&past.one_on_one.starts_at),
        found: found_lines(f, past),
    };
    Ok(Hits {
        id: pair.id.to_string(),
        title: f.with("room-title", "name", name),
        lines: past.iter().map(hit).collect(),
        more,
    })
}
