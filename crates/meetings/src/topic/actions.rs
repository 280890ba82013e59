//! What administrators do with the list of topics. Whoever holds the organization to administer it
//! may.

use super::{
    model::{Names, Topic, TopicId},
    queries,
};
use jiff::tz::TimeZone;
use people::{
    audit::{self, Subject},
    organization::Organization,
};
use platform::{
    Error, Result,
    access::{Administer, Permit, Tx, Writes},
    i18n::Language,
    text_enum,
};

type Administered = Permit<Administer, Organization>;

/// More would be no choice in 60 seconds.
pub const MOST: usize = 30;

text_enum! {
    /// Where a topic goes in the list.
    pub enum Direction { Up = "up", Down = "down" }
}

/// Adds a topic of the organization's own, after the others.
///
/// # Errors
/// `Invalid` for a name that is missing or taken, or when there are too many.
pub async fn add(tx: &mut Tx<Writes>, _: &Administered, names: &Names) -> Result<TopicId> {
    names.must_be_there()?;
    let all = queries::list(tx).await?;
    if all.len() >= MOST {
        return Err(Error::field("name", "invalid-topic-many"));
    }
    must_be_free(tx, &all, None, names)?;
    let id = queries::insert(tx, names).await?;
    audit::record(tx, "topic-added", Subject::Row("topic", id.0)).await?;
    Ok(id)
}

/// Gives a topic another name; one of the seven without any gets its first name back. What was
/// talked about in the past shows the new name as well.
///
/// # Errors
/// As [`add`]; `NotFound` for a topic that is not here, `Conflict` when it is not called `seen` any
/// more.
pub async fn rename(
    tx: &mut Tx<Writes>,
    _: &Administered,
    id: TopicId,
    names: &Names,
    seen: &Names,
) -> Result<()> {
    let all = queries::list(tx).await?;
    let topic = all.iter().find(|topic| topic.id == id).ok_or(Error::NotFound)?;
    if topic.names() == *names {
        return Ok(());
    }
    if topic.names() != *seen {
        return Err(Error::Conflict("conflict-stale"));
    }
    if topic.word.is_none() {
        names.must_be_there()?;
    }
    must_be_free(tx, &all, Some(id), names)?;
    queries::set_names(tx, id, names).await?;
    audit::record(tx, "topic-renamed", Subject::Row("topic", id.0)).await
}

/// Takes a topic out of what is offered, or brings it back. Where it was chosen it stays.
///
/// # Errors
/// `Invalid` for the last one that is offered, `NotFound` for a topic that is not here.
pub async fn set_hidden(
    tx: &mut Tx<Writes>,
    _: &Administered,
    id: TopicId,
    hidden: bool,
) -> Result<()> {
    let all = queries::list(tx).await?;
    let topic = all.iter().find(|topic| topic.id == id).ok_or(Error::NotFound)?;
    if topic.hidden == hidden {
        return Ok(());
    }
    if hidden && all.iter().filter(|topic| !topic.hidden).count() == 1 {
        return Err(Error::field("topics", "invalid-topic-last"));
    }
    queries::set_hidden(tx, id, hidden).await?;
    let action = if hidden { "topic-hidden" } else { "topic-shown" };
    audit::record(tx, action, Subject::Row("topic", id.0)).await
}

/// Moves a topic by one place. At the end of the list nothing happens.
///
/// # Errors
/// `NotFound` for a topic that is not here.
pub async fn shift(
    tx: &mut Tx<Writes>,
    _: &Administered,
    id: TopicId,
    direction: Direction,
) -> Result<()> {
    let mut all = queries::list(tx).await?;
    let here = all.iter().position(|topic| topic.id == id).ok_or(Error::NotFound)?;
    let there = match direction {
        Direction::Up => here.checked_sub(1),
        Direction::Down => Some(here + 1).filter(|there| *there < all.len()),
    };
    let Some(there) = there else { return Ok(()) };
    all.swap(here, there);
    for (position, topic) in all.iter().enumerate() {
        queries::set_position(tx, topic.id, position as i64).await?;
    }
    audit::record(tx, "topic-moved", Subject::Row("topic", id.0)).await
}

/// # Errors
/// `Invalid` when another topic goes by one of these names, in that language.
fn must_be_free(
    tx: &Tx<Writes>,
    all: &[Topic],
    except: Option<TopicId>,
    names: &Names,
) -> Result<()> {
    let typed = [("name", Language::Ja, &names.ja), ("name_en", Language::En, &names.en)];
    for (field, language, name) in typed {
        let texts = tx.app().texts(language, TimeZone::UTC);
        let mut others = all.iter().filter(|topic| Some(topic.id) != except);
        if others.any(|topic| name.as_ref().is_some_and(|name| *name == topic.name(&texts))) {
            return Err(Error::field(field, "invalid-topic-taken"));
        }
    }
    Ok(())
}
