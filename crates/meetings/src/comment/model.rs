//! Types and pure rules of comments.

use crate::{
    memo::{Kind, MemoId},
    one_on_one::OneOnOneId,
    reading::Text,
};
use jiff::Timestamp;
use people::pair::PairId;
use platform::{Error, PersonId, Result, define_id};
use std::collections::BTreeSet;

define_id! { CommentId }

impl From<CommentId> for i64 {
    fn from(id: CommentId) -> i64 {
        id.0
    }
}

/// Characters of what is said.
pub const MOST_TEXT: usize = 500;
/// Characters of the passage that are kept to be shown.
const MOST_QUOTE: usize = 200;
/// Bytes that say where the passage is: two positions of some twenty bytes each.
const MOST_ANCHOR: usize = 200;
/// Beside one 1-on-1, answers included.
pub const MOST: i64 = 300;

/// What was said beside a passage, or to answer that.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    pub id: CommentId,
    pub one_on_one: OneOnOneId,
    pub memo: MemoId,
    pub kind: Kind,
    /// The one that this answers.
    pub parent: Option<CommentId>,
    pub author: PersonId,
    pub author_name: String,
    /// 「ニュアンスが少し違います」
    pub nuance: bool,
    pub text: String,
    pub quote: String,
    pub anchor: Vec<u8>,
    pub made_at: Timestamp,
    pub settled_at: Option<Timestamp>,
    pub withdrawn_at: Option<Timestamp>,
    pub version: i64,
    pub(super) leader: PersonId,
    pub(super) member: PersonId,
    pub(super) pair_lasts: bool,
}

/// The shared memos whose words stand in these comments of a pair, for the list of who has read.
pub fn quoted(pair: PairId, comments: &[Comment]) -> Vec<Text> {
    let shows = |comment: &&Comment| comment.kind == Kind::Shared && !comment.quote.is_empty();
    let of =
        |comment: &Comment| Text { pair, one_on_one: comment.one_on_one, memo: comment.memo.0 };
    let texts: BTreeSet<Text> = comments.iter().filter(shows).map(of).collect();
    texts.into_iter().collect()
}

/// Where a passage is, as pages and programs write it.
pub fn hexadecimal(anchor: &[u8]) -> String {
    anchor.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The same, read; `None` for anything else.
pub fn anchor_of(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [_, _] => u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok(),
            _ => None,
        })
        .collect()
}

/// A comment to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewComment {
    pub kind: Kind,
    pub nuance: bool,
    pub text: String,
    pub quote: String,
    pub anchor: Vec<u8>,
}

impl NewComment {
    /// As it is kept.
    ///
    /// # Errors
    /// `Invalid` when it says nothing or too much, or is not about a passage of the two.
    pub(super) fn cleaned(&self) -> Result<Self> {
        let text = if self.nuance && self.text.trim().is_empty() {
            String::new()
        } else {
            clean_text(&self.text)?
        };
        let quote: String = shown(&self.quote).chars().take(MOST_QUOTE).collect();
        let placed = !self.anchor.is_empty() && self.anchor.len() <= MOST_ANCHOR;
        if quote.is_empty() || !placed || !Kind::OF_TWO.contains(&self.kind) {
            return Err(Error::field("quote", "invalid-comment-passage"));
        }
        Ok(Self { text, quote, ..self.clone() })
    }
}

/// What is said, as it is kept.
///
/// # Errors
/// `Invalid` when nothing is left or when it is longer than [`MOST_TEXT`] characters.
pub(super) fn clean_text(text: &str) -> Result<String> {
    let kept = shown(text);
    match kept.chars().count() {
        0 => Err(Error::field("text", "invalid-comment-empty")),
        count if count > MOST_TEXT => Err(Error::field("text", "invalid-comment-long")),
        _ => Ok(kept),
    }
}

/// Without control characters; line breaks stay.
fn shown(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c });
    kept.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(kind: Kind, text: &str, anchor: usize) -> NewComment {
        let (text, quote) = (text.to_owned(), "あ".repeat(300));
        NewComment { kind, nuance: false, text, quote, anchor: vec![1; anchor] }
    }

    #[test]
    fn a_comment_is_about_a_passage_of_the_two() {
        assert!(new(Kind::PrivateNote, "違います", 40).cleaned().is_err());
        assert!(new(Kind::Shared, "違います", 0).cleaned().is_err());
        assert!(new(Kind::Shared, "違います", MOST_ANCHOR + 1).cleaned().is_err());
        assert!(new(Kind::Shared, " \n", 40).cleaned().is_err());
        assert!(new(Kind::Shared, &"あ".repeat(MOST_TEXT + 1), 40).cleaned().is_err());
        let kept = new(Kind::Mindful, " 一行\r\n二行\u{7} ", 40).cleaned().unwrap();
        assert_eq!((kept.text.as_str(), kept.quote.chars().count()), ("一行\n二行", MOST_QUOTE));
        let tapped = NewComment { nuance: true, ..new(Kind::Shared, "", 40) };
        assert!(tapped.cleaned().is_ok());
    }
}
