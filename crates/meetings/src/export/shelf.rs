//! The first page of an archive: each pair with its 1-on-1s.

use super::{html, labels, record::Record, whole::Head};
use askama::Template;
use people::pair::Pair;
use platform::{
    Error, Result,
    access::{Mode, Tx},
    file_names::{self, Names},
    render::Frame,
};

/// What the archive holds of one pair.
pub(super) struct Shelf {
    pub folder: String,
    title: String,
    pub shown: Vec<Shown>,
}

/// One 1-on-1 in the list.
pub(super) struct Shown {
    path: String,
    when: String,
    topics: String,
    fate: Option<String>,
}

impl Shelf {
    pub fn of<M: Mode>(tx: &Tx<M>, pair: &Pair, names: &mut Names) -> Self {
        let f = Frame::of(tx);
        let (leader, member) = (&pair.leader_name, &pair.member_name);
        let folder = format!("{} - {}", file_names::plain(leader), file_names::plain(member));
        Self {
            folder: names.take(&folder),
            title: labels::pair_title(f.texts(), leader, member),
            shown: Vec::new(),
        }
    }
}

impl Shown {
    pub fn of(record: &Record, topics: String, stem: &str) -> Self {
        Self {
            path: file_names::link(&format!("{stem}.html")),
            when: record.when.clone(),
            fate: record.fate.clone(),
            topics,
        }
    }
}

#[derive(Template)]
#[template(path = "export/templates/index.html")]
struct Index<'a> {
    head: &'a Head,
    shelves: &'a [Shelf],
    style: String,
    policy: String,
}

pub(super) fn index(head: &Head, shelves: &[Shelf]) -> Result<String> {
    let index = Index { head, shelves, style: html::style(), policy: html::policy() };
    index.render().map_err(Error::internal)
}
