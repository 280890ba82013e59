//! Six months of 1-on-1s, lived in order.

mod passing;

use crate::{
    beginnings::beginnings,
    people_of::Settled,
    queries,
    story::{Became, History, Item, Pair, Promise, Scene, Settled as Outcome, Story, Way},
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use meetings::{
    agenda::{self, Choice},
    memo::{self, Kind},
    one_on_one::{self, Manner, Move, NewOneOnOne, OneOnOne, OneOnOneId, SkipReason, Status},
    promise::{self, NewPromise, PromiseId, State},
    series::{self, NewSeries},
    topic::{self, TopicId, Word},
    versions,
};
use people::pair::{Pair as PairRow, PairId, Seat};
use platform::{
    Error, Result,
    access::{Edit, Permit, Tx},
    app::App,
    working_days::WorkingDays,
};
use std::collections::HashMap;

/// One pair on its way through the months.
struct Road<'a> {
    app: &'a App,
    settled: &'a Settled,
    told: &'a Pair,
    pair: PairId,
    today: Date,
    topics: HashMap<Word, TopicId>,
    /// Promises that the story settles before the next meeting.
    owed: Vec<(PromiseId, Outcome)>,
}

/// Lives every pair's history, then sets its rhythm from today on.
pub async fn live(app: &App, story: &Story, settled: &Settled) -> Result<()> {
    let topics = topics(app, settled).await?;
    let today = app.world().now().to_zoned(settled.zone.clone()).date();
    for told in &story.cast.pair {
        let pair = *settled.pairs.get(&told.key).ok_or_else(|| Error::internal("a pair"))?;
        let topics = topics.clone();
        let mut road = Road { app, settled, told, pair, today, topics, owed: Vec::new() };
        if let Some(history) = story.histories.iter().find(|history| history.pair == told.key) {
            road.walk(history).await?;
        }
        road.go_on().await?;
    }
    Ok(())
}

async fn topics(app: &App, settled: &Settled) -> Result<HashMap<Word, TopicId>> {
    let mut tx = app.system_reads(settled.organization, "the demo's topics");
    let topics = topic::list(&mut tx).await?;
    Ok(topics.iter().filter_map(|topic| Some((topic.word?, topic.id))).collect())
}

