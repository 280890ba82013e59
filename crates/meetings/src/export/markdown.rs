//! A record as Markdown (CommonMark with check boxes).

use super::record::{Body, Entry, Record, Section, Thread};
use memo_wire::markdown_of;

pub(super) fn write(record: &Record) -> String {
    let mut parts = vec![format!("# {}", one_line(&record.title)), markdown_of(&record.when)];
    parts.extend(record.fate.as_deref().map(markdown_of));
    if record.sections.is_empty() {
        parts.push(markdown_of(&record.nothing));
    }
    parts.extend(record.sections.iter().map(section));
    parts.push(format!("---\n\n{}", markdown_of(&record.made)));
    let mut whole = parts.join("\n\n");
    whole.push('\n');
    whole
}

fn section(section: &Section) -> String {
    let private = section.private.as_deref().map(|note| format!("{}\n\n", markdown_of(note)));
    let body = match &section.body {
        Body::Said(said) => said.markdown.trim_end().to_owned(),
        Body::List(entries) => entries.iter().map(entry).collect::<Vec<_>>().join("\n"),
        Body::Threads(threads) => threads.iter().map(thread).collect::<Vec<_>>().join("\n\n"),
    };
    format!("## {}\n\n{}{body}", one_line(&section.label), private.unwrap_or_default())
}

fn entry(entry: &Entry) -> String {
    let check = match entry.done {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    };
    let about: Vec<String> = entry.about.iter().map(|about| markdown_of(about)).collect();
    let about =
        if about.is_empty() { String::new() } else { format!(" — {}", about.join(" · ")) };
    let below = match entry.below.as_str() {
        "" => String::new(),
        below => format!("\\\n{}", markdown_of(below)),
    };
    format!("- {check}{}", indented(&format!("{}{about}{below}", markdown_of(&entry.text))))
}

fn thread(thread: &Thread) -> String {
    let quote = match thread.quote.as_str() {
        "" => String::new(),
        quote => format!("> {}\n\n", markdown_of(quote).replace('\n', "\n> ")),
    };
    let said = thread.said.iter().map(|one| {
        let who = markdown_of(&format!("{} ({})", one.author, one.when));
        indented(&format!("- {who}: {}", markdown_of(&one.text)))
    });
    format!("{quote}{}", said.collect::<Vec<_>>().join("\n"))
}

/// Further lines of an item belong to it.
fn indented(text: &str) -> String {
    text.replace('\n', "\n  ")
}

fn one_line(text: &str) -> String {
    markdown_of(&text.replace(['\n', '\r'], " "))
}
