//! The page of the look, and its one button.

use super::view::{self, Precheck};
use crate::{
    one_on_one::{self, OneOnOne, OneOnOneId},
    two,
};
use askama::Template;
use axum::response::Response;
use platform::{
    Result,
    access::{SignedIn, Writes},
    render::{self, Frame},
    routing::Path,
};

#[derive(Template)]
#[template(path = "precheck/templates/precheck.html")]
struct PrecheckPage {
    f: Frame,
    page: Precheck,
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    if !one_on_one.is_open() {
        return Ok(render::see(format!("/one-on-ones/{id}")));
    }
    let f = Frame::of(&tx).at("/today");
    let page = view::precheck(&mut tx, &f, &one_on_one).await?;
    render::page(&PrecheckPage { f, page })
}

pub(super) async fn look(
    SignedIn(mut tx): SignedIn<Writes>,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = two::load::<OneOnOne, _>(&mut tx, id).await?;
    one_on_one::look(&mut tx, &one_on_one).await?;
    tx.commit().await?;
    Ok(render::see(format!("/one-on-ones/{id}")))
}
