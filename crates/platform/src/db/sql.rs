//! Statements: portable text beside the code that uses it, known to the whole program.
//!
//! Invariant: a statement enters the database only as `sql!("…")`. Every such literal registers
//! itself, so that one test can prepare all of them on both databases and check that each names
//! its organization. Where a dialect must differ, the macro takes two texts; tidy counts those.

use std::sync::OnceLock;

/// One statement with its place in the source.
#[derive(Debug)]
pub struct Sql {
    pub sqlite: &'static str,
    pub postgres: &'static str,
    pub file: &'static str,
    pub line: u32,
    /// The text as SQLite gets it, made at its first use.
    #[doc(hidden)]
    pub numbered: OnceLock<String>,
}

inventory::collect!(&'static Sql);

impl Sql {
    /// Every statement of the program, in no particular order.
    pub fn all() -> impl Iterator<Item = &'static Sql> {
        inventory::iter::<&'static Sql>.into_iter().copied()
    }

    /// SQLite numbers `$1` by first appearance, as a name; `?1` is a number. The texts are
    /// otherwise the same.
    pub(super) fn numbered(&self) -> &str {
        self.numbered.get_or_init(|| self.sqlite.replace('$', "?"))
    }
}

/// A statement with parameters `$1`, `$2`, …: one text for both databases, or two where the
/// dialects leave no choice: `sql!(sqlite: "…", postgres: "…")`.
#[macro_export]
macro_rules! sql {
    (sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {{
        static STATEMENT: $crate::db::Sql = $crate::db::Sql {
            sqlite: $sqlite,
            postgres: $postgres,
            file: file!(),
            line: line!(),
            numbered: ::std::sync::OnceLock::new(),
        };
        $crate::inventory::submit! { &STATEMENT }
        &STATEMENT
    }};
    ($text:expr $(,)?) => { $crate::sql!(sqlite: $text, postgres: $text) };
}
