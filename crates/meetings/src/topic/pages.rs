//! The list of topics, for administrators.

use super::{
    actions::{self, Direction},
    model::{LONGEST_NAME, Names, Topic, TopicId},
    queries,
};
use askama::Template;
use axum::response::Response;
use people::organization::Organization;
use platform::{
    Error, Result,
    access::{Administer, Administrator, Mode, Permit, Tx, Writes},
    error::FieldErrors,
    i18n::{Language, Texts},
    render::{self, Frame, filters},
    routing::{Form, Path, once},
};
use serde::Deserialize;

const HERE: &str = "/administration/topics";

#[derive(Template)]
#[template(path = "topic/templates/topics.html")]
struct TopicsPage {
    f: Frame,
    rows: Vec<Row>,
    longest: usize,
    /// What was typed and could not be taken: for a new one.
    new: Typed,
    /// What is in the way of hiding, which has no field.
    last: Option<String>,
}

/// One topic of the list.
struct Row {
    id: String,
    icon: &'static str,
    name: String,
    /// The name in the other language.
    other: String,
    hidden: bool,
    /// Of one of the seven that was renamed.
    first_name: Option<String>,
    is_first: bool,
    is_last: bool,
    seen: String,
    typed: Typed,
    open: bool,
}

/// Names as they were typed, with what is wrong.
#[derive(Clone, Debug, Default)]
struct Typed {
    name: String,
    name_en: String,
    errors: FieldErrors,
    stale: bool,
}

impl Typed {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors.of(field)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NamesForm {
    name: String,
    name_en: String,
    /// The names when the form was shown, apart by a bar.
    seen: String,
    key: String,
}

impl NamesForm {
    fn names(&self) -> Result<Names> {
        Names::typed(&self.name, &self.name_en)
    }

    fn seen(&self) -> Result<Names> {
        let (ja, en) = self.seen.split_once('|').unwrap_or((&self.seen, ""));
        Names::typed(ja, en)
    }

    fn typed(self, error: Error) -> Result<Typed> {
        let Self { name, name_en, .. } = self;
        match error {
            Error::Invalid(errors) => Ok(Typed { name, name_en, errors, stale: false }),
            Error::Conflict("conflict-stale") => {
                Ok(Typed { name, name_en, errors: FieldErrors::default(), stale: true })
            }
            other => Err(other),
        }
    }
}

pub(super) async fn show(Administrator(mut tx): Administrator) -> Result<Response> {
    render::page(&TopicsPage::load(&mut tx).await?)
}

pub(super) async fn add(
    Administrator(mut tx): Administrator<Writes>,
    Form(form): Form<NamesForm>,
) -> Result<Response> {
    match take_new(&mut tx, &form).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(render::see(HERE))
        }
        Err(error) => {
            let status = error.status();
            let new = form.typed(error)?;
            let page = TopicsPage { new, ..TopicsPage::load(&mut tx).await? };
            render::page_with(status, &page)
        }
    }
}

async fn take_new(tx: &mut Tx<Writes>, form: &NamesForm) -> Result<()> {
    let organization = administered(tx).await?;
    if !once(tx, &form.key).await? {
        return Ok(());
    }
    queries::ensure(tx).await?;
    actions::add(tx, &organization, &form.names()?).await.map(drop)
}

pub(super) async fn rename(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<TopicId>,
    Form(form): Form<NamesForm>,
) -> Result<Response> {
    match take_names(&mut tx, id, &form).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(render::see(format!("{HERE}#topic-{id}")))
        }
        Err(error) => {
            let status = error.status();
            let typed = form.typed(error)?;
            let mut page = TopicsPage::load(&mut tx).await?;
            for row in page.rows.iter_mut().filter(|row| row.id == id.to_string()) {
                row.open = true;
                row.typed = typed.clone();
            }
            render::page_with(status, &page)
        }
    }
}

async fn take_names(tx: &mut Tx<Writes>, id: TopicId, form: &NamesForm) -> Result<()> {
    let organization = administered(tx).await?;
    actions::rename(tx, &organization, id, &form.names()?, &form.seen()?).await
}

#[derive(Debug, Deserialize)]
pub(super) struct VisibilityForm {
    hidden: bool,
}

pub(super) async fn set_visibility(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<TopicId>,
    Form(form): Form<VisibilityForm>,
) -> Result<Response> {
    let organization = administered(&mut tx).await?;
    match actions::set_hidden(&mut tx, &organization, id, form.hidden).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(render::see(format!("{HERE}#topic-{id}")))
        }
        Err(Error::Invalid(errors)) => {
            let last = errors.0.into_iter().next().map(|error| error.reason);
            let page = TopicsPage { last, ..TopicsPage::load(&mut tx).await? };
            render::page_with(Error::Invalid(FieldErrors::default()).status(), &page)
        }
        Err(other) => Err(other),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct ShiftForm {
    to: Direction,
    #[serde(default)]
    key: String,
}

pub(super) async fn shift(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<TopicId>,
    Form(form): Form<ShiftForm>,
) -> Result<Response> {
    let organization = administered(&mut tx).await?;
    if once(&mut tx, &form.key).await? {
        actions::shift(&mut tx, &organization, id, form.to).await?;
    }
    tx.commit().await?;
    Ok(render::see(format!("{HERE}#topic-{id}")))
}

async fn administered(tx: &mut Tx<Writes>) -> Result<Permit<Administer, Organization>> {
    let id = tx.organization();
    tx.load::<Administer, Organization>(id).await
}

impl TopicsPage {
    /// The list as it stands.
    async fn load<M: Mode>(tx: &mut Tx<M>) -> Result<Self> {
        let topics = queries::list(tx).await?;
        let f = Frame::of(tx).at("/administration");
        let language = if f.texts().language == Language::Ja { Language::En } else { Language::Ja };
        let other = tx.app().texts(language, f.viewer.zone.clone());
        let mut rows: Vec<Row> = topics.iter().map(|topic| row(&f, &other, topic)).collect();
        if let Some(first) = rows.first_mut() {
            first.is_first = true;
        }
        if let Some(last) = rows.last_mut() {
            last.is_last = true;
        }
        Ok(Self { f, rows, longest: LONGEST_NAME, new: Typed::default(), last: None })
    }
}

fn row(f: &Frame, other: &Texts, topic: &Topic) -> Row {
    let name = topic.name(f.texts());
    let other = topic.name(other);
    let Names { ja, en } = topic.names();
    let (ja, en) = (ja.unwrap_or_default(), en.unwrap_or_default());
    Row {
        id: topic.id.to_string(),
        icon: topic.icon(),
        other: if other == name { String::new() } else { other },
        name,
        hidden: topic.hidden,
        first_name: topic.word.filter(|_| topic.is_renamed()).map(|w| f.t(format!("topic-{w}"))),
        is_first: false,
        is_last: false,
        seen: format!("{ja}|{en}"),
        typed: Typed { name: ja, name_en: en, ..Typed::default() },
        open: false,
    }
}
