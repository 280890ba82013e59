//! The lines that an area's `lib.rs` needs for a slice: module, migration, texts, routes.

use crate::fail::{Result, fail};

/// The text of `lib.rs` with the slice in it. Where a place cannot be found nothing is guessed:
/// the error names the line to add by hand.
pub fn wire(lib: &str, area: &str, name: &str, migration: &str) -> Result<String> {
    let step = format!(
        "Migration::both(\"{area}/{migration}\", include_str!(\"../migrations/{migration}.sql\"))"
    );
    let text = add_module(lib, name)?;
    let text = append(&text, "pub const MIGRATIONS", '[', &step)?;
    let text = append(&text, "text_files!", '[', &format!("\"{name}\""))?;
    merge_routes(&text, name)
}

/// Puts `pub mod name;` at its place among the others.
fn add_module(lib: &str, name: &str) -> Result<String> {
    let line = format!("pub mod {name};");
    let mut lines: Vec<&str> = lib.lines().collect();
    let modules: Vec<usize> =
        (0..lines.len()).filter(|at| lines[*at].starts_with("pub mod ")).collect();
    let Some(last) = modules.last() else {
        return fail(format!("lib.rs has no `pub mod` line to put `{line}` beside"));
    };
    let at = modules.iter().copied().find(|at| lines[*at] > line.as_str()).unwrap_or(last + 1);
    lines.insert(at, &line);
    Ok(lines.join("\n") + "\n")
}

/// Appends an entry to the bracketed list that follows `anchor`.
fn append(text: &str, anchor: &str, open: char, entry: &str) -> Result<String> {
    let list = text.find(anchor).and_then(|start| {
        // A type such as `&[Migration]` stands before the equals sign.
        let from = match anchor.starts_with("pub const") {
            true => start + text[start..].find('=')?,
            false => start,
        };
        let begin = from + text[from..].find(open)? + 1;
        Some((begin, begin + closing(&text[begin..])?))
    });
    let Some((begin, end)) = list else {
        return fail(format!("lib.rs has no list after `{anchor}`: add `{entry}` by hand"));
    };
    let inside = text[begin..end].trim().trim_end_matches(',');
    let comma = if inside.is_empty() { "" } else { ", " };
    Ok(format!("{}{inside}{comma}{entry}{}", &text[..begin], &text[end..]))
}

/// Where the bracket that is open at the start closes; brackets in strings do not occur here.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1;
    text.char_indices().find_map(|(at, letter)| {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

fn merge_routes(text: &str, name: &str) -> Result<String> {
    let merge = format!(".merge({name}::routes())");
    let place = text.find("pub fn routes()").and_then(|start| {
        let from = start + text[start..].find("Routes::pages()")?;
        Some(from + "Routes::pages()".len())
    });
    match place {
        Some(at) => Ok(format!("{}{merge}{}", &text[..at], &text[at..])),
        None => {
            fail(format!("lib.rs has no `pub fn routes()` with `Routes::pages()`: add `{merge}`"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: &str = "//! Area.\n\npub mod agenda;\npub mod topic;\n
pub const MIGRATIONS: &[Migration] =
    &[Migration::both(\"a/0001\", include_str!(\"../migrations/0001.sql\")),];
pub const TEXTS: &[TextFile] = platform::text_files![\"topics\"];
pub fn routes() -> Routes {\n    Routes::pages().merge(topic::routes())\n}
";

    #[test]
    fn every_list_gets_its_entry() {
        let wired = wire(LIB, "a", "note", "0002_note").unwrap();
        assert!(wired.contains("pub mod agenda;\npub mod note;\npub mod topic;"));
        assert!(wired.contains(
            "0001.sql\")), Migration::both(\"a/0002_note\", include_str!(\"../migrations/0002_note.sql\"))];"
        ));
        assert!(wired.contains("text_files![\"topics\", \"note\"]"));
        assert!(wired.contains("Routes::pages().merge(note::routes()).merge(topic::routes())"));
    }

    #[test]
    fn a_missing_place_is_named_with_its_line() {
        let error = wire("pub mod a;\n", "a", "note", "0002_note").unwrap_err().to_string();
        assert!(error.contains("pub const MIGRATIONS"), "{error}");
    }
}
