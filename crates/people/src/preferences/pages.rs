//! The overview, language and time zone, how pages look, which reminders come.

use super::Back;
use crate::{
    cookies, organization,
    person::{self, Person, Reminder},
    zones::{self, Zone},
};
use askama::Template;
use axum::response::Response;
use platform::{
    Error, Result,
    access::{Display, Edit, SignedIn, Theme, Writes},
    error::FieldErrors,
    i18n::Language,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Query},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "preferences/templates/hub.html")]
struct HubPage {
    f: Frame,
    me: Person,
    organization: String,
}

#[derive(Template)]
#[template(path = "preferences/templates/language.html")]
struct LanguagePage {
    f: Frame,
    me: Person,
    organization_zone: String,
    zones: Vec<Zone>,
    errors: FieldErrors,
    saved: bool,
}

#[derive(Template)]
#[template(path = "preferences/templates/display.html")]
struct DisplayPage {
    f: Frame,
    saved: bool,
}

#[derive(Template)]
#[template(path = "preferences/templates/notices.html")]
struct NoticesPage {
    f: Frame,
    me: Person,
    saved: bool,
}

#[derive(Deserialize)]
pub(super) struct Speech {
    language: String,
    #[serde(default)]
    zone: String,
}

#[derive(Deserialize)]
pub(super) struct Look {
    theme: String,
    text_size: u16,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// The reminders that are to come; the others are muted.
    #[serde(default)]
    wanted: Vec<String>,
}

pub(super) async fn hub(SignedIn(mut tx): SignedIn) -> Result<Response> {
    let me = tx.me()?;
    let me = tx.load::<Edit, Person>(me).await?.into_row();
    let organization = tx.organization();
    let organization = organization::find(&mut tx, organization).await?.ok_or(Error::NotFound)?;
    page(&HubPage { f: Frame::of(&tx), me, organization: organization.name })
}

pub(super) async fn language(
    SignedIn(mut tx): SignedIn,
    Query(back): Query<Back>,
) -> Result<Response> {
    let me = tx.me()?;
    let me = tx.load::<Edit, Person>(me).await?.into_row();
    let (f, errors) = (Frame::of(&tx), FieldErrors::default());
    page(&LanguagePage::new(f, me, errors, back.saved.is_some()))
}

impl LanguagePage {
    fn new(f: Frame, me: Person, errors: FieldErrors, saved: bool) -> Self {
        let zone = f.viewer.organization_zone.iana_name().unwrap_or("UTC").to_owned();
        let zones = zones::all(f.now);
        Self { f, me, organization_zone: zone, zones, errors, saved }
    }
}

pub(super) async fn save_language(
    SignedIn(mut tx): SignedIn<Writes>,
    Form(speech): Form<Speech>,
) -> Result<Response> {
    let me = tx.me()?;
    let me = tx.load::<Edit, Person>(me).await?;
    let language = Language::from_word(&speech.language);
    let language = language.ok_or(Error::field("language", "invalid-language"))?;
    let app = tx.app().clone();
    match person::speak(&mut tx, &me, language, &speech.zone).await {
        Err(Error::Invalid(errors)) => {
            let page = LanguagePage::new(Frame::of(&tx), me.into_row(), errors, false);
            return page_with(axum::http::StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
        outcome => outcome?,
    }
    tx.commit().await?;
    let mut response = see("/settings/language?saved=1");
    cookies::language(&app, &mut response, language);
    Ok(response)
}

pub(super) async fn display(SignedIn(tx): SignedIn, Query(back): Query<Back>) -> Result<Response> {
    page(&DisplayPage { f: Frame::of(&tx), saved: back.saved.is_some() })
}

pub(super) async fn save_display(
    SignedIn(tx): SignedIn,
    Form(look): Form<Look>,
) -> Result<Response> {
    let wrong = || Error::field("theme", "invalid-display");
    let theme = Theme::from_word(&look.theme).ok_or_else(wrong)?;
    let size = Some(look.text_size).filter(|size| Display::SIZES.contains(size));
    let display = Display { theme, text_size: size.ok_or_else(wrong)? };
    let mut response = see("/settings/display?saved=1");
    cookies::display(tx.app(), &mut response, display);
    Ok(response)
}

pub(super) async fn notices(
    SignedIn(mut tx): SignedIn,
    Query(back): Query<Back>,
) -> Result<Response> {
    let me = tx.me()?;
    let me = tx.load::<Edit, Person>(me).await?.into_row();
    page(&NoticesPage { f: Frame::of(&tx), me, saved: back.saved.is_some() })
}

pub(super) async fn save_notices(
    SignedIn(mut tx): SignedIn<Writes>,
    Form(form): Form<Wanted>,
) -> Result<Response> {
    let me = tx.me()?;
    let me = tx.load::<Edit, Person>(me).await?;
    let wanted = |reminder: &Reminder| form.wanted.iter().any(|word| word == reminder.word());
    let muted: Vec<Reminder> =
        Reminder::ALL.iter().filter(|reminder| !wanted(reminder)).copied().collect();
    person::mute(&mut tx, &me, &muted).await?;
    tx.commit().await?;
    Ok(see("/settings/notices?saved=1"))
}
