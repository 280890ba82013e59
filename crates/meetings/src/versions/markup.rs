//! A memo with its authors as HTML: what came is inserted, what went is deleted, and every run says
//! by colour, by a mark and, to who does not see, by a name whose it is.
//!
//! As in [`memo_wire::fold`], only elements of our choosing are written, everything is escaped, and
//! elements that are not known are looked through.

use super::reading::Traces;
use crate::{memo::Memo, names};
use memo_wire::trace::{Fate, Trace, Traced, TracedElement, TracedRun};
use people::pair::Seat;
use platform::{PersonId, render::Frame};
use serde_json::Value;
use std::collections::BTreeMap;

/// How authors are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// What came and went, with whose it is.
    Changes,
    /// Whose everything is that is there.
    Authors,
}

/// One of the two, as they are marked in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Of the class: `leader`, `member`, `other`.
    pub seat: &'static str,
    pub initial: String,
    /// 佐藤さん
    pub name: String,
}

/// Everybody who may have written in a memo.
pub struct Marks {
    marks: Vec<(PersonId, Mark)>,
    other: Mark,
}

impl Marks {
    pub fn of(f: &Frame, memo: &Memo) -> Self {
        let mark = |person, seat: Seat, name: &str| {
            let mine = f.viewer.is(person);
            let called = if mine { f.t("versions-you") } else { names::called(f.texts(), name) };
            let mark = Mark { seat: seat.word(), initial: f.initial(name), name: called };
            (person, mark)
        };
        let unknown = f.t("versions-somebody");
        let initial = f.t("versions-somebody-mark");
        Self {
            marks: vec![
                mark(memo.member, Seat::Member, &memo.member_name),
                mark(memo.leader, Seat::Leader, &memo.leader_name),
            ],
            other: Mark { seat: "other", initial, name: unknown },
        }
    }

    pub fn of_person(&self, person: PersonId) -> &Mark {
        let found = self.marks.iter().find(|(known, _)| *known == person);
        found.map_or(&self.other, |(_, mark)| mark)
    }
}

/// Writes a traced memo.
pub fn write(f: &Frame, marks: &Marks, traces: &Traces, shown: Shown) -> String {
    let mut writer = Writer { f, marks, traces, shown, out: String::new(), last: None };
    writer.nodes(&traces.nodes);
    writer.out
}

/// Did anything come or go, or look different?
pub fn changes_anything(nodes: &[Traced]) -> bool {
    nodes.iter().any(|node| match node {
        Traced::Text(runs) => runs.iter().any(|run| run.trace.fate != Fate::Stayed || run.restyled),
        Traced::Element(element) => {
            element.trace.fate != Fate::Stayed
                || element.changed_by.is_some()
                || changes_anything(&element.children)
        }
    })
}

struct Writer<'a> {
    f: &'a Frame,
    marks: &'a Marks,
    traces: &'a Traces,
    shown: Shown,
    out: String,
    /// Whose the run before it is, within a block.
    last: Option<&'a Mark>,
}

impl<'a> Writer<'a> {
    /// Recurses as deep as elements are nested, which admission bounds.
    fn nodes(&mut self, nodes: &'a [Traced]) {
        let mut in_checks = false;
        for node in nodes {
            let is_check = matches!(node, Traced::Element(element) if element.name == "check_item");
            if is_check != in_checks {
                self.out.push_str(if is_check { "<ul class=\"checks\">" } else { "</ul>" });
                in_checks = is_check;
            }
            match node {
                Traced::Text(runs) => runs.iter().for_each(|run| self.run(run)),
                Traced::Element(element) => self.element(element),
            }
        }
        if in_checks {
            self.out.push_str("</ul>");
        }
    }

    fn element(&mut self, element: &'a TracedElement) {
        self.last = None;
        match element.name.as_str() {
            "paragraph" => self.block("p", element),
            "heading" => {
                let level = element.attributes.get("level").and_then(Value::as_u64);
                self.block(if level == Some(3) { "h4" } else { "h3" }, element);
            }
            "bullet_list" => self.block("ul", element),
            "ordered_list" => self.block("ol", element),
            "list_item" => self.block("li", element),
            "check_item" => self.check(element),
            "blockquote" => self.block("blockquote", element),
            "horizontal_rule" => self.out.push_str("<hr>"),
            "hard_break" => self.out.push_str("<br>"),
            _ => self.nodes(&element.children),
        }
        self.last = None;
    }

    fn block(&mut self, tag: &str, element: &'a TracedElement) {
        self.out.push_str(&format!("<{tag}>"));
        self.nodes(&element.children);
        self.changed(element);
        self.out.push_str(&format!("</{tag}>"));
    }

