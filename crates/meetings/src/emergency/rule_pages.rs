//! What administrators settle: whether it is on, and who may approve.

use super::{
    model::{Approver, Rule, are_two},
    queries, rules,
    shown::Line,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use people::person;
use platform::{
    Error, PersonId, Result,
    access::{Administrator, Mode, Tx, Writes},
    error::FieldErrors,
    render::{Frame, filters, page, page_with, see},
    routing::{Form, Path},
};
use serde::Deserialize;

const HERE: &str = "/administration/emergency";

#[derive(Template)]
#[template(path = "emergency/templates/rule.html")]
struct RulePage {
    f: Frame,
    rule: Option<Rule>,
    approvers: Vec<Approver>,
    /// On, and two can approve.
    ready: bool,
    /// What the viewer asked for.
    lines: Vec<Line>,
    typed: String,
    errors: FieldErrors,
}

impl RulePage {
    async fn load<M: Mode>(tx: &mut Tx<M>) -> Result<Self> {
        let f = Frame::of(tx);
        let (rule, approvers) = (queries::rule(tx).await?, queries::approvers(tx).await?);
        let able = queries::confirmed_approvers(tx).await?;
        let on = rule.as_ref().is_some_and(|rule| rule.confirmed_at.is_some());
        let all = queries::newest(tx).await?;
        let mine = all.iter().filter(|access| f.viewer.is(access.requester.id));
        let (typed, errors) = (String::new(), FieldErrors::default());
        let lines = mine.map(|access| Line::of(&f, access)).collect();
        Ok(Self { ready: on && are_two(&able), rule, approvers, lines, typed, errors, f })
    }

    /// The viewer proposed or named it, so somebody else must confirm.
    fn is_mine(&self, person: &PersonId) -> bool {
        self.f.viewer.is(*person)
    }
}

pub(super) async fn show(Administrator(mut tx): Administrator) -> Result<Response> {
    page(&RulePage::load(&mut tx).await?)
}

pub(super) async fn propose(Administrator(mut tx): Administrator<Writes>) -> Result<Response> {
    rules::propose(&mut tx).await?;
    tx.commit().await?;
    Ok(see(HERE))
}

pub(super) async fn confirm(Administrator(mut tx): Administrator<Writes>) -> Result<Response> {
    rules::confirm(&mut tx).await?;
    tx.commit().await?;
    Ok(see(HERE))
}

pub(super) async fn switch_off(Administrator(mut tx): Administrator<Writes>) -> Result<Response> {
    rules::switch_off(&mut tx).await?;
    tx.commit().await?;
    Ok(see(HERE))
}

#[derive(Deserialize)]
pub(super) struct Named {
    /// An address.
    #[serde(default)]
    approver: String,
}

pub(super) async fn name(
    Administrator(mut tx): Administrator<Writes>,
    Form(named): Form<Named>,
) -> Result<Response> {
    match name_typed(&mut tx, &named.approver).await {
        Err(Error::Invalid(errors)) => {
            let loaded = RulePage::load(&mut tx).await?;
            let again = RulePage { typed: named.approver, errors, ..loaded };
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
        outcome => outcome?,
    }
    tx.commit().await?;
    Ok(see(HERE))
}

async fn name_typed(tx: &mut Tx<Writes>, typed: &str) -> Result<()> {
    let address = typed.trim().to_lowercase();
    let found = person::find_by_email(tx, &address).await?.filter(|found| !found.suspended);
    let found = found.ok_or(Error::field("approver", "invalid-address-unknown"))?;
    rules::name_approver(tx, found.id).await
}

pub(super) async fn confirm_approver(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    rules::confirm_approver(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(HERE))
}

pub(super) async fn remove_approver(
    Administrator(mut tx): Administrator<Writes>,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    rules::remove_approver(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(HERE))
}
