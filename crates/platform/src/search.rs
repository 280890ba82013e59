//! Text as search sees it: width, case and kana do not matter.

use std::ops::Range;
use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};

/// NFKC, lower case, katakana as hiragana. ﾒﾓ, メモ and めも are the same word.
pub fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).map(hiragana).collect()
}

fn hiragana(letter: char) -> char {
    match letter {
        'ァ'..='ヶ' => char::from_u32(letter as u32 - 0x60).unwrap_or(letter),
        other => other,
    }
}

/// The line of `text` where the folded `needle` stands, cut to about `width` letters around it.
pub fn excerpt(text: &str, needle: &str, width: usize) -> Option<String> {
    let line = text.lines().find(|line| fold(line).contains(needle))?.trim();
    let letters: Vec<char> = line.chars().collect();
    if letters.len() <= width {
        return Some(line.to_owned());
    }
    let at = Folded::of(&letters).place_of(needle).unwrap_or(0);
    let start = at.saturating_sub(width / 3);
    let end = (start + width).min(letters.len());
    let middle: String = letters[start..end].iter().collect();
    let (before, after) =
        (if start > 0 { "…" } else { "" }, if end < letters.len() { "…" } else { "" });
    Some(format!("{before}{middle}{after}"))
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    /// It is one of the words that were looked for.
    pub is_word: bool,
}

/// A line taken apart at the places where one of the folded words stands.
pub fn marked(line: &str, words: &[String]) -> Vec<Part> {
    let letters: Vec<char> = line.chars().collect();
    let folded = Folded::of(&letters);
    let mut is_word = vec![false; letters.len()];
    for word in words {
        for span in folded.places_of(word) {
            is_word[span].fill(true);
        }
    }
    let both: Vec<(char, bool)> = letters.into_iter().zip(is_word).collect();
    let parts = both.chunk_by(|one, next| one.1 == next.1);
    parts
        .map(|part| Part { text: part.iter().map(|one| one.0).collect(), is_word: part[0].1 })
        .collect()
}

/// A folded line that knows which letter each part of it comes from. Each letter is folded once,
/// however long the line is.
struct Folded {
    text: String,
    /// Where a part begins in `text`, in bytes, and with which letter of the line; in order.
    parts: Vec<(usize, usize)>,
    /// How many letters the line has.
    letters: usize,
}

impl Folded {
    fn of(letters: &[char]) -> Self {
        let mut folded = Self { text: String::new(), parts: Vec::new(), letters: letters.len() };
        let mut begin = 0;
        for end in 1..=letters.len() {
            if letters.get(end).is_none_or(|next| stands_alone(*next)) {
                let part: String = letters[begin..end].iter().collect();
                folded.parts.push((folded.text.len(), begin));
                folded.text.push_str(&fold(&part));
                begin = end;
            }
        }
        folded
    }

    /// The letters of the line that each needle covers.
    fn places_of<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let found = self.text.match_indices(needle).filter(|(_, found)| !found.is_empty());
        found.map(|(byte, found)| {
            let last = byte + found.len() - 1;
            let first = self.parts.partition_point(|(begins, _)| *begins <= byte);
            let after = self.parts.partition_point(|(begins, _)| *begins <= last);
            let end = self.parts.get(after).map_or(self.letters, |(_, letter)| *letter);
            self.parts[first.saturating_sub(1)].1..end
        })
    }

    /// The letter of the line at which the first needle begins.
    fn place_of(&self, needle: &str) -> Option<usize> {
        let byte = self.text.find(needle)?;
        let after = self.parts.partition_point(|(begins, _)| *begins <= byte);
        self.parts.get(after.checked_sub(1)?).map(|(_, letter)| *letter)
    }
}

