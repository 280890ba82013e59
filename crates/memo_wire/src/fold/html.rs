//! HTML of a fixed set of elements. Every text and attribute is escaped here and nowhere else.

use super::blocks::{Block, Inline, ListItem, link, mark};
use super::tree::Run;

pub(super) fn write(blocks: &[Block<'_>]) -> String {
    let mut out = String::new();
    write_blocks(blocks, &mut out);
    out
}

fn write_blocks(blocks: &[Block<'_>], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(inline) => wrapped("p", out, |out| write_inline(inline, out)),
            Block::Heading(level, inline) => {
                let tag = ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(*level).clamp(1, 6) - 1];
                wrapped(tag, out, |out| write_inline(inline, out));
            }
            Block::Rule => out.push_str("<hr>"),
            Block::Quote(blocks) => wrapped("blockquote", out, |out| write_blocks(blocks, out)),
            Block::List { ordered_from, items } => write_list(*ordered_from, items, out),
        }
    }
}

fn write_list(ordered_from: Option<u64>, items: &[ListItem<'_>], out: &mut String) {
    match ordered_from {
        Some(1) => out.push_str("<ol>"),
        Some(first) => out.push_str(&format!("<ol start=\"{first}\">")),
        None => out.push_str("<ul>"),
    }
    for item in items {
        out.push_str(match item.checked {
            Some(true) => "<li data-checked=\"true\">☑ ",
            Some(false) => "<li data-checked=\"false\">☐ ",
            None => "<li>",
        });
        write_blocks(&item.blocks, out);
        out.push_str("</li>");
    }
    out.push_str(if ordered_from.is_some() { "</ol>" } else { "</ul>" });
}

fn write_inline(inline: &[Inline<'_>], out: &mut String) {
    for part in inline {
        match part {
            Inline::Run(run) => write_run(run, out),
            Inline::Break => out.push_str("<br>"),
        }
    }
}

fn write_run(run: &Run, out: &mut String) {
    let tags: Vec<&str> = ["strong", "em", "strike", "code"]
        .into_iter()
        .filter(|name| mark(run, name).is_some())
        .map(|name| if name == "strike" { "s" } else { name })
        .collect();
    let href = link(run);
    if let Some(href) = href {
        out.push_str("<a href=\"");
        escape(href, out);
        out.push_str("\" rel=\"noopener noreferrer nofollow\">");
    }
    tags.iter().for_each(|tag| open(tag, out));
    escape(&run.text, out);
    tags.iter().rev().for_each(|tag| close(tag, out));
    if href.is_some() {
        close("a", out);
    }
}

fn wrapped(tag: &str, out: &mut String, inside: impl FnOnce(&mut String)) {
    open(tag, out);
    inside(out);
    close(tag, out);
}

fn open(tag: &str, out: &mut String) {
    out.extend(["<", tag, ">"]);
}

fn close(tag: &str, out: &mut String) {
    out.extend(["</", tag, ">"]);
}

/// Safe in text and in quoted attributes; line breaks within a text stay visible.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
            c if c.is_control() && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}
