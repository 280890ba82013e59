//! The one who looks: a person with a session or a token, nobody, or the system with a reason.

use crate::{
    i18n::Language,
    id::{OrganizationId, PersonId},
};
use jiff::tz::TimeZone;

/// Everything that decides what is shown and allowed, known before the first row is read.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub kind: ViewerKind,
    pub organization: OrganizationId,
    /// The name to greet with; empty for nobody and the system.
    pub name: String,
    pub language: Language,
    /// The person's time zone, or the organization's.
    pub zone: TimeZone,
    /// The organization's own zone: a rhythm that is new begins in it, and reminders follow it.
    pub organization_zone: TimeZone,
    pub display: Display,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ViewerKind {
    Nobody,
    Person {
        person: PersonId,
        administrator: bool,
        /// Leads or belongs to a pair, or runs the organization: others see no menus.
        participates: bool,
        leads: bool,
        /// What a personal access token allows; `None` for a session.
        scopes: Option<Vec<Scope>>,
        /// The row behind the cookie or the token.
        session: i64,
    },
    System {
        reason: &'static str,
    },
}

crate::text_enum! {
    /// What a personal access token may do.
    pub enum Scope {
        Read = "read",
        Write = "write",
        Memo = "memo",
    }
}

crate::text_enum! {
    pub enum Theme { System = "system", Light = "light", Dark = "dark" }
}

/// How pages look on this device; kept in a cookie so that the first byte is already right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Display {
    pub theme: Theme,
    /// Per cent: 100, 112, 125 or 150.
    pub text_size: u16,
}

impl Default for Display {
    fn default() -> Self {
        Self { theme: Theme::System, text_size: 100 }
    }
}

impl Display {
    pub const SIZES: [u16; 4] = [100, 112, 125, 150];

    /// Reads the cookie `theme.size`; anything else is the default.
    pub fn parse(cookie: &str) -> Self {
        let (theme, size) = cookie.split_once('.').unwrap_or((cookie, "100"));
        let size = size.parse().ok().filter(|size| Self::SIZES.contains(size));
        Self {
            theme: Theme::from_word(theme).unwrap_or(Theme::System),
            text_size: size.unwrap_or(100),
        }
    }
}

impl Viewer {
    /// No session: sees public pages only; row-level security shows nothing.
    pub fn nobody(language: Language, display: Display) -> Self {
        Self {
            kind: ViewerKind::Nobody,
            organization: OrganizationId(0),
            name: String::new(),
            language,
            zone: TimeZone::UTC,
            organization_zone: TimeZone::UTC,
            display,
        }
    }

    /// Background work. `reason` is shown in logs; every use is found by searching for this name.
    pub fn system(organization: OrganizationId, reason: &'static str) -> Self {
        Self {
            kind: ViewerKind::System { reason },
            organization,
            ..Self::nobody(Language::Ja, Display::default())
        }
    }

    /// The person, if it is one.
    pub fn person(&self) -> Option<PersonId> {
        match self.kind {
            ViewerKind::Person { person, .. } => Some(person),
            _ => None,
        }
    }

    pub fn is(&self, person: PersonId) -> bool {
        self.person() == Some(person)
    }

    pub fn is_administrator(&self) -> bool {
        matches!(self.kind, ViewerKind::Person { administrator: true, .. })
    }

    pub fn is_system(&self) -> bool {
        matches!(self.kind, ViewerKind::System { .. })
    }

    pub fn participates(&self) -> bool {
        matches!(self.kind, ViewerKind::Person { participates: true, .. })
    }

    pub fn leads(&self) -> bool {
        matches!(self.kind, ViewerKind::Person { leads: true, .. })
    }

    /// A session may do everything that its person may; a token only what its scopes say. Whoever
    /// may change may also read.
    pub fn has_scope(&self, scope: Scope) -> bool {
        match &self.kind {
            ViewerKind::Person { scopes: Some(scopes), .. } => {
                let implied = scope == Scope::Read && scopes.contains(&Scope::Write);
                implied || scopes.contains(&scope)
            }
            ViewerKind::Person { scopes: None, .. } | ViewerKind::System { .. } => true,
            ViewerKind::Nobody => false,
        }
    }
}
