//! Before the start: what is on the agenda, and one thing to do.

use super::shown::{self, Head, PromiseLine};
use crate::{
    agenda::{self, ItemView},
    emergency,
    last_time::{LastTime, last_time},
    names,
    one_on_one::{Manner, OneOnOne},
    topic,
};
use askama::Template;
use jiff::{SignedDuration, Timestamp};
use people::pair::Seat;
use platform::{
    Result,
    access::{Mode, Tx},
    render::{Frame, filters},
};

/// From so many minutes before the planned time on, beginning is the thing to do.
const NEAR: SignedDuration = SignedDuration::from_mins(15);

#[derive(Template)]
#[template(path = "room/templates/before.html")]
pub struct BeforePage {
    pub f: Frame,
    head: Head,
    items: Vec<ItemView>,
    promises: Vec<PromiseLine>,
    last_time: LastTime,
    prepared: bool,
    /// The look before the start, in words.
    seen: Option<String>,
    /// Its time has come.
    near: bool,
    written: bool,
    /// The pair lasts: it can still take place.
    possible: bool,
    /// An emergency access, were it approved, would let somebody else read.
    except: bool,
}

pub async fn before<M: Mode>(tx: &mut Tx<M>, one_on_one: &OneOnOne) -> Result<BeforePage> {
    let f = Frame::of(tx);
    let topics = topic::list(tx).await?;
    let items = agenda::of_one_on_one(tx, one_on_one.id).await?;
    let on = items.iter().filter(|item| item.is_on());
    Ok(BeforePage {
        head: Head::of(&f, one_on_one)?,
        items: agenda::views(f.texts(), on, &topics),
        promises: shown::promises(tx, &f, one_on_one).await?,
        last_time: last_time(tx, one_on_one).await?,
        prepared: one_on_one.prepared_at.is_some(),
        seen: one_on_one.seen_at.map(|at| seen(&f, one_on_one, at)),
        near: one_on_one.starts_at.duration_since(f.now) <= NEAR,
        written: one_on_one.manner == Manner::Written,
        possible: one_on_one.pair_lasts(),
        except: emergency::is_on(tx).await?,
        f,
    })
}

/// The leader knows that they looked; the member sees when.
fn seen(f: &Frame, one_on_one: &OneOnOne, at: Timestamp) -> String {
    match one_on_one.seat_of(&f.viewer) {
        Some(Seat::Leader) => f.t("looked"),
        _ => {
            let leader = names::called(f.texts(), &one_on_one.leader_name);
            f.with2("seen-by", "name", leader, "time", f.when(&at))
        }
    }
}
