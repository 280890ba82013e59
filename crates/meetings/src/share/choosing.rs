//! Asking, in three steps without script: which passages, for whom, what for and until when.

use super::{
    actions,
    model::{self, Reader, Share, ShareId, ShareState, USUAL_DAYS},
    queries,
    view::{self, Head, PassageView},
};
use crate::{
    memo::{self, Memo, Passage},
    names,
    one_on_one::{OneOnOne, OneOnOneId},
    reading::{self, Way},
    two,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use jiff::ToSpan;
use people::person::{self, After, Person};
use platform::{
    Error, PersonId, Result,
    access::{Edit, Mode, Permit, Read, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{self, Frame, filters},
    routing::{Form, Path, Query, once},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// People that a search shows.
const MOST_FOUND: usize = 20;
const LONGEST_SEARCH: usize = 100;

/// A passage to choose, by its place and what it says.
struct Choosable {
    value: String,
    text: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "share/templates/choose.html")]
struct ChoosePage {
    f: Frame,
    id: String,
    partner: String,
    day: String,
    passages: Vec<Choosable>,
    errors: FieldErrors,
    /// The memo was changed since the page was made.
    stale: bool,
}

/// What tells a passage apart from what stands in its place after a change.
fn value(place: usize, passage: &Passage) -> String {
    let hash = Sha256::digest(passage.html.as_bytes());
    let start: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{place}.{start}")
}

/// The memo that the two share, read for one of them, while the pair lasts. `None`: nobody sat down
/// yet. The transaction is over before the memo is read.
async fn memo_of<M: Mode>(
    tx: &mut Tx<M>,
    id: OneOnOneId,
) -> Result<(OneOnOne, Option<(Permit<Read, Memo>, Vec<Passage>)>)> {
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    let mut looking = app.system_reads(organization, "a memo, for one of its two people");
    let one_on_one = looking.load::<Read, OneOnOne>(id).await?.into_row();
    if !tx.allows::<Edit, OneOnOne>(&one_on_one) {
        return Err(Error::NotFound);
    }
    let Some(documents) = memo::documents(&mut looking, id, me).await? else {
        return Ok((one_on_one, None));
    };
    let memo = looking.load::<Read, Memo>(documents.shared).await?;
    drop(looking);
    reading::note(&app, organization, me, &[memo.as_text()], Way::Opened).await;
    let passages = memo::passages(&app, organization, &memo).await?;
    Ok((one_on_one, Some((memo, passages))))
}

pub(super) async fn choose(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let (one_on_one, memo) = memo_of(&mut tx, id).await?;
    let (memo, passages) = memo.unzip();
    let page = choose_page(&tx, &one_on_one, &passages.unwrap_or_default(), &[]);
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    drop(tx);
    if let Some(memo) = memo {
        reading::note(&app, organization, me, &[memo.as_text()], Way::Opened).await;
    }
    render::page(&page)
}

fn choose_page<M: Mode>(
    tx: &Tx<M>,
    one_on_one: &OneOnOne,
    passages: &[Passage],
    chosen: &[String],
) -> ChoosePage {
    let f = Frame::of(tx).at("/journey");
    let partner = one_on_one.seat_of(&f.viewer).map(|seat| one_on_one.name_in(seat.other()));
    let choosable = |(place, passage): (usize, &Passage)| {
        let value = value(place, passage);
        Choosable { chosen: chosen.contains(&value), text: boxed(&passage.text), value }
    };
    ChoosePage {
        id: one_on_one.id.to_string(),
        partner: names::called(f.texts(), partner.unwrap_or_default()),
        day: f.day_of(&one_on_one.starts_at),
        passages: passages.iter().enumerate().map(choosable).collect(),
        errors: FieldErrors::default(),
        stale: false,
        f,
    }
}

/// A check item as the memo shows it.
fn boxed(text: &str) -> String {
    let signs = [("[x] ", "☑ "), ("[ ] ", "☐ ")];
    let found = signs.iter().find_map(|(mark, sign)| Some((sign, text.strip_prefix(mark)?)));
    found.map_or_else(|| text.to_owned(), |(sign, rest)| format!("{sign}{rest}"))
}

pub(super) async fn chosen(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let (one_on_one, memo) = memo_of(&mut tx, id).await?;
    let Some((memo, passages)) = memo else { return Err(Error::NotFound) };
    let chosen: Vec<String> =
        fields.into_iter().filter(|field| field.0 == "passage").map(|field| field.1).collect();
    let found: Vec<Passage> = passages
        .iter()
        .enumerate()
        .filter(|(place, passage)| chosen.contains(&value(*place, passage)))
        .map(|(_, passage)| passage.clone())
        .collect();
    if found.len() < chosen.len() {
        let page = ChoosePage { stale: true, ..choose_page(&tx, &one_on_one, &passages, &chosen) };
        return render::page_with(StatusCode::CONFLICT, &page);
    }
    let permit = two::load::<OneOnOne, _>(&mut tx, id).await?;
    match actions::draft(&mut tx, &permit, &memo, &found).await {
        Ok(share) => {
            tx.commit().await?;
            Ok(render::see(format!("/shares/{share}/reader")))
        }
        Err(Error::Invalid(errors)) => {
            let page = ChoosePage { errors, ..choose_page(&tx, &one_on_one, &passages, &chosen) };
            render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "share/templates/reader.html")]
struct ReaderPage {
    f: Frame,
    head: Head,
    query: String,
    found: Vec<Person>,
    more: bool,
    outsider: String,
    errors: FieldErrors,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

pub(super) async fn reader(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<ShareId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let share = load_own(&mut tx, id).await?;
    if share.asked_at.is_some() {
        return Ok(render::see(format!("/shares/{id}")));
    }
    render::page(&reader_page(&mut tx, &share, &asked.q).await?)
}

/// The share for its asker: for everybody else its making does not exist.
async fn load_own<M: Mode>(tx: &mut Tx<M>, id: ShareId) -> Result<Permit<Edit, Share>> {
    let share = tx.load::<Edit, Share>(id).await.map_err(|error| match error {
        Error::Forbidden => Error::NotFound,
        other => other,
    })?;
    if tx.viewer().is(share.asker) { Ok(share) } else { Err(Error::NotFound) }
}

async fn reader_page<M: Mode>(tx: &mut Tx<M>, share: &Share, query: &str) -> Result<ReaderPage> {
    let query: String = query.trim().chars().take(LONGEST_SEARCH).collect();
    let (mut found, next) = if query.is_empty() {
        (Vec::new(), None)
    } else {
        person::search(tx, &query, false, &After::default(), MOST_FOUND).await?
    };
    found.retain(|person| person.id != share.leader && person.id != share.member);
    let f = Frame::of(tx).at("/journey");
    let outsider = match &share.reader {
        Some(Reader::Outside { called }) => called.clone(),
        _ => String::new(),
    };
    let (head, errors) = (Head::of(&f, share), FieldErrors::default());
    Ok(ReaderPage { head, query, found, more: next.is_some(), outsider, errors, f })
}

/// A colleague, or what somebody outside is called.
#[derive(Deserialize)]
pub(super) struct ReaderForm {
    person: Option<PersonId>,
    #[serde(default)]
    outsider: String,
}

pub(super) async fn reader_chosen(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<ShareId>,
    Form(form): Form<ReaderForm>,
) -> Result<Response> {
    let share = load_own(&mut tx, id).await?;
    let done = match form.person {
        Some(person) => {
            let person = tx.load::<Read, Person>(person).await?;
            actions::choose_reader(&mut tx, &share, &person).await
        }
        None => actions::choose_outsider(&mut tx, &share, &form.outsider).await,
    };
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(render::see(format!("/shares/{id}/request")))
        }
        Err(Error::Invalid(errors)) => {
            let page = reader_page(&mut tx, &share, "").await?;
            let page = ReaderPage { errors, outsider: form.outsider, ..page };
            render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "share/templates/request.html")]
struct RequestPage {
    f: Frame,
    head: Head,
    passages: Vec<PassageView>,
    purpose: String,
    until: String,
    /// The first and the last day that may be chosen.
    days: (String, String),
    errors: FieldErrors,
}

pub(super) async fn request(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<ShareId>,
) -> Result<Response> {
    let share = load_own(&mut tx, id).await?;
    if share.state(tx.now()) != ShareState::Draft {
        return Ok(render::see(format!("/shares/{id}")));
    }
    if !share.shows_text_to(tx.viewer()) {
        return Err(Error::NotFound);
    }
    if share.reader.is_none() {
        return Ok(render::see(format!("/shares/{id}/reader")));
    }
    render::page(&request_page(&mut tx, &share, RequestForm::default()).await?)
}

async fn request_page<M: Mode>(
    tx: &mut Tx<M>,
    share: &Share,
    typed: RequestForm,
) -> Result<RequestPage> {
    let f = Frame::of(tx).at("/journey");
    let (first, last) = model::days(&f.viewer.zone, f.now);
    let usual = first.saturating_add(USUAL_DAYS.days()).to_string();
    let passages = queries::passages(tx, share.id).await?;
    Ok(RequestPage {
        head: Head::of(&f, share),
        passages: passages.into_iter().map(view::passage).collect(),
        purpose: typed.purpose,
        until: if typed.until.is_empty() { usual } else { typed.until },
        days: (first.to_string(), last.to_string()),
        errors: FieldErrors::default(),
        f,
    })
}

#[derive(Default, Deserialize)]
pub(super) struct RequestForm {
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    key: String,
}

pub(super) async fn ask(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<ShareId>,
    Form(form): Form<RequestForm>,
) -> Result<Response> {
    let share = load_own(&mut tx, id).await?;
    if !once(&mut tx, &form.key).await? {
        return Ok(render::see(format!("/shares/{id}")));
    }
    match actions::ask(&mut tx, &share, &form.purpose, &form.until).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(render::see(format!("/shares/{id}?done=asked")))
        }
        Err(Error::Invalid(errors)) => {
            let page = RequestPage { errors, ..request_page(&mut tx, &share, form).await? };
            render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other),
    }
}
