//! A large organization out of a seed, for load tests: written in bulk, since a million 1-on-1s
//! lived through the verbs would take a day.
//!
//! The shape: a tree of departments; every leader has seven members; each pair has about twenty
//! 1-on-1s over two years, with topics, promises and, for every third, a memo. The same seed makes
//! the same organization.

mod queries;
mod rows;

use crate::scale::rows::{Bulk, Column};
use jiff::{SignedDuration, Timestamp};
use meetings::topic::{self, TopicId, Word};
use people::organization::{self, Organization};
use platform::{Error, OrganizationId, Result, app::App, i18n::Language, vault::Place};
use rand::{RngExt, SeedableRng, rngs::ChaCha20Rng};
use serde::Deserialize;
use std::collections::HashMap;

/// How large.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    pub people: u64,
    pub one_on_ones: u64,
    pub seed: u64,
}

/// Grows when the same seed makes another organization: who keeps one tells them apart by it.
pub const FORM: &str = "1";

/// Members of each leader.
const SPAN: u64 = 7;
/// 1-on-1s of each pair.
const PER_PAIR: u64 = 20;
const PEOPLE_PER_DEPARTMENT: u64 = 15;

#[derive(Deserialize)]
struct WordLists {
    family_names: Vec<Name>,
    given_names: Vec<Name>,
    department_parts: Vec<String>,
    agenda_lines: Vec<AgendaLine>,
    memo_paragraphs: Vec<String>,
    promise_lines: Vec<String>,
}

#[derive(Deserialize)]
struct AgendaLine {
    topic: Word,
    line: String,
}

#[derive(Deserialize)]
struct Name {
    name: String,
    kana: String,
}

/// What a load test needs to know of what was made.
#[derive(Clone, Debug)]
pub struct Made {
    pub organization: OrganizationId,
    /// Leaders, each with [`SPAN`] members.
    pub leaders: Vec<i64>,
    pub pairs: Vec<(i64, i64, i64)>,
}

/// Fills an empty database. `progress` is told how many of how many rows are written.
///
/// # Errors
/// When the database cannot be written.
pub async fn fill(app: &App, scale: Scale, progress: &dyn Fn(u64, u64)) -> Result<Made> {
    let words: WordLists =
        toml::from_str(include_str!("../story/scale.toml")).map_err(Error::internal)?;
    let id = OrganizationId(app.world().new_id());
    let topics = found(app, id).await?;
    let mut work = Work {
        app,
        organization: id,
        words,
        topics,
        random: ChaCha20Rng::seed_from_u64(scale.seed),
        bulk: Bulk::new(app, id),
        now: app.world().now(),
        progress,
        total: scale.people * 2 + scale.one_on_ones * 3,
        done: 0,
    };
    work.departments(scale.people / PEOPLE_PER_DEPARTMENT + 1).await?;
    let people = work.people(scale.people).await?;
    let pairs = work.pairs(&people, scale.one_on_ones / PER_PAIR).await?;
    work.one_on_ones(&pairs, scale.one_on_ones).await?;
    work.bulk.flush().await?;
    let leaders = pairs.iter().map(|pair| pair.1).collect::<std::collections::BTreeSet<_>>();
    Ok(Made { organization: id, leaders: leaders.into_iter().collect(), pairs })
}

async fn found(app: &App, id: OrganizationId) -> Result<HashMap<Word, TopicId>> {
    let mut tx = app.system(id, "a large organization for load tests");
    let organization = Organization {
        id,
        name: "大きな会社株式会社".into(),
        zone: "Asia/Tokyo".into(),
        language: Language::Ja,
        reusable_links: true,
    };
    organization::create(&mut tx, &organization).await?;
    topic::ensure(&mut tx).await?;
    let topics = topic::list(&mut tx).await?;
    tx.commit().await?;
    Ok(topics.into_iter().filter_map(|topic| Some((topic.word?, topic.id))).collect())
}

struct Work<'a> {
    app: &'a App,
    organization: OrganizationId,
    words: WordLists,
    topics: HashMap<Word, TopicId>,
    random: ChaCha20Rng,
    bulk: Bulk<'a>,
    now: Timestamp,
    progress: &'a dyn Fn(u64, u64),
    total: u64,
    done: u64,
}

