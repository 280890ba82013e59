//! The screens of a 1-on-1, by how far it is.

use super::{after, before, during::during, live::Jot};
use crate::one_on_one::{OneOnOne, OneOnOneId, Status};
use axum::response::Response;
use platform::{
    Result,
    access::{Read, SignedIn},
    render,
    routing::{Path, Query},
};
use serde::Deserialize;

/// How the viewer wants to see it.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// `1`: both look at one screen.
    #[serde(default)]
    together: String,
    /// `1`: to add something to one that is over.
    #[serde(default)]
    write: String,
}

impl Asked {
    pub fn together(&self) -> bool {
        self.together == "1"
    }

    fn writes(&self) -> bool {
        self.write == "1"
    }

    /// The address of the 1-on-1, seen in the same way.
    pub fn path(&self, id: OneOnOneId) -> String {
        let suffix = match (self.together(), self.writes()) {
            (true, _) => "?together=1",
            (false, true) => "?write=1",
            (false, false) => "",
        };
        format!("/one-on-ones/{id}{suffix}")
    }
}

pub(super) async fn show(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?.into_row();
    let begun = one_on_one.started_at.is_some();
    let writes = begun && one_on_one.pair_lasts();
    match (one_on_one.is_open(), begun) {
        (true, false) => render::page(&before::before(&mut tx, &one_on_one).await?),
        (true, true) if writes => during(tx, &one_on_one, asked.together(), Jot::default()).await,
        (false, _) if writes && asked.writes() => {
            during(tx, &one_on_one, false, Jot::default()).await
        }
        _ => after::after(tx, &one_on_one).await,
    }
}

pub(super) async fn closed(
    SignedIn(mut tx): SignedIn,
    Path(id): Path<OneOnOneId>,
) -> Result<Response> {
    let one_on_one = tx.load::<Read, OneOnOne>(id).await?;
    if one_on_one.status != Status::Held {
        return Ok(render::see(format!("/one-on-ones/{id}")));
    }
    render::page(&after::closed(&mut tx, &one_on_one).await?)
}
