//! Search over one's own: walks the past of one's pairs, newest first, until a page is full.

use super::queries::{self, MemoText};
use crate::{
    agenda::{self, AgendaItem},
    comment::{self, Comment},
    memo::{Kind, MemoId},
    one_on_one::{self, History, OneOnOne, OneOnOneId},
    promise::{self, Promise},
    reading::Text,
    topic::Topic,
    wish::{self, Wish},
};
use jiff::Timestamp;
use memo_wire::unmark;
use people::pair::PairId;
use platform::{
    Error, Result,
    access::{Mode, Permit, Read, Tx},
    i18n::Texts,
    search::{Part, excerpt, fold, marked},
    text_enum,
};

const CHUNK: i64 = 50;
const EXCERPT: usize = 72;

/// The documents of a 1-on-1, in the order of what they say in [`Past`].
const KINDS: [Kind; 4] = [Kind::Shared, Kind::PrivateNote, Kind::KeyPoint, Kind::Mindful];

/// One 1-on-1 of the past with what a list shows of it.
#[derive(Debug)]
pub struct Past {
    pub one_on_one: OneOnOne,
    pub items: Vec<AgendaItem>,
    pub promises: Vec<Promise>,
    pub wishes: Vec<Wish>,
    pub memo: Option<String>,
    pub note: Option<String>,
    pub key_point: Option<String>,
    pub mindful: Option<String>,
    pub comments: Vec<Comment>,
    /// The documents that these four were folded from, in the order of [`KINDS`].
    pub documents: [Option<MemoId>; 4],
    /// Where the searched words stand.
    pub found: Vec<Found>,
}

text_enum! {
    /// Where a word stands.
    pub enum Place {
        Topic = "topic",
        Promise = "promise",
        Wish = "wish",
        KeyPoint = "key_point",
        Mindful = "mindful",
        Memo = "memo",
        PrivateNote = "private_note",
        Comment = "comment",
    }
}

/// A line in which something stands that was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub place: Place,
    /// Cut to the surroundings of the word.
    pub line: String,
    pub parts: Vec<Part>,
}

impl Past {
    /// The shared memo, if there is a word in it.
    pub fn memo_text(&self) -> Option<Text> {
        let memo = self.documents[0]
            .filter(|_| self.memo.as_ref().is_some_and(|memo| !memo.trim().is_empty()))?;
        Some(Text { pair: self.one_on_one.pair, one_on_one: self.one_on_one.id, memo: memo.0 })
    }

    /// Is a line of the shared memo among what was found?
    pub fn found_in_memo(&self) -> bool {
        self.found.iter().any(|found| found.place == Place::Memo)
    }
}

/// Where a list goes on.
pub type Mark = (Timestamp, OneOnOneId);

/// The newest there is.
pub fn newest() -> Mark {
    (Timestamp::MAX, OneOnOneId(i64::MAX))
}

/// How much of each 1-on-1 a page needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Depth {
    /// Topics and the memo: what a list shows.
    Line,
    /// Everything that was written.
    Whole,
    /// And of those that are planned as well.
    Ahead,
}

/// A page of a pair's past, with those that nobody closed; with `words`, only what holds all of
/// them. The caller holds a permit for the pair. What is looked for is always looked for in
/// everything.
pub async fn page<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    mut before: Mark,
    words: &Words<'_>,
    most: usize,
    depth: Depth,
) -> Result<(Vec<Past>, Option<Mark>)> {
    let open_until = if depth == Depth::Ahead { Timestamp::MAX } else { tx.now() };
    let mut found = Vec::new();
    let depth = if words.is_empty() { depth } else { Depth::Whole };
    let chunk = if words.is_empty() { most as i64 + 1 } else { CHUNK };
    loop {
        let page = History { pair, before, open_until, most: chunk };
        let rows = one_on_one::history(tx, &page).await?;
        let last_chunk = (rows.len() as i64) < chunk;
        for past in filled(tx, pair, rows, depth).await? {
            if found.len() == most {
                return Ok((found, Some(before)));
            }
            let mark = (past.one_on_one.starts_at, past.one_on_one.id);
            found.extend(words.matched(past));
            before = mark;
        }
        if last_chunk {
            return Ok((found, None));
        }
    }
}

/// Everything that was written of this one, whatever became of it.
pub async fn of_one_on_one<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: &Permit<Read, OneOnOne>,
) -> Result<Past> {
    let row = (**one_on_one).clone();
    let all = filled(tx, row.pair, vec![row], Depth::Whole).await?;
    all.into_iter().next().ok_or(Error::NotFound)
}

