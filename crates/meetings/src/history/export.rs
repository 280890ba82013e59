//! Everything of one's own, to take along: JSON for programs, Markdown for people.

use super::search::{self, Depth, Past, Words};
use crate::{
    comment::Comment,
    memo::{self, Kind, MemoId},
    one_on_one::OneOnOneId,
    reading::{self, Text, Way},
    topic::{self, Topic},
    wish::Wish,
};
use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use people::pair::{self, Pair, PairId};
use platform::{
    Error, Result,
    access::{Mode, SignedIn, Tx},
    i18n::Texts,
    render::{self, Frame, filters},
};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;

#[derive(Template)]
#[template(path = "history/templates/export.html")]
struct ExportPage {
    f: Frame,
}

pub async fn page(SignedIn(tx): SignedIn) -> Result<Response> {
    render::page(&ExportPage { f: Frame::of(&tx) })
}

/// Everything of one's own. `format` changes when the shape does.
#[derive(Serialize, ToSchema)]
pub struct Archive {
    format: &'static str,
    exported_at: String,
    person: String,
    pairs: Vec<PairArchive>,
}

#[derive(Serialize, ToSchema)]
struct PairArchive {
    id: String,
    leader: String,
    member: String,
    kind: String,
    started_at: String,
    ended_at: Option<String>,
    one_on_ones: Vec<OneOnOneArchive>,
}

#[derive(Serialize, ToSchema)]
struct OneOnOneArchive {
    id: String,
    starts_at: String,
    minutes: i64,
    status: String,
    agenda: Vec<ItemArchive>,
    promises: Vec<PromiseArchive>,
    wishes: Vec<WishArchive>,
    memo: Option<String>,
    private_note: Option<String>,
    /// What it was about.
    key_point: Option<String>,
    /// What the member decided to be mindful of until the next time.
    mindful: Option<String>,
    /// What was said beside these, oldest first.
    comments: Vec<CommentArchive>,
    /// The documents of these four.
    #[serde(skip)]
    documents: [Option<MemoId>; 4],
    #[serde(skip)]
    row: Option<(PairId, OneOnOneId)>,
    /// It began, or should have, and nobody closed it.
    #[serde(skip)]
    left: bool,
}

#[derive(Serialize, ToSchema)]
struct CommentArchive {
    id: String,
    /// The one that this answers.
    answers: Option<String>,
    /// Beside which document.
    document: Kind,
    author: String,
    said_at: String,
    quote: String,
    /// "The nuance is a little different", said by one tap.
    nuance: bool,
    text: String,
    settled_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct ItemArchive {
    topic: String,
    expectation: Option<String>,
    line: String,
    proposed_by: String,
    outcome: String,
}

#[derive(Serialize, ToSchema)]
struct WishArchive {
    author: String,
    /// `should_change`, `feels_off`, `rewarding`, or not said.
    kind: Option<String>,
    text: String,
}

#[derive(Serialize, ToSchema)]
struct PromiseArchive {
    owner: String,
    text: String,
    due: Option<String>,
    state: String,
}

pub async fn json(SignedIn(tx): SignedIn) -> Result<Response> {
    let archive = gather(tx, Way::Exported).await?;
    let body = serde_json::to_vec_pretty(&archive).map_err(Error::internal)?;
    Ok(download(body, "application/json", "aizuchi.json"))
}

pub async fn markdown(SignedIn(tx): SignedIn) -> Result<Response> {
    let texts = Frame::of(&tx).texts().clone();
    let archive = gather(tx, Way::Exported).await?;
    Ok(download(
        write_markdown(&archive, &texts).into_bytes(),
        "text/markdown; charset=utf-8",
        "aizuchi.md",
    ))
}

fn download(body: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], body)
        .into_response()
}

