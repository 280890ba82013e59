//! The story files, read.

use meetings::{
    agenda::Expectation, handover::Source, one_on_one::Status, series::Cadence, topic::Word,
    wish::WishKind,
};
use people::pair::{Kind, Seat};
use platform::{Error, Result};
use serde::Deserialize;

/// One organization and what its people talked about.
#[derive(Debug)]
pub struct Story {
    pub cast: Cast,
    pub histories: Vec<History>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    pub organization: Vec<Organization>,
    pub department: Vec<Department>,
    pub person: Vec<Person>,
    pub pair: Vec<Pair>,
}

#[derive(Debug, Deserialize)]
pub struct Organization {
    pub key: String,
    pub name: String,
    pub language: String,
    pub time_zone: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    pub key: String,
    pub name: String,
    pub parent: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub kana: String,
    pub email: String,
    pub department: String,
    pub head: bool,
    pub administrator: bool,
    pub language: String,
}

#[derive(Debug, Deserialize)]
pub struct Pair {
    pub key: String,
    pub leader: String,
    pub member: String,
    pub kind: Kind,
    pub cadence: Cadence,
    pub minutes: i64,
    pub weekday: Weekday,
    pub time: jiff::civil::Time,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
}

impl From<Weekday> for jiff::civil::Weekday {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
        }
    }
}

/// What one pair lived through, oldest first.
#[derive(Debug, Deserialize)]
pub struct History {
    pub pair: String,
    #[serde(default)]
    pub one_on_one: Vec<Scene>,
    #[serde(default)]
    pub handover: Vec<Handover>,
}

/// One 1-on-1 of the story.
#[derive(Debug, Deserialize)]
pub struct Scene {
    pub weeks_back: i32,
    pub status: Status,
    pub way: Option<Way>,
    pub minutes: Option<i64>,
    #[serde(default)]
    pub moved_days: i32,
    pub extra_days: Option<i32>,
    #[serde(default)]
    pub memo: String,
    /// What it was about, in a line or two.
    #[serde(default)]
    pub key_point: String,
    /// What the member was mindful of until the next one.
    #[serde(default)]
    pub mindful: String,
    #[serde(default)]
    pub agenda: Vec<Item>,
    #[serde(default)]
    pub promise: Vec<Promise>,
    #[serde(default)]
    pub private_note: Vec<PrivateNote>,
    #[serde(default)]
    pub wish: Vec<Wish>,
    #[serde(default)]
    pub comment: Vec<Comment>,
    #[serde(default)]
    pub share: Vec<Share>,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    NothingToday,
    TenMinutes,
    Written,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub topic: Word,
    pub expectation: Option<Expectation>,
    pub changed_to: Option<Expectation>,
    pub proposed_by: Seat,
    #[serde(default)]
    pub line: String,
    pub result: Became,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    Talked,
    Later,
    Declined,
    Planned,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    pub owner: Seat,
    pub text: String,
    pub due_days: i32,
    pub outcome: Settled,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    Kept,
    Dropped,
    Open,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivateNote {
    pub author: Seat,
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    pub author: Seat,
    pub kind: Option<WishKind>,
    pub text: String,
}

/// Said beside a passage of the shared memo, and what the other answered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    pub author: Seat,
    pub quote: String,
    #[serde(default)]
    pub nuance: bool,
    pub text: String,
    #[serde(default)]
    pub answer: String,
}

/// The first passages of the memo, for a colleague.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    pub asker: Seat,
    pub reader: String,
    pub purpose: String,
    pub passages: usize,
    pub agreed: bool,
}

/// What the leader would hand on, offered to the member, who says to whom.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    pub line: Vec<Line>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub source: Source,
    pub text: String,
}

/// Both stories. Texts are embedded: the demo needs no files beside the binary.
pub fn stories() -> Result<Vec<Story>> {
    Ok(vec![
        Story { cast: read(include_str!("../story/aoba.toml"))?, histories: read_all(AOBA)? },
        Story { cast: read(include_str!("../story/minato.toml"))?, histories: read_all(MINATO)? },
    ])
}

/// The key of the person with this address; empty for somebody who is not in the story.
pub fn key_of(email: &str) -> Result<String> {
    let everybody = stories()?.into_iter().flat_map(|story| story.cast.person);
    let found = everybody.into_iter().find(|person| person.email == email);
    Ok(found.map(|person| person.key).unwrap_or_default())
}

macro_rules! histories {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(include_str!(concat!("../story/", $folder, "/", $name, ".toml"))),+]
    };
}

const AOBA: &[&str] = histories!["aoba":
    "aoi-makoto", "aoi-ren", "aoi-takumi", "kenta-wataru", "koji-daniel", "makoto-ren",
    "masaki-aoi", "saori-shota", "saori-yui", "shinichi-aya", "shinichi-miho",
];
const MINATO: &[&str] = histories!["minato":
    "fumiko-itsuki", "keiichi-nana", "kenichiro-ritsuko", "manabu-emma", "ritsuko-akari",
    "ritsuko-ryo", "ryo-yuto",
];

fn read_all(texts: &[&str]) -> Result<Vec<History>> {
    texts.iter().map(|text| read(text)).collect()
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T> {
    toml::from_str(text).map_err(Error::internal)
}
