//! A small document in lines, as it was typed.

/// Lines of each that a page shows: both are meant for one to three.
const MOST_LINES: usize = 6;

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