/// Everything that the viewer may read of their pairs, as it is this moment: planned ones too, and
/// memos with what is still being typed.
pub async fn gather<M: Mode>(mut tx: Tx<M>, way: Way) -> Result<Archive> {
    let me = tx.me()?;
    let mut archive = gather_kept(&mut tx).await?;
    let (app, organization) = (tx.app().clone(), tx.organization());
    // The memo log may share its connections with the rest: first give this one back.
    drop(tx);
    let all = archive.pairs.iter().flat_map(|pair| &pair.one_on_ones);
    let memos: HashSet<MemoId> = all.flat_map(|one| one.documents).flatten().collect();
    let newer: HashMap<MemoId, String> =
        memo::unfolded(&app, organization, &memos).await?.into_iter().collect();
    for one in archive.pairs.iter_mut().flat_map(|pair| &mut pair.one_on_ones) {
        let words = one.documents.map(|id| id.and_then(|id| newer.get(&id).cloned()));
        let kept = [&mut one.memo, &mut one.private_note, &mut one.key_point, &mut one.mindful];
        for (kept, newer) in kept.into_iter().zip(words) {
            *kept = newer.or(kept.take());
        }
    }
    reading::note(&app, organization, me, &read_texts(&archive), way).await;
    Ok(archive)
}

/// The shared memos with a word in them.
fn read_texts(archive: &Archive) -> Vec<Text> {
    let all = archive.pairs.iter().flat_map(|pair| &pair.one_on_ones);
    all.filter(|one| one.memo.as_ref().is_some_and(|memo| !memo.trim().is_empty()))
        .filter_map(|one| {
            let (pair, one_on_one) = one.row?;
            Some(Text { pair, one_on_one, memo: one.documents[0]?.0 })
        })
        .collect()
}

async fn gather_kept<M: Mode>(tx: &mut Tx<M>) -> Result<Archive> {
    let me = tx.me()?;
    let texts = Frame::of(tx).texts().clone();
    let topics = topic::list(tx).await?;
    let mut pairs = Vec::new();
    for pair in pair::of_person(tx, me).await? {
        pairs.push(gather_pair(tx, pair, &topics, &texts).await?);
    }
    Ok(Archive {
        format: "aizuchi-archive-2",
        exported_at: tx.now().to_string(),
        person: tx.viewer().name.clone(),
        pairs,
    })
}

async fn gather_pair<M: Mode>(
    tx: &mut Tx<M>,
    pair: Pair,
    topics: &[Topic],
    texts: &Texts,
) -> Result<PairArchive> {
    let words = Words::new("", topics, texts);
    let mut one_on_ones = Vec::new();
    let (now, mut mark) = (tx.now(), search::newest());
    loop {
        let (page, next) = search::page(tx, pair.id, mark, &words, 200, Depth::Ahead).await?;
        one_on_ones.extend(page.into_iter().map(|past| one(past, topics, texts, now)));
        match next {
            Some(next) => mark = next,
            None => break,
        }
    }
    Ok(PairArchive {
        id: pair.id.to_string(),
        kind: pair.kind.word().into(),
        started_at: pair.started_at.to_string(),
        ended_at: pair.ended_at.map(|at| at.to_string()),
        leader: pair.leader_name,
        member: pair.member_name,
        one_on_ones,
    })
}

fn one(past: Past, topics: &[Topic], texts: &Texts, now: Timestamp) -> OneOnOneArchive {
    let name = |id| topics.iter().find(|topic| topic.id == id).map(|topic| topic.name(texts));
    let items = past.items.into_iter().map(|item| ItemArchive {
        topic: name(item.topic).unwrap_or_default(),
        expectation: item.expectation.map(|wanted| wanted.word().into()),
        line: item.line,
        proposed_by: item.proposed_by.word().into(),
        outcome: item.outcome.word().into(),
    });
    let promises = past.promises.into_iter().map(|promise| PromiseArchive {
        owner: promise.owner_name,
        text: promise.text,
        due: promise.due.map(|day| day.to_string()),
        state: promise.state.word().into(),
    });
    OneOnOneArchive {
        id: past.one_on_one.id.to_string(),
        starts_at: past.one_on_one.starts_at.to_string(),
        minutes: past.one_on_one.minutes,
        status: past.one_on_one.status.word().into(),
        agenda: items.collect(),
        promises: promises.collect(),
        wishes: past.wishes.into_iter().map(wish).collect(),
        memo: past.memo,
        private_note: past.note,
        key_point: past.key_point,
        mindful: past.mindful,
        comments: past.comments.into_iter().map(said).collect(),
        documents: past.documents,
        row: Some((past.one_on_one.pair, past.one_on_one.id)),
        left: past.one_on_one.is_left(now),
    }
}