impl Work<'_> {
    fn id(&self) -> i64 {
        self.app.world().new_id()
    }

    fn pick<'w, T>(random: &mut ChaCha20Rng, list: &'w [T]) -> &'w T {
        &list[random.random_range(0..list.len())]
    }

    fn tick(&mut self) {
        self.done += 1;
        if self.done.is_multiple_of(5_000) {
            (self.progress)(self.done.min(self.total), self.total);
        }
    }

    async fn departments(&mut self, count: u64) -> Result<()> {
        let mut ids: Vec<i64> = Vec::new();
        for index in 0..count {
            let id = self.id();
            let parent = (index > 0).then(|| ids[(index as usize - 1) / 6]);
            let name = Self::pick(&mut self.random, &self.words.department_parts).clone();
            let row = [
                Column::Int(id),
                Column::from(parent),
                Column::Text(format!("{name}{}", index + 1)),
            ];
            self.bulk.department(&row).await?;
            ids.push(id);
        }
        Ok(())
    }

    async fn people(&mut self, count: u64) -> Result<Vec<i64>> {
        let mut ids = Vec::with_capacity(count as usize);
        for index in 0..count {
            let id = self.id();
            let family = Self::pick(&mut self.random, &self.words.family_names);
            let given = Self::pick(&mut self.random, &self.words.given_names);
            let name = format!("{} {}", family.name, given.name);
            let kana = format!("{} {}", family.kana, given.kana);
            let email = format!("p{index}@large.example");
            let search = people::person::search_text(&name, &kana, &email);
            let row = [
                Column::Int(id),
                Column::Text(name),
                Column::Text(kana),
                Column::Text(email),
                Column::Int(self.id()),
                Column::Bool(index == 0),
                Column::Text(search),
            ];
            self.bulk.person(&row).await?;
            ids.push(id);
            self.tick();
        }
        Ok(ids)
    }

    /// Leaders come first among the people; the members follow in groups of [`SPAN`].
    async fn pairs(&mut self, people: &[i64], wanted: u64) -> Result<Vec<(i64, i64, i64)>> {
        let leaders = (wanted / SPAN + 1).min(people.len() as u64 / (SPAN + 1)).max(1);
        let members = people.iter().skip(leaders as usize).take(wanted as usize);
        let mut pairs = Vec::with_capacity(wanted as usize);
        for (index, member) in members.enumerate() {
            let leader = people[(index / SPAN as usize) % leaders as usize];
            let pair = self.id();
            let begun = self.now.saturating_sub(SignedDuration::from_hours(24 * 730));
            let row = [
                Column::Int(pair),
                Column::Int(leader),
                Column::Int(*member),
                Column::Int(begun.unwrap_or(self.now).as_microsecond()),
            ];
            self.bulk.pair(&row).await?;
            pairs.push((pair, leader, *member));
        }
        Ok(pairs)
    }

    /// The last one of each pair lies ahead, within the next two weeks.
    async fn one_on_ones(&mut self, pairs: &[(i64, i64, i64)], count: u64) -> Result<()> {
        for index in 0..count {
            let pair = pairs[index as usize % pairs.len()];
            let round = index / pairs.len() as u64;
            let days = 36 * round as i64 - self.random.random_range(1..14);
            let minutes = 15 * self.random.random_range(0..32);
            let ago = SignedDuration::from_hours(24 * days) + SignedDuration::from_mins(minutes);
            let starts_at = self.now.saturating_sub(ago).unwrap_or(self.now);
            self.one_on_one(pair, starts_at, index).await?;
            self.tick();
        }
        Ok(())
    }

    async fn one_on_one(
        &mut self,
        (pair, leader, member): (i64, i64, i64),
        starts_at: Timestamp,
        index: u64,
    ) -> Result<()> {
        let id = self.id();
        let held = starts_at < self.now;
        let status = if held { "held" } else { "scheduled" };
        let row = [
            Column::Int(id),
            Column::Int(pair),
            Column::Int(leader),
            Column::Int(member),
            Column::Text(status.into()),
            Column::Int(starts_at.as_microsecond()),
        ];
        self.bulk.one_on_one(&row).await?;
        for position in 0..1 + i64::from(index.is_multiple_of(2)) {
            self.item(id, position, held).await?;
        }
        if held && index.is_multiple_of(2) {
            self.promise(
                pair,
                id,
                if index.is_multiple_of(4) { leader } else { member },
                starts_at,
            )
            .await?;
        }
        if held && index.is_multiple_of(3) {
            self.memo(id, starts_at).await?;
        }
        Ok(())
    }

    async fn item(&mut self, one_on_one: i64, position: i64, held: bool) -> Result<()> {
        const WANTED: [&str; 5] = ["advice", "think_together", "listen", "opinion", "report"];
        let id = self.id();
        let told = Self::pick(&mut self.random, &self.words.agenda_lines);
        let topic = self.topics.get(&told.topic).copied();
        let topic = topic.ok_or_else(|| Error::internal("one of the seven topics"))?;
        let line = told.line.clone();
        let wanted = *Self::pick(&mut self.random, &WANTED);
        let row = [
            Column::Int(id),
            Column::Int(one_on_one),
            Column::Int(topic.0),
            Column::Text(wanted.into()),
            self.sealed("agenda_items.line", id, &line)?,
            Column::Text(if held { "reached" } else { "open" }.into()),
            Column::Int(position),
        ];
        self.bulk.item(&row).await?;
        self.tick();
        Ok(())
    }

    async fn promise(
        &mut self,
        pair: i64,
        one_on_one: i64,
        owner: i64,
        at: Timestamp,
    ) -> Result<()> {
        let id = self.id();
        let text = Self::pick(&mut self.random, &self.words.promise_lines).clone();
        let open = self.random.random_range(0..8) == 0;
        let row = [
            Column::Int(id),
            Column::Int(pair),
            Column::Int(one_on_one),
            Column::Int(owner),
            self.sealed("promises.text", id, &text)?,
            Column::Text(if open { "open" } else { "done" }.into()),
            Column::Int(at.as_microsecond()),
        ];
        self.bulk.promise(&row).await
    }

    async fn memo(&mut self, one_on_one: i64, at: Timestamp) -> Result<()> {
        let id = self.id();
        let mut text = Vec::new();
        for _ in 0..self.random.random_range(1..4) {
            text.push(Self::pick(&mut self.random, &self.words.memo_paragraphs).clone());
        }
        let sealed = self.sealed("memo_texts.markdown", id, &text.join("\n\n"))?;
        let row =
            [Column::Int(id), Column::Int(one_on_one), sealed, Column::Int(at.as_microsecond())];
        self.bulk.memo(&row).await
    }

    fn sealed(&self, column: &'static str, row: i64, text: &str) -> Result<Column> {
        let place = Place { organization: self.organization, column, row };
        self.app.vault().seal_text(place, text).map(Column::Bytes)
    }
}
