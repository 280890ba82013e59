//! Lines under nested prefixes: list markers, indentation, quote signs.

/// Deeper levels are not indented any further, so that output stays in proportion to the memo.
const DEEPEST: usize = 32;

/// Writes lines, each behind the prefixes of the blocks around it.
#[derive(Default)]
pub(super) struct Lines {
    out: String,
    levels: Vec<Level>,
}

struct Level {
    /// Before the first line of the block.
    first: String,
    /// Before all others.
    rest: &'static str,
    spaces: usize,
    begun: bool,
}

impl Lines {
    /// Runs `inside` in a block whose first line starts with `first`, the others indented as far.
    pub fn item(&mut self, first: String, inside: impl FnOnce(&mut Self)) {
        let spaces = first.chars().count();
        self.block(Level { first, rest: "", spaces, begun: false }, inside);
    }

    /// Runs `inside` in a block all of whose lines start with `sign`.
    pub fn quote(&mut self, sign: &'static str, inside: impl FnOnce(&mut Self)) {
        self.block(Level { first: sign.to_owned(), rest: sign, spaces: 0, begun: false }, inside);
    }

    fn block(&mut self, level: Level, inside: impl FnOnce(&mut Self)) {
        self.levels.push(level);
        inside(self);
        if self.levels.last().is_some_and(|level| !level.begun) {
            self.line("");
        }
        self.levels.pop();
    }

    /// Writes text; each of its lines gets the prefixes.
    pub fn line(&mut self, text: &str) {
        for line in text.split('\n') {
            self.prefix();
            self.out.push_str(line);
            let end = self.out.trim_end_matches(' ').len();
            self.out.truncate(end);
            self.out.push('\n');
        }
    }

    fn prefix(&mut self) {
        for (depth, level) in self.levels.iter_mut().enumerate() {
            let begun = std::mem::replace(&mut level.begun, true);
            if depth >= DEEPEST {
                continue;
            }
            if begun {
                self.out.push_str(level.rest);
                self.out.extend(std::iter::repeat_n(' ', level.spaces));
            } else {
                self.out.push_str(&level.first);
            }
        }
    }

    pub fn finish(self) -> String {
        self.out
    }
}
