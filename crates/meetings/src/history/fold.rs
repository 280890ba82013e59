//! Text as search sees it: width, case and kana do not matter.

use unicode_normalization::UnicodeNormalization;

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
    let at = (0..letters.len())
        .find(|start| fold(&letters[*start..].iter().collect::<String>()).starts_with(needle))
        .unwrap_or(0);
    let start = at.saturating_sub(width / 3);
    let end = (start + width).min(letters.len());
    let middle: String = letters[start..end].iter().collect();
    let (before, after) =
        (if start > 0 { "…" } else { "" }, if end < letters.len() { "…" } else { "" });
    Some(format!("{before}{middle}{after}"))
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
    fn an_excerpt_shows_the_place() {
        let long = format!("{}評価の話{}", "あ".repeat(100), "い".repeat(100));
        let found = excerpt(&long, "評価", 40).unwrap();
        assert!(found.contains("評価の話") && found.chars().count() <= 42, "{found}");
        assert_eq!(excerpt("短い行\n評", "評", 40).as_deref(), Some("評"));
        assert_eq!(excerpt("なし", "評", 40), None);
    }
}
