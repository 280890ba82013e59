//! The last step of the first run: a first date for the administrator's own pairs.

use crate::pair::{self, Pair};
use askama::Template;
use axum::response::Response;
use platform::{
    Result,
    access::Administrator,
    render::{Frame, filters, page},
    routing::Query,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "set_up/templates/first_steps.html")]
struct FirstStepsPage {
    f: Frame,
    /// How many people were just added.
    added: usize,
    /// The viewer's own pairs: their first date is next.
    pairs: Vec<Pair>,
}

#[derive(Deserialize)]
pub(super) struct Back {
    added: Option<usize>,
}

pub(super) async fn show(
    Administrator(mut tx): Administrator,
    Query(back): Query<Back>,
) -> Result<Response> {
    let me = tx.me()?;
    let pairs = pair::of_person(&mut tx, me).await?;
    let pairs = pairs.into_iter().filter(Pair::lasts).collect();
    page(&FirstStepsPage { f: Frame::of(&tx), added: back.added.unwrap_or(0), pairs })
}

impl FirstStepsPage {
    fn other(&self, pair: &Pair) -> String {
        let seat = pair.seat_of(&self.f.viewer).unwrap_or(pair::Seat::Member);
        pair.name_in(seat.other()).to_owned()
    }
}
