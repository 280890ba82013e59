//! Words that one edit took from one place and wrote again in another: a paragraph that is split,
//! two that are joined, lines that become a list. Yjs knows no moving; editors delete and write
//! anew, and whoever pressed Enter before somebody else's line would pass for its author.
//!
//! An edit moves what it deletes and writes at once: a written text that consists of nothing but
//! deleted ones, or that holds all of them. A cut and a paste are two edits, and a paste is its
//! writer's own.

use crate::codec::CodecError;
use crate::document::Document;
use crate::update::{Body, Content, Id, Struct, Update};
use std::collections::{BTreeMap, HashMap};

/// Fewer units than this are a coincidence.
const LEAST: usize = 2;
/// Places that are looked at for where a stretch may come from.
const MOST_PLACES: usize = 32;
/// No chain is longer; what claims to be one is not followed further.
const MOST_STEPS: usize = 1_000;

/// A stretch of text, in UTF-16 units, that was written as `to` and had been `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    pub from: Id,
    pub to: Id,
    pub length: u32,
}

/// What an update moved. `document` took it in already, and nobody has compacted it since.
///
/// # Errors
/// When it is no well-formed update.
pub fn moved(document: &Document, update: &[u8]) -> Result<Vec<Moved>, CodecError> {
    let update = Update::parse(update)?;
    let mut pool = Pool::of(document, &update);
    if pool.left < LEAST {
        return Ok(Vec::new());
    }
    let (mut whole, mut parts) = (Vec::new(), Vec::new());
    for (to, units) in written(&update) {
        let tiles = pool.tile(to, &units);
        let covered: usize = tiles.iter().map(|tile| tile.length as usize).sum();
        if covered < LEAST {
            continue;
        }
        if covered == units.len() { whole.extend(tiles) } else { parts.extend(tiles) }
    }
    if pool.left == 0 {
        whole.extend(parts);
    }
    Ok(whole)
}

/// The texts that an update writes and leaves standing, each with its first unit.
fn written<'u>(update: &'u Update<'u>) -> impl Iterator<Item = (Id, Vec<u16>)> {
    let sections = update.sections.iter();
    let all = sections.flat_map(|section| section.structs.iter().map(|one| (section.client, one)));
    all.filter_map(|(client, read)| {
        let at = Id { client, clock: read.clock };
        let stands = !update.deletes.contains(at);
        text(read).filter(|_| stands).map(|text| (at, text.encode_utf16().collect()))
    })
}

fn text<'a>(read: &Struct<'a>) -> Option<&'a str> {
    match &read.body {
        Body::Item(item) => match item.content {
            Content::Text(text) => Some(text),
            _ => None,
        },
        Body::Gc | Body::Skip => None,
    }
}

/// What an update deletes, until it is found again.
struct Pool {
    runs: Vec<Run>,
    /// The runs that begin with a unit, as long as they are not used.
    by_first: HashMap<u16, Vec<usize>>,
    left: usize,
}

/// Units that one client wrote one after the other.
struct Run {
    first: Id,
    units: Vec<u16>,
}

impl Pool {
    fn of(document: &Document, update: &Update<'_>) -> Self {
        let mut pool = Self { runs: Vec::new(), by_first: HashMap::new(), left: 0 };
        for (client, ranges) in update.deletes.iter() {
            for range in ranges {
                for (clock, units) in document.texts(client, range.clone()) {
                    pool.left += units.len();
                    pool.take_in(Id { client, clock }, units);
                }
            }
        }
        for index in 0..pool.runs.len() {
            pool.list(index);
        }
        pool
    }

    fn take_in(&mut self, first: Id, units: Vec<u16>) {
        match self.runs.last_mut() {
            Some(last)
                if last.first.client == first.client
                    && last.first.clock as usize + last.units.len() == first.clock as usize =>
            {
                last.units.extend(units);
            }
            _ => self.runs.push(Run { first, units }),
        }
    }

    fn list(&mut self, index: usize) {
        if let Some(first) = self.runs[index].units.first() {
            self.by_first.entry(*first).or_default().push(index);
        }
    }

