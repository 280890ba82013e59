//! Lists of handovers, beginning one, and taking passages out of a memo into it.

use super::{
    actions,
    lines::{self, NewLine},
    model::{Handover, HandoverId, HandoverKind, MOST_TEXT, Source},
    queries,
    suggest::suggestions,
    view::Head,
};
use crate::{
    memo::{self, Memo},
    one_on_one::{self, History, OneOnOne, OneOnOneId},
    reading::{self, Way},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use jiff::Timestamp;
use people::pair::{Pair, PairId, Seat};
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, Read, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{self, Frame, filters},
    routing::{Form, Path, Query},
};
use serde::Deserialize;

/// 1-on-1s whose memos are offered.
const MOST_PAST: i64 = 12;

#[derive(Template)]
#[template(path = "handover/templates/list.html")]
struct ListPage {
    f: Frame,
    /// The pair, where the list is one's.
    pair: Option<String>,
    begins: bool,
    handovers: Vec<Head>,
}

/// Only what the viewer may see: the leader of a pair does not see what the member began alone.
fn seen<M: Mode>(tx: &Tx<M>, f: &Frame, all: &[Handover]) -> Vec<Head> {
    let allowed = all.iter().filter(|handover| tx.allows::<Read, Handover>(handover));
    allowed.map(|handover| Head::of(f, handover)).collect()
}

pub(super) async fn mine(SignedIn(mut tx): SignedIn) -> Result<Response> {
    let f = Frame::of(&tx).at("/journey");
    let all = queries::mine(&mut tx).await?;
    let handovers = seen(&tx, &f, &all);
    render::page(&ListPage { pair: None, begins: false, handovers, f })
}

/// The pair for one of its two people.
async fn pair_of<M: Mode>(tx: &mut Tx<M>, id: PairId) -> Result<Permit<Read, Pair>> {
    let pair = tx.load::<Read, Pair>(id).await?;
    pair.seat_of(tx.viewer()).ok_or(Error::NotFound)?;
    Ok(pair)
}

pub(super) async fn of_pair(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<PairId>,
) -> Result<Response> {
    let pair = pair_of(&mut tx, id).await?;
    let f = Frame::of(&tx).at("/journey");
    let all = queries::of_pair(&mut tx, pair.id).await?;
    let handovers = seen(&tx, &f, &all);
    let open = handovers.iter().any(Head::is_open);
    render::page(&ListPage { pair: Some(id.to_string()), begins: !open, handovers, f })
}

#[derive(Template)]
#[template(path = "handover/templates/new.html")]
struct NewPage {
    f: Frame,
    pair: String,
    partner: String,
    is_member: bool,
    /// What may be handed on, and where it comes from.
    suggested: Vec<(String, String)>,
    errors: FieldErrors,
}

pub(super) async fn new(SignedIn(mut tx): SignedIn, Path(id): Path<PairId>) -> Result<Response> {
    let pair = pair_of(&mut tx, id).await?;
    render::page(&new_page(&mut tx, &pair).await?)
}

async fn new_page<M: Mode>(tx: &mut Tx<M>, pair: &Pair) -> Result<NewPage> {
    let f = Frame::of(tx).at("/journey");
    let seat = pair.seat_of(&f.viewer).unwrap_or(Seat::Member);
    let suggested = suggestions(tx, &f, pair.id).await?;
    Ok(NewPage {
        pair: pair.id.to_string(),
        partner: crate::names::called(f.texts(), pair.name_in(seat.other())),
        is_member: seat == Seat::Member,
        suggested: suggested.into_iter().map(|one| (one.line.text, one.from)).collect(),
        errors: FieldErrors::default(),
        f,
    })
}

