//! Finding a date for the talk of three.

use super::{
    model::{Handover, HandoverId},
    pages, talk,
};
use axum::response::Response;
use platform::{
    Error, Result,
    access::{Read, SignedIn, Writes},
    render,
    routing::{Form, Path},
    when,
};
use serde::Deserialize;

/// A date as it was typed.
#[derive(Default, Deserialize)]
pub struct TalkForm {
    #[serde(default)]
    pub date: String,
    #[serde(default)]
    pub time: String,
}

pub(super) async fn propose(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<HandoverId>,
    Form(form): Form<TalkForm>,
) -> Result<Response> {
    let handover = tx.load::<Read, Handover>(id).await?;
    let done = match when::instant(&form.date, &form.time, &tx.viewer().zone) {
        Ok(at) => talk::propose(&mut tx, &handover, at).await,
        Err(wrong) => Err(wrong),
    };
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(render::see(format!("/handovers/{id}?done=proposed")))
        }
        Err(Error::Invalid(errors)) => pages::again(&mut tx, &handover, form, errors).await,
        Err(other) => Err(other),
    }
}

#[derive(Deserialize)]
pub(super) struct ReplyForm {
    /// The date that was answered.
    at: String,
    fits: String,
}

pub(super) async fn reply(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<HandoverId>,
    Form(form): Form<ReplyForm>,
) -> Result<Response> {
    let handover = tx.load::<Read, Handover>(id).await?;
    let at = form.at.parse().map_err(|_| Error::field("at", "invalid-form"))?;
    talk::reply(&mut tx, &handover, at, form.fits == "yes").await?;
    tx.commit().await?;
    Ok(render::see(format!("/handovers/{id}?done=replied")))
}
