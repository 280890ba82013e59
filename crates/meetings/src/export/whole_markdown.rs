//! Everything of one's own as one Markdown file.

use super::whole::{Archive, CommentArchive, OneOnOneArchive};
use jiff::{Timestamp, civil::Date};
use memo_wire::markdown_of;
use platform::i18n::Texts;

pub(super) fn write(archive: &Archive, texts: &Texts) -> String {
    let mut lines = vec![format!("# {}", texts.with("export-title", "name", &archive.person))];
    for pair in &archive.pairs {
        lines.push(format!("\n## {} — {}", markdown_of(&pair.leader), markdown_of(&pair.member)));
        for meeting in &pair.one_on_ones {
            write_one(meeting, texts, &mut lines);
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn write_one(meeting: &OneOnOneArchive, texts: &Texts, lines: &mut Vec<String>) {
    let starts_at: Option<Timestamp> = meeting.starts_at.parse().ok();
    let held = starts_at.map_or(Date::MIN, |at| texts.date_of(at));
    let day = starts_at.map(|at| format!("{held} {}", texts.time(at)));
    let status = match meeting.left {
        true => texts.t("journey-status-left"),
        false => texts.t(format!("journey-status-{}", meeting.status)),
    };
    lines.push(format!("\n### {} · {status}", day.unwrap_or_default()));
    for item in &meeting.agenda {
        let wanted = item.expectation.as_ref().map(|word| {
            format!(" — {}", texts.t(format!("expectation-{}", word.replace('_', "-"))))
        });
        lines.push(format!("- **{}**{}", markdown_of(&item.topic), wanted.unwrap_or_default()));
        lines.extend((!item.line.is_empty()).then(|| format!("  {}", below(&item.line))));
    }
    for promise in &meeting.promises {
        let mark = if promise.state == "done" { "x" } else { " " };
        let due = promise.due.as_deref().map(|day| due(texts, day, held)).unwrap_or_default();
        lines.push(format!(
            "- [{mark}] {} ({}{due})",
            below(&promise.text),
            markdown_of(&promise.owner)
        ));
    }
    for wish in &meeting.wishes {
        lines.push(format!(
            "- {}: {} ({})",
            texts.t("wish-title"),
            below(&wish.text),
            markdown_of(&wish.author)
        ));
    }
    for (label, text) in [
        ("export-key-point", &meeting.key_point),
        ("export-mindful", &meeting.mindful),
        ("export-memo", &meeting.memo),
        ("export-note", &meeting.private_note),
    ] {
        if let Some(text) = text.as_ref().filter(|text| !text.trim().is_empty()) {
            lines.push(format!("\n#### {}\n\n{}", texts.t(label), text.trim()));
        }
    }
    write_comments(&meeting.comments, texts, held, lines);
}

/// , 12月3日(木)まで
fn due(texts: &Texts, day: &str, held: Date) -> String {
    let day = day.parse().map_or_else(|_| day.to_owned(), |due| texts.day(due, held));
    format!(", {}", texts.with("promise-until", "day", day))
}

/// When it was said; with the year where it is not that of the 1-on-1.
fn said_at(texts: &Texts, at: &str, held: Date) -> String {
    let words =
        |at: Timestamp| format!("{} {}", texts.day(texts.date_of(at), held), texts.time(at));
    at.parse().map_or_else(|_| at.to_owned(), words)
}

fn write_comments(comments: &[CommentArchive], texts: &Texts, held: Date, lines: &mut Vec<String>) {
    if comments.is_empty() {
        return;
    }
    lines.push(format!("\n#### {}", texts.t("export-comments")));
    // An answer to what was withdrawn stands by itself.
    let stands = |id: &String| comments.iter().any(|one| one.id == *id);
    let is_first = |one: &&CommentArchive| !one.answers.as_ref().is_some_and(stands);
    for first in comments.iter().filter(is_first) {
        let quote = match first.quote.as_str() {
            "" => texts.t("comments-erased"),
            quote => quote.to_owned(),
        };
        if first.answers.is_none() {
            lines.push(format!("\n> {}\n", markdown_of(&quote).replace('\n', "\n> ")));
        }
        let answers = comments.iter().filter(|one| one.answers.as_ref() == Some(&first.id));
        for one in std::iter::once(first).chain(answers) {
            let nuance = if one.nuance { texts.t("comments-nuance") } else { String::new() };
            let text = [nuance, below(&one.text)];
            let text: Vec<String> = text.into_iter().filter(|said| !said.is_empty()).collect();
            let who = format!("{} ({})", one.author, said_at(texts, &one.said_at, held));
            lines.push(format!("- {}: {}", markdown_of(&who), text.join(" ")));
        }
    }
}

/// In an item of a list, further lines of which belong to it.
fn below(text: &str) -> String {
    markdown_of(text).replace('\n', "\n  ")
}
