//! The pages of an import: a box, what would happen, and back.

use super::{
    actions,
    model::{Counts, Preview},
    reading::{self, Reading},
    upload::Upload,
};
use crate::organization::Organization;
use askama::Template;
use axum::{http::StatusCode, response::Response};
use platform::{
    Error, Result,
    access::{Administer, Administrator, Writes},
    error::FieldErrors,
    render::{Frame, filters, page, page_with, see},
    routing::{Query, once},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "import/templates/import.html")]
struct ImportPage {
    f: Frame,
    text: String,
    /// How the file was read: a key of the catalogues.
    encoding: Option<&'static str>,
    preview: Option<Preview>,
    counts: Counts,
    welcome: bool,
    /// Part of the first run.
    first: bool,
    errors: FieldErrors,
}

#[derive(Deserialize)]
pub(super) struct Step {
    first: Option<String>,
}

impl ImportPage {
    fn new(f: Frame, first: bool) -> Self {
        Self {
            f,
            text: String::new(),
            encoding: None,
            preview: None,
            counts: Counts::default(),
            welcome: true,
            first,
            errors: FieldErrors::default(),
        }
    }

    fn of(f: Frame, upload: &Upload, reading: Reading) -> Self {
        let welcome = upload.has("welcome");
        let Reading { text, encoding } = reading;
        Self { text, encoding, welcome, ..Self::new(f, upload.has("first")) }
    }

    fn planned(self, preview: Preview) -> Self {
        Self { counts: preview.counts(), preview: Some(preview), ..self }
    }

    fn refused(self, reason: &str) -> Result<Response> {
        let mut errors = FieldErrors::default();
        errors.push("text", reason);
        page_with(StatusCode::UNPROCESSABLE_ENTITY, &Self { errors, ..self })
    }

    fn is_ready(&self) -> bool {
        self.preview.as_ref().is_some_and(Preview::is_ready)
    }
}

pub(super) async fn show(
    Administrator(tx): Administrator,
    Query(step): Query<Step>,
) -> Result<Response> {
    page(&ImportPage::new(Frame::of(&tx), step.first.is_some()))
}

/// The file, if one was chosen, else what stands in the box.
fn read(upload: &Upload) -> Result<Reading, &'static str> {
    match &upload.file {
        Some(bytes) => reading::read(bytes),
        None if upload.text("text").len() > 2 * reading::MOST_BYTES => Err("invalid-import-large"),
        None => Ok(Reading { text: upload.text("text").to_owned(), encoding: None }),
    }
}

pub(super) async fn preview(
    Administrator(mut tx): Administrator,
    upload: Upload,
) -> Result<Response> {
    let f = Frame::of(&tx);
    let reading = match read(&upload) {
        Ok(reading) => reading,
        Err(reason) => {
            let kept = Reading { text: upload.text("text").to_owned(), encoding: None };
            return ImportPage::of(f, &upload, kept).refused(reason);
        }
    };
    let shown = ImportPage::of(f, &upload, reading);
    match actions::propose(&mut tx, &shown.text).await {
        Ok(preview) => page(&shown.planned(preview)),
        Err(Error::Invalid(errors)) => {
            shown.refused(errors.of("text").unwrap_or("invalid-import-empty"))
        }
        Err(other) => Err(other),
    }
}

pub(super) async fn apply(
    Administrator(mut tx): Administrator<Writes>,
    upload: Upload,
) -> Result<Response> {
    let after =
        if upload.has("first") { "/administration/first-steps" } else { "/administration/people" };
    if !once(&mut tx, upload.text("form_key")).await? {
        return Ok(see(after));
    }
    let id = tx.organization();
    let organization = tx.load::<Administer, Organization>(id).await?;
    let text = upload.text("text");
    let outcome = actions::apply(&mut tx, &organization, text, upload.has("welcome")).await?;
    match outcome {
        Ok(Counts { added, changed, pairs, .. }) => {
            tx.commit().await?;
            Ok(see(format!("{after}?added={added}&changed={changed}&pairs={pairs}")))
        }
        Err(preview) => {
            let kept = Reading { text: text.to_owned(), encoding: None };
            let shown = ImportPage::of(Frame::of(&tx), &upload, kept).planned(preview);
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
    }
}
