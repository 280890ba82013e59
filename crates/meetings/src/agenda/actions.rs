//! What can be done with an agenda.

use super::{
    model::{
        self, AgendaItem, AgendaItemId, Choice, Expectation, ItemState, MOST_ITEMS, Outcome, Reply,
    },
    queries::{self, Insert},
};
use crate::{
    one_on_one::{self, OneOnOne, OneOnOneId},
    topic::{self, Topic, TopicId},
};
use people::pair::Seat;
use platform::{
    Error, Result,
    access::{Edit, Permit, Tx, Writes},
};

/// The member's choices take the place of what they chose before. Items that stay keep their
/// identity; a leader's proposal that is among the choices is accepted by that.
///
/// # Errors
/// `Forbidden` for the leader, `Conflict` when the form was out of date or the 1-on-1 is over,
/// `Invalid` for an unknown topic, too many items or a line that is too long.
pub async fn prepare(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    choices: &[Choice],
    version: i64,
) -> Result<()> {
    seat_must_be(tx, one_on_one, Seat::Member)?;
    one_on_one.must_be_version(version)?;
    let before = queries::of_one_on_one(tx, one_on_one.id).await?;
    let choices = checked(tx, choices, &before).await?;
    for item in before.iter().filter(|item| item.is_on()) {
        if !choices.iter().any(|choice| choice.topic == item.topic) {
            queries::delete(tx, item.id).await?;
        }
    }
    for (position, choice) in choices.iter().enumerate() {
        let known = known(&before, choice.topic);
        put(tx, one_on_one.id, choice, position as i64, known).await?;
    }
    one_on_one::prepare_done(tx, one_on_one).await
}

async fn put(
    tx: &mut Tx<Writes>,
    one_on_one: OneOnOneId,
    choice: &Choice,
    position: i64,
    known: Option<&AgendaItem>,
) -> Result<()> {
    if let Some(item) = known {
        return queries::set_choice(tx, item.id, choice, position).await;
    }
    let new = Insert {
        one_on_one,
        choice,
        proposed_by: Seat::Member,
        state: ItemState::Accepted,
        position,
        carried_from: None,
    };
    queries::insert(tx, &new).await.map(drop)
}

/// The item that speaks of this topic: rather one that is on the agenda than a proposal, and rather
/// that than one that was declined.
fn known(items: &[AgendaItem], topic: TopicId) -> Option<&AgendaItem> {
    let rank = |item: &&AgendaItem| match item.state {
        ItemState::Accepted => 0,
        ItemState::Proposed => 1,
        ItemState::Declined => 2,
    };
    items.iter().filter(|item| item.topic == topic).min_by_key(rank)
}

/// Is this topic on the agenda, or waits there as a proposal?
fn lives(items: &[AgendaItem], topic: TopicId) -> bool {
    items.iter().any(|item| item.topic == topic && item.lives())
}

/// What is there already may stay, even where carried topics made it more than may be chosen.
async fn checked(
    tx: &mut Tx<Writes>,
    choices: &[Choice],
    before: &[AgendaItem],
) -> Result<Vec<Choice>> {
    let adds = choices.iter().any(|choice| !lives(before, choice.topic));
    if choices.len() > MOST_ITEMS && adds {
        return Err(Error::field("topic", "invalid-topics-many"));
    }
    let mut kept: Vec<Choice> = Vec::with_capacity(choices.len());
    for choice in choices {
        known_topic(tx, choice).await?;
        if kept.iter().any(|other| other.topic == choice.topic) {
            return Err(Error::field("topic", "invalid-topic-twice"));
        }
        kept.push(Choice { line: model::clean_line(&choice.line)?, ..choice.clone() });
    }
    Ok(kept)
}

async fn known_topic(tx: &mut Tx<Writes>, choice: &Choice) -> Result<Topic> {
    let found = topic::find(tx, choice.topic).await?;
    found.ok_or(Error::field("topic", "invalid-topic"))
}

/// The member wants these topics as well: what is on the agenda already, or waits there as a
/// proposal, stays as it is, with its words.
///
/// # Errors
/// As [`prepare`].
pub async fn prepare_also(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    choices: &[Choice],
    version: i64,
) -> Result<()> {
    seat_must_be(tx, one_on_one, Seat::Member)?;
    one_on_one.must_be_version(version)?;
    let there = queries::of_one_on_one(tx, one_on_one.id).await?;
    let missing = choices.iter().filter(|choice| !lives(&there, choice.topic));
    let missing: Vec<Choice> = missing.cloned().collect();
    let lasting = there.iter().filter(|item| item.lives()).count();
    if !missing.is_empty() && lasting + missing.len() > MOST_ITEMS {
        return Err(Error::field("topic", "invalid-topics-many"));
    }
    for (position, choice) in (there.len()..).zip(&checked(tx, &missing, &there).await?) {
        put(tx, one_on_one.id, choice, position as i64, None).await?;
    }
    one_on_one::prepare_done(tx, one_on_one).await
}

