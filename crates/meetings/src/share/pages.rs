//! The screens of a share: for the two, for the reader inside, and the lists.

use super::{
    actions, link,
    model::{PassageId, Share, ShareId, ShareState},
    queries,
    view::{self, Head, OpeningView, PassageView},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use jiff::SignedDuration;
use people::pair::{Pair, PairId};
use platform::{
    Error, Result,
    access::{Edit, Mode, Read, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{self, Frame, filters},
    routing::{Form, Path, Query, once},
};
use serde::Deserialize;

/// After opening it, the reader inside sees the text for so long.
const SHOWN: SignedDuration = SignedDuration::from_hours(1);

#[derive(Template)]
#[template(path = "share/templates/share.html")]
struct SharePage {
    f: Frame,
    head: Head,
    passages: Vec<PassageView>,
    /// The viewer led before, and sees no text any more.
    hidden: bool,
    openings: Vec<OpeningView>,
    /// There is a link, and it can be used.
    linked: bool,
    typed: String,
    done: Option<String>,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "share/templates/read.html")]
struct ReadPage {
    f: Frame,
    head: Head,
    /// `None`: not opened yet.
    passages: Option<Vec<PassageView>>,
    /// Where the page hears that it is over.
    props: String,
}

#[derive(Template)]
#[template(path = "share/templates/ended.html")]
pub(super) struct EndedPage {
    pub f: Frame,
}

#[derive(Deserialize)]
pub(super) struct Arrival {
    done: Option<String>,
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<ShareId>,
    Query(arrival): Query<Arrival>,
) -> Result<Response> {
    let share = tx.load::<Read, Share>(id).await?;
    if share.seat_of(tx.viewer()).is_none() {
        return read(&mut tx, &share).await;
    }
    if share.asked_at.is_none() {
        return Ok(render::see(format!("/shares/{id}/request")));
    }
    let mut page = share_page(&mut tx, &share).await?;
    page.done = arrival.done.and_then(|word| said(&page.f, &page.head, &word));
    render::page(&page)
}

fn said(f: &Frame, head: &Head, word: &str) -> Option<String> {
    if word == "agreed" && head.unlinked {
        return Some(f.with("share-done-agreed-outside", "name", &head.asker));
    }
    let known = ["asked", "agreed", "declined", "ended"].contains(&word);
    known.then(|| f.t(format!("share-done-{word}")))
}

async fn share_page<M: Mode>(tx: &mut Tx<M>, share: &Share) -> Result<SharePage> {
    let f = Frame::of(tx).at("/journey");
    let head = Head::of(&f, share);
    let hidden = !share.shows_text_to(&f.viewer);
    let passages = if hidden { Vec::new() } else { queries::passages(tx, share.id).await? };
    let openings = queries::openings(tx, share.id).await?;
    Ok(SharePage {
        passages: passages.into_iter().map(view::passage).collect(),
        openings: openings.iter().map(|opening| view::opening(&f, &head, opening)).collect(),
        linked: share.link.is_some(),
        hidden,
        typed: String::new(),
        done: None,
        errors: FieldErrors::default(),
        head,
        f,
    })
}

/// The screen of the reader inside: a cover, then what was shared, then that it is over.
async fn read<M: Mode>(tx: &mut Tx<M>, share: &Share) -> Result<Response> {
    let f = Frame::of(tx);
    if share.state(f.now) != ShareState::Running {
        return render::page_with(StatusCode::GONE, &EndedPage { f });
    }
    let since = f.now.saturating_sub(SHOWN).map_err(Error::internal)?;
    let me = tx.me()?;
    let opened = queries::opened_since(tx, share.id, me, since).await?;
    let passages = if opened { Some(queries::passages(tx, share.id).await?) } else { None };
    let passages = passages.map(|found| found.into_iter().map(view::passage).collect());
    let props = serde_json::json!({ "alive": format!("/shares/{}/alive", share.id) }).to_string();
    render::page(&ReadPage { head: Head::of(&f, share), passages, props, f })
}

pub(super) async fn open(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<ShareId>,
) -> Result<Response> {
    let share = tx.load::<Read, Share>(id).await?;
    actions::open(&mut tx, &share).await?;
    tx.commit().await?;
    Ok(render::see(format!("/shares/{id}")))
}

/// What the other of the two says, with the passages that they leave in.
struct AnswerForm {
    agree: bool,
    words: String,
    kept: Vec<PassageId>,
}

impl AnswerForm {
    fn read(fields: Vec<(String, String)>) -> Result<Self> {
        let mut form = Self { agree: false, words: String::new(), kept: Vec::new() };
        let mut answer = None;
        for (name, value) in fields {
            match name.as_str() {
                "answer" => answer = Some(value),
                "words" => form.words = value,
                "keep" => form.kept.extend(value.parse::<PassageId>().ok()),
                _ => (),
            }
        }
        form.agree = match answer.as_deref() {
            Some("agree") => true,
            Some("decline") => false,
            _ => return Err(Error::field("answer", "invalid-form")),
        };
        Ok(form)
    }
}

pub(super) async fn answer(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<ShareId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let form = AnswerForm::read(fields)?;
    let share = tx.load::<Edit, Share>(id).await?;
    match settle(&mut tx, &share, &form).await {
        Ok(()) => {
            tx.commit().await?;
            let done = if form.agree { "agreed" } else { "declined" };
            Ok(render::see(format!("/shares/{id}?done={done}")))
        }
        Err(Error::Invalid(errors)) => {
            let page = share_page(&mut tx, &share).await?;
            let page = SharePage { errors, typed: form.words, ..page };
            render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other),
    }
}

async fn settle(
    tx: &mut Tx<Writes>,
    share: &platform::access::Permit<Edit, Share>,
    form: &AnswerForm,
) -> Result<()> {
    if !form.agree {
        return actions::decline(tx, share, &form.words).await;
    }
    let all = queries::passages(tx, share.id).await?;
    let struck: Vec<PassageId> =
        all.iter().map(|passage| passage.id).filter(|id| !form.kept.contains(id)).collect();
    actions::agree(tx, share, &struck).await
}

#[derive(Template)]
#[template(path = "share/templates/link.html")]
struct LinkPage {
    f: Frame,
    head: Head,
    url: String,
    /// 1234 5678
    code: String,
}

#[derive(Deserialize)]
pub(super) struct Key {
    #[serde(default)]
    key: String,
}

/// The one page that shows link and code; sent again, it leads back without a new one.
pub(super) async fn link(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<ShareId>,
    Form(form): Form<Key>,
) -> Result<Response> {
    let share = tx.load::<Edit, Share>(id).await?;
    if !once(&mut tx, &form.key).await? {
        return Ok(render::see(format!("/shares/{id}")));
    }
    let new = link::make_link(&mut tx, &share).await?;
    let f = Frame::of(&tx).at("/journey");
    let (head, url) = (Head::of(&f, &share), format!("{}/shared/{}", tx.app().origin(), new.token));
    tx.commit().await?;
    let code = format!("{} {}", &new.code[..4], &new.code[4..]);
    render::page(&LinkPage { f, head, url, code })
}

pub(super) async fn end(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<ShareId>,
) -> Result<Response> {
    let share = tx.load::<Edit, Share>(id).await?;
    let draft = share.asked_at.is_none();
    actions::end(&mut tx, &share).await?;
    tx.commit().await?;
    let path = if draft { "/shares".to_owned() } else { format!("/shares/{id}?done=ended") };
    Ok(render::see(path))
}

#[derive(Template)]
#[template(path = "share/templates/list.html")]
struct ListPage {
    f: Frame,
    pair: String,
    partner: String,
    lasts: bool,
    shares: Vec<Listed>,
}

/// A line with how often it was opened, and when last.
struct Listed {
    head: Head,
    opened: String,
}

pub(super) async fn of_pair(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<PairId>,
) -> Result<Response> {
    let pair = tx.load::<Read, Pair>(id).await?;
    // An administrator sees that the pair exists, elsewhere; what came of it belongs to the two.
    let seat = pair.seat_of(tx.viewer()).ok_or(Error::NotFound)?;
    let f = Frame::of(&tx).at("/journey");
    let shares = queries::of_pair(&mut tx, id).await?;
    let shares = listed(&mut tx, &f, shares).await?;
    let partner = pair.name_in(seat.other()).to_owned();
    render::page(&ListPage { pair: id.to_string(), partner, lasts: pair.lasts(), shares, f })
}

async fn listed<M: Mode>(tx: &mut Tx<M>, f: &Frame, shares: Vec<Share>) -> Result<Vec<Listed>> {
    let mut lines = Vec::with_capacity(shares.len());
    for share in shares {
        let head = Head::of(f, &share);
        let openings = queries::openings(tx, share.id).await?;
        let opened = match openings.first() {
            None => f.t("share-unopened"),
            Some(last) => {
                f.with2("share-opened", "count", openings.len() as i64, "when", f.when(&last.at))
            }
        };
        lines.push(Listed { head, opened });
    }
    Ok(lines)
}

#[derive(Template)]
#[template(path = "share/templates/mine.html")]
struct MinePage {
    f: Frame,
    /// Waits for the viewer's answer.
    waiting: Vec<Head>,
    for_me: Vec<Head>,
    drafts: Vec<Head>,
    mine: Vec<Listed>,
    others: Vec<Listed>,
}

pub(super) async fn mine(SignedIn(mut tx): SignedIn) -> Result<Response> {
    let f = Frame::of(&tx).at("/journey");
    let mine = queries::mine(&mut tx).await?;
    let now = f.now;
    let heads = |shares: &[Share], wanted: &[ShareState]| -> Vec<Head> {
        let wanted = shares.iter().filter(|share| wanted.contains(&share.state(now)));
        wanted.map(|share| Head::of(&f, share)).collect()
    };
    let waiting = heads(&mine.asked_of_me, &[ShareState::Asked]);
    let for_me = heads(&mine.for_me, &[ShareState::Running]);
    let drafts = heads(&mine.asked_by_me, &[ShareState::Draft]);
    let (mut asked, mut others) = (mine.asked_by_me, mine.asked_of_me);
    asked.retain(|share| share.asked_at.is_some());
    others.retain(|share| share.state(now) != ShareState::Asked);
    let asked = listed(&mut tx, &f, asked).await?;
    let others = listed(&mut tx, &f, others).await?;
    render::page(&MinePage { waiting, for_me, drafts, mine: asked, others, f })
}
