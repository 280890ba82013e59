//! What kept Markdown says, without its signs, so that a word is found which a sign stands in.

/// The words of our own Markdown, a line a line.
pub fn unmark(markdown: &str) -> String {
    markdown.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn line(line: &str) -> String {
    let mut rest = line.trim_start();
    while let Some(inner) = without_sign(rest) {
        rest = inner.trim_start();
    }
    inline(rest)
}

/// What stands behind a heading's, a list's or a quote's sign.
fn without_sign(line: &str) -> Option<&str> {
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() && heading.starts_with(' ') {
        return Some(heading);
    }
    let signs = ["- ", "* ", "> ", "[ ] ", "[x] "];
    if let Some(inner) = signs.iter().find_map(|sign| line.strip_prefix(sign)) {
        return Some(inner);
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && line.len() - digits.len() <= 6;
    let behind = digits.strip_prefix(". ").or_else(|| digits.strip_prefix(") "));
    behind.filter(|_| numbered)
}

fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (said, behind) = token(rest, letter);
        out.push_str(said);
        rest = behind;
    }
    out
}

/// What the start of the text says, and what comes behind it.
fn token(text: &str, letter: char) -> (&str, &str) {
    const TAGS: [&str; 6] = ["<strong>", "</strong>", "<em>", "</em>", "<s>", "</s>"];
    let behind = &text[letter.len_utf8()..];
    match letter {
        '\\' => match behind.chars().next() {
            Some(escaped) if escaped.is_ascii_punctuation() => behind.split_at(escaped.len_utf8()),
            _ => ("", behind),
        },
        '*' | '~' | '`' | '[' => ("", behind),
        ']' => match behind.strip_prefix("(<").and_then(|link| link.split_once(">)")) {
            // The address can be looked for as well, behind the words that lead there.
            Some((_, after)) => (" ", after),
            None => ("", behind),
        },
        '<' => match TAGS.iter().find_map(|tag| text.strip_prefix(tag)) {
            Some(after) => ("", after),
            None => ("<", behind),
        },
        '&' => match [("&#32;", " "), ("&#9;", "\t")].iter().find(|one| text.starts_with(one.0)) {
            Some((name, said)) => (said, &text[name.len()..]),
            None => ("&", behind),
        },
        _ => text.split_at(letter.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_go_and_words_stay() {
        assert_eq!(unmark("## きょうの話\n\nまず\\\n**体調**"), "きょうの話\n\nまず\n体調");
        assert_eq!(unmark("- [x] 済み\n  3. 深い\n> 引用"), "済み\n深い\n引用");
        assert_eq!(unmark("見<strong>積</strong>もり、A\\_B、1\\. 案"), "見積もり、A_B、1. 案");
        assert_eq!(unmark("[資料](<https://example.jp/a>)を読む"), "資料 を読む");
        assert_eq!(unmark("\\<script\\> 3 < 5 & 7"), "<script> 3 < 5 & 7");
        assert_eq!(unmark("2026. 年"), "年");
    }

    #[test]
    fn what_was_written_is_found_again() {
        for text in ["a_b*c`d~e", "[x] y", "# 見出し", "1) 一", "\\ と | と <b>", "&amp; &#32;"]
        {
            let kept = crate::fold::markdown_of(text);
            assert_eq!(unmark(&kept), text, "kept as {kept}");
        }
    }
}