/// A letter that never melts into the one before it, as a combining sign or a half-width ﾞ does.
/// What lies between two of them folds on its own.
fn stands_alone(letter: char) -> bool {
    let first = std::iter::once(letter).nfkd().next().unwrap_or(letter);
    canonical_combining_class(first) == 0
        && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_kana_do_not_matter() {
        assert_eq!(fold("ﾒﾓ ＡＢＣ"), fold("メモ abc"));
        assert_eq!(fold("カイゼン"), fold("かいぜん"));
        assert_ne!(fold("評価"), fold("評判"));
    }

    #[test]
    fn every_word_is_marked_as_it_was_written() {
        let told = |line: &str, words: &[&str]| -> String {
            let words: Vec<String> = words.iter().map(|word| fold(word)).collect();
            let parts = marked(line, &words);
            let told = |part: &Part| match part.is_word {
                true => format!("[{}]", part.text),
                false => part.text.clone(),
            };
            parts.iter().map(told).collect()
        };
        assert_eq!(told("ﾈｺとねことネコ", &["ねこ"]), "[ﾈｺ]と[ねこ]と[ネコ]");
        assert_eq!(told("ＡＢＣの話", &["abc", "話"]), "[ＡＢＣ]の[話]");
        assert_eq!(told("ｶﾞﾝ", &["が"]), "[ｶﾞ]ﾝ");
        assert_eq!(told("前㍻後", &["成"]), "前[㍻]後");
        assert_eq!(told("犬", &["猫"]), "犬");
    }

    #[test]
    fn an_excerpt_shows_the_place() {
        let long = format!("{}評価の話{}", "あ".repeat(100), "い".repeat(100));
        let found = excerpt(&long, "評価", 40).unwrap();
        assert!(found.contains("評価の話") && found.chars().count() <= 42, "{found}");
        assert_eq!(excerpt("短い行\n評", "評", 40).as_deref(), Some("評"));
        assert_eq!(excerpt("なし", "評", 40), None);
    }

    /// The simple way: folds the rest of the line at every letter.
    fn simply(letters: &[char], needle: &str) -> Option<usize> {
        let rest = |start: &usize| fold(&letters[*start..].iter().collect::<String>());
        (0..letters.len()).find(|start| rest(start).starts_with(needle))
    }

    /// Letters that melt together, change their width, or both, in an order that never repeats soon.
    fn mixed(seed: u64, length: usize) -> Vec<char> {
        let alphabet: Vec<char> =
            "aＡbカｶガがかﾞ\u{3099}\u{3099}ハﾊﾟは𠮷評e\u{301}\u{323}가ᄀ\u{1161}ｦ ".chars().collect();
        let mut state = seed.wrapping_mul(2).wrapping_add(1);
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            alphabet[(state >> 33) as usize % alphabet.len()]
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn the_place_is_that_of_the_simple_way() {
        let mut found = 0;
        for seed in 0..300 {
            let letters = mixed(seed, 40);
            let folded = Folded::of(&letters);
            assert_eq!(folded.text, fold(&letters.iter().collect::<String>()), "{letters:?}");
            for from in (0..36).filter(|from| stands_alone(letters[*from])) {
                let needle = fold(&letters[from..from + 3].iter().collect::<String>());
                let place = folded.place_of(&needle);
                assert_eq!(place, simply(&letters, &needle), "{letters:?} {needle:?}");
                found += usize::from(place.is_some());
            }
        }
        assert!(found > 2_000, "{found}");
    }

    #[test]
    fn a_letter_of_many_is_found_within() {
        let letters: Vec<char> = "前㍻後".chars().collect();
        assert_eq!(Folded::of(&letters).place_of("成"), Some(1));
    }

    #[test]
    fn a_long_line_is_walked_once() {
        let mut letters = mixed(7, 100_000);
        letters.extend("締めくくりのネコ".chars());
        let line: String = letters.iter().collect();
        let found = excerpt(&line, &fold("ねこ"), 72).unwrap();
        assert!(found.starts_with('…') && found.ends_with("締めくくりのネコ"), "{found}");
        let folded = Folded::of(&letters);
        assert!(folded.parts.len() <= letters.len(), "each letter belongs to one part");
        assert_eq!(folded.place_of("ねこ"), Some(letters.len() - 2));
    }
}
