//! Where a Japanese line may break: between phrases (文節), found by BudouX's model.

use std::{
    collections::HashMap,
    sync::{LazyLock, RwLock},
};

static PARSER: LazyLock<budouy::Parser> =
    LazyLock::new(budouy::model::load_default_japanese_parser);
/// Headings and buttons repeat on every page, so their breaks are found once.
static KNOWN: LazyLock<RwLock<HashMap<String, Vec<usize>>>> = LazyLock::new(RwLock::default);
const MOST_KNOWN: usize = 4_096;
const LONGEST_KNOWN: usize = 300;

/// The phrases of a text, in order; joined they are the text again.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    let ends = known(text).unwrap_or_else(|| learn(text));
    let mut start = 0;
    ends.into_iter().map(move |end| {
        let phrase = &text[start..end];
        start = end;
        phrase
    })
}

fn known(text: &str) -> Option<Vec<usize>> {
    KNOWN.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(text).cloned()
}

fn learn(text: &str) -> Vec<usize> {
    let mut end = 0;
    let ends: Vec<usize> = PARSER
        .parse(text)
        .iter()
        .map(|phrase| {
            end += phrase.len();
            end
        })
        .collect();
    let mut known = KNOWN.write().unwrap_or_else(std::sync::PoisonError::into_inner);
    if known.len() < MOST_KNOWN && text.len() <= LONGEST_KNOWN {
        known.insert(text.to_owned(), ends.clone());
    }
    ends
}

#[cfg(test)]
mod tests {
    #[test]
    fn phrases_join_to_the_text() {
        for text in ["きょうは、聞いてほしい話があります。", "つぎの1on1を準備する", "Prepare", ""]
        {
            assert_eq!(super::split(text).collect::<String>(), text);
        }
        assert!(super::split("きょうは、聞いてほしい話があります。").count() > 2);
    }
}
