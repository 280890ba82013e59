//! The screens of one's pairs.

use super::actions;
use crate::{
    pair::{self, Kind, Pair, PairId, Seat},
    person::{self, After, Person},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, PersonId, Result,
    access::{Administer, Mode, Read, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Path, Query, once},
};
use serde::Deserialize;

/// People that a search shows; whoever is not among them is found by typing more.
const MOST_FOUND: usize = 20;
/// The longest search, in characters.
const LONGEST_SEARCH: usize = 100;

#[derive(Template)]
#[template(path = "pairing/templates/list.html")]
struct ListPage {
    f: Frame,
    leading: Vec<Pair>,
    led: Vec<Pair>,
    ended: Vec<Pair>,
    said: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "pairing/templates/search.html")]
struct SearchPage {
    f: Frame,
    query: String,
    found: Vec<Person>,
    more: bool,
}

#[derive(Template)]
#[template(path = "pairing/templates/new.html")]
struct NewPage {
    f: Frame,
    partner: Person,
    seat: Option<Seat>,
    kind: Option<Kind>,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "pairing/templates/ending.html")]
struct EndingPage {
    f: Frame,
    pair: Pair,
    back: &'static str,
}

impl NewPage {
    fn has_seat(&self, seat: &Seat) -> bool {
        self.seat == Some(*seat)
    }

    fn has_kind(&self, kind: &Kind) -> bool {
        self.kind == Some(*kind)
    }
}

#[derive(Deserialize)]
pub(super) struct Back {
    said: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    person: Option<PersonId>,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    person: PersonId,
    /// Where the viewer wants to sit.
    #[serde(default)]
    seat: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    form_key: String,
}

#[derive(Deserialize)]
pub(super) struct Confirmed {
    #[serde(default)]
    form_key: String,
}

pub(super) async fn list(SignedIn(mut tx): SignedIn, Query(back): Query<Back>) -> Result<Response> {
    let me = tx.me()?;
    let (lasting, ended): (Vec<Pair>, Vec<Pair>) =
        pair::of_person(&mut tx, me).await?.into_iter().partition(Pair::lasts);
    let (leading, led) = lasting.into_iter().partition(|pair| pair.leader == me);
    let said = match back.said.as_deref() {
        Some("began") => Some("pairs-began"),
        Some("ended") => Some("pairs-ended-now"),
        _ => None,
    };
    page(&ListPage { f: Frame::of(&tx), leading, led, ended, said })
}

pub(super) async fn new(
    SignedIn(mut tx): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let Some(id) = asked.person else { return search(tx, asked.q).await };
    let partner = partner(&mut tx, id).await?;
    let (f, errors) = (Frame::of(&tx), FieldErrors::default());
    page(&NewPage { f, partner, seat: None, kind: None, errors })
}

async fn search<M: Mode>(mut tx: Tx<M>, query: String) -> Result<Response> {
    let query: String = query.trim().chars().take(LONGEST_SEARCH).collect();
    let me = tx.me()?;
    let (mut found, next) = if query.is_empty() {
        (Vec::new(), None)
    } else {
        person::search(&mut tx, &query, false, &After::default(), MOST_FOUND).await?
    };
    found.retain(|person| person.id != me);
    page(&SearchPage { f: Frame::of(&tx), query, found, more: next.is_some() })
}

/// Somebody else who is here.
async fn partner<M: Mode>(tx: &mut Tx<M>, id: PersonId) -> Result<Person> {
    let partner = tx.load::<Read, Person>(id).await?.into_row();
    let fits = !tx.viewer().is(id) && !partner.suspended;
    fits.then_some(partner).ok_or(Error::NotFound)
}

pub(super) async fn create(
    SignedIn(mut tx): SignedIn<Writes>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    if !once(&mut tx, &typed.form_key).await? {
        return Ok(see("/pairs"));
    }
    let me = tx.me()?;
    let (seat, kind) = match typed.checked() {
        Ok(choice) => choice,
        Err(errors) => return mend(tx, &typed, errors).await,
    };
    let (leader, member) = match seat {
        Seat::Leader => (me, typed.person),
        Seat::Member => (typed.person, me),
    };
    actions::begin(&mut tx, leader, member, kind).await?;
    tx.commit().await?;
    Ok(see("/pairs?said=began"))
}

impl Typed {
    fn checked(&self) -> Result<(Seat, Kind), FieldErrors> {
        let mut errors = FieldErrors::default();
        let (seat, kind) = (Seat::from_word(&self.seat), Kind::from_word(&self.kind));
        if seat.is_none() {
            errors.push("seat", "invalid-seat");
        }
        if kind.is_none() {
            errors.push("kind", "invalid-kind");
        }
        seat.zip(kind).ok_or(errors)
    }
}

async fn mend(mut tx: Tx<Writes>, typed: &Typed, errors: FieldErrors) -> Result<Response> {
    let partner = partner(&mut tx, typed.person).await?;
    let (seat, kind) = (Seat::from_word(&typed.seat), Kind::from_word(&typed.kind));
    let again = NewPage { f: Frame::of(&tx), partner, seat, kind, errors };
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

pub(super) async fn ending(SignedIn(mut tx): SignedIn, Path(id): Path<PairId>) -> Result<Response> {
    let pair = tx.load::<Read, Pair>(id).await?;
    let back = home_of(&tx, &pair);
    if !pair.lasts() {
        return Ok(see(back));
    }
    let pair = tx.load::<Administer, Pair>(id).await?.into_row();
    page(&EndingPage { f: Frame::of(&tx), pair, back })
}

pub(super) async fn end(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<PairId>,
    Form(form): Form<Confirmed>,
) -> Result<Response> {
    if !once(&mut tx, &form.form_key).await? {
        return Ok(see("/pairs?said=ended"));
    }
    let pair = tx.load::<Read, Pair>(id).await?;
    let back = home_of(&tx, &pair);
    if pair.lasts() {
        let pair = tx.load::<Administer, Pair>(id).await?;
        actions::end(&mut tx, &pair).await?;
        tx.commit().await?;
    }
    Ok(see(format!("{back}?said=ended")))
}

/// Whoever sits in the pair sees it among theirs, an administrator in the overview.
fn home_of<M: Mode>(tx: &Tx<M>, pair: &Pair) -> &'static str {
    if pair.seat_of(tx.viewer()).is_some() { "/pairs" } else { "/administration/pairs" }
}
