//! What the leader sees in ten seconds.

use crate::{
    agenda::{self, ItemView},
    last_time, names,
    one_on_one::OneOnOne,
    promise, topic,
};
use people::pair::Seat;
use platform::{
    Result,
    access::{Mode, Tx},
    render::Frame,
};

/// Topics in huge type; what goes beyond is named in one line.
const MOST_TOPICS: usize = 3;
const MOST_PROMISES: usize = 3;

/// The whole look.
pub struct Precheck {
    pub id: String,
    /// The member, as the leader calls them.
    pub member: String,
    /// The leader, as the member calls them: for the member's own view.
    pub leader: String,
    pub starts_at: String,
    pub time: String,
    /// It has begun: nothing is left to wait for.
    pub running: bool,
    /// 10分だけ; nothing for the usual way.
    pub manner: Option<String>,
    pub prepared: bool,
    pub wants: Vec<Want>,
    /// Further topics, named only.
    pub more: Option<String>,
    pub promises: Vec<PromiseLine>,
    /// What the member decided to be mindful of, the last time.
    pub mindful: Vec<String>,
    /// `false` for the member, who looks over the leader's shoulder.
    pub for_leader: bool,
}

/// One topic with what the member would like.
pub struct Want {
    pub item: ItemView,
    /// How to be there: a sentence for the expectation.
    pub behaviour: String,
    /// What to do: a sentence for topic and expectation; none for the organization's own topics.
    pub advice: Option<String>,
}

/// An open promise of the two.
pub struct PromiseLine {
    pub owner: String,
    pub text: String,
}

/// Reads what the page shows.
pub async fn precheck<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: &OneOnOne,
) -> Result<Precheck> {
    let items = agenda::of_one_on_one(tx, one_on_one.id).await?;
    let topics = if items.is_empty() { Vec::new() } else { topic::list(tx).await? };
    let on = agenda::views(f.texts(), items.iter().filter(|item| item.is_on()), &topics);
    let promises = promise::open_of_pair(tx, one_on_one.pair).await?;
    let more: Vec<&str> = on.iter().skip(MOST_TOPICS).map(|item| item.topic.as_str()).collect();
    let more = (!more.is_empty())
        .then(|| f.with("precheck-more", "topics", more.join(&f.t("list-comma"))));
    let newest = promises.iter().rev().take(MOST_PROMISES);
    Ok(Precheck {
        id: one_on_one.id.to_string(),
        member: names::called(f.texts(), &one_on_one.member_name),
        leader: names::called(f.texts(), &one_on_one.leader_name),
        starts_at: one_on_one.starts_at.to_string(),
        time: f.when(&one_on_one.starts_at),
        running: one_on_one.started_at.is_some(),
        manner: one_on_one.manner.said(f.texts()),
        prepared: one_on_one.prepared_at.is_some(),
        wants: on.into_iter().take(MOST_TOPICS).map(|item| want(f, item)).collect(),
        more,
        promises: newest.map(|promise| line(f, one_on_one, promise)).collect(),
        mindful: last_time::last_time(tx, one_on_one).await?.mindful,
        for_leader: one_on_one.seat_of(&f.viewer) == Some(Seat::Leader),
    })
}

fn want(f: &Frame, item: ItemView) -> Want {
    let Some(wanted) = item.expectation else {
        return Want { behaviour: f.t("precheck-open-behaviour"), advice: None, item };
    };
    let key = wanted.key();
    Want {
        behaviour: f.t(format!("expectation-{key}-behaviour")),
        advice: item.word.map(|word| f.t(format!("precheck-{word}-{key}"))),
        item,
    }
}

fn line(f: &Frame, one_on_one: &OneOnOne, promise: &promise::Promise) -> PromiseLine {
    let mine = f.viewer.is(promise.owner);
    let other = one_on_one.name_in(promise.owner_seat());
    let owner = if mine { f.t("promise-mine") } else { names::called(f.texts(), other) };
    PromiseLine { owner, text: promise.text.clone() }
}