/// Adds one topic, before or during the meeting. From the leader it is a proposal.
///
/// # Errors
/// `Conflict` when the 1-on-1 is over; `Invalid` for an unknown topic, too many items or a line that
/// is too long, also when it is on the agenda already, or when a leader proposes private life.
pub async fn add(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    choice: &Choice,
) -> Result<AgendaItemId> {
    one_on_one.must_be_open()?;
    let seat = one_on_one.seat_of(tx.viewer()).unwrap_or(Seat::Member);
    let topic = known_topic(tx, choice).await?;
    if !topic.may_be_proposed_by(seat) {
        return Err(Error::field("topic", "invalid-topic-private"));
    }
    let items = queries::of_one_on_one(tx, one_on_one.id).await?;
    if items.len() >= MOST_ITEMS {
        return Err(Error::field("topic", "invalid-topics-many"));
    }
    if lives(&items, choice.topic) {
        return Err(Error::field("topic", "invalid-topic-twice"));
    }
    let choice = Choice { line: model::clean_line(&choice.line)?, ..choice.clone() };
    let state = if seat == Seat::Leader { ItemState::Proposed } else { ItemState::Accepted };
    let new = Insert {
        one_on_one: one_on_one.id,
        choice: &choice,
        proposed_by: seat,
        state,
        position: items.len() as i64,
        carried_from: None,
    };
    let id = queries::insert(tx, &new).await?;
    one_on_one::changed(tx, one_on_one).await?;
    Ok(id)
}

/// A leader proposes a topic; the member may decline without a word.
///
/// # Errors
/// As [`add`]; `Forbidden` for the member, who simply adds.
pub async fn propose(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    choice: &Choice,
) -> Result<AgendaItemId> {
    seat_must_be(tx, one_on_one, Seat::Leader)?;
    add(tx, one_on_one, choice).await
}

/// What the member says to a leader's proposal.
///
/// # Errors
/// `Forbidden` for the leader, `Conflict` when the 1-on-1 is over.
pub async fn reply(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    id: AgendaItemId,
    reply: Reply,
) -> Result<()> {
    match reply {
        Reply::Accept => accept(tx, one_on_one, id).await,
        Reply::Decline => decline(tx, one_on_one, id).await,
    }
}

/// The member takes a leader's proposal.
pub async fn accept(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    id: AgendaItemId,
) -> Result<()> {
    answer_proposal(tx, one_on_one, id, ItemState::Accepted).await
}

/// The member declines a leader's proposal.
pub async fn decline(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    id: AgendaItemId,
) -> Result<()> {
    answer_proposal(tx, one_on_one, id, ItemState::Declined).await
}

async fn answer_proposal(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    id: AgendaItemId,
    state: ItemState,
) -> Result<()> {
    seat_must_be(tx, one_on_one, Seat::Member)?;
    let item = load(tx, one_on_one, id).await?;
    if item.proposed_by == Seat::Member {
        return Err(Error::NotFound);
    }
    queries::set_state(tx, id, state).await?;
    one_on_one::changed(tx, one_on_one).await
}

/// The member wants something else back, also in the middle of the talk: one tap.
pub async fn change_expectation(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    id: AgendaItemId,
    expectation: Option<Expectation>,
) -> Result<()> {
    seat_must_be(tx, one_on_one, Seat::Member)?;
    load(tx, one_on_one, id).await?;
    queries::set_expectation(tx, id, expectation).await?;
    one_on_one::changed(tx, one_on_one).await
}

/// The member says a topic's words better.
///
/// # Errors
/// `Forbidden` for the leader, `Invalid` for a line that is too long.
pub async fn reword(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    id: AgendaItemId,
    line: &str,
) -> Result<()> {
    seat_must_be(tx, one_on_one, Seat::Member)?;
    load(tx, one_on_one, id).await?;
    queries::set_line(tx, id, &model::clean_line(line)?).await?;
    one_on_one::changed(tx, one_on_one).await
}

/// What became of a topic: reached, or raised later.
pub async fn set_outcome(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    id: AgendaItemId,
    outcome: Outcome,
) -> Result<()> {
    load(tx, one_on_one, id).await?;
    queries::set_outcome(tx, id, outcome).await?;
    one_on_one::changed(tx, one_on_one).await
}

/// Takes an item off: the member any, the leader an own proposal that is not accepted.
pub async fn remove(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    id: AgendaItemId,
) -> Result<()> {
    let item = load(tx, one_on_one, id).await?;
    let seat = one_on_one.seat_of(tx.viewer());
    let own_proposal = item.proposed_by == Seat::Leader && item.state == ItemState::Proposed;
    if seat == Some(Seat::Leader) && !own_proposal {
        return Err(Error::Forbidden);
    }
    queries::delete(tx, id).await?;
    one_on_one::changed(tx, one_on_one).await
}

async fn load(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    id: AgendaItemId,
) -> Result<AgendaItem> {
    one_on_one.must_be_open()?;
    queries::find(tx, one_on_one.id, id).await?.ok_or(Error::NotFound)
}

fn seat_must_be(tx: &Tx<Writes>, one_on_one: &OneOnOne, seat: Seat) -> Result<()> {
    let sits = one_on_one.seat_of(tx.viewer()) == Some(seat) || tx.viewer().is_system();
    if sits { Ok(()) } else { Err(Error::Forbidden) }
}