    /// Lays runs over a written text, the longest first wherever several fit.
    fn tile(&mut self, to: Id, units: &[u16]) -> Vec<Moved> {
        let (mut tiles, mut at) = (Vec::new(), 0);
        while at < units.len() {
            let Some((place, length)) = self.longest(&units[at..]) else {
                at += 1;
                continue;
            };
            let from = self.consume((units[at], place), length);
            let (clock, length) = (to.clock + at as u32, length as u32);
            tiles.push(Moved { from, to: Id { client: to.client, clock }, length });
            at += length as usize;
        }
        tiles
    }

    /// The place of the best run among those that begin alike, and how much of it fits.
    fn longest(&self, units: &[u16]) -> Option<(usize, usize)> {
        let places = self.by_first.get(units.first()?)?.iter().take(MOST_PLACES).enumerate();
        let common = places.map(|(place, run)| (place, common(&self.runs[*run].units, units)));
        common.filter(|(_, length)| *length > 0).max_by_key(|(_, length)| *length)
    }

    /// Uses up the beginning of a run; what is left of it can be found by itself.
    fn consume(&mut self, (letter, place): (u16, usize), length: usize) -> Id {
        self.left -= length;
        let index = self.by_first.get_mut(&letter).map_or(0, |places| places.swap_remove(place));
        let run = &mut self.runs[index];
        let (first, rest) = (run.first, run.units.split_off(length));
        if !rest.is_empty() {
            let next = Id { client: first.client, clock: first.clock + length as u32 };
            self.runs.push(Run { first: next, units: rest });
            self.list(self.runs.len() - 1);
        }
        first
    }
}

/// How many units two texts begin with in common, no character torn.
fn common(one: &[u16], other: &[u16]) -> usize {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let tears = same > 0 && (0xd800..0xdc00).contains(&one[same - 1]);
    same - usize::from(tears)
}

/// All that moved in a document, to be followed back to whoever wrote it first.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    back: BTreeMap<Id, (u32, Id)>,
    ahead: BTreeMap<Id, (u32, Id)>,
}

impl Extend<Moved> for Moves {
    fn extend<I: IntoIterator<Item = Moved>>(&mut self, all: I) {
        for Moved { from, to, length } in all {
            self.back.entry(to).or_insert((length, from));
            // Two who split the same line at once wrote it twice: the first of them moved it.
            self.ahead.entry(from).or_insert((length, to));
        }
    }
}

impl Moves {
    /// The unit itself, and what it was before, the latest first.
    pub(crate) fn history(&self, id: Id) -> impl Iterator<Item = Id> {
        chain(&self.back, id)
    }

    /// The unit that was written first.
    pub(crate) fn origin(&self, id: Id) -> Id {
        self.history(id).last().unwrap_or(id)
    }

    /// The unit that it is, or was, at last.
    pub(crate) fn latest(&self, id: Id) -> Id {
        chain(&self.ahead, id).last().unwrap_or(id)
    }

    /// The unit at every place that it ever had.
    pub(crate) fn everywhere(&self, id: Id) -> impl Iterator<Item = Id> {
        self.history(id).chain(chain(&self.ahead, id).skip(1))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.back.is_empty()
    }

    /// Where a moved stretch begins or ends, at either place.
    pub(crate) fn borders(&self) -> impl Iterator<Item = Id> {
        self.back
            .iter()
            .chain(&self.ahead)
            .flat_map(|(id, (length, _))| [*id, Id { client: id.client, clock: id.clock + length }])
    }
}

fn chain(steps: &BTreeMap<Id, (u32, Id)>, id: Id) -> impl Iterator<Item = Id> {
    let next = |id: &Id| {
        let (start, (length, other)) = steps.range(..=*id).next_back()?;
        let inside = id.clock.checked_sub(start.clock).filter(|inside| inside < length)?;
        let same = start.client == id.client;
        same.then_some(Id { client: other.client, clock: other.clock + inside })
    };
    std::iter::successors(Some(id), next).take(MOST_STEPS)
}