impl Road<'_> {
    async fn walk(&mut self, history: &History) -> Result<()> {
        for scene in &history.one_on_one {
            self.live(scene).await?;
        }
        self.hand_over(history).await
    }

    /// One scene: planned, perhaps moved, prepared, looked at, held or skipped.
    async fn live(&mut self, scene: &Scene) -> Result<()> {
        let (planned, at) = self.dates(scene)?;
        let id = self.plan(scene, planned).await?;
        if at != planned {
            self.move_to(id, at, scene).await?;
        }
        self.propose(id, at, scene).await?;
        self.prepare(id, at, scene).await?;
        match scene.status {
            Status::Held => self.hold(id, at, scene).await,
            Status::Skipped => self.skip(id, at, scene.way).await,
            Status::Cancelled => self.cancel(id, at).await,
            Status::Scheduled => self.lay_out(id).await,
        }
    }

    /// The next 1-on-1 has its documents ready, so that the manifest can name them.
    async fn lay_out(&self, id: OneOnOneId) -> Result<()> {
        let mut tx = self.acting(Seat::Member, self.app.world().now())?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        memo::ensure(&mut tx, &meeting).await?;
        tx.commit().await
    }

    /// The planned instant and the one at which it took place.
    fn dates(&self, scene: &Scene) -> Result<(Timestamp, Timestamp)> {
        let weekday = self.told.weekday.into();
        let mut last = self.today.yesterday().map_err(Error::internal)?;
        while last.weekday() != weekday {
            last = last.yesterday().map_err(Error::internal)?;
        }
        let day = last.saturating_sub((7 * scene.weeks_back).days());
        let extra = day.saturating_add(scene.extra_days.unwrap_or(0).days());
        let planned = WorkingDays::of("Asia/Tokyo").on_or_after(extra);
        let moved = WorkingDays::of("Asia/Tokyo")
            .on_or_after(planned.saturating_add(scene.moved_days.days()));
        Ok((self.instant(planned)?, self.instant(moved)?))
    }

    fn instant(&self, day: Date) -> Result<Timestamp> {
        let local = day.to_datetime(self.told.time);
        let zoned = self.settled.zone.to_ambiguous_zoned(local).compatible();
        Ok(zoned.map_err(Error::internal)?.timestamp())
    }

    fn acting(&self, seat: Seat, at: Timestamp) -> Result<Tx> {
        let key = if seat == Seat::Leader { &self.told.leader } else { &self.told.member };
        #[expect(clippy::disallowed_methods, reason = "the demo lives its six months")]
        let tx = self.app.rehearse(self.settled.viewer(key)?, at);
        Ok(tx)
    }

    async fn plan(&self, scene: &Scene, at: Timestamp) -> Result<OneOnOneId> {
        let mut tx = self.acting(Seat::Member, before(at, 7 * 24))?;
        let pair = tx.load::<Edit, PairRow>(self.pair).await?;
        let day = at.to_zoned(self.settled.zone.clone()).date();
        let new = NewOneOnOne {
            starts_at: at,
            minutes: scene.minutes.unwrap_or(self.told.minutes),
            occurrence: scene.extra_days.is_none().then_some(day),
            place: String::new(),
        };
        let planned = match new.occurrence {
            Some(_) => one_on_one::plan(&mut tx, &pair, &new).await?,
            None => None,
        };
        let id = match planned {
            Some(id) => id,
            None => one_on_one::schedule_extra(&mut tx, &pair, &new, true).await?,
        };
        tx.commit().await?;
        Ok(id)
    }

    async fn move_to(&self, id: OneOnOneId, at: Timestamp, scene: &Scene) -> Result<()> {
        let mut tx = self.acting(Seat::Leader, before(at, 6 * 24))?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        let to = Move {
            starts_at: at,
            minutes: scene.minutes.unwrap_or(self.told.minutes),
            place: String::new(),
            version: meeting.version,
            anyway: true,
            anyway_later: true,
        };
        one_on_one::reschedule(&mut tx, &meeting, &to).await?;
        tx.commit().await
    }

    async fn propose(&self, id: OneOnOneId, at: Timestamp, scene: &Scene) -> Result<()> {
        for item in scene.agenda.iter().filter(|item| item.proposed_by == Seat::Leader) {
            let mut tx = self.acting(Seat::Leader, before(at, 3 * 24))?;
            let meeting = tx.load::<Edit, OneOnOne>(id).await?;
            let proposed = agenda::propose(&mut tx, &meeting, &self.choice(item)?).await?;
            tx.commit().await?;
            let mut tx = self.acting(Seat::Member, before(at, 2 * 24))?;
            let meeting = tx.load::<Edit, OneOnOne>(id).await?;
            match item.result {
                Became::Declined => agenda::decline(&mut tx, &meeting, proposed).await?,
                Became::Planned => (),
                Became::Talked | Became::Later => {
                    agenda::accept(&mut tx, &meeting, proposed).await?;
                }
            }
            tx.commit().await?;
        }
        Ok(())
    }

    async fn prepare(&self, id: OneOnOneId, at: Timestamp, scene: &Scene) -> Result<()> {
        let chosen = scene.agenda.iter().filter(|item| on_agenda(item));
        let choices = chosen.map(|item| self.choice(item)).collect::<Result<Vec<_>>>()?;
        if choices.is_empty() {
            return Ok(());
        }
        let when = before(at, 20).min(self.app.world().now());
        let mut tx = self.acting(Seat::Member, when)?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        agenda::prepare(&mut tx, &meeting, &choices, meeting.version).await?;
        tx.commit().await
    }

    fn choice(&self, item: &Item) -> Result<Choice> {
        let topic = self.topics.get(&item.topic).copied();
        Ok(Choice {
            topic: topic.ok_or_else(|| Error::internal("one of the seven topics"))?,
            expectation: item.expectation,
            line: item.line.clone(),
        })
    }

    async fn hold(&mut self, id: OneOnOneId, at: Timestamp, scene: &Scene) -> Result<()> {
        let mut tx = self
            .acting(Seat::Leader, at.saturating_sub(SignedDuration::from_mins(4)).unwrap_or(at))?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        one_on_one::look(&mut tx, &meeting).await?;
        tx.commit().await?;
        let end = at.saturating_add(SignedDuration::from_mins(25)).unwrap_or(at);
        let mut tx = self.acting(Seat::Member, end)?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        let manner = match scene.way {
            Some(Way::TenMinutes) => Manner::TenMinutes,
            Some(Way::Written) => Manner::Written,
            _ => Manner::Usual,
        };
        one_on_one::set_manner(&mut tx, &meeting, manner).await?;
        self.settle_owed(&mut tx).await?;
        self.talk(&mut tx, &meeting, scene).await?;
        let made = self.promise(&mut tx, &meeting, end, scene).await?;
        memo::ensure(&mut tx, &meeting).await?;
        one_on_one::close(&mut tx, &meeting).await?;
        tx.commit().await?;
        self.owed = made;
        self.write_together(id, at, &scene.memo).await?;
        self.write(id, end, Seat::Member, &scene.key_point, Kind::KeyPoint).await?;
        self.write(id, end, Seat::Member, &scene.mindful, Kind::Mindful).await?;
        for note in &scene.private_note {
            self.write(id, end, note.author, &note.text, Kind::PrivateNote).await?;
        }
        self.add_words(id, end, scene).await
    }

    /// The shared memo as two people fill it: the member begins, the leader goes on, and on the day
    /// after the member adds the rest. What is long ago stands there as it was in the end.
    async fn write_together(&self, id: OneOnOneId, at: Timestamp, text: &str) -> Result<()> {
        let age = self.app.world().now().duration_since(at);
        let after = |minutes| at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at);
        let parts = beginnings(text);
        if age < SignedDuration::from_hours(25) || age > SignedDuration::from_hours(24 * 60) {
            return self.write(id, after(25), Seat::Member, text, Kind::Shared).await;
        }
        let steps = [(6, Seat::Member), (18, Seat::Leader), (23 * 60 + 40, Seat::Member)];
        for ((minutes, seat), part) in steps.into_iter().zip(&parts) {
            self.write(id, after(minutes), seat, part, Kind::Shared).await?;
        }
        Ok(())
    }

    /// What stands in a document from then on.
    async fn write(
        &self,
        id: OneOnOneId,
        at: Timestamp,
        seat: Seat,
        text: &str,
        kind: Kind,
    ) -> Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let mut tx = self.acting(seat, at)?;
        let person = tx.me()?;
        let documents = memo::documents(&mut tx, id, person).await?;
        let documents = documents.ok_or_else(|| Error::internal("a 1-on-1 without memos"))?;
        let wanted = match kind {
            Kind::Shared => Some(documents.shared),
            Kind::PrivateNote => Some(documents.private_note),
            Kind::KeyPoint => documents.key_point,
            Kind::Mindful => documents.mindful,
        };
        let memo = wanted.ok_or_else(|| Error::internal("a 1-on-1 without its documents"))?;
        let memo = tx.load::<Edit, memo::Memo>(memo).await?;
        drop(tx);
        let (app, organization) = (self.app, self.settled.organization);
        let mut log = app.memo_log_reads(organization, "where a demo's memo goes on");
        let before = versions::head(&mut log, memo.id).await?.map_or(0, |head| head.seq);
        drop(log);
        versions::rewrite_markdown(app, organization, &memo, person, text).await?;
        let mut log = app.memo_log(organization, "a demo's memo was written then");
        queries::date_memo(&mut log, memo.id, before, at).await?;
        log.commit().await
    }

    /// What became of the topics, and what the member wanted instead in the middle of the talk.
    async fn talk(
        &self,
        tx: &mut Tx,
        meeting: &Permit<Edit, OneOnOne>,
        scene: &Scene,
    ) -> Result<()> {
        let items = agenda::of_one_on_one(tx, meeting.id).await?;
        for told in scene.agenda.iter().filter(|item| on_agenda(item)) {
            let topic = self.topics.get(&told.topic);
            let Some(item) = items.iter().find(|item| Some(&item.topic) == topic) else { continue };
            if told.changed_to.is_some() {
                agenda::change_expectation(tx, meeting, item.id, told.changed_to).await?;
            }
            let outcome = match told.result {
                Became::Later => agenda::Outcome::Later,
                _ => agenda::Outcome::Reached,
            };
            agenda::set_outcome(tx, meeting, item.id, outcome).await?;
        }
        Ok(())
    }

    async fn promise(
        &self,
        tx: &mut Tx,
        meeting: &Permit<Edit, OneOnOne>,
        at: Timestamp,
        scene: &Scene,
    ) -> Result<Vec<(PromiseId, Outcome)>> {
        let mut made = Vec::new();
        for told in &scene.promise {
            let id = promise::make(tx, meeting, &self.new_promise(told, at)).await?;
            made.push((id, told.outcome));
        }
        Ok(made)
    }

    fn new_promise(&self, told: &Promise, at: Timestamp) -> NewPromise {
        let day = at.to_zoned(self.settled.zone.clone()).date();
        let due = day.saturating_add(told.due_days.days());
        NewPromise { owner: told.owner, text: told.text.clone(), due: Some(due) }
    }

    async fn settle_owed(&mut self, tx: &mut Tx) -> Result<()> {
        for (id, outcome) in std::mem::take(&mut self.owed) {
            let state = match outcome {
                Outcome::Kept => State::Done,
                Outcome::Dropped => State::Dropped,
                Outcome::Open => continue,
            };
            let promise = tx.load::<Edit, promise::Promise>(id).await?;
            promise::settle(tx, &promise, state).await?;
        }
        Ok(())
    }

    async fn skip(&self, id: OneOnOneId, at: Timestamp, way: Option<Way>) -> Result<()> {
        let mut tx = self.acting(Seat::Member, before(at, 3))?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        let reason = if way == Some(Way::NothingToday) {
            SkipReason::NothingToday
        } else {
            SkipReason::Busy
        };
        one_on_one::skip(&mut tx, &meeting, reason).await?;
        tx.commit().await
    }

    async fn cancel(&self, id: OneOnOneId, at: Timestamp) -> Result<()> {
        let mut tx = self.acting(Seat::Leader, before(at, 5))?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        one_on_one::cancel(&mut tx, &meeting).await?;
        tx.commit().await
    }

    /// From today on the rhythm plans the dates, and the last promises are settled as told.
    async fn go_on(&mut self) -> Result<()> {
        let mut tx = self.acting(Seat::Leader, self.app.world().now())?;
        self.settle_owed(&mut tx).await?;
        let pair = tx.load::<Edit, PairRow>(self.pair).await?;
        let now = tx.now();
        let planned = one_on_one::next_of_pair(&mut tx, self.pair, now).await?;
        let after = planned.map(|next| next.starts_at.to_zoned(self.settled.zone.clone()).date());
        let first =
            after.map_or(self.today.saturating_add(1.day()), |day| day.saturating_add(1.day()));
        let rhythm = NewSeries {
            cadence: self.told.cadence,
            weekday: self.told.weekday.into(),
            starts_at: self.told.time,
            minutes: self.told.minutes,
            zone: self.settled.zone.iana_name().unwrap_or("Asia/Tokyo").to_owned(),
            place: String::new(),
            first,
        };
        series::set(&mut tx, &pair, &rhythm).await?;
        tx.commit().await
    }
}

/// Topics that the member takes into the meeting.
fn on_agenda(item: &Item) -> bool {
    item.result != Became::Declined
        && (item.proposed_by == Seat::Member || item.result != Became::Planned)
}

fn before(at: Timestamp, hours: i64) -> Timestamp {
    at.saturating_sub(SignedDuration::from_hours(hours)).unwrap_or(at)
}
