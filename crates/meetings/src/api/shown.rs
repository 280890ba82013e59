//! How programs see a 1-on-1, its agenda and its promises.

use crate::{
    agenda::{AgendaItem, AgendaItemId, Expectation, ItemState, Outcome},
    comment::{self, Comment, CommentId},
    memo::{self, MemoId},
    one_on_one::{Manner, OneOnOne, OneOnOneId, SkipReason, Status},
    promise::{Promise, PromiseId, State},
    topic::{Topic, TopicId},
    wish::{self, Wish, WishId},
};
use people::pair::{PairId, Seat};
use platform::{PersonId, i18n::Texts};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

/// One meeting of a pair.
#[derive(Serialize, ToSchema)]
#[schema(as = OneOnOne, example = json!({
    "id": "1d8tz3m9q0c00", "pair": "1d8tz3m9q0a00", "leader": "1d8tz3m9q0400",
    "leader_name": "藤崎 葵", "member": "1d8tz3m9q0800", "member_name": "高瀬 蓮",
    "status": "scheduled", "starts_at": "2026-12-03T06:00:00Z", "minutes": 30, "extra": false,
    "manner": "usual", "place": "会議室 B", "skip_reason": null,
    "prepared_at": "2026-12-01T23:10:00Z", "seen_at": null, "started_at": null,
    "closed_at": null, "version": 3
}))]
pub(super) struct OneOnOneView {
    id: OneOnOneId,
    pair: PairId,
    leader: PersonId,
    leader_name: String,
    member: PersonId,
    member_name: String,
    status: Status,
    #[schema(format = DateTime)]
    starts_at: String,
    minutes: i64,
    /// Outside the rhythm.
    extra: bool,
    manner: Manner,
    place: String,
    /// Why it was skipped; none of these counts against anybody.
    skip_reason: Option<SkipReason>,
    /// When the member chose topics, or chose to decide on the spot.
    #[schema(format = DateTime)]
    prepared_at: Option<String>,
    /// When the leader looked at topics and expectations.
    #[schema(format = DateTime)]
    seen_at: Option<String>,
    #[schema(format = DateTime)]
    started_at: Option<String>,
    #[schema(format = DateTime)]
    closed_at: Option<String>,
    /// The number in its `ETag`.
    version: i64,
}

impl From<&OneOnOne> for OneOnOneView {
    fn from(row: &OneOnOne) -> Self {
        let instant = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string());
        Self {
            id: row.id,
            pair: row.pair,
            leader: row.leader,
            leader_name: row.leader_name.clone(),
            member: row.member,
            member_name: row.member_name.clone(),
            status: row.status,
            starts_at: row.starts_at.to_string(),
            minutes: row.minutes,
            extra: row.extra,
            manner: row.manner,
            place: row.place.clone(),
            skip_reason: row.skip_reason,
            prepared_at: instant(row.prepared_at),
            seen_at: instant(row.seen_at),
            started_at: instant(row.started_at),
            closed_at: instant(row.closed_at),
            version: row.version,
        }
    }
}

/// One topic of an agenda, and what the member would like for it.
#[derive(Serialize, ToSchema)]
#[schema(as = AgendaItem, example = json!({
    "id": "1d8tz3m9q0e00", "topic": "1d8tz3m9q0200", "topic_name": "仕事のこと",
    "expectation": "listen", "line": "来月の分担について", "proposed_by": "member",
    "state": "accepted", "outcome": "open", "carried": false
}))]
pub(super) struct ItemView {
    id: AgendaItemId,
    topic: TopicId,
    /// In the language of the token's person.
    topic_name: String,
    /// `null`: not decided yet.
    expectation: Option<Expectation>,
    /// Own words; empty for none.
    line: String,
    proposed_by: Seat,
    /// A leader's proposal waits as `proposed` until the member answers.
    state: ItemState,
    /// What became of it in the meeting.
    outcome: Outcome,
    /// It was not reached last time.
    carried: bool,
}

impl ItemView {
    /// `topics` are all of the organization.
    pub fn of(item: AgendaItem, topics: &[Topic], texts: &Texts) -> Self {
        let topic = topics.iter().find(|topic| topic.id == item.topic);
        Self {
            id: item.id,
            topic: item.topic,
            topic_name: topic.map(|topic| topic.name(texts)).unwrap_or_default(),
            expectation: item.expectation,
            line: item.line,
            proposed_by: item.proposed_by,
            state: item.state,
            outcome: item.outcome,
            carried: item.carried,
        }
    }
}

