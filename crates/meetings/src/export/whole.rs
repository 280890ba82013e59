//! Everything of one's own, to take along: JSON for programs, Markdown for people.

use super::{gather::Desk, labels, whole_markdown};
use crate::{
    comment::Comment,
    history::{self, Depth, Past, Words},
    memo::{self, Kind, Memo, MemoId},
    one_on_one::OneOnOneId,
    reading::{self, Text, Way},
    topic::{self, Topic},
    wish::Wish,
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use people::pair::{self, Pair, PairId};
use platform::{
    Error, OrganizationId, Result,
    access::{Mode, Read, SignedIn, Tx},
    app::App,
    i18n::Texts,
    render::Frame,
};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;

/// Everything of one's own. `format` changes when the shape does.
#[derive(Serialize, ToSchema)]
pub struct Archive {
    pub(super) format: &'static str,
    pub(super) exported_at: String,
    pub(super) person: String,
    pub(super) pairs: Vec<PairArchive>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PairArchive {
    pub(super) id: String,
    pub(super) leader: String,
    pub(super) member: String,
    pub(super) kind: String,
    pub(super) started_at: String,
    pub(super) ended_at: Option<String>,
    pub(super) one_on_ones: Vec<OneOnOneArchive>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct OneOnOneArchive {
    pub(super) id: String,
    pub(super) starts_at: String,
    pub(super) minutes: i64,
    pub(super) status: String,
    pub(super) agenda: Vec<ItemArchive>,
    pub(super) promises: Vec<PromiseArchive>,
    pub(super) wishes: Vec<WishArchive>,
    pub(super) memo: Option<String>,
    pub(super) private_note: Option<String>,
    /// What it was about.
    pub(super) key_point: Option<String>,
    /// What the member decided to be mindful of until the next time.
    pub(super) mindful: Option<String>,
    /// What was said beside these, oldest first.
    pub(super) comments: Vec<CommentArchive>,
    /// The documents of these four.
    #[serde(skip)]
    pub(super) documents: [Option<MemoId>; 4],
    #[serde(skip)]
    pub(super) row: Option<(PairId, OneOnOneId)>,
    /// It began, or should have, and nobody closed it.
    #[serde(skip)]
    pub(super) left: bool,
}

#[derive(Serialize, ToSchema)]
pub(super) struct CommentArchive {
    pub(super) id: String,
    /// The one that this answers.
    pub(super) answers: Option<String>,
    /// Beside which document.
    pub(super) document: Kind,
    pub(super) author: String,
    pub(super) said_at: String,
    pub(super) quote: String,
    /// "The nuance is a little different", said by one tap.
    pub(super) nuance: bool,
    pub(super) text: String,
    pub(super) settled_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ItemArchive {
    pub(super) topic: String,
    pub(super) expectation: Option<String>,
    pub(super) line: String,
    pub(super) proposed_by: String,
    pub(super) outcome: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct WishArchive {
    pub(super) author: String,
    /// `should_change`, `feels_off`, `rewarding`, or not said.
    pub(super) kind: Option<String>,
    pub(super) text: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct PromiseArchive {
    pub(super) owner: String,
    pub(super) text: String,
    pub(super) due: Option<String>,
    pub(super) state: String,
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
        whole_markdown::write(&archive, &texts).into_bytes(),
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
    let mut all: Vec<&mut OneOnOneArchive> =
        archive.pairs.iter_mut().flat_map(|pair| &mut pair.one_on_ones).collect();
    freshen(&app, organization, &mut all).await?;
    reading::note(&app, organization, me, &read_texts(all.into_iter()), way).await;
    Ok(archive)
}

/// Memos say what is still being typed as well.
async fn freshen(
    app: &App,
    organization: OrganizationId,
    all: &mut [&mut OneOnOneArchive],
) -> Result<()> {
    let memos: HashSet<MemoId> = all.iter().flat_map(|one| one.documents).flatten().collect();
    let newer: HashMap<MemoId, String> =
        unfolded(app, organization, &memos).await?.into_iter().collect();
    for one in all {
        let words = one.documents.map(|id| id.and_then(|id| newer.get(&id).cloned()));
        let kept = [&mut one.memo, &mut one.private_note, &mut one.key_point, &mut one.mindful];
        for (kept, newer) in kept.into_iter().zip(words) {
            *kept = newer.or(kept.take());
        }
    }
    Ok(())
}

/// These 1-on-1s as lines of JSON. Ask when the transaction is over.
pub(super) async fn lines(desk: &Desk, page: Vec<Past>) -> Result<Vec<String>> {
    let mut all: Vec<OneOnOneArchive> =
        page.into_iter().map(|past| one(past, &desk.topics, &desk.texts, desk.now)).collect();
    freshen(&desk.app, desk.organization, &mut all.iter_mut().collect::<Vec<_>>()).await?;
    let read = read_texts(all.iter_mut());
    reading::note(&desk.app, desk.organization, desk.me, &read, Way::Exported).await;
    all.iter().map(|one| serde_json::to_string(one).map_err(Error::internal)).collect()
}

/// The shared memos with a word in them.
fn read_texts<'a>(all: impl Iterator<Item = &'a mut OneOnOneArchive>) -> Vec<Text> {
    all.filter(|one| one.memo.as_ref().is_some_and(|memo| !memo.trim().is_empty()))
        .filter_map(|one| {
            let (pair, one_on_one) = one.row?;
            Some(Text { pair, one_on_one, memo: one.documents[0]?.0 })
        })
        .collect()
}

/// Changes when the shape does; `docs/archive.md` describes it.
const FORMAT: &str = "aizuchi-archive-2";

/// What stands once in an archive.
pub(super) struct Head {
    pub language: &'static str,
    pub title: String,
    pub about: String,
    pub nothing: String,
    pub made: String,
    exported_at: String,
    person: String,
}

impl Head {
    pub fn of<M: Mode>(tx: &Tx<M>) -> Self {
        let f = Frame::of(tx);
        let person = tx.viewer().name.clone();
        Self {
            language: f.texts().language.word(),
            title: f.with("export-title", "name", &person),
            about: f.t("export-archive-about"),
            nothing: f.t("export-nothing"),
            made: f.with("export-made", "day", labels::day(f.texts(), tx.now())),
            exported_at: tx.now().to_string(),
            person,
        }
    }

    /// An [`Archive`] up to its first pair.
    pub fn json_begins(&self) -> Result<String> {
        let (at, person) = (&self.exported_at, &self.person);
        let archive = Archive {
            format: FORMAT,
            exported_at: at.clone(),
            person: person.clone(),
            pairs: Vec::new(),
        };
        left_open(&archive)
    }
}

/// A pair up to its first 1-on-1.
pub(super) fn pair_begins(pair: &Pair) -> Result<String> {
    left_open(&PairArchive::of(pair.clone(), Vec::new()))
}

/// JSON of which the empty list at the end is still to be filled.
fn left_open(value: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(value).map_err(Error::internal)?;
    let open = text.strip_suffix("]}").ok_or_else(|| Error::internal("a list comes last"))?;
    Ok(open.to_owned())
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
        format: FORMAT,
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
    let (now, mut mark) = (tx.now(), history::newest());
    loop {
        let (page, next) = history::page(tx, pair.id, mark, &words, 200, Depth::Ahead).await?;
        one_on_ones.extend(page.into_iter().map(|past| one(past, topics, texts, now)));
        match next {
            Some(next) => mark = next,
            None => break,
        }
    }
    Ok(PairArchive::of(pair, one_on_ones))
}

impl PairArchive {
    fn of(pair: Pair, one_on_ones: Vec<OneOnOneArchive>) -> Self {
        Self {
            id: pair.id.to_string(),
            kind: pair.kind.word().into(),
            started_at: pair.started_at.to_string(),
            ended_at: pair.ended_at.map(|at| at.to_string()),
            leader: pair.leader_name,
            member: pair.member_name,
            one_on_ones,
        }
    }
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

/// What those of these memos say in which more was typed than was folded, as Markdown. Nobody but who
/// may read all of them gets to see it. Ask without a transaction open.
async fn unfolded(
    app: &App,
    organization: OrganizationId,
    memos: &HashSet<MemoId>,
) -> Result<Vec<(MemoId, String)>> {
    let mut tx = app.memo_log_reads(organization, "which memos of an export are not folded");
    let behind = memo::unfolded(&mut tx, Timestamp::MAX, i64::MAX).await?;
    drop(tx);
    let mut texts = Vec::new();
    for id in behind.into_iter().filter(|id| memos.contains(id)) {
        let mut tx = app.system_reads(organization, "a memo of an export");
        let one = tx.load::<Read, Memo>(id).await?;
        drop(tx);
        texts.push((id, memo::read(app, organization, &one).await?.markdown));
    }
    Ok(texts)
}