/// The chosen lines come back as their text: what is suggested now decides whether they count.
pub(super) async fn create(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<PairId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let pair = pair_of(&mut tx, id).await?;
    let all = |name: &str| -> Vec<&str> {
        fields.iter().filter(|field| field.0 == name).map(|field| field.1.as_str()).collect()
    };
    let Some(kind) = all("kind").first().and_then(|word| HandoverKind::from_word(word)) else {
        let mut errors = FieldErrors::default();
        errors.push("kind", "invalid-handover-kind");
        let page = NewPage { errors, ..new_page(&mut tx, &pair).await? };
        return render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let f = Frame::of(&tx);
    let suggested = suggestions(&mut tx, &f, pair.id).await?.into_iter();
    let mut first: Vec<NewLine> = suggested.map(|one| one.line).collect();
    let chosen = all("line");
    first.retain(|line| {
        chosen.contains(&line.text.replace('\n', "\r\n").as_str())
            || chosen.contains(&line.text.as_str())
    });
    let made = actions::begin(&mut tx, &pair, kind, &first).await?;
    tx.commit().await?;
    Ok(render::see(format!("/handovers/{made}")))
}

#[derive(Template)]
#[template(path = "handover/templates/passages.html")]
struct PassagesPage {
    f: Frame,
    id: String,
    /// Where to choose from: address and day.
    past: Vec<(String, String)>,
    /// The 1-on-1 that is open, and its passages.
    from: Option<(String, String)>,
    passages: Vec<String>,
    is_member: bool,
}

#[derive(Deserialize)]
pub(super) struct From {
    from: Option<OneOnOneId>,
}

/// A 1-on-1 of a handover's pair and what its shared memo says, for somebody who may add lines. No
/// transaction is open while the memo is read.
async fn memo_of<M: Mode>(
    tx: &mut Tx<M>,
    id: HandoverId,
    from: OneOnOneId,
) -> Result<(OneOnOne, Option<Permit<Read, Memo>>, Vec<String>)> {
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    let mut looking = app.system_reads(organization, "a memo, for one of its two people");
    let handover = looking.load::<Read, Handover>(id).await?;
    let one_on_one = looking.load::<Read, OneOnOne>(from).await?.into_row();
    let theirs = one_on_one.pair == handover.pair && tx.allows::<Edit, Handover>(&handover);
    if !theirs || !tx.allows::<Read, OneOnOne>(&one_on_one) {
        return Err(Error::NotFound);
    }
    let Some(documents) = memo::documents(&mut looking, from, me).await? else {
        return Ok((one_on_one, None, Vec::new()));
    };
    let memo = looking.load::<Read, Memo>(documents.shared).await?;
    drop(looking);
    reading::note(&app, organization, me, &[memo.as_text()], Way::Opened).await;
    let passages = memo::passages(&app, organization, &memo).await?;
    let texts = passages.into_iter().map(|passage| passage.text.chars().take(MOST_TEXT).collect());
    let texts = texts.collect();
    Ok((one_on_one, Some(memo), texts))
}

pub(super) async fn passages(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<HandoverId>,
    Query(asked): Query<From>,
) -> Result<Response> {
    let memo = match asked.from {
        Some(from) => Some(memo_of(&mut tx, id, from).await?),
        None => None,
    };
    let handover = tx.load::<Edit, Handover>(id).await?;
    if !handover.is_open(tx.now()) {
        return Ok(render::see(format!("/handovers/{id}")));
    }
    let f = Frame::of(&tx).at("/journey");
    let before = (Timestamp::MAX, OneOnOneId(i64::MAX));
    let page = History { pair: handover.pair, before, open_until: f.now, most: MOST_PAST };
    let past = one_on_one::history(&mut tx, &page).await?;
    let day = |one: &OneOnOne| f.day_of(&one.starts_at);
    let past =
        past.iter().map(|one| (format!("/handovers/{id}/passages?from={}", one.id), day(one)));
    let past = past.collect();
    let from = memo.as_ref().map(|(one, ..)| (one.id.to_string(), day(one)));
    let text = memo.as_ref().and_then(|memo| memo.1.as_ref()).map(|memo| memo.as_text());
    let passages = memo.map(|memo| memo.2).unwrap_or_default();
    let is_member = f.viewer.is(handover.member);
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    drop((handover, tx));
    if let Some(text) = text {
        reading::note(&app, organization, me, &[text], Way::Opened).await;
    }
    render::page(&PassagesPage { id: id.to_string(), past, from, passages, is_member, f })
}

/// Passages are taken as they read now; what was changed meanwhile is not taken.
pub(super) async fn add_passages(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<HandoverId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let from = fields.iter().find(|field| field.0 == "from");
    let from = from.and_then(|field| field.1.parse().ok()).ok_or(Error::NotFound)?;
    let chosen: Vec<String> = fields
        .iter()
        .filter(|field| field.0 == "passage")
        .map(|field| field.1.replace("\r\n", "\n"))
        .collect();
    let (_, memo, texts) = memo_of(&mut tx, id, from).await?;
    let memo = memo.map(|memo| memo.id);
    let handover = tx.load::<Edit, Handover>(id).await?;
    for text in texts.into_iter().filter(|text| chosen.contains(text)) {
        lines::add_line(
            &mut tx,
            &handover,
            &NewLine { source: Source::Memo, topic: None, text, memo },
        )
        .await?;
    }
    tx.commit().await?;
    Ok(render::see(format!("/handovers/{id}#lines")))
}
