//! わたしの記録: everything of one's own as one ZIP of open formats, made while it is sent.
//!
//! Invariants. A few 1-on-1s at a time are in memory, however many there are, and nothing is laid
//! down on a disk. No transaction stays open while a slow connection takes its time: for each few,
//! who asks signs in anew and the rights are looked at anew. Where something fails, the download
//! breaks off: a ZIP that opens is whole.

use super::{
    gather::{self, Desk, Which},
    record::{Format, Record},
    shelf::{self, Shelf, Shown},
    whole::{self, Head},
};
use crate::{
    history::{self, Depth, Mark, Past, Words},
    reading::Way,
};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use people::pair::{self, Pair};
use platform::{
    Error, Result,
    access::{self, Credential, Read, Reads, SignedIn, Tx, cookie},
    app::App,
    file_names::Names,
    package::Package,
};
use std::mem;

/// 1-on-1s that are read together.
const PAGE: usize = 10;
const README: &str = include_str!("templates/readme.txt");

/// Where in the archive the making is.
#[derive(Clone, Copy, Debug)]
enum Stage {
    Readme,
    /// The pages of the pair at this place, from this mark on.
    Pages(usize, Mark),
    Index,
    JsonBegins,
    Json(usize, Mark),
    Ends,
    Over,
}

pub(super) struct Making {
    app: App,
    session: String,
    pairs: Vec<Pair>,
    names: Names,
    shelves: Vec<Shelf>,
    head: Head,
    package: Package,
    stage: Stage,
    /// Of the list in the JSON that is being written: something stands in it already.
    began: bool,
}

pub(super) async fn zip(SignedIn(mut tx): SignedIn, headers: HeaderMap) -> Result<Response> {
    let name = format!("aizuchi-{}.zip", tx.now().to_zoned(tx.viewer().zone.clone()).date());
    let session = cookie(&headers, tx.app().session_cookie()).ok_or(Error::SignedOut)?.to_owned();
    let making = Making::begin(&mut tx, session).await?;
    drop(tx);
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, Body::from_stream(making.parts())).into_response())
}

impl Making {
    pub async fn begin(tx: &mut Tx<Reads>, session: String) -> Result<Self> {
        let me = tx.me()?;
        let pairs = pair::of_person(tx, me).await?;
        let mut names = Names::default();
        let shelves = pairs.iter().map(|pair| Shelf::of(tx, pair, &mut names)).collect();
        Ok(Self {
            app: tx.app().clone(),
            head: Head::of(tx),
            package: Package::new(tx)?,
            stage: Stage::Readme,
            began: false,
            session,
            pairs,
            names,
            shelves,
        })
    }

    /// The ZIP, part by part; each is made when the one before has gone out.
    pub fn parts(self) -> impl futures_util::Stream<Item = Result<Bytes>> + Send {
        stream::try_unfold(self, |making| async {
            let made = making.step().await;
            if let Err(error) = &made {
                tracing::error!(%error, "an archive broke off");
            }
            made
        })
    }

    async fn step(mut self) -> Result<Option<(Bytes, Self)>> {
        match self.stage {
            Stage::Readme => {
                self.package.add("README.txt", README)?;
                self.stage = self.pages_of(0);
            }
            Stage::Pages(place, mark) => self = self.some_pages(place, mark).await?,
            Stage::Index => {
                let index = shelf::index(&self.head, &self.shelves)?;
                self.package.add("index.html", &index)?;
                self.stage = Stage::JsonBegins;
            }
            Stage::JsonBegins => {
                self.package.open("archive.json")?;
                self.package.write(&self.head.json_begins()?)?;
                self.stage = self.json_of(0)?;
            }
            Stage::Json(place, mark) => self.some_json(place, mark).await?,
            Stage::Ends => {
                self.package.write("\n]}\n")?;
                return self.finish().map(Some);
            }
            Stage::Over => return Ok(None),
        }
        let bytes = self.package.taken();
        Ok(Some((bytes, self)))
    }

