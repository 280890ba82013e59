//! A topic that a leader proposes, from the form to the verbs.

use crate::{
    agenda::{self, AgendaItemId, Choice},
    one_on_one::{OneOnOne, OneOnOneId},
    topic::TopicId,
    two,
};
use people::pair::Seat;
use platform::{
    Error, Result,
    access::{Tx, Writes},
    error::FieldErrors,
    routing::once,
};
use serde::Deserialize;

/// A topic to choose from.
pub struct TopicOption {
    pub id: String,
    pub name: String,
}

/// What the leader typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ProposalForm {
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub topic: String,
    #[serde(default)]
    pub line: String,
    /// Which 1-on-1 it is for: taken from the address.
    #[serde(skip)]
    pub one_on_one: String,
    #[serde(skip)]
    pub errors: FieldErrors,
}

/// Proposes what was typed. A form that was sent before changes nothing.
///
/// # Errors
/// As [`agenda::propose`].
pub async fn propose(tx: &mut Tx<Writes>, id: OneOnOneId, form: &ProposalForm) -> Result<()> {
    let one_on_one = two::load::<OneOnOne, _>(tx, id).await?;
    let topic = form.topic.parse::<TopicId>();
    let topic = topic.map_err(|_| Error::field("topic", "invalid-topic-missing"))?;
    if !once(tx, &form.key).await? {
        return Ok(());
    }
    let choice = Choice { topic, expectation: None, line: form.line.clone() };
    agenda::propose(tx, &one_on_one, &choice).await.map(drop)
}

/// The member takes it or leaves it. Returns the seat, to know where to go back to.
pub async fn answer(
    tx: &mut Tx<Writes>,
    id: OneOnOneId,
    item: AgendaItemId,
    accepted: bool,
) -> Result<Option<Seat>> {
    let one_on_one = two::load::<OneOnOne, _>(tx, id).await?;
    if accepted {
        agenda::accept(tx, &one_on_one, item).await?;
    } else {
        agenda::decline(tx, &one_on_one, item).await?;
    }
    Ok(one_on_one.seat_of(tx.viewer()))
}

/// The leader takes a proposal back. One that is gone already is fine.
pub async fn withdraw(tx: &mut Tx<Writes>, id: OneOnOneId, item: AgendaItemId) -> Result<()> {
    let one_on_one = two::load::<OneOnOne, _>(tx, id).await?;
    match agenda::remove(tx, &one_on_one, item).await {
        Err(Error::NotFound) => Ok(()),
        other => other,
    }
}
