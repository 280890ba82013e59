//! What stands under a memo, in plain words: who can read it now, and who has.

use super::queries;
use crate::{names, one_on_one::OneOnOne};
use jiff::Timestamp;
use people::pair::Seat;
use platform::{
    PersonId, Result,
    access::{Mode, Tx},
    render::Frame,
};

/// Who can read now beside the two, and why: in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// 田中さん
    pub name: String,
    /// 緊急閲覧、11月24日まで
    pub why: String,
}

/// Somebody without an account who has read, as the two call them.
#[derive(Clone, Debug, PartialEq)]
pub struct Outsider {
    /// 産業医の中村先生
    pub called: String,
    pub at: Timestamp,
}

/// The lines under one memo.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    pub now: String,
    /// An emergency access, were it approved, would change that.
    pub except: bool,
    /// `None`: nobody has read it yet.
    pub read: Option<String>,
    /// The whole list.
    pub path: String,
}

/// The receipt of the shared memo of a 1-on-1. The caller holds a permit for it, and says who else
/// can read it, whether that may change, and how those outside who have read are called.
pub async fn of_memo<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: &OneOnOne,
    (others, except): (&[Other], bool),
    outsiders: &[Outsider],
) -> Result<Receipt> {
    let mut read = queries::readers(tx, one_on_one.id).await?;
    let mine = |reader: &(Option<PersonId>, _, _)| reader.0.is_some_and(|id| f.viewer.is(id));
    // Whoever looks at this has the memo before them, noted or not yet.
    match read.iter().position(mine) {
        Some(place) => read[place].2 = f.now,
        None => read.push((f.viewer.person(), None, f.now)),
    }
    if !outsiders.is_empty() {
        read.retain(|reader| reader.0.is_some());
    }
    let outside = outsiders.iter().map(|one| read_on(f, &one.called, &one.at));
    let read: Vec<String> = read.iter().map(|reader| has_read(f, reader)).chain(outside).collect();
    Ok(Receipt {
        now: can_read(f, one_on_one, others),
        except,
        read: Some(f.with("receipt-read", "names", read.join(&f.t("receipt-and")))),
        path: format!("/pairs/{}/readings?of={}", one_on_one.pair, one_on_one.id),
    })
}

/// The sentence about who can read now.
pub(super) fn can_read(f: &Frame, one_on_one: &OneOnOne, others: &[Other]) -> String {
    let seats = [Seat::Leader, Seat::Member];
    let seats = seats.iter().filter(|seat| one_on_one.pair_lasts() || **seat == Seat::Member);
    let two = seats.map(|seat| {
        let who = called(f, one_on_one.person_in(*seat), one_on_one.name_in(*seat));
        f.with2("receipt-who", "name", who, "why", f.t(format!("receipt-why-{}", seat.word())))
    });
    let key = if others.is_empty() { "receipt-now" } else { "receipt-now-others" };
    let others =
        others.iter().map(|other| f.with2("receipt-who", "name", &other.name, "why", &other.why));
    let names: Vec<String> = two.chain(others).collect();
    f.with(key, "names", names.join(&f.t("receipt-and")))
}

/// あなた, or 佐藤さん
pub(super) fn called(f: &Frame, person: PersonId, name: &str) -> String {
    if f.viewer.is(person) { f.t("receipt-you") } else { names::called(f.texts(), name) }
}

fn has_read(f: &Frame, (id, name, at): &(Option<PersonId>, Option<String>, Timestamp)) -> String {
    let who = match id {
        Some(id) => called(f, *id, name.as_deref().unwrap_or_default()),
        None => f.t("receipt-outside"),
    };
    read_on(f, &who, at)
}

fn read_on(f: &Frame, who: &str, at: &Timestamp) -> String {
    f.with2("receipt-who", "name", who, "why", f.day_of(at))
}
