//! Gathering what goes into a record: what is kept, and what the memos say this moment.

use super::{labels, record::Record};
use crate::{
    agenda::AgendaItem,
    history::{self, Past},
    memo::{self, Memo, Reading},
    one_on_one::OneOnOne,
    reading::{self, Text, Way},
    topic::{self, Topic},
    versions,
};
use jiff::Timestamp;
use platform::{
    OrganizationId, PersonId, Result,
    access::{Mode, Permit, Read, Tx},
    app::App,
    i18n::Texts,
    render::Frame,
};

/// A memo's headings are of the second and third level; below a record's sections they are of the
/// next ones.
const LEVEL: u8 = 1;

/// Which of its documents go into a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Which {
    /// What belongs to the two.
    OfTwo,
    /// And the reader's own note.
    WithOwnNote,
}

/// A 1-on-1 of which the documents are still to be read.
pub(super) struct Unread {
    pub past: Past,
    documents: Documents<Option<Permit<Read, Memo>>>,
}

/// In the order in which a history names them.
type Documents<T> = [T; 4];

/// What the documents of a 1-on-1 say.
pub(super) struct Said {
    pub shared: Reading,
    pub own_note: Reading,
    pub key_point: Reading,
    pub mindful: Reading,
}

/// Whose export it is, and how it is worded.
pub(super) struct Desk {
    pub app: App,
    pub organization: OrganizationId,
    pub me: PersonId,
    pub texts: Texts,
    pub topics: Vec<Topic>,
    pub now: Timestamp,
}

impl Desk {
    pub async fn of<M: Mode>(tx: &mut Tx<M>) -> Result<Self> {
        Ok(Self {
            topics: topic::list(tx).await?,
            texts: Frame::of(tx).texts().clone(),
            app: tx.app().clone(),
            organization: tx.organization(),
            me: tx.me()?,
            now: tx.now(),
        })
    }

    /// What a 1-on-1 was about, in a line.
    pub fn topic_names(&self, past: &Past) -> String {
        let name = |item: &AgendaItem| {
            let topic = self.topics.iter().find(|topic| topic.id == item.topic);
            topic.map(|topic| topic.name(&self.texts))
        };
        past.items.iter().filter_map(name).collect::<Vec<_>>().join(&self.texts.t("export-and"))
    }

    /// The record in words. Ask when the transaction is over; what goes out is noted as read first.
    pub async fn record(&self, unread: Unread, way: Way) -> Result<Record> {
        let said = self.read(&unread.documents).await?;
        if !said.shared.text.trim().is_empty() {
            let memo = unread.documents[0].as_ref().map(|memo| memo.as_text());
            let texts: Vec<Text> = memo.into_iter().collect();
            reading::note(&self.app, self.organization, self.me, &texts, way).await;
        }
        Ok(labels::record(self, &unread.past, said))
    }

    async fn read(&self, documents: &Documents<Option<Permit<Read, Memo>>>) -> Result<Said> {
        let [shared, own_note, key_point, mindful] = documents;
        Ok(Said {
            shared: self.say(shared.as_ref()).await?,
            own_note: self.say(own_note.as_ref()).await?,
            key_point: self.say(key_point.as_ref()).await?,
            mindful: self.say(mindful.as_ref()).await?,
        })
    }

    /// What the log says, so that hundreds can be read without opening them for writing.
    async fn say(&self, memo: Option<&Permit<Read, Memo>>) -> Result<Reading> {
        let Some(memo) = memo else { return Ok(Reading::default()) };
        let mut log = self.app.memo_log_reads(self.organization, "a memo that is exported");
        let Some(head) = versions::head(&mut log, memo.id).await? else {
            return Ok(Reading::default());
        };
        let document = versions::document(&mut log, memo, head.seq).await?;
        Ok(memo_wire::fold_under(&document, memo::ROOT, LEVEL))
    }
}

/// Takes the proof that the viewer may read each document of it.
pub(super) async fn unread<M: Mode>(tx: &mut Tx<M>, past: Past, which: Which) -> Result<Unread> {
    let mut documents: Documents<Option<Permit<Read, Memo>>> = Default::default();
    for (place, id) in past.documents.iter().enumerate() {
        let Some(id) = id else { continue };
        let memo = tx.load::<Read, Memo>(*id).await?;
        let wanted = memo.kind != memo::Kind::PrivateNote || which == Which::WithOwnNote;
        documents[place] = wanted.then_some(memo);
    }
    Ok(Unread { past, documents })
}

/// One 1-on-1 for whoever asks, as it is this moment.
pub async fn of_one_on_one<M: Mode>(
    mut tx: Tx<M>,
    one_on_one: &Permit<Read, OneOnOne>,
    which: Which,
    way: Way,
) -> Result<Record> {
    let past = history::of_one_on_one(&mut tx, one_on_one).await?;
    let unread = unread(&mut tx, past, which).await?;
    let desk = Desk::of(&mut tx).await?;
    // The memo log may share its connections with the rest: first give this one back.
    drop(tx);
    desk.record(unread, way).await
}
