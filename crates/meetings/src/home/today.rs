//! L1: the people a leader meets, in the order of time, and what the leader owes.

use super::{
    member,
    promises::{self, PromiseView},
    proposals::{ProposalForm, TopicOption},
};
use crate::{
    agenda::{self, AgendaItem},
    names,
    one_on_one::{self, OneOnOne},
    promise, series,
    topic::{self, Topic},
};
use jiff::{Timestamp, ToSpan, civil::Date};
use people::pair::Seat;
use platform::{
    Result,
    access::{Mode, Tx},
    render::{self, Frame},
};

/// Today and the seven days after it.
const DAYS_AHEAD: i32 = 8;
/// What was neither held nor skipped stays in sight for so many days.
const DAYS_BEHIND: i32 = 30;
/// Ahead, in those eight days.
const MOST: i64 = 60;
/// On the home screen only so many.
const MOST_SOON: usize = 3;

/// Everything on これから会う人.
pub struct Today {
    pub days: Vec<Day>,
    /// Their time is over, and nobody has said what became of them.
    pub past: Vec<LedRow>,
    pub promises: Vec<PromiseView>,
    pub undated: Vec<member::InvitationView>,
    pub topics: Vec<TopicOption>,
    pub leads: bool,
}

/// One day with its 1-on-1s.
pub struct Day {
    pub heading: String,
    pub rows: Vec<LedRow>,
}

/// One person to meet.
#[derive(Clone, Debug)]
pub struct LedRow {
    pub id: String,
    pub pair: String,
    pub starts_at: String,
    pub when: String,
    pub time: String,
    pub minutes: i64,
    pub called: String,
    pub initial: String,
    pub hue: i64,
    pub prepared: bool,
    pub seen: bool,
    pub running: bool,
    /// 10分だけ; nothing for the usual way.
    pub manner: Option<String>,
    pub place: String,
    /// The next of all: its button is the page's one.
    pub first: bool,
    pub proposals: Vec<ProposedView>,
    /// What was typed and could not be taken.
    pub form: Option<ProposalForm>,
}

impl LedRow {
    /// What is wrong with a field of the proposal typed here.
    pub fn error(&self, field: &str) -> Option<&str> {
        self.form.as_ref()?.errors.of(field)
    }

    pub fn chooses(&self, topic: &str) -> bool {
        self.form.as_ref().is_some_and(|form| form.topic == topic)
    }

    pub fn typed_line(&self) -> &str {
        self.form.as_ref().map_or("", |form| form.line.as_str())
    }
}

/// A proposal that waits for the member.
#[derive(Clone, Debug)]
pub struct ProposedView {
    pub id: String,
    pub topic: String,
}

/// Reads what the leader's page shows. `typed` is a proposal that could not be taken.
pub async fn today<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    typed: Option<ProposalForm>,
) -> Result<Today> {
    let today = f.texts().date_of(f.now);
    let from = start_of(f, today.saturating_sub(DAYS_BEHIND.days()));
    let until = start_of(f, today.saturating_add(DAYS_AHEAD.days()));
    let ahead = one_on_one::upcoming_of_leader(tx, until, MOST).await?;
    let (ahead, mut left) = member::split(f, ahead);
    left.extend(one_on_one::left_of_leader(tx, from, member::MOST_LEFT as i64).await?);
    left.truncate(member::MOST_LEFT);
    let topics = topic::list(tx).await?;
    let waiting = agenda::proposed_between(tx, from, until).await?;
    let rhythms = series::rhythms_of_viewer(tx).await?;
    let owed = promise::owed_by_me_since(tx, promises::shown_since(f.now)).await?;
    let mut rows = rows(f, &ahead, &waiting, &topics);
    attach(&mut rows, typed);
    Ok(Today {
        days: days(f, ahead.iter().zip(rows).collect()),
        past: left.iter().map(|one_on_one| row(f, one_on_one)).collect(),
        promises: promises::views(f, &owed, &member::partners(f, &rhythms)),
        undated: undated(f, &rhythms),
        topics: options(f, &topics),
        leads: f.viewer.leads(),
    })
}

