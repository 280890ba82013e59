//! Promises with their three buttons: kept, under way, let go.

use crate::{
    names,
    promise::{Promise, State},
};
use jiff::{SignedDuration, Timestamp};
use platform::{PersonId, render::Frame};
use std::collections::HashMap;

/// A tap can be taken back for this long.
const TAKE_BACK: SignedDuration = SignedDuration::from_hours(12);

/// The buttons in the order in which they are shown.
const ANSWERS: [State; 3] = [State::Done, State::Open, State::Dropped];

/// Since when settled promises are still shown.
pub fn shown_since(now: Timestamp) -> Timestamp {
    now.saturating_sub(TAKE_BACK).unwrap_or(now)
}

/// One promise as the home screens show it.
#[derive(Clone, Debug)]
pub struct PromiseView {
    pub id: String,
    pub text: String,
    /// あなた, or 佐藤さん.
    pub owner: String,
    /// With whom, where the viewer owes it.
    pub with: Option<String>,
    pub due: Option<String>,
    pub answers: [Answer; 3],
}

/// One of the three buttons.
#[derive(Clone, Debug)]
pub struct Answer {
    pub word: &'static str,
    pub label: String,
    pub chosen: bool,
}

/// `partners` names the other people, for promises of several pairs.
pub fn views(
    f: &Frame,
    promises: &[Promise],
    partners: &HashMap<PersonId, String>,
) -> Vec<PromiseView> {
    promises.iter().map(|promise| view(f, promise, partners)).collect()
}

fn view(f: &Frame, promise: &Promise, partners: &HashMap<PersonId, String>) -> PromiseView {
    let texts = f.texts();
    let mine = f.viewer.is(promise.owner);
    let partner = partners.get(&promise.partner_of(promise.owner)).filter(|_| mine);
    PromiseView {
        id: promise.id.to_string(),
        text: promise.text.clone(),
        owner: if mine {
            texts.t("promise-mine")
        } else {
            names::called(texts, &promise.owner_name)
        },
        with: partner.map(|name| names::called(texts, name)),
        due: promise.due.map(|due| f.with("promise-until", "day", f.day(&due))),
        answers: ANSWERS.map(|state| answer(f, promise, state)),
    }
}

fn answer(f: &Frame, promise: &Promise, state: State) -> Answer {
    Answer {
        word: state.word(),
        label: f.t(format!("promise-{state}")),
        chosen: promise.state == state,
    }
}
