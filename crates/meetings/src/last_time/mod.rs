//! What the two took along from the last time: shown on top of the next.
//!
//! Uses: memo, one_on_one

use crate::{
    memo::{Kind, text_of_kind},
    one_on_one::{self, OneOnOne},
};
use platform::{
    Result,
    access::{Mode, Tx},
};

/// Lines of each that a page shows: both are meant for one to three.
const MOST_LINES: usize = 6;

/// From the last 1-on-1 of the pair that was held. Without either, nothing is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LastTime {
    /// What the member decided to be mindful of.
    pub mindful: Vec<String>,
    /// What it was about.
    pub key_point: Vec<String>,
}

impl LastTime {
    pub fn is_empty(&self) -> bool {
        self.mindful.is_empty() && self.key_point.is_empty()
    }
}

/// What was taken along to this 1-on-1. The caller holds a permit to change it: the pair lasts, so
/// both may read.
pub async fn last_time<M: Mode>(tx: &mut Tx<M>, one_on_one: &OneOnOne) -> Result<LastTime> {
    let last = one_on_one::last_held(tx, one_on_one.pair, one_on_one.starts_at).await?;
    let Some(last) = last else { return Ok(LastTime::default()) };
    Ok(LastTime {
        mindful: lines(&text_of_kind(tx, last.id, Kind::Mindful).await?),
        key_point: lines(&text_of_kind(tx, last.id, Kind::KeyPoint).await?),
    })
}

/// The lines of a small document, without what Markdown needs around them.
pub fn lines(markdown: &str) -> Vec<String> {
    markdown.lines().map(plain).filter(|line| !line.is_empty()).take(MOST_LINES).collect()
}

fn plain(line: &str) -> String {
    let line = line.trim_start_matches(['#', '-', '>', ' ']).trim_end_matches('\\');
    let line = line.replace("&#32;", " ").replace("**", "");
    let mut out = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let escapes = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        out.extend(if escapes { letters.next() } else { Some(letter) });
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_reads_as_it_was_typed() {
        let kept =
            "まず聞く\n\n1\\. 数字は \\*あと\\* で\n\n\\# でなく 6_7\n\n- **C:\\\\** の\\[ \\]表";
        assert_eq!(
            lines(kept),
            ["まず聞く", "1. 数字は *あと* で", "# でなく 6_7", "C:\\ の[ ]表"]
        );
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(lines(&"あ\n\n".repeat(20)).len(), MOST_LINES);
        assert_eq!(lines(" \n\n"), Vec::<String>::new());
    }
}
