//! The mails around a 1-on-1: neutral subject, few words, one link.

use super::model::Kind;
use crate::{one_on_one::OneOnOne, promise::Promise};
use jiff::tz::TimeZone;
use people::{pair::Seat, person::Person};
use platform::{
    app::App,
    i18n::Texts,
    render::letter::{self, Parts},
    world::Mail,
};

/// Everything that one mail is made of.
pub(super) struct Letter<'a> {
    pub app: &'a App,
    pub key: String,
    pub person: &'a Person,
    pub zone: TimeZone,
    pub one_on_one: &'a OneOnOne,
    pub seat: Seat,
    pub kind: Kind,
}

impl Letter<'_> {
    pub fn write(&self) -> Mail {
        self.compose(Vec::new())
    }

    /// With what was promised and the next date; never with topics.
    pub fn write_summary(&self, promises: &[Promise], next: Option<&OneOnOne>) -> Mail {
        let texts = self.texts();
        let mut lines = Vec::new();
        if promises.is_empty() {
            lines.push(texts.t("mail-summary-no-promises"));
        } else {
            lines.push(texts.t("mail-summary-promises"));
            lines.extend(promises.iter().map(|promise| self.promise_line(&texts, promise)));
        }
        lines.push(match next {
            Some(next) => texts.with("mail-summary-next", "when", self.day(&texts, next)),
            None => texts.t("mail-summary-next-undecided"),
        });
        self.compose(lines)
    }

    fn compose(&self, more: Vec<String>) -> Mail {
        let texts = self.texts();
        let key = self.text_key();
        let when = self.day(&texts, self.one_on_one);
        let partner = self.one_on_one.name_in(self.seat.other());
        let body = texts.with2(format!("{key}-body"), "partner", partner, "when", when);
        let parts = Parts {
            subject: texts.t(format!("{key}-subject")),
            greeting: texts.with(format!("{key}-greeting"), "name", &self.person.name),
            body,
            more,
            action: texts.t(format!("{key}-action")),
            url: format!("{}{}", self.app.origin(), self.path()),
            footer: texts.t(format!("{key}-footer")),
        };
        letter::mail(&texts, self.key.clone(), &self.person.name, &self.person.email, parts)
    }

    fn texts(&self) -> Texts {
        let own = self.person.zone.as_ref().and_then(|zone| TimeZone::get(zone).ok());
        self.app.texts(self.person.language, own.unwrap_or_else(|| self.zone.clone()))
    }

    fn day(&self, texts: &Texts, one_on_one: &OneOnOne) -> String {
        // A mail is read at some other time than it is written, so no "today" or "tomorrow" here.
        let now = self.app.world().now();
        let day = texts.day(texts.date_of(one_on_one.starts_at), texts.date_of(now));
        format!("{day} {}", texts.time(one_on_one.starts_at))
    }

    fn promise_line(&self, texts: &Texts, promise: &Promise) -> String {
        let now = texts.date_of(self.app.world().now());
        match promise.due {
            Some(due) => {
                format!("・{}({} — {})", promise.text, promise.owner_name, texts.day(due, now))
            }
            None => format!("・{}({})", promise.text, promise.owner_name),
        }
    }

    fn text_key(&self) -> &'static str {
        match (self.kind, self.seat) {
            (Kind::DayBefore, _) if self.one_on_one.prepared_at.is_some() => {
                "mail-day-before-prepared"
            }
            (Kind::DayBefore, _) => "mail-day-before",
            (Kind::Starting, Seat::Leader) => "mail-starting-leader",
            (Kind::Starting, Seat::Member) => "mail-starting-member",
            (Kind::After, _) => "mail-after",
            (Kind::Summary, _) => "mail-summary",
            (Kind::Planned, _) => "mail-planned",
            (Kind::Moved, _) => "mail-moved",
            (Kind::Changed, _) => "mail-changed",
            (Kind::Skipped, _) => "mail-skipped",
            (Kind::Cancelled, _) => "mail-cancelled",
            (Kind::ErasureAsked, _) => "mail-erasure-asked",
            (Kind::ErasureEnded, _) => "mail-erasure-ended",
            (Kind::ErasureLapsed, _) => "mail-erasure-lapsed",
            (Kind::ErasureDone, _) => "mail-erasure-done",
        }
    }

    /// Where the one link leads: to what this person would do next.
    fn path(&self) -> String {
        match self.kind {
            Kind::Skipped if self.seat == Seat::Leader => "/today".into(),
            Kind::Skipped => "/".into(),
            Kind::Cancelled => format!("/pairs/{}/one-on-ones/new", self.one_on_one.pair),
            kind => kind.path(self.seat, self.one_on_one.id),
        }
    }
}
