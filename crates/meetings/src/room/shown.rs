//! What all screens of a 1-on-1 have in common: its head, its promises, its memo.

use crate::{
    emergency,
    memo::{self, Documents, Memo, MemoId, Reading},
    names,
    one_on_one::{Manner, OneOnOne},
    promise::{self, Promise, State},
    reading::{self, Receipt, Way},
    share,
};
use people::pair::Seat;
use platform::{
    Error, OrganizationId, PersonId, Result,
    access::{Edit, Mode, Permit, Read, Tx},
    app::App,
    render::{self, Frame},
};

/// Who meets when and where.
pub struct Head {
    pub id: String,
    pub pair: String,
    pub seat: Seat,
    /// 佐藤さん
    pub partner: String,
    pub initial: String,
    pub hue: i64,
    pub when: String,
    pub minutes: i64,
    pub place: String,
    pub manner: Option<String>,
}

impl Head {
    /// # Errors
    /// `NotFound` for anybody who does not sit in one of the two seats.
    pub fn of(f: &Frame, one_on_one: &OneOnOne) -> Result<Self> {
        let seat = one_on_one.seat_of(&f.viewer).ok_or(Error::NotFound)?;
        let name = one_on_one.name_in(seat.other());
        let usual = one_on_one.manner == Manner::Usual;
        Ok(Self {
            id: one_on_one.id.to_string(),
            pair: one_on_one.pair.to_string(),
            seat,
            partner: names::called(f.texts(), name),
            initial: f.initial(name),
            hue: render::hue(one_on_one.person_in(seat.other())),
            when: f.when(&one_on_one.starts_at),
            minutes: one_on_one.minutes,
            place: one_on_one.place.clone(),
            manner: (!usual).then(|| f.t(format!("manner-{}", one_on_one.manner))),
        })
    }

    /// What the lines are that the member decided to be mindful of.
    pub fn mindful_title(&self, f: &Frame) -> String {
        match self.seat {
            Seat::Member => f.t("last-mindful"),
            Seat::Leader => f.with("last-mindful-of", "name", &self.partner),
        }
    }

    pub fn is_member(&self) -> bool {
        self.seat == Seat::Member
    }
}

/// A promise with its three answers.
pub struct PromiseLine {
    pub id: String,
    pub text: String,
    /// あなた, or 佐藤さん
    pub owner: String,
    pub due: Option<String>,
    /// Made in this 1-on-1, not in an earlier one.
    pub is_new: bool,
    pub answers: [Answer; 3],
}

pub struct Answer {
    pub word: &'static str,
    pub label: String,
    pub chosen: bool,
}

/// What is still open between the two, and what this 1-on-1 made or settled.
pub async fn promises<M: Mode>(
    tx: &mut Tx<M>,
    f: &Frame,
    one_on_one: &OneOnOne,
) -> Result<Vec<PromiseLine>> {
    let since = one_on_one.started_at.unwrap_or(one_on_one.starts_at);
    let until = one_on_one.closed_at.unwrap_or(f.now);
    let concerned = promise::concerning(tx, one_on_one, (since, until)).await?;
    Ok(concerned.iter().map(|promise| promise_line(f, one_on_one, promise)).collect())
}

fn promise_line(f: &Frame, one_on_one: &OneOnOne, promise: &Promise) -> PromiseLine {
    let mine = f.viewer.is(promise.owner);
    let owner = || names::called(f.texts(), &promise.owner_name);
    PromiseLine {
        id: promise.id.to_string(),
        text: promise.text.clone(),
        owner: if mine { f.t("promise-mine") } else { owner() },
        due: promise.due.map(|due| f.with("promise-until", "day", f.day(&due))),
        is_new: promise.one_on_one == one_on_one.id.0,
        answers: [State::Done, State::Open, State::Dropped].map(|state| Answer {
            word: state.word(),
            label: f.t(format!("promise-{state}")),
            chosen: promise.state == state,
        }),
    }
}

