//! A record as plain text.

use super::record::{Body, Entry, Record, Section, Thread};

pub(super) fn write(record: &Record) -> String {
    let mut parts = vec![format!("{}\n{}", record.title, record.when)];
    parts.extend(record.fate.clone());
    if record.sections.is_empty() {
        parts.push(record.nothing.clone());
    }
    parts.extend(record.sections.iter().map(section));
    parts.push(format!("----\n{}", record.made));
    let mut whole = parts.join("\n\n");
    whole.push('\n');
    whole.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn section(section: &Section) -> String {
    let private = section.private.as_deref().map(|note| format!("{note}\n\n"));
    let body = match &section.body {
        Body::Said(said) => said.text.trim_end().to_owned(),
        Body::List(entries) => entries.iter().map(entry).collect::<Vec<_>>().join("\n"),
        Body::Threads(threads) => threads.iter().map(thread).collect::<Vec<_>>().join("\n\n"),
    };
    format!("■ {}\n\n{}{body}", section.label, private.unwrap_or_default())
}

fn entry(entry: &Entry) -> String {
    let check = match entry.done {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "- ",
    };
    let about = if entry.about.is_empty() {
        String::new()
    } else {
        format!(" ({})", entry.about.join(" · "))
    };
    let below = if entry.below.is_empty() { String::new() } else { format!("\n{}", entry.below) };
    format!("{check}{}", indented(&format!("{}{about}{below}", entry.text)))
}

fn thread(thread: &Thread) -> String {
    let quote = match thread.quote.as_str() {
        "" => String::new(),
        quote => format!("> {}\n", quote.replace('\n', "\n> ")),
    };
    let said = thread
        .said
        .iter()
        .map(|one| indented(&format!("- {} ({}): {}", one.author, one.when, one.text)));
    format!("{quote}{}", said.collect::<Vec<_>>().join("\n"))
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n  ")
}