/// The next few, for whoever is a member as well.
pub async fn soon<M: Mode>(tx: &mut Tx<M>, f: &Frame) -> Result<Vec<LedRow>> {
    let until = start_of(f, f.texts().date_of(f.now).saturating_add(DAYS_AHEAD.days()));
    let all = one_on_one::upcoming_of_leader(tx, until, MOST_SOON as i64).await?;
    let (ahead, _) = member::split(f, all);
    Ok(rows(f, &ahead, &[], &[]))
}

fn start_of(f: &Frame, date: Date) -> Timestamp {
    let start = date.to_zoned(f.viewer.zone.clone());
    start.map_or(f.now, |zoned| zoned.timestamp())
}

fn rows(f: &Frame, all: &[OneOnOne], waiting: &[AgendaItem], topics: &[Topic]) -> Vec<LedRow> {
    let of = |(position, one_on_one): (usize, &OneOnOne)| LedRow {
        first: position == 0,
        proposals: proposed(f, one_on_one, waiting, topics),
        ..row(f, one_on_one)
    };
    all.iter().enumerate().map(of).collect()
}

fn row(f: &Frame, one_on_one: &OneOnOne) -> LedRow {
    LedRow {
        id: one_on_one.id.to_string(),
        pair: one_on_one.pair.to_string(),
        starts_at: one_on_one.starts_at.to_string(),
        when: f.when(&one_on_one.starts_at),
        time: f.time(&one_on_one.starts_at),
        minutes: one_on_one.minutes,
        called: names::called(f.texts(), &one_on_one.member_name),
        initial: f.initial(&one_on_one.member_name),
        hue: render::hue(one_on_one.member),
        prepared: one_on_one.prepared_at.is_some(),
        seen: one_on_one.seen_at.is_some(),
        running: one_on_one.started_at.is_some(),
        manner: one_on_one.manner.said(f.texts()),
        place: one_on_one.place.clone(),
        first: false,
        proposals: Vec::new(),
        form: None,
    }
}

fn proposed(
    f: &Frame,
    one_on_one: &OneOnOne,
    waiting: &[AgendaItem],
    topics: &[Topic],
) -> Vec<ProposedView> {
    let name = |item: &AgendaItem| {
        let topic = topics.iter().find(|topic| topic.id == item.topic);
        topic.map(|topic| topic.name(f.texts())).unwrap_or_default()
    };
    let here = waiting.iter().filter(|item| item.one_on_one == one_on_one.id.0);
    here.map(|item| ProposedView { id: item.id.to_string(), topic: name(item) }).collect()
}

fn attach(rows: &mut [LedRow], typed: Option<ProposalForm>) {
    let Some(typed) = typed else { return };
    if let Some(row) = rows.iter_mut().find(|row| row.id == typed.one_on_one) {
        row.form = Some(typed);
    }
}

fn days(f: &Frame, rows: Vec<(&OneOnOne, LedRow)>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    let mut last = None;
    for (one_on_one, row) in rows {
        let date = f.texts().date_of(one_on_one.starts_at);
        if last != Some(date) {
            days.push(Day { heading: heading(f, date), rows: Vec::new() });
            last = Some(date);
        }
        if let Some(day) = days.last_mut() {
            day.rows.push(row);
        }
    }
    days
}

/// きょう 11月26日(木)
fn heading(f: &Frame, date: Date) -> String {
    let word = match (date - f.texts().date_of(f.now)).get_days() {
        0 => f.t("day-today"),
        1 => f.t("day-tomorrow"),
        _ => return f.day(&date),
    };
    format!("{word} {}", f.day(&date))
}

fn undated(f: &Frame, rhythms: &[series::Rhythm]) -> Vec<member::InvitationView> {
    let led = rhythms.iter().filter(|rhythm| f.viewer.is(rhythm.leader) && !rhythm.has_next);
    let view = |rhythm: &series::Rhythm| member::InvitationView {
        pair: rhythm.pair.to_string(),
        partner: names::called(f.texts(), rhythm.partner_name(Seat::Leader)),
        date_only: rhythm.cadence.is_some(),
    };
    led.map(view).collect()
}

fn options(f: &Frame, topics: &[Topic]) -> Vec<TopicOption> {
    let offered = topics.iter().filter(|topic| !topic.hidden);
    let proposable = offered.filter(|topic| topic.may_be_proposed_by(Seat::Leader));
    proposable
        .map(|topic| TopicOption { id: topic.id.to_string(), name: topic.name(f.texts()) })
        .collect()
}
