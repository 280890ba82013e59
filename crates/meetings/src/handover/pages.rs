//! The screens of one handover, by who looks and how it stands.

use super::{
    actions,
    lines::{self, Change, NewLine},
    model::{Handover, HandoverId, HandoverState, LineId, Source},
    queries,
    talk_pages::TalkForm,
    view::{self, Head, LineView, NextView, TalkView},
};
use crate::topic::{self, Topic, TopicId};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use people::pair::{Pair, PairId};
use platform::{
    Error, Result,
    access::{Edit, Mode, Permit, Read, SignedIn, Tx, Writes},
    error::FieldErrors,
    render::{self, Frame, filters},
    routing::{Form, Path, Query, once},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "handover/templates/handover.html")]
struct HandoverPage {
    f: Frame,
    head: Head,
    lines: Vec<LineView>,
    nexts: Vec<NextView>,
    /// What a line can be about, for the form.
    topics: Vec<(String, String)>,
    talk: Option<TalkView>,
    done: Option<String>,
    typed: LineForm,
    /// The form for a new line is open: what was typed there could not be taken.
    adds: bool,
    /// A line was changed in another place meanwhile.
    stale: bool,
    errors: FieldErrors,
}

impl HandoverPage {
    /// What is wrong with a field of the form for a new line.
    fn added(&self, field: &str) -> Option<&str> {
        self.errors.of(field).filter(|_| self.adds)
    }
}

#[derive(Template)]
#[template(path = "handover/templates/read.html")]
struct ReadPage {
    f: Frame,
    head: Head,
    /// `None`: not opened yet.
    lines: Option<Vec<LineView>>,
    talk: TalkView,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "handover/templates/over.html")]
struct OverPage {
    f: Frame,
}

#[derive(Deserialize)]
pub(super) struct Arrival {
    done: Option<String>,
}

const DONE: [&str; 7] =
    ["offered", "agreed", "declined", "withdrawn", "named", "proposed", "replied"];

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<HandoverId>,
    Query(arrival): Query<Arrival>,
) -> Result<Response> {
    let handover = tx.load::<Read, Handover>(id).await?;
    if reads(&tx, &handover) {
        return reading(&mut tx, &handover, TalkForm::default(), FieldErrors::default()).await;
    }
    let mut page = page(&mut tx, &handover).await?;
    let known = arrival.done.filter(|word| DONE.contains(&word.as_str()));
    page.done = known.map(|word| page.f.t(format!("handover-done-{word}")));
    render::page(&page)
}

/// The screen once more, with the date that was typed and what is in its way.
pub(super) async fn again<M: Mode>(
    tx: &mut Tx<M>,
    handover: &Handover,
    typed: TalkForm,
    errors: FieldErrors,
) -> Result<Response> {
    if reads(tx, handover) {
        return reading(tx, handover, typed, errors).await;
    }
    let page = page(tx, handover).await?;
    let talk = page.talk.map(|talk| TalkView { typed, ..talk });
    let page = HandoverPage { errors, talk, ..page };
    render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Comes as the next leader, who may have led before as well.
fn reads<M: Mode>(tx: &Tx<M>, handover: &Handover) -> bool {
    handover.is_reader(tx.viewer()) && handover.agreed_at.is_some()
}

async fn page<M: Mode>(tx: &mut Tx<M>, handover: &Handover) -> Result<HandoverPage> {
    let f = Frame::of(tx).at("/journey");
    let head = Head::of(&f, handover);
    let topics = topic::list(tx).await?;
    let lines = if head.sees_lines { queries::lines(tx, handover.id).await? } else { Vec::new() };
    let nexts = if head.is_member { view::nexts(tx, handover).await? } else { Vec::new() };
    let talks = head.state == HandoverState::Running;
    Ok(HandoverPage {
        lines: lines.into_iter().map(|line| view::line(&f, &topics, line)).collect(),
        topics: choosable(&f, &topics, head.is_member),
        talk: if talks { Some(view::talk(tx, &f, handover).await?) } else { None },
        nexts,
        done: None,
        typed: LineForm::default(),
        adds: false,
        stale: false,
        errors: FieldErrors::default(),
        head,
        f,
    })
}

fn choosable(f: &Frame, topics: &[Topic], is_member: bool) -> Vec<(String, String)> {
    let open = |topic: &&Topic| !topic.hidden && (is_member || !lines::is_sensitive(topic.word));
    topics.iter().filter(open).map(|topic| (topic.id.to_string(), topic.name(f.texts()))).collect()
}

/// The screen of the next leader: a cover, then the lines, then that it is over.
async fn reading<M: Mode>(
    tx: &mut Tx<M>,
    handover: &Handover,
    typed: TalkForm,
    errors: FieldErrors,
) -> Result<Response> {
    let f = Frame::of(tx);
    if handover.state(f.now) != HandoverState::Running {
        return render::page_with(StatusCode::GONE, &OverPage { f });
    }
    let topics = topic::list(tx).await?;
    let lines = match handover.read_at {
        Some(_) => Some(queries::lines(tx, handover.id).await?),
        None => None,
    };
    let talk = TalkView { typed, ..view::talk(tx, &f, handover).await? };
    let shown =
        |lines: Vec<_>| lines.into_iter().map(|line| view::line(&f, &topics, line)).collect();
    let lines = lines.map(shown);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    render::page_with(status, &ReadPage { head: Head::of(&f, handover), lines, talk, errors, f })
}

#[derive(Default, Deserialize)]
pub(super) struct LineForm {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub topic: String,
    #[serde(default)]
    key: String,
}

pub(super) async fn add(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<HandoverId>,
    Form(form): Form<LineForm>,
) -> Result<Response> {
    let handover = tx.load::<Edit, Handover>(id).await?;
    let topic = form.topic.parse::<TopicId>().ok();
    let new = NewLine { source: Source::Own, topic, text: form.text.clone(), memo: None };
    let here = format!("/handovers/{id}#lines");
    if !once(&mut tx, &form.key).await? {
        return Ok(render::see(here));
    }
    match lines::add_line(&mut tx, &handover, &new).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(render::see(here))
        }
        Err(Error::Invalid(errors)) => {
            let page =
                HandoverPage { errors, typed: form, adds: true, ..page(&mut tx, &handover).await? };
            render::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other),
    }
}

