//! What an import is going to do, line by line.

use crate::person::Particulars;
use platform::PersonId;

/// Lines that one import may have.
pub const MOST_LINES: usize = 1_000;

/// One line as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// From 1, as an editor counts.
    pub line: usize,
    pub name: String,
    pub kana: String,
    pub email: String,
    /// 営業部/営業1課
    pub department: String,
    /// A mail address.
    pub leader: String,
}

/// What will happen with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Added,
    Changed,
    Same,
}

impl Outcome {
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }
}

/// Something to say about a line: a key of the catalogues with `$value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub key: &'static str,
    pub value: String,
}

impl Remark {
    pub fn new(key: &'static str, value: impl Into<String>) -> Self {
        // A line of a thousand letters must not make the page unreadable.
        Self { key, value: value.into().chars().take(80).collect() }
    }
}

/// One line, checked.
#[derive(Clone, Debug)]
pub struct Step {
    pub row: Row,
    pub outcome: Outcome,
    pub particulars: Particulars,
    pub department: Vec<String>,
    /// The address of who leads this person; empty: nobody new.
    pub leader: String,
    /// Who that is, if here already.
    pub leader_id: Option<PersonId>,
    /// A pair will begin.
    pub begins_pair: bool,
    /// Who it is, if known already.
    pub person: Option<PersonId>,
    /// Keep the import from being applied.
    pub problems: Vec<Remark>,
    /// Worth a look.
    pub warnings: Vec<Remark>,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    pub steps: Vec<Step>,
    /// Departments that will be made, as paths.
    pub departments: Vec<String>,
}

/// How much an import does or did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub added: usize,
    pub changed: usize,
    pub same: usize,
    pub departments: usize,
    pub pairs: usize,
    pub problems: usize,
}

impl Preview {
    pub fn counts(&self) -> Counts {
        let (sound, broken): (Vec<&Step>, Vec<&Step>) =
            self.steps.iter().partition(|step| step.problems.is_empty());
        let with = |outcome| sound.iter().filter(|step| step.outcome == outcome).count();
        Counts {
            added: with(Outcome::Added),
            changed: with(Outcome::Changed),
            same: with(Outcome::Same),
            departments: self.departments.len(),
            pairs: sound.iter().filter(|step| step.begins_pair).count(),
            problems: broken.len(),
        }
    }

    /// Can it be applied, and does it do anything?
    pub fn is_ready(&self) -> bool {
        let counts = self.counts();
        counts.problems == 0 && counts.added + counts.changed + counts.pairs > 0
    }
}