/// Who does what until when.
#[derive(Serialize, ToSchema)]
#[schema(as = Promise, example = json!({
    "id": "1d8tz3m9q0g00", "pair": "1d8tz3m9q0a00", "one_on_one": "1d8tz3m9q0c00",
    "owner": "1d8tz3m9q0400", "owner_name": "藤崎 葵", "owner_seat": "leader",
    "text": "見積もりの型を作って見せる", "due": "2026-12-10", "state": "open",
    "made_at": "2026-12-03T06:25:00Z", "settled_at": null, "version": 1
}))]
pub(super) struct PromiseView {
    id: PromiseId,
    pair: PairId,
    /// Where it was made.
    one_on_one: OneOnOneId,
    owner: PersonId,
    owner_name: String,
    owner_seat: Seat,
    text: String,
    #[schema(format = Date)]
    due: Option<String>,
    state: State,
    #[schema(format = DateTime)]
    made_at: String,
    #[schema(format = DateTime)]
    settled_at: Option<String>,
    /// The number in its `ETag`.
    version: i64,
}

impl From<&Promise> for PromiseView {
    fn from(promise: &Promise) -> Self {
        Self {
            id: promise.id,
            pair: promise.pair,
            one_on_one: OneOnOneId(promise.one_on_one),
            owner: promise.owner,
            owner_name: promise.owner_name.clone(),
            owner_seat: promise.owner_seat(),
            text: promise.text.clone(),
            due: promise.due.map(|day| day.to_string()),
            state: promise.state,
            made_at: promise.made_at.to_string(),
            settled_at: promise.settled_at.map(|at| at.to_string()),
            version: promise.version,
        }
    }
}

/// What one of the two wishes were different.
#[derive(Serialize, ToSchema)]
#[schema(as = Wish)]
pub(super) struct WishView {
    id: WishId,
    pair: PairId,
    /// Where it was noted.
    one_on_one: OneOnOneId,
    author: PersonId,
    author_name: String,
    kind: Option<wish::WishKind>,
    text: String,
    #[schema(format = DateTime)]
    made_at: String,
    version: i64,
}

impl From<&Wish> for WishView {
    fn from(wish: &Wish) -> Self {
        Self {
            id: wish.id,
            pair: wish.pair,
            one_on_one: OneOnOneId(wish.one_on_one),
            author: wish.author,
            author_name: wish.author_name.clone(),
            kind: wish.kind,
            text: wish.text.clone(),
            made_at: wish.made_at.to_string(),
            version: wish.version,
        }
    }
}

/// What one of the two said beside a passage, or below that.
#[derive(Serialize, ToSchema)]
#[schema(as = Comment)]
pub(super) struct CommentView {
    id: CommentId,
    one_on_one: OneOnOneId,
    /// The Yjs document of the passage.
    memo: MemoId,
    /// Which one that is.
    #[schema(schema_with = document_kind)]
    document: memo::Kind,
    /// The one that this answers.
    answers: Option<CommentId>,
    author: PersonId,
    author_name: String,
    /// "The nuance is a little different".
    nuance: bool,
    /// Empty where only the nuance was said, and where it was taken back.
    text: String,
    /// The passage as it read then; of an answer, `null`.
    quote: Option<String>,
    /// Where it is, as it was sent.
    anchor: Option<String>,
    #[schema(format = DateTime)]
    made_at: String,
    /// When it was said to be talked over.
    #[schema(format = DateTime)]
    settled_at: Option<String>,
    /// When its author took it back.
    #[schema(format = DateTime)]
    withdrawn_at: Option<String>,
    /// The number in its `ETag`; grows with answers, too.
    version: i64,
}

impl From<&Comment> for CommentView {
    fn from(comment: &Comment) -> Self {
        let instant = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string());
        let quoted = !comment.quote.is_empty();
        Self {
            id: comment.id,
            one_on_one: comment.one_on_one,
            memo: comment.memo,
            document: comment.kind,
            answers: comment.parent,
            author: comment.author,
            author_name: comment.author_name.clone(),
            nuance: comment.nuance,
            text: comment.text.clone(),
            quote: quoted.then(|| comment.quote.clone()),
            anchor: quoted.then(|| comment::hexadecimal(&comment.anchor)),
            made_at: comment.made_at.to_string(),
            settled_at: instant(comment.settled_at),
            withdrawn_at: instant(comment.withdrawn_at),
            version: comment.version,
        }
    }
}

/// Written out where it is used: pairs have kinds too.
pub(in crate::api) fn document_kind() -> RefOr<Schema> {
    memo::Kind::schema()
}
