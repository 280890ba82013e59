//! What can be talked about.

use crate::topic::{self, Names, Topic, TopicId, Word};
use axum::{http::StatusCode, response::Response};
use people::organization::Organization;
use platform::{
    Error, Result,
    access::{Administer, Mode, Permit, TokenBearer, Tx, Writes},
    i18n::Texts,
    render::Frame,
    routing::{
        Body, Idempotency, Path, Routes,
        reply::{All, json},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Routes {
    Routes::api()
        .get("/api/v1/topics", list)
        .post("/api/v1/topics", add)
        .patch("/api/v1/topics/{id}", change)
}

#[derive(OpenApi)]
#[openapi(paths(list, add, change))]
pub(super) struct Document;

/// A subject to choose.
#[derive(Serialize, ToSchema)]
#[schema(as = Topic, example = json!({
    "id": "1d8tz3m9q0200", "word": "work", "name": "仕事のこと", "hidden": false
}))]
pub(super) struct TopicView {
    id: TopicId,
    /// One of the seven to start with; `null` for one of the organization's own.
    word: Option<Word>,
    /// In the language of the token's person.
    name: String,
    /// It is not offered any more, and stays where it was chosen before.
    hidden: bool,
}

impl TopicView {
    fn of(topic: &Topic, texts: &Texts) -> Self {
        let name = topic.name(texts);
        Self { id: topic.id, word: topic.word, name, hidden: topic.hidden }
    }
}

/// Lists the topics of the organization in their order, hidden ones too.
#[utoipa::path(get, path = "/api/v1/topics", operation_id = "listTopics", tag = "topics",
    responses((status = 200, body = All<TopicView>)))]
async fn list(TokenBearer(mut tx): TokenBearer) -> Result<Response> {
    let topics = topic::list(&mut tx).await?;
    let texts = Frame::of(&tx).texts().clone();
    let views = topics.iter().map(|topic| TopicView::of(topic, &texts));
    json(StatusCode::OK, &views.collect::<All<_>>())
}

/// For administrators; for others the list can only be read.
async fn administered(tx: &mut Tx<Writes>) -> Result<Permit<Administer, Organization>> {
    let id = tx.organization();
    tx.load::<Administer, Organization>(id).await.map_err(|error| match error {
        Error::NotFound => Error::Forbidden,
        other => other,
    })
}

async fn view<M: Mode>(tx: &mut Tx<M>, id: TopicId) -> Result<TopicView> {
    let topic = topic::find(tx, id).await?.ok_or(Error::NotFound)?;
    Ok(TopicView::of(&topic, Frame::of(tx).texts()))
}

/// A topic of the organization's own.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "育児と仕事", "name_en": "Work and family"}))]
pub(super) struct NewTopic {
    /// In Japanese.
    #[serde(default)]
    #[schema(max_length = 24)]
    name: String,
    /// In English; one stands in for the other.
    #[serde(default)]
    #[schema(max_length = 24)]
    name_en: String,
}

/// Adds a topic after the others. For administrators.
#[utoipa::path(post, path = "/api/v1/topics", operation_id = "addTopic", tag = "topics",
    request_body = NewTopic,
    responses((status = 201, body = TopicView),
              (status = 403, description = "Not an administrator."),
              (status = 422, description = "Without a name, taken, too long, or too many.")))]
async fn add(
    TokenBearer(mut tx): TokenBearer<Writes>,
    key: Idempotency,
    Body(new): Body<NewTopic>,
) -> Result<Response> {
    if let Some(before) = key.recall(&mut tx, &new).await? {
        return Ok(before);
    }
    let organization = administered(&mut tx).await?;
    topic::ensure(&mut tx).await?;
    let names = Names::typed(&new.name, &new.name_en)?;
    let id = topic::add(&mut tx, &organization, &names).await?;
    let view = view(&mut tx, id).await?;
    key.keep(tx, &new, StatusCode::CREATED, &view).await
}

/// What changes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"hidden": true}))]
pub(super) struct TopicChange {
    /// In Japanese; empty for none of the organization's own.
    #[schema(max_length = 24, nullable = false)]
    name: Option<String>,
    /// In English; empty for none of the organization's own.
    #[schema(max_length = 24, nullable = false)]
    name_en: Option<String>,
    /// It is not offered any more, and stays where it was chosen before.
    #[schema(nullable = false)]
    hidden: Option<bool>,
}

/// Renames a topic, hides it, or offers it again. For administrators.
#[utoipa::path(patch, path = "/api/v1/topics/{id}", operation_id = "changeTopic", tag = "topics",
    request_body = TopicChange, params(("id" = TopicId, Path, description = "The topic.")),
    responses((status = 200, body = TopicView),
              (status = 403, description = "Not an administrator."),
              (status = 422, description = "A name that is taken, or the last one that is offered.")))]
async fn change(
    TokenBearer(mut tx): TokenBearer<Writes>,
    Path(id): Path<TopicId>,
    Body(change): Body<TopicChange>,
) -> Result<Response> {
    let organization = administered(&mut tx).await?;
    let there = topic::find(&mut tx, id).await?.ok_or(Error::NotFound)?.names();
    let text = |new: &Option<String>, old: &Option<String>| new.clone().or(old.clone());
    let (ja, en) = (text(&change.name, &there.ja), text(&change.name_en, &there.en));
    let names = Names::typed(&ja.unwrap_or_default(), &en.unwrap_or_default())?;
    topic::rename(&mut tx, &organization, id, &names, &there).await?;
    if let Some(hidden) = change.hidden {
        topic::set_hidden(&mut tx, &organization, id, hidden).await?;
    }
    let view = view(&mut tx, id).await?;
    tx.commit().await?;
    json(StatusCode::OK, &view)
}