#[derive(Deserialize)]
pub(super) struct ChangeForm {
    change: String,
    #[serde(default)]
    text: String,
    version: i64,
}

impl ChangeForm {
    fn change(&self) -> Result<Change> {
        match self.change.as_str() {
            "reword" => Ok(Change::Reword(self.text.clone())),
            "strike" => Ok(Change::Strike),
            "restore" => Ok(Change::Restore),
            _ => Err(Error::field("change", "invalid-form")),
        }
    }
}

/// A line that was changed meanwhile comes back with what is there now and what was typed here.
pub(super) async fn change(
    SignedIn(mut tx): SignedIn<Writes>,
    Path((id, line)): Path<(HandoverId, LineId)>,
    Form(form): Form<ChangeForm>,
) -> Result<Response> {
    let handover = tx.load::<Edit, Handover>(id).await?;
    let change = form.change()?;
    let (error, status) =
        match lines::change_line(&mut tx, &handover, (line, form.version), &change).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(render::see(format!("/handovers/{id}#line-{line}")));
            }
            Err(Error::Invalid(errors)) => (Some(errors), StatusCode::UNPROCESSABLE_ENTITY),
            Err(Error::Conflict("conflict-stale")) => (None, StatusCode::CONFLICT),
            Err(other) => return Err(other),
        };
    let page = changed(&mut tx, &handover, line, &form, error).await?;
    render::page_with(status, &page)
}

/// The screen with the line that could not be changed, and what was typed for it.
async fn changed(
    tx: &mut Tx<Writes>,
    handover: &Handover,
    line: LineId,
    form: &ChangeForm,
    error: Option<FieldErrors>,
) -> Result<HandoverPage> {
    let mut page = page(tx, handover).await?;
    page.stale = error.is_none();
    page.errors = error.unwrap_or_default();
    let name = line.to_string();
    for shown in page.lines.iter_mut().filter(|shown| shown.id == name) {
        shown.typed = Some(form.text.clone()).filter(|_| form.change == "reword");
    }
    Ok(page)
}

pub(super) async fn offer(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<HandoverId>,
) -> Result<Response> {
    let handover = tx.load::<Edit, Handover>(id).await?;
    actions::offer(&mut tx, &handover).await?;
    tx.commit().await?;
    Ok(render::see(format!("/handovers/{id}?done=offered")))
}

#[derive(Deserialize)]
pub(super) struct NextForm {
    #[serde(default)]
    next: String,
}

/// The pair that a form names. Whoever may name it need not sit in it.
pub(super) async fn next<M: Mode>(
    tx: &mut Tx<M>,
    typed: &str,
) -> Result<Option<Permit<Read, Pair>>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || Error::field("next", "invalid-handover-next");
    let id: PairId = typed.parse().map_err(|_| wrong())?;
    let organization = tx.organization();
    let mut looking = tx.app().system_reads(organization, "the pair that a handover goes to");
    looking.load::<Read, Pair>(id).await.map(Some).map_err(|_| wrong())
}

pub(super) async fn reader(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<HandoverId>,
    Form(form): Form<NextForm>,
) -> Result<Response> {
    let handover = tx.load::<Edit, Handover>(id).await?;
    let next = next(&mut tx, &form.next).await?;
    actions::name_reader(&mut tx, &handover, next.as_deref()).await?;
    tx.commit().await?;
    Ok(render::see(format!("/handovers/{id}?done=named")))
}

pub(super) async fn read(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<HandoverId>,
) -> Result<Response> {
    let handover = tx.load::<Read, Handover>(id).await?;
    actions::read(&mut tx, &handover).await?;
    tx.commit().await?;
    Ok(render::see(format!("/handovers/{id}")))
}

pub(super) async fn end(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<HandoverId>,
) -> Result<Response> {
    let handover = tx.load::<Edit, Handover>(id).await?;
    actions::end(&mut tx, &handover).await?;
    tx.commit().await?;
    Ok(render::see(format!("/handovers/{id}?done=withdrawn")))
}
