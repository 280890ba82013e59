//! What a page shows of comments.

use super::{
    model::{self, Comment, MOST_TEXT},
    queries,
};
use crate::{names, one_on_one::OneOnOne};
use platform::{
    Result,
    access::{Mode, Tx},
    error::FieldErrors,
    render::Frame,
};

/// Everything that was said beside a 1-on-1.
pub struct Comments {
    /// Of the 1-on-1.
    pub id: String,
    pub open: Vec<Thread>,
    pub settled: Vec<Thread>,
    /// The pair lasts: one can answer.
    pub writable: bool,
    /// The list asks anew when something changed.
    pub live: bool,
    pub most: usize,
    /// An answer that could not be kept.
    pub draft: Draft,
}

/// What was typed and must be mended.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The comment that it answers.
    pub comment: String,
    pub text: String,
    pub errors: FieldErrors,
}

/// A passage with what was said beside it.
pub struct Thread {
    pub line: Line,
    /// きょうの要点, or nothing for the shared memo
    pub document: Option<String>,
    /// `shared`, as the editor calls it
    pub kind: &'static str,
    pub quote: String,
    /// Hexadecimal.
    pub anchor: String,
    pub answers: Vec<Line>,
    pub settled: bool,
}

/// One thing said.
pub struct Line {
    pub id: String,
    /// あなた, or 佐藤さん
    pub author: String,
    pub mine: bool,
    pub when: String,
    pub nuance: bool,
    pub text: String,
    pub withdrawn: bool,
}

/// Reads what was said beside a 1-on-1. The caller holds a permit for it.
pub async fn comments<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: &OneOnOne,
    live: bool,
    draft: Draft,
) -> Result<Comments> {
    let all = queries::of_one_on_one(tx, one_on_one.id).await?;
    let firsts = all.iter().filter(|comment| comment.parent.is_none());
    let threads = firsts.map(|first| thread(f, first, &all));
    let shown = threads.filter(|thread| !thread.line.withdrawn || !thread.answers.is_empty());
    let (settled, open) = shown.partition(|thread| thread.settled);
    let writable = live && one_on_one.pair_lasts();
    let id = one_on_one.id.to_string();
    Ok(Comments { id, open, settled, writable, live, most: MOST_TEXT, draft })
}

impl Comments {
    pub fn is_empty(&self) -> bool {
        self.open.is_empty() && self.settled.is_empty()
    }
}

fn thread(f: &Frame, first: &Comment, all: &[Comment]) -> Thread {
    let answers = all.iter().filter(|comment| comment.parent == Some(first.id));
    let kind = first.kind.word();
    Thread {
        document: (kind != "shared").then(|| f.t(format!("memo-label-editor_{kind}"))),
        kind,
        quote: first.quote.clone(),
        anchor: model::hexadecimal(&first.anchor),
        answers: answers.filter(|one| one.withdrawn_at.is_none()).map(|one| line(f, one)).collect(),
        settled: first.settled_at.is_some(),
        line: line(f, first),
    }
}

fn line(f: &Frame, comment: &Comment) -> Line {
    let mine = f.viewer.is(comment.author);
    let name = || names::called(f.texts(), &comment.author_name);
    Line {
        id: comment.id.to_string(),
        author: if mine { f.t("promise-mine") } else { name() },
        mine,
        when: f.when(&comment.made_at),
        nuance: comment.nuance,
        text: comment.text.clone(),
        withdrawn: comment.withdrawn_at.is_some(),
    }
}