/// Who can read the shared memo, and who has.
pub async fn receipt<M: Mode>(tx: &mut Tx<M>, f: &Frame, one_on_one: &OneOnOne) -> Result<Receipt> {
    let mut others = emergency::readers_now(tx, f, one_on_one).await?;
    let (readers, outsiders) = share::others(tx, f, one_on_one.id).await?;
    others.extend(readers);
    let except = emergency::is_on(tx).await?;
    reading::of_memo(tx, f, one_on_one, (&others, except), &outsiders).await
}

/// The memos that the viewer may read, with the proof.
pub struct Memos {
    pub documents: Documents,
    pub shared: Permit<Read, Memo>,
    pub private_note: Permit<Read, Memo>,
    pub key_point: Option<Permit<Read, Memo>>,
    pub mindful: Option<Permit<Read, Memo>>,
    /// May the viewer still write into the shared one?
    pub writable: bool,
    /// May the viewer write what to be mindful of?
    pub mindful_writable: bool,
    organization: OrganizationId,
    me: PersonId,
    app: App,
}

/// What the documents say.
#[derive(Default)]
pub struct Readings {
    pub shared: Reading,
    pub private_note: Reading,
    pub key_point: Reading,
    pub mindful: Reading,
}

/// `None` before anybody sat down.
pub async fn memos<M: Mode>(tx: &mut Tx<M>, one_on_one: &OneOnOne) -> Result<Option<Memos>> {
    let me = tx.me()?;
    let Some(documents) = memo::documents(tx, one_on_one.id, me).await? else { return Ok(None) };
    let shared = tx.load::<Read, Memo>(documents.shared).await?;
    let private_note = tx.load::<Read, Memo>(documents.private_note).await?;
    let key_point = small(tx, documents.key_point).await?;
    let mindful = small(tx, documents.mindful).await?;
    Ok(Some(Memos {
        writable: tx.allows::<Edit, Memo>(&shared),
        mindful_writable: mindful.as_deref().is_some_and(|memo| tx.allows::<Edit, Memo>(memo)),
        organization: tx.organization(),
        me,
        app: tx.app().clone(),
        documents,
        shared,
        private_note,
        key_point,
        mindful,
    }))
}

async fn small<M: Mode>(tx: &mut Tx<M>, id: Option<MemoId>) -> Result<Option<Permit<Read, Memo>>> {
    let Some(id) = id else { return Ok(None) };
    tx.load::<Read, Memo>(id).await.map(Some)
}

impl Memos {
    /// Where it is told how the shared memo came to be.
    pub fn history(&self) -> String {
        format!("/memos/{}/history", self.documents.shared)
    }

    /// The same of the private note.
    pub fn note_history(&self) -> String {
        format!("/memos/{}/history", self.documents.private_note)
    }

    /// What they say now, and that the viewer reads the shared one. Ask when the transaction is over.
    pub async fn read(&self, way: Way) -> Result<Readings> {
        let said = self.read_all().await?;
        if !said.shared.text.is_empty() {
            let text = [self.shared.as_text()];
            reading::note(&self.app, self.organization, self.me, &text, way).await;
        }
        Ok(said)
    }

    /// What the viewer's own one says now. Ask when the transaction is over.
    pub async fn read_private_note(&self) -> Result<Reading> {
        self.read_one(Some(&self.private_note)).await
    }

    /// What they say now, for programs that read the small ones: those are on no list of readings.
    /// Ask when the transaction is over.
    pub async fn read_all(&self) -> Result<Readings> {
        Ok(Readings {
            shared: self.read_one(Some(&self.shared)).await?,
            private_note: self.read_one(Some(&self.private_note)).await?,
            key_point: self.read_one(self.key_point.as_ref()).await?,
            mindful: self.read_one(self.mindful.as_ref()).await?,
        })
    }

    async fn read_one(&self, memo: Option<&Permit<Read, Memo>>) -> Result<Reading> {
        match memo {
            Some(memo) => memo::read(&self.app, self.organization, memo).await,
            None => Ok(Reading::default()),
        }
    }

    /// Brings what search and mails read up to date.
    pub async fn fold(&self) {
        let own = [&self.shared, &self.private_note].into_iter();
        for memo in own.chain(&self.key_point).chain(&self.mindful) {
            if let Err(error) = memo::fold(&self.app, self.organization, memo).await {
                tracing::warn!(%error, "a memo was not folded at the close");
            }
        }
    }
}