async fn filled<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    rows: Vec<OneOnOne>,
    depth: Depth,
) -> Result<Vec<Past>> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
    let span = (last.starts_at, first.starts_at);
    let items = agenda::of_pair_between(tx, pair, span).await?;
    let promises = match depth {
        Depth::Line => Vec::new(),
        Depth::Whole | Depth::Ahead => promise::of_pair_between(tx, pair, span).await?,
    };
    let (comments, wishes) = match depth {
        Depth::Line => (Vec::new(), Vec::new()),
        Depth::Whole | Depth::Ahead => (
            comment::of_pair_between(tx, pair, span).await?,
            wish::of_pair_between(tx, pair, span).await?,
        ),
    };
    let texts = queries::memo_texts(tx, pair, span).await?;
    let past = rows.into_iter().map(|row| fill(row, &items, &promises, &texts));
    Ok(past.map(|past| with_what_was_added(past, &comments, &wishes)).collect())
}

fn with_what_was_added(mut past: Past, comments: &[Comment], wishes: &[Wish]) -> Past {
    let id = past.one_on_one.id;
    let stands = |one: &&Comment| one.one_on_one == id && one.withdrawn_at.is_none();
    past.comments = comments.iter().filter(stands).cloned().collect();
    past.wishes = wishes.iter().filter(|wish| wish.one_on_one == id.0).cloned().collect();
    past
}

fn fill(row: OneOnOne, items: &[AgendaItem], promises: &[Promise], texts: &[MemoText]) -> Past {
    let text = |kind: Kind| {
        let this = |text: &&MemoText| text.one_on_one == row.id && text.kind == kind;
        texts.iter().find(this)
    };
    let words = |kind: Kind| text(kind).and_then(|text| text.markdown.clone());
    Past {
        items: items
            .iter()
            .filter(|item| item.one_on_one == row.id.0 && item.is_on())
            .cloned()
            .collect(),
        promises: promises
            .iter()
            .filter(|promise| promise.one_on_one == row.id.0)
            .cloned()
            .collect(),
        wishes: Vec::new(),
        memo: words(Kind::Shared),
        note: words(Kind::PrivateNote),
        key_point: words(Kind::KeyPoint),
        mindful: words(Kind::Mindful),
        comments: Vec::new(),
        documents: KINDS.map(|kind| text(kind).map(|text| text.memo)),
        found: Vec::new(),
        one_on_one: row,
    }
}

/// The words that are looked for, folded, and what a topic is called.
pub struct Words<'a> {
    words: Vec<String>,
    topics: &'a [Topic],
    texts: &'a Texts,
}

impl<'a> Words<'a> {
    pub fn new(query: &str, topics: &'a [Topic], texts: &'a Texts) -> Self {
        let words = query.split_whitespace().map(fold).filter(|word| !word.is_empty()).take(8);
        Self { words: words.collect(), topics, texts }
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn matched(&self, past: Past) -> Option<Past> {
        if self.is_empty() {
            return Some(past);
        }
        let pieces = self.pieces(&past);
        let folded: Vec<String> = pieces.iter().map(|(_, text)| fold(text)).collect();
        let everywhere = |word: &String| folded.iter().any(|text| text.contains(word));
        if !self.words.iter().all(everywhere) {
            return None;
        }
        let found = self.found(&pieces, &folded);
        Some(Past { found, ..past })
    }

    /// For each word the first line that holds it; a line that holds several stands there once.
    fn found(&self, pieces: &[(Place, String)], folded: &[String]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for word in &self.words {
            let at = folded.iter().position(|text| text.contains(word));
            let Some((place, text)) = at.and_then(|at| pieces.get(at)) else { continue };
            let Some(line) = excerpt(text, word, EXCERPT) else { continue };
            if !found.iter().any(|one| one.place == *place && one.line == line) {
                let parts = marked(&line, &self.words);
                found.push(Found { place: *place, line, parts });
            }
        }
        found
    }

    /// Everything of a 1-on-1 that can be found.
    fn pieces(&self, past: &Past) -> Vec<(Place, String)> {
        let mut pieces: Vec<(Place, String)> = Vec::new();
        for item in &past.items {
            let topic = self.topics.iter().find(|topic| topic.id == item.topic);
            pieces.extend(topic.map(|topic| (Place::Topic, topic.name(self.texts))));
            pieces.push((Place::Topic, item.line.clone()));
        }
        let promises = past.promises.iter().map(|one| (Place::Promise, one.text.clone()));
        pieces.extend(promises);
        pieces.extend(past.wishes.iter().map(|wish| (Place::Wish, wish.text.clone())));
        let documents = [
            (Place::KeyPoint, &past.key_point),
            (Place::Mindful, &past.mindful),
            (Place::Memo, &past.memo),
            (Place::PrivateNote, &past.note),
        ];
        for (place, text) in documents {
            pieces.extend(text.as_deref().map(|text| (place, unmark(text))));
        }
        pieces.extend(past.comments.iter().map(|one| (Place::Comment, one.text.clone())));
        pieces
    }
}
