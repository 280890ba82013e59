//! Japanese fonts: without them a headless browser draws boxes.

use super::system;
use crate::place;
use crate::run::Run;

/// What is there, or a warning: tests do not look at glyphs, people who look at pictures do.
pub fn find() -> String {
    if cfg!(target_os = "macos") {
        return "Hiragino  (part of macOS)".to_owned();
    }
    if let Some(font) = japanese() {
        return font;
    }
    if system::install(&["fontconfig", "fonts-noto-cjk"]).is_ok()
        && let Some(font) = japanese()
    {
        return format!("{font}, installed now");
    }
    "warning: no Japanese font, pictures will show boxes; install fonts-noto-cjk \
     (Debian, Ubuntu) or google-noto-sans-cjk-fonts (Fedora)"
        .to_owned()
}

fn japanese() -> Option<String> {
    place::in_path(&["fc-list"])?;
    let listing = Run::new("fc-list").args([":lang=ja", "family"]).output().ok()?;
    let mut families: Vec<&str> =
        listing.lines().filter_map(|line| line.split(',').next()).collect();
    families.sort_unstable();
    families.dedup();
    let first = families.first()?;
    Some(format!("{first}  ({} families for Japanese)", families.len()))
}