    fn pages_of(&self, place: usize) -> Stage {
        if place < self.pairs.len() { Stage::Pages(place, history::newest()) } else { Stage::Index }
    }

    /// Who asks, signed in anew, with the pair if it may still be read.
    async fn look(&self, place: usize) -> Result<Option<(Tx<Reads>, Pair)>> {
        let credential = Credential::Cookie(&self.session);
        let mut tx = access::by_credential(&self.app, credential).await?;
        match tx.load::<Read, Pair>(self.pairs[place].id).await {
            Ok(pair) if pair.seat_of(tx.viewer()).is_some() => Ok(Some((tx, pair.into_row()))),
            Ok(_) | Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn some_pages(mut self, place: usize, mark: Mark) -> Result<Self> {
        let Some((mut tx, pair)) = self.look(place).await? else {
            self.stage = self.pages_of(place + 1);
            return Ok(self);
        };
        let desk = Desk::of(&mut tx).await?;
        let (page, next) = page(&mut tx, &pair, mark, &desk).await?;
        let mut unread = Vec::new();
        for past in page {
            unread.push(gather::unread(&mut tx, past, Which::WithOwnNote).await?);
        }
        drop(tx);
        let mut records = Vec::new();
        for one in unread {
            let topics = desk.topic_names(&one.past);
            let record = desk.record(one, Way::Exported).await?;
            if !record.is_empty() {
                records.push((record, topics));
            }
        }
        self.stage =
            next.map_or_else(|| self.pages_of(place + 1), |mark| Stage::Pages(place, mark));
        self.put(place, records).await
    }

    /// Writing and packing take a moment: elsewhere than where requests are answered.
    async fn put(mut self, place: usize, records: Vec<(Record, String)>) -> Result<Self> {
        let packing = tokio::task::spawn_blocking(move || {
            for (record, topics) in records {
                let folder = &self.shelves[place].folder;
                let stem = self.names.take(&format!("{folder}/{}", record.file_name()));
                for format in [Format::Html, Format::Markdown] {
                    let name = format!("{stem}.{}", format.ending());
                    self.package.add(&name, &record.write(format)?)?;
                }
                self.shelves[place].shown.push(Shown::of(&record, topics, &stem));
            }
            Ok(self)
        });
        packing.await.map_err(Error::internal)?
    }

    /// The next pair in the JSON; or its end.
    fn json_of(&mut self, place: usize) -> Result<Stage> {
        let Some(pair) = self.pairs.get(place) else { return Ok(Stage::Ends) };
        let comma = if place > 0 { ",\n" } else { "\n" };
        self.package.write(&format!("{comma}{}", whole::pair_begins(pair)?))?;
        self.began = false;
        Ok(Stage::Json(place, history::newest()))
    }

    async fn some_json(&mut self, place: usize, mark: Mark) -> Result<()> {
        let mut next = None;
        if let Some((mut tx, pair)) = self.look(place).await? {
            let desk = Desk::of(&mut tx).await?;
            let (page, rest) = page(&mut tx, &pair, mark, &desk).await?;
            drop(tx);
            for line in whole::lines(&desk, page).await? {
                let comma = if mem::replace(&mut self.began, true) { ",\n" } else { "\n" };
                self.package.write(&format!("{comma}{line}"))?;
            }
            next = rest;
        }
        self.stage = match next {
            Some(mark) => Stage::Json(place, mark),
            None => {
                self.package.write("\n]}")?;
                self.json_of(place + 1)?
            }
        };
        Ok(())
    }

    fn finish(mut self) -> Result<(Bytes, Self)> {
        self.stage = Stage::Over;
        let bytes = self.package.finish()?;
        Ok((bytes, self))
    }
}

async fn page(
    tx: &mut Tx<Reads>,
    pair: &Pair,
    mark: Mark,
    desk: &Desk,
) -> Result<(Vec<Past>, Option<Mark>)> {
    let words = Words::new("", &desk.topics, &desk.texts);
    history::page(tx, pair.id, mark, &words, PAGE, Depth::Ahead).await
}
