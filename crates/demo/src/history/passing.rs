//! What the two add to a 1-on-1, and what they let out of it: wishes, comments, shares, a handover.

use super::Road;
use crate::story::{Comment, Handover, History, Scene, Share, Wish};
use jiff::{SignedDuration, Timestamp, ToSpan};
use meetings::{
    comment::{self, NewComment},
    handover::{self, HandoverKind, NewLine},
    memo::{self, Kind, Memo},
    one_on_one::{OneOnOne, OneOnOneId},
    share,
    wish::{self, NewWish},
};
use people::{
    pair::{Pair as PairRow, Seat},
    person::Person,
};
use platform::{
    Error, Result,
    access::{Edit, Read, Tx},
};

/// Where a quoted passage is, only an editor says; the story has none, so its quotes stand by
/// themselves in the list.
const NOWHERE: [u8; 1] = [0];

impl Road<'_> {
    /// What was noted beside the talk, once it is over.
    pub(super) async fn add_words(
        &self,
        id: OneOnOneId,
        at: Timestamp,
        told: &Scene,
    ) -> Result<()> {
        for wish in &told.wish {
            self.wish(id, at, wish).await?;
        }
        for comment in &told.comment {
            self.comment(id, at, comment).await?;
        }
        for share in &told.share {
            self.share(id, share).await?;
        }
        Ok(())
    }

    async fn wish(&self, id: OneOnOneId, at: Timestamp, told: &Wish) -> Result<()> {
        let mut tx = self.acting(told.author, at)?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        wish::note(&mut tx, &meeting, &NewWish { kind: told.kind, text: told.text.clone() })
            .await?;
        tx.commit().await
    }

    async fn comment(&self, id: OneOnOneId, at: Timestamp, told: &Comment) -> Result<()> {
        let mut tx = self.acting(told.author, after(at, 1))?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        let new = NewComment {
            kind: Kind::Shared,
            nuance: told.nuance,
            text: told.text.clone(),
            quote: told.quote.clone(),
            anchor: NOWHERE.to_vec(),
        };
        let made = comment::make(&mut tx, &meeting, &new).await?;
        tx.commit().await?;
        if told.answer.is_empty() {
            return Ok(());
        }
        let mut tx = self.acting(told.author.other(), after(at, 3))?;
        let made = tx.load::<Edit, comment::Comment>(made).await?;
        comment::answer(&mut tx, &made, &told.answer).await?;
        tx.commit().await
    }

    /// Asked for yesterday, and perhaps agreed to this morning.
    async fn share(&self, id: OneOnOneId, told: &Share) -> Result<()> {
        let mut tx = self.recently(told.asker, 20)?;
        let me = tx.me()?;
        let documents = memo::documents(&mut tx, id, me).await?;
        let shared = documents.ok_or_else(|| Error::internal("a 1-on-1 without memos"))?.shared;
        let memo = tx.load::<Read, Memo>(shared).await?;
        drop(tx);
        let mut passages = memo::passages(self.app, self.settled.organization, &memo).await?;
        passages.truncate(told.passages);
        let mut tx = self.recently(told.asker, 20)?;
        let meeting = tx.load::<Edit, OneOnOne>(id).await?;
        let reader = tx.load::<Read, Person>(self.settled.person(&told.reader)?).await?;
        let made = share::draft(&mut tx, &meeting, &memo, &passages).await?;
        let draft = tx.load::<Edit, share::Share>(made).await?;
        share::choose_reader(&mut tx, &draft, &reader).await?;
        let draft = tx.load::<Edit, share::Share>(made).await?;
        let until = self.today.saturating_add(14.days()).to_string();
        share::ask(&mut tx, &draft, &told.purpose, &until).await?;
        tx.commit().await?;
        if !told.agreed {
            return Ok(());
        }
        let mut tx = self.recently(told.asker.other(), 2)?;
        let asked = tx.load::<Edit, share::Share>(made).await?;
        share::agree(&mut tx, &asked, &[]).await?;
        tx.commit().await
    }

    /// The leader is about to go: the member has a draft to look through.
    pub(super) async fn hand_over(&self, history: &History) -> Result<()> {
        for told in &history.handover {
            self.offer(told).await?;
        }
        Ok(())
    }

    async fn offer(&self, told: &Handover) -> Result<()> {
        let mut tx = self.recently(Seat::Leader, 5)?;
        let pair = tx.load::<Read, PairRow>(self.pair).await?;
        let line = |line: &crate::story::Line| NewLine {
            source: line.source,
            topic: None,
            text: line.text.clone(),
            memo: None,
        };
        let lines: Vec<NewLine> = told.line.iter().map(line).collect();
        let made = handover::begin(&mut tx, &pair, HandoverKind::Transfer, &lines).await?;
        let draft = tx.load::<Edit, handover::Handover>(made).await?;
        handover::offer(&mut tx, &draft).await?;
        tx.commit().await
    }

    /// So many hours ago, as one of the two.
    fn recently(&self, seat: Seat, hours: i64) -> Result<Tx> {
        self.acting(seat, super::before(self.app.world().now(), hours))
    }
}

fn after(at: Timestamp, hours: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(at)
}