fn said(comment: Comment) -> CommentArchive {
    CommentArchive {
        id: comment.id.to_string(),
        answers: comment.parent.map(|first| first.to_string()),
        document: comment.kind,
        author: comment.author_name,
        said_at: comment.made_at.to_string(),
        quote: comment.quote,
        nuance: comment.nuance,
        text: comment.text,
        settled_at: comment.settled_at.map(|at| at.to_string()),
    }
}

fn wish(wish: Wish) -> WishArchive {
    let kind = wish.kind.map(|kind| kind.word().into());
    WishArchive { author: wish.author_name, kind, text: wish.text }
}

fn write_markdown(archive: &Archive, texts: &Texts) -> String {
    let mut lines = vec![format!("# {}", texts.with("export-title", "name", &archive.person))];
    for pair in &archive.pairs {
        lines.push(format!("\n## {} — {}", pair.leader, pair.member));
        for meeting in &pair.one_on_ones {
            write_one(meeting, texts, &mut lines);
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn write_one(meeting: &OneOnOneArchive, texts: &Texts, lines: &mut Vec<String>) {
    let day = meeting.starts_at.parse().map(|at| {
        let date = texts.date_of(at);
        format!("{date} {}", texts.time(at))
    });
    let status = match meeting.left {
        true => texts.t("journey-status-left"),
        false => texts.t(format!("journey-status-{}", meeting.status)),
    };
    lines.push(format!("\n### {} · {status}", day.unwrap_or_default()));
    for item in &meeting.agenda {
        let wanted = item.expectation.as_ref().map(|word| {
            format!(" — {}", texts.t(format!("expectation-{}", word.replace('_', "-"))))
        });
        lines.push(format!("- **{}**{}", item.topic, wanted.unwrap_or_default()));
        lines.extend((!item.line.is_empty()).then(|| format!("  {}", item.line)));
    }
    for promise in &meeting.promises {
        let mark = if promise.state == "done" { "x" } else { " " };
        let due = promise.due.as_ref().map(|day| format!(", {day}")).unwrap_or_default();
        lines.push(format!("- [{mark}] {} ({}{due})", promise.text, promise.owner));
    }
    for wish in &meeting.wishes {
        lines.push(format!("- {}: {} ({})", texts.t("wish-title"), wish.text, wish.author));
    }
    for (label, text) in [
        ("export-key-point", &meeting.key_point),
        ("export-mindful", &meeting.mindful),
        ("export-memo", &meeting.memo),
        ("export-note", &meeting.private_note),
    ] {
        if let Some(text) = text.as_ref().filter(|text| !text.trim().is_empty()) {
            lines.push(format!("\n#### {}\n\n{}", texts.t(label), text.trim()));
        }
    }
    write_comments(&meeting.comments, texts, lines);
}

fn write_comments(comments: &[CommentArchive], texts: &Texts, lines: &mut Vec<String>) {
    if comments.is_empty() {
        return;
    }
    lines.push(format!("\n#### {}", texts.t("export-comments")));
    // An answer to what was withdrawn stands by itself.
    let stands = |id: &String| comments.iter().any(|one| one.id == *id);
    let is_first = |one: &&CommentArchive| !one.answers.as_ref().is_some_and(stands);
    for first in comments.iter().filter(is_first) {
        if !first.quote.is_empty() {
            lines.push(format!("\n> {}\n", first.quote.replace('\n', "\n> ")));
        }
        let below = comments.iter().filter(|one| one.answers.as_ref() == Some(&first.id));
        for one in std::iter::once(first).chain(below) {
            let nuance = if one.nuance { texts.t("comments-nuance") } else { String::new() };
            let text = [nuance, one.text.replace('\n', "\n  ")];
            let text: Vec<String> = text.into_iter().filter(|said| !said.is_empty()).collect();
            lines.push(format!("- {}: {}", one.author, text.join(" ")));
        }
    }
}
