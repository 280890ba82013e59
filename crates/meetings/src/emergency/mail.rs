//! The mails about an access: neutral subject, few words, one link. Neither reason nor names of the
//! two stand in them.

use super::{model::Access, notices::Kind};
use jiff::tz::TimeZone;
use people::person::Person;
use platform::{
    app::App,
    render::letter::{self, Parts},
    world::Mail,
};

pub(super) fn write(
    app: &App,
    key: String,
    person: &Person,
    zone: TimeZone,
    kind: Kind,
    access: &Access,
) -> Mail {
    let own = person.zone.as_ref().and_then(|zone| TimeZone::get(zone).ok());
    let texts = app.texts(person.language, own.unwrap_or(zone));
    let concerned = person.id == access.leader.id || person.id == access.member.id;
    let who = if concerned { "two" } else { "others" };
    let parts = Parts {
        subject: texts.t("mail-emergency-subject"),
        greeting: texts.with("mail-emergency-greeting", "name", &person.name),
        body: texts.t(format!("mail-emergency-{kind}-{who}")),
        more: Vec::new(),
        action: texts.t("mail-emergency-action"),
        url: format!("{}/emergency/{}", app.origin(), access.id),
        footer: texts.t("mail-emergency-footer"),
    };
    letter::mail(&texts, key, &person.name, &person.email, parts)
}
