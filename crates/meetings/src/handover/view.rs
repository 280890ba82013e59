//! Handovers in words, for the screens.

use super::{
    model::{Handover, HandoverState, Line, Source},
    policy, talk,
    talk_pages::TalkForm,
};
use crate::{names, topic::Topic};
use people::pair::{self, Pair};
use platform::{
    Result,
    access::{Mode, Tx},
    render::Frame,
};

/// What every screen says about a handover.
pub struct Head {
    pub id: String,
    pub pair: String,
    pub state: HandoverState,
    pub kind: String,
    pub leader: String,
    pub member: String,
    /// Empty: nobody yet.
    pub reader: String,
    pub until: String,
    pub day: String,
    pub words: String,
    pub is_member: bool,
    /// Proposes lines at the moment.
    pub drafts: bool,
    pub by_leader: bool,
    pub sees_lines: bool,
    pub read: Option<String>,
}

impl Head {
    pub fn of(f: &Frame, handover: &Handover) -> Self {
        let called = |name: &str| names::called(f.texts(), name);
        let state = handover.state(f.now);
        let reader = handover.reader.as_ref().map(|reader| called(&reader.name));
        let is_member = f.viewer.is(handover.member);
        Self {
            id: handover.id.to_string(),
            pair: handover.pair.to_string(),
            state,
            kind: f.t(format!("handover-kind-{}", handover.kind)),
            leader: called(&handover.leader_name),
            member: called(&handover.member_name),
            reader: reader.unwrap_or_default(),
            until: handover.expires_at.map(|end| f.day_of(&end)).unwrap_or_default(),
            day: f.day_of(&handover.created_at),
            words: handover.words.clone(),
            is_member,
            drafts: handover.is_drafting_leader(&f.viewer, f.now)
                || (is_member && handover.is_open(f.now)),
            by_leader: handover.drafter == handover.leader,
            sees_lines: policy::sees_lines(handover, &f.viewer, f.now),
            read: handover.read_at.map(|at| f.when(&at)),
        }
    }

    /// The key of the word for how it stands; whoever is waited for is told so.
    pub fn state_key(&self) -> String {
        let for_me = self.is_member && self.state == HandoverState::Offered;
        format!("handover-state-{}{}", self.state, if for_me { "-you" } else { "" })
    }

    /// The key of what the leader it comes from is told.
    pub fn leader_key(&self) -> String {
        let left = self.state == HandoverState::Draft && !self.drafts;
        if left { "handover-leader-left".into() } else { format!("handover-leader-{}", self.state) }
    }

    pub fn badge(&self) -> &'static str {
        match self.state {
            HandoverState::Running => "ok",
            HandoverState::Offered => "turn",
            HandoverState::Waiting | HandoverState::Draft => "info",
            _ => "",
        }
    }

    pub fn icon(&self) -> &'static str {
        match self.state {
            HandoverState::Running => "eye",
            HandoverState::Offered | HandoverState::Waiting => "hourglass",
            HandoverState::Draft => "pencil",
            _ => "circle-dashed",
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.state, HandoverState::Draft | HandoverState::Offered)
    }

    pub fn passed_on(&self) -> bool {
        matches!(self.state, HandoverState::Waiting | HandoverState::Running)
    }
}

/// A line on a screen.
pub struct LineView {
    pub id: String,
    pub text: String,
    pub about: String,
    pub struck: bool,
    pub version: i64,
    /// What somebody typed while it was changed elsewhere.
    pub typed: Option<String>,
}

pub fn line(f: &Frame, topics: &[Topic], line: Line) -> LineView {
    let topic = line.topic.and_then(|id| topics.iter().find(|topic| topic.id == id));
    let about = match (topic, line.source) {
        (Some(topic), _) => topic.name(f.texts()),
        (None, source) => f.t(format!("handover-source-{}", source_key(source))),
    };
    LineView {
        id: line.id.to_string(),
        text: line.text,
        about,
        struck: line.struck,
        version: line.version,
        typed: None,
    }
}

fn source_key(source: Source) -> &'static str {
    source.word()
}

/// A leader who may be named.
pub struct NextView {
    pub pair: String,
    pub name: String,
    pub chosen: bool,
}

/// The other lasting pairs of this member, for the member alone.
pub async fn nexts<M: Mode>(tx: &mut Tx<M>, handover: &Handover) -> Result<Vec<NextView>> {
    let pairs = pair::of_person(tx, handover.member).await?;
    let chosen = handover.reader.as_ref().map(|reader| reader.pair);
    let fits =
        |pair: &&Pair| pair.lasts() && pair.member == handover.member && pair.id != handover.pair;
    let view = |pair: &Pair| NextView {
        pair: pair.id.to_string(),
        name: pair.leader_name.clone(),
        chosen: chosen == Some(pair.id),
    };
    Ok(pairs.iter().filter(fits).map(view).collect())
}

/// The talk of three as it stands.
pub struct TalkView {
    /// `None`: no date yet.
    pub when: Option<String>,
    /// The date as the form sends it back.
    pub at: String,
    pub answers: Vec<(String, &'static str)>,
    pub settled: bool,
    /// The viewer has said whether it fits.
    pub answered: bool,
    /// What was typed for another date and could not be taken.
    pub typed: TalkForm,
}

pub async fn talk<M: Mode>(tx: &mut Tx<M>, f: &Frame, handover: &Handover) -> Result<TalkView> {
    let answers = talk::answers(tx, handover).await?;
    let settled = handover.talk.is_some() && answers.iter().all(|answer| answer.1 == Some(true));
    let mine = handover.three().iter().position(|one| f.viewer.is(one.0));
    let answered = mine.is_some_and(|place| answers[place].1.is_some());
    let word = |fits: Option<bool>| match fits {
        Some(true) => "handover-talk-yes",
        Some(false) => "handover-talk-no",
        None => "handover-talk-waits",
    };
    let called = |name: &str| names::called(f.texts(), name);
    Ok(TalkView {
        when: handover.talk.as_ref().map(|talk| f.when(&talk.at)),
        at: handover.talk.as_ref().map(|talk| talk.at.to_string()).unwrap_or_default(),
        answers: answers.iter().map(|(name, fits)| (called(name), word(*fits))).collect(),
        settled,
        answered,
        typed: TalkForm::default(),
    })
}
