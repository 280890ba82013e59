//! The list of comments as a page of its own, and what can be tapped in it. A page with script takes
//! only the list out of an answer.

use super::{
    actions,
    model::{self, Comment, CommentId, NewComment},
    queries,
    view::{self, Comments, Draft},
};
use crate::{
    memo::{self, Kind},
    names,
    one_on_one::{OneOnOne, OneOnOneId},
    reading::{self, Way},
    two,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use people::pair::Seat;
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, Read, SignedIn, Tx, Writes},
    render::{self, Frame, filters, see},
    routing::{Form, Path, once},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "comment/templates/comments.html")]
struct CommentsPage {
    f: Frame,
    partner: String,
    comments: Comments,
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    let response = page(&mut tx, &one_on_one, Draft::default()).await?;
    let comments = queries::of_one_on_one(&mut tx, id).await?;
    let texts = model::quoted(one_on_one.pair, &comments);
    let (app, organization, me) = (tx.app().clone(), tx.organization(), tx.me()?);
    drop(tx);
    reading::note(&app, organization, me, &texts, Way::Opened).await;
    Ok(response)
}

async fn page<M: Mode>(tx: &mut Tx<M>, one_on_one: &OneOnOne, draft: Draft) -> Result<Response> {
    let f = Frame::of(tx);
    let seat = one_on_one.seat_of(&f.viewer).ok_or(Error::NotFound)?;
    let status =
        if draft.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let comments = view::comments(tx, &f, one_on_one, true, draft).await?;
    let partner = names::called(f.texts(), one_on_one.name_in(Seat::other(seat)));
    render::page_with(status, &CommentsPage { f, partner, comments })
}

/// A passage as the editor sends it.
#[derive(Debug, Deserialize)]
pub(super) struct MakeForm {
    document: Kind,
    quote: String,
    /// Hexadecimal.
    anchor: String,
    #[serde(default)]
    text: String,
    /// `1`: the nuance is a little different.
    #[serde(default)]
    nuance: String,
    #[serde(default)]
    key: String,
}

impl MakeForm {
    fn comment(&self) -> NewComment {
        NewComment {
            kind: self.document,
            nuance: self.nuance == "1",
            text: self.text.clone(),
            quote: self.quote.clone(),
            anchor: model::anchor_of(&self.anchor).unwrap_or_default(),
        }
    }
}

pub(super) async fn make(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
    Form(form): Form<MakeForm>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    if once(&mut tx, &form.key).await? {
        actions::make(&mut tx, &one_on_one, &form.comment()).await?;
    }
    done(tx, id).await
}

/// A comment for one of the two, beside the 1-on-1 that the address names.
async fn load(
    tx: &mut Tx<Writes>,
    id: OneOnOneId,
    comment: CommentId,
) -> Result<Permit<Edit, Comment>> {
    let comment = two::load::<Comment, _>(tx, comment).await?;
    if comment.one_on_one == id { Ok(comment) } else { Err(Error::NotFound) }
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerForm {
    text: String,
    #[serde(default)]
    key: String,
}

pub(super) async fn answer(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, comment)): Path<(OneOnOneId, CommentId)>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let comment = load(&mut tx, id, comment).await?;
    if !once(&mut tx, &form.key).await? {
        return done(tx, id).await;
    }
    match actions::answer(&mut tx, &comment, &form.text).await {
        Ok(_) => done(tx, id).await,
        Err(Error::Invalid(errors)) => {
            let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
            let draft = Draft { comment: comment.id.to_string(), text: form.text, errors };
            page(&mut tx, &one_on_one, draft).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct StateForm {
    /// `settled` or `open`
    state: String,
}

pub(super) async fn settle(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, comment)): Path<(OneOnOneId, CommentId)>,
    Form(form): Form<StateForm>,
) -> Result<Response> {
    let comment = load(&mut tx, id, comment).await?;
    actions::settle(&mut tx, &comment, form.state == "settled").await?;
    done(tx, id).await
}

pub(super) async fn withdraw(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, comment)): Path<(OneOnOneId, CommentId)>,
) -> Result<Response> {
    let comment = load(&mut tx, id, comment).await?;
    actions::withdraw(&mut tx, &comment).await?;
    done(tx, id).await
}

/// Keeps it, lets the other know, and shows the list.
async fn done(mut tx: Tx<Writes>, id: OneOnOneId) -> Result<Response> {
    let app = tx.app().clone();
    tx.on_commit(move || memo::hub(&app).changed(&app, id));
    tx.commit().await?;
    Ok(see(format!("/one-on-ones/{id}/comments")))
}
