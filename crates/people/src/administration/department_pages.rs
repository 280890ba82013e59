//! The tree of departments, one level at a time: it stays readable with thousands of them.

use crate::{
    department::{self, Department, DepartmentId},
    organization::Organization,
};
use askama::Template;
use axum::response::Response;
use platform::{
    Error, Result,
    access::{Administer, Administrator, Mode, Tx, Writes},
    error::FieldErrors,
    render::{Frame, page, page_with, see},
    routing::{Form, Path, Query, once},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "administration/templates/departments.html")]
struct DepartmentsPage {
    f: Frame,
    /// From the root down to the one that is open; empty at the top.
    line: Vec<Department>,
    children: Vec<Department>,
    typed: String,
    errors: FieldErrors,
}

#[derive(Deserialize)]
pub(super) struct Open {
    within: Option<DepartmentId>,
}

#[derive(Deserialize)]
pub(super) struct Named {
    within: Option<DepartmentId>,
    name: String,
    #[serde(default)]
    form_key: String,
}

impl DepartmentsPage {
    async fn load<M: Mode>(tx: &mut Tx<M>, within: Option<DepartmentId>) -> Result<Self> {
        let line = match within {
            Some(within) => department::ancestors(tx, within).await?,
            None => Vec::new(),
        };
        if within.is_some() && line.is_empty() {
            return Err(Error::NotFound);
        }
        let children = department::children(tx, within).await?;
        let (typed, errors) = (String::new(), FieldErrors::default());
        Ok(Self { f: Frame::of(tx), line, children, typed, errors })
    }
}

fn address(within: Option<DepartmentId>) -> String {
    match within {
        Some(within) => format!("/administration/departments?within={within}"),
        None => "/administration/departments".into(),
    }
}

pub(super) async fn show(
    Administrator(mut tx): Administrator,
    Query(open): Query<Open>,
) -> Result<Response> {
    page(&DepartmentsPage::load(&mut tx, open.within).await?)
}

pub(super) async fn add(
    Administrator(mut tx): Administrator<Writes>,
    Form(named): Form<Named>,
) -> Result<Response> {
    if !once(&mut tx, &named.form_key).await? {
        return Ok(see(address(named.within)));
    }
    let id = tx.organization();
    let organization = tx.load::<Administer, Organization>(id).await?;
    let added = department::add(&mut tx, &organization, named.within, &named.name).await;
    settled(tx, named.within, &named.name, added.map(|_| ())).await
}

pub(super) async fn rename(
    Administrator(mut tx): Administrator<Writes>,
    Path(department): Path<DepartmentId>,
    Form(named): Form<Named>,
) -> Result<Response> {
    let id = tx.organization();
    let organization = tx.load::<Administer, Organization>(id).await?;
    let renamed = department::rename(&mut tx, &organization, department, &named.name).await;
    settled(tx, Some(department), &named.name, renamed).await
}

pub(super) async fn end(
    Administrator(mut tx): Administrator<Writes>,
    Path(department): Path<DepartmentId>,
) -> Result<Response> {
    let id = tx.organization();
    let organization = tx.load::<Administer, Organization>(id).await?;
    let found = department::find(&mut tx, department).await?.ok_or(Error::NotFound)?;
    match department::end(&mut tx, &organization, department).await {
        Ok(()) => settled(tx, found.parent, "", Ok(())).await,
        refused => settled(tx, Some(department), "", refused).await,
    }
}

async fn settled(
    mut tx: Tx<Writes>,
    within: Option<DepartmentId>,
    typed: &str,
    outcome: Result<()>,
) -> Result<Response> {
    let error = match outcome {
        Ok(()) => {
            tx.commit().await?;
            return Ok(see(address(within)));
        }
        Err(error) => error,
    };
    let status = error.status();
    let Error::Invalid(errors) = error else { return Err(error) };
    let loaded = DepartmentsPage::load(&mut tx, within).await?;
    page_with(status, &DepartmentsPage { typed: typed.into(), errors, ..loaded })
}
