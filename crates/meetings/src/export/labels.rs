//! A 1-on-1 in the words of its reader's language.

use super::{
    gather::{Desk, Said},
    record::{Body, Entry, Record, Remark, Section, Thread},
};
use crate::{
    agenda,
    comment::Comment,
    history::Past,
    memo::{Kind, Reading},
    one_on_one::{OneOnOne, Status},
    promise::{Promise, State},
    wish::Wish,
};
use jiff::{Timestamp, civil::Date};
use platform::i18n::Texts;

pub(super) fn record(desk: &Desk, past: &Past, said: Said) -> Record {
    let (texts, one_on_one) = (&desk.texts, &past.one_on_one);
    Record {
        language: texts.language.word(),
        title: pair_title(texts, &one_on_one.leader_name, &one_on_one.member_name),
        when: when(texts, one_on_one),
        fate: fate(texts, one_on_one, desk.now),
        sections: sections(desk, past, said),
        nothing: texts.t("export-nothing"),
        made: texts.with("export-made", "day", day(texts, desk.now)),
        starts_at: one_on_one.starts_at.to_zoned(texts.zone.clone()).datetime(),
    }
}

pub(super) fn pair_title(texts: &Texts, leader: &str, member: &str) -> String {
    texts.with2("export-record-title", "leader", leader, "member", member)
}

/// With the year, whenever it is read.
pub(super) fn day(texts: &Texts, at: Timestamp) -> String {
    texts.day(texts.date_of(at), Date::MIN)
}

pub(super) fn when(texts: &Texts, one_on_one: &OneOnOne) -> String {
    let minutes = texts.with("minutes", "minutes", one_on_one.minutes);
    let at = one_on_one.starts_at;
    format!("{} {} · {minutes}", day(texts, at), texts.time(at))
}

pub(super) fn fate(texts: &Texts, one_on_one: &OneOnOne, now: Timestamp) -> Option<String> {
    match one_on_one.status {
        Status::Held => None,
        _ if one_on_one.is_left(now) => Some(texts.t("journey-status-left")),
        status => Some(texts.t(format!("journey-status-{status}"))),
    }
}

fn sections(desk: &Desk, past: &Past, said: Said) -> Vec<Section> {
    let texts = &desk.texts;
    let views = agenda::views(texts, &past.items, &desk.topics);
    let topics = views.into_iter().map(|item| Entry {
        done: None,
        text: item.topic,
        about: vec![item.says],
        below: item.line,
    });
    let held = texts.date_of(past.one_on_one.starts_at);
    let promises = past.promises.iter().map(|one| promise(texts, one, held));
    let wishes = past.wishes.iter().map(|one| wish(texts, one));
    let all = [
        list(texts, "export-topics", topics.collect()),
        document(texts.t("memo-label-editor_key_point"), said.key_point),
        document(texts.t("memo-label-editor_mindful"), said.mindful),
        document(texts.t("memo-label-editor_shared"), said.shared),
        list(texts, "export-promises", promises.collect()),
        list(texts, "wish-title", wishes.collect()),
        remarks(texts, &past.comments, held),
        document(texts.t("memo-label-editor_private"), said.own_note)
            .map(|note| Section { private: Some(texts.t("export-note-is-mine")), ..note }),
    ];
    all.into_iter().flatten().collect()
}

fn list(texts: &Texts, label: &str, entries: Vec<Entry>) -> Option<Section> {
    let label = texts.t(label);
    (!entries.is_empty()).then_some(Section { label, private: None, body: Body::List(entries) })
}

fn document(label: String, said: Reading) -> Option<Section> {
    let says = !said.text.trim().is_empty();
    says.then_some(Section { label, private: None, body: Body::Said(said) })
}

/// `held`: the day of the 1-on-1, whose year the record names.
fn promise(texts: &Texts, promise: &Promise, held: Date) -> Entry {
    let due = promise.due.map(|due| texts.with("promise-until", "day", texts.day(due, held)));
    let state = texts.t(format!("promise-{}", promise.state));
    let about = [Some(promise.owner_name.clone()), due, Some(state)];
    Entry {
        done: Some(promise.state == State::Done),
        text: promise.text.clone(),
        about: about.into_iter().flatten().collect(),
        below: String::new(),
    }
}

fn wish(texts: &Texts, wish: &Wish) -> Entry {
    let kind = wish.kind.map(|kind| texts.t(format!("wish-{}", kind.key())));
    let about = [Some(wish.author_name.clone()), kind];
    Entry {
        done: None,
        text: wish.text.clone(),
        about: about.into_iter().flatten().collect(),
        below: String::new(),
    }
}

fn remarks(texts: &Texts, comments: &[Comment], held: Date) -> Option<Section> {
    // An answer to what was withdrawn stands by itself.
    let stands = |id| comments.iter().any(|one| one.id == id);
    let firsts = comments.iter().filter(|one| !one.parent.is_some_and(stands));
    let threads: Vec<Thread> = firsts.map(|first| thread(texts, first, comments, held)).collect();
    let label = texts.t("export-comments");
    (!threads.is_empty()).then_some(Section { label, private: None, body: Body::Threads(threads) })
}

fn thread(texts: &Texts, first: &Comment, all: &[Comment], held: Date) -> Thread {
    let below = all.iter().filter(|one| one.parent == Some(first.id));
    let quote = match first.kind {
        // What an answer is about stands above it, or went with what was withdrawn.
        _ if first.parent.is_some() => String::new(),
        _ if first.quote.is_empty() => texts.t("comments-erased"),
        Kind::Shared => first.quote.clone(),
        kind => format!("{}: {}", texts.t(format!("memo-label-editor_{kind}")), first.quote),
    };
    let said = std::iter::once(first).chain(below).map(|one| remark(texts, one, held)).collect();
    Thread { quote, said }
}

fn remark(texts: &Texts, comment: &Comment, held: Date) -> Remark {
    let nuance = if comment.nuance { texts.t("comments-nuance") } else { String::new() };
    let said = [nuance, comment.text.clone()];
    let said: Vec<String> = said.into_iter().filter(|said| !said.is_empty()).collect();
    let at = comment.made_at;
    let when = format!("{} {}", texts.day(texts.date_of(at), held), texts.time(at));
    Remark { author: comment.author_name.clone(), when, text: said.join(" — ") }
}
