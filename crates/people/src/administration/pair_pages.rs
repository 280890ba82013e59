//! That pairs exist: who, of which kind, since when. Nothing of what they are about.

use crate::{
    pair::{self, Kind, Pair, PairId},
    pairing, person, text,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, PersonId, Result,
    access::{Administrator, Mode, Tx, Writes},
    error::FieldErrors,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Query, once},
};
use serde::Deserialize;

const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "administration/templates/pairs.html")]
struct PairsPage {
    f: Frame,
    pairs: Vec<Pair>,
    more: Option<PairId>,
    typed: Typed,
    errors: FieldErrors,
    said: Option<&'static str>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The last pair shown.
    before: Option<PairId>,
    said: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct Typed {
    /// Addresses of the two.
    #[serde(default)]
    leader: String,
    #[serde(default)]
    member: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    form_key: String,
}

impl PairsPage {
    async fn load<M: Mode>(tx: &mut Tx<M>, before: Option<PairId>) -> Result<Self> {
        let before = before.unwrap_or(PairId(i64::MAX));
        let mut pairs = pair::overview(tx, before, PAGE as i64 + 1).await?;
        let more = pairs.len() > PAGE;
        pairs.truncate(PAGE);
        let more = pairs.last().filter(|_| more).map(|last| last.id);
        let (typed, errors) = (Typed::default(), FieldErrors::default());
        Ok(Self { f: Frame::of(tx), pairs, more, typed, errors, said: None })
    }

    fn has_kind(&self, kind: &Kind) -> bool {
        self.typed.kind == kind.word()
    }
}

pub(super) async fn list(
    Administrator(mut tx): Administrator,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let said = match asked.said.as_deref() {
        Some("began") => Some("administration-pair-began"),
        Some("ended") => Some("pairs-ended-now"),
        _ => None,
    };
    page(&PairsPage { said, ..PairsPage::load(&mut tx, asked.before).await? })
}

pub(super) async fn begin(
    Administrator(mut tx): Administrator<Writes>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    if !once(&mut tx, &typed.form_key).await? {
        return Ok(see("/administration/pairs"));
    }
    match join(&mut tx, &typed).await {
        Err(Error::Invalid(errors)) => {
            let loaded = PairsPage::load(&mut tx, None).await?;
            let again = PairsPage { typed, errors, ..loaded };
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
        outcome => outcome?,
    }
    tx.commit().await?;
    Ok(see("/administration/pairs?said=began"))
}

async fn join(tx: &mut Tx<Writes>, typed: &Typed) -> Result<()> {
    let leader = with_address(tx, "leader", &typed.leader).await?;
    let member = with_address(tx, "member", &typed.member).await?;
    let kind = Kind::from_word(&typed.kind).ok_or(Error::field("kind", "invalid-kind"))?;
    pairing::begin(tx, leader, member, kind).await?;
    Ok(())
}

async fn with_address(tx: &mut Tx<Writes>, field: &'static str, typed: &str) -> Result<PersonId> {
    let address = text::address(typed).ok_or(Error::field(field, "invalid-email"))?;
    let found = person::find_by_email(tx, &address).await?;
    Ok(found.ok_or(Error::field(field, "invalid-address-unknown"))?.id)
}