    fn check(&mut self, element: &'a TracedElement) {
        let checked = element.attributes.get("checked") == Some(&Value::Bool(true));
        let (box_, key) =
            if checked { ("☑", "versions-checked") } else { ("☐", "versions-unchecked") };
        let said = escaped(&self.f.t(key));
        self.out.push_str(&format!(
            "<li data-checked=\"{checked}\"><span aria-hidden=\"true\">{box_} </span>\
             <span class=\"visually-hidden\">{said} </span>"
        ));
        self.nodes(&element.children);
        self.changed(element);
        self.out.push_str("</li>");
    }

    /// Somebody checked a box, or changed the level of a heading.
    fn changed(&mut self, element: &TracedElement) {
        let Some(client) = element.changed_by.filter(|_| self.shown == Shown::Changes) else {
            return;
        };
        let name = self.author(client).name.clone();
        let key = match element.attributes.get("checked") {
            Some(Value::Bool(true)) => "versions-was-checked",
            Some(_) => "versions-was-unchecked",
            None => "versions-was-changed",
        };
        let said = escaped(&self.f.with(key, "name", name));
        self.out.push_str(&format!(" <span class=\"changed\">{said}</span>"));
    }

    fn author(&self, client: u64) -> &'a Mark {
        match self.traces.people.get(&client) {
            Some(person) => self.marks.of_person(*person),
            None => &self.marks.other,
        }
    }

    fn remover(&self, trace: &Trace) -> &'a Mark {
        trace.remover.map_or(&self.marks.other, |person| self.marks.of_person(PersonId(person)))
    }

    fn run(&mut self, run: &'a TracedRun) {
        match (self.shown, run.trace.fate) {
            (Shown::Changes, Fate::Came) => {
                let mark = self.author(run.trace.author);
                self.marked("ins", mark, "versions-read-came", run);
            }
            (Shown::Changes, Fate::Went) => {
                let mark = self.remover(&run.trace);
                self.marked("del", mark, "versions-read-went", run);
            }
            (Shown::Changes, Fate::Stayed) => {
                self.last = None;
                self.text(run);
            }
            (Shown::Authors, Fate::Went) => (),
            (Shown::Authors, _) => {
                let mark = self.author(run.trace.author);
                self.marked("span", mark, "versions-read-by", run);
            }
        }
    }

    /// A run with its author's mark in front, unless the run before it has the same.
    fn marked(&mut self, tag: &str, mark: &'a Mark, key: &str, run: &'a TracedRun) {
        let same = tag == "span" && self.last.is_some_and(|last| last == mark);
        self.out.push_str(&format!("<{tag} class=\"by by-{}\">", mark.seat));
        if !same {
            let said = escaped(&self.f.with(key, "name", &mark.name));
            let initial = escaped(&mark.initial);
            self.out.push_str(&format!(
                "<span class=\"author-mark\" aria-hidden=\"true\">{initial}</span>\
                 <span class=\"visually-hidden\">{said}</span>"
            ));
        }
        self.text(run);
        if tag != "span" {
            let end = escaped(&self.f.t("versions-read-end"));
            self.out.push_str(&format!("<span class=\"visually-hidden\">{end}</span>"));
        }
        self.out.push_str(&format!("</{tag}>"));
        self.last = Some(mark);
    }

    fn text(&mut self, run: &TracedRun) {
        let tags: Vec<&str> =
            [("strong", "strong"), ("em", "em"), ("strike", "s"), ("code", "code")]
                .into_iter()
                .filter(|(mark, _)| has(&run.marks, mark).is_some())
                .map(|(_, tag)| tag)
                .collect();
        let href = link(&run.marks);
        if let Some(href) = href {
            let href = escaped(href);
            self.out.push_str(&format!("<a href=\"{href}\" rel=\"noopener noreferrer nofollow\">"));
        }
        tags.iter().for_each(|tag| self.out.push_str(&format!("<{tag}>")));
        self.out.push_str(&escaped(&run.text));
        tags.iter().rev().for_each(|tag| self.out.push_str(&format!("</{tag}>")));
        if href.is_some() {
            self.out.push_str("</a>");
        }
    }
}

/// A mark by its name, without the suffix that tells overlapping marks of one name apart.
fn has<'m>(marks: &'m BTreeMap<String, Value>, name: &str) -> Option<&'m Value> {
    let is_it = |key: &str| key.split_once("--").map_or(key, |(name, _)| name) == name;
    marks.iter().find(|(key, _)| is_it(key)).map(|(_, value)| value)
}

/// Where a run links to, if that is a place one may be sent to.
fn link(marks: &BTreeMap<String, Value>) -> Option<&str> {
    let href = has(marks, "link")?.get("href")?.as_str()?;
    let (scheme, rest) = href.split_once(':')?;
    let known = ["http", "https", "mailto", "tel"];
    let safe = known.iter().any(|known| scheme.eq_ignore_ascii_case(known))
        && !rest.is_empty()
        && !href.chars().any(|c| c.is_control() || c.is_whitespace());
    safe.then_some(href)
}

/// Safe in text and in quoted attributes; line breaks within a text stay visible.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
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
    out
}
