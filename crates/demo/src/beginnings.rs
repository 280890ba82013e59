//! How a text of the story grows, so that its memo has a history.

/// A text by half, but for its last line, and as a whole; cut where nothing hangs on what is before.
pub fn beginnings(text: &str) -> [String; 3] {
    let lines: Vec<&str> = text.lines().collect();
    let starts_anew = |at: &usize| {
        let line = lines[*at];
        !line.is_empty() && !line.starts_with([' ', '\t', '>'])
    };
    let upto = |from: usize| {
        let cut = (from..lines.len()).find(starts_anew).unwrap_or(lines.len());
        lines[..cut].join("\n")
    };
    let last = (1..lines.len()).rev().find(starts_anew).unwrap_or(lines.len());
    [upto(lines.len().div_ceil(2)), lines[..last].join("\n"), text.to_owned()]
}
