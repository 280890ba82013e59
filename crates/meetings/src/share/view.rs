//! Shares in words, for the screens.

use super::{
    model::{Opening, Passage, Reader, Share, ShareState},
    queries,
};
use crate::{
    names,
    one_on_one::OneOnOneId,
    reading::{Other, Outsider},
};
use platform::{
    Result,
    access::{Mode, Tx},
    render::Frame,
};

/// How a state shows: badge class, icon; its word is `share-state-<state>`.
fn sign(state: ShareState) -> (&'static str, &'static str) {
    match state {
        ShareState::Running => ("ok", "eye"),
        ShareState::Asked => ("turn", "hourglass"),
        _ => ("", "circle-dashed"),
    }
}

/// What every screen says about a share.
pub struct Head {
    pub id: String,
    pub pair: String,
    pub one_on_one: String,
    pub state: ShareState,
    pub badge: &'static str,
    pub icon: &'static str,
    pub reader: String,
    pub outside: bool,
    /// Somebody outside can read it only once there is a link.
    pub unlinked: bool,
    pub purpose: String,
    /// The last day on which it can be read.
    pub until: String,
    /// The day of the 1-on-1.
    pub day: String,
    pub leader: String,
    pub member: String,
    pub asker: String,
    pub other: String,
    pub asked_by_me: bool,
    pub words: String,
}

impl Head {
    pub fn of(f: &Frame, share: &Share) -> Self {
        let state = share.state(f.now);
        let outside = share.reader.as_ref().is_some_and(Reader::is_outside);
        let unlinked = state == ShareState::Running && outside && share.link.is_none();
        let (badge, icon) = if unlinked { ("info", "key-round") } else { sign(state) };
        let called = |name: &str| names::called(f.texts(), name);
        let name = share.reader.as_ref().map(Reader::name).unwrap_or_default();
        Self {
            id: share.id.to_string(),
            pair: share.pair.to_string(),
            one_on_one: share.one_on_one.to_string(),
            state,
            badge,
            icon,
            reader: if outside { name.to_owned() } else { called(name) },
            outside,
            unlinked,
            purpose: share.purpose.clone(),
            until: share.until.map(|until| last_day(f, until)).unwrap_or_default(),
            day: f.day_of(&share.starts_at),
            leader: names::unbroken(&share.leader_name),
            member: names::unbroken(&share.member_name),
            asker: called(share.name_of(share.asker)),
            other: called(share.name_of(share.other())),
            asked_by_me: f.viewer.is(share.asker),
            words: share.words.clone(),
        }
    }

    /// The key of the word for how it stands.
    pub fn state_key(&self) -> String {
        if self.unlinked {
            return "share-state-unlinked".into();
        }
        format!("share-state-{}", self.state)
    }

    pub fn waits(&self) -> bool {
        self.state == ShareState::Asked
    }

    pub fn runs(&self) -> bool {
        self.state == ShareState::Running
    }
}

/// The end is the first moment of the day after.
fn last_day(f: &Frame, until: jiff::Timestamp) -> String {
    let last = until.saturating_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(until);
    f.day_of(&last)
}

/// One passage on a screen.
pub struct PassageView {
    pub id: String,
    pub html: String,
}

pub fn passage(passage: Passage) -> PassageView {
    PassageView { id: passage.id.to_string(), html: passage.html }
}

/// Who opened it when.
pub struct OpeningView {
    pub when: String,
    pub name: String,
}

pub fn opening(f: &Frame, head: &Head, opening: &Opening) -> OpeningView {
    let inside = opening.name.as_ref().map(|name| names::called(f.texts(), name));
    OpeningView { when: f.when(&opening.at), name: inside.unwrap_or_else(|| head.reader.clone()) }
}

/// Who can read passages of the shared memo of a 1-on-1 at the moment, and who outside has, for its
/// receipt. The caller holds a permit for the 1-on-1.
pub async fn others<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: OneOnOneId,
) -> Result<(Vec<Other>, Vec<Outsider>)> {
    let Some(memo) = queries::memo_of(tx, one_on_one).await? else { return Ok(Default::default()) };
    let readers = queries::readers_of(tx, memo).await?;
    let outsiders = readers.iter().filter_map(outsider).collect();
    let running = readers.into_iter().filter(|reader| reader.state == ShareState::Running);
    let other = |reader: super::ShareReader| Other {
        name: match &reader.reader {
            Reader::Inside { name, .. } => names::called(f.texts(), name),
            Reader::Outside { called } => called.clone(),
        },
        why: f.with("share-receipt", "day", last_day(f, reader.until.unwrap_or(f.now))),
    };
    Ok((running.map(other).collect(), outsiders))
}

fn outsider(reader: &super::ShareReader) -> Option<Outsider> {
    match &reader.reader {
        Reader::Outside { called } => {
            Some(Outsider { called: called.clone(), at: reader.last_opened_at? })
        }
        Reader::Inside { .. } => None,
    }
}
