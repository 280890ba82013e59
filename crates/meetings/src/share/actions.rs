//! What can be done with shares.

use super::{
    model::{self, MOST_BYTES, MOST_PASSAGES, PassageId, Reader, Share, ShareId, ShareState},
    queries,
};
use crate::{
    memo::{self, Memo},
    one_on_one::OneOnOne,
    reading::{self, NewReading, Text, Way},
    tidings::{self, Kind},
};
use people::{
    audit::{self, Subject},
    person::Person,
};
use platform::{
    Error, PersonId, Result,
    access::{Edit, Permit, Read, Tx, Writes},
    alive,
};

/// Freezes the chosen passages of the memo that the two share. Only its asker knows of it yet.
///
/// # Errors
/// `Invalid` for none or too many; `NotFound` for a private note and once the pair has ended.
pub async fn draft(
    tx: &mut Tx<Writes>,
    one_on_one: &Permit<Edit, OneOnOne>,
    memo: &Permit<Read, Memo>,
    chosen: &[memo::Passage],
) -> Result<ShareId> {
    let fits = memo.is_shared() && memo.one_on_one == one_on_one.id && one_on_one.pair_lasts();
    let me = tx.me().ok().filter(|_| fits).ok_or(Error::NotFound)?;
    let bytes: usize = chosen.iter().map(|passage| passage.html.len()).sum();
    match chosen.len() {
        0 => return Err(Error::field("passage", "invalid-share-nothing")),
        count if count > MOST_PASSAGES || bytes > MOST_BYTES => {
            return Err(Error::field("passage", "invalid-share-much"));
        }
        _ => (),
    }
    let id = queries::insert(tx, one_on_one, memo.id, me).await?;
    for (position, passage) in chosen.iter().enumerate() {
        queries::insert_passage(tx, id, position as i64, &passage.html).await?;
    }
    Ok(id)
}

/// Its asker says for whom: a colleague who is none of the two, or somebody outside.
///
/// # Errors
/// `Conflict` once it was asked for.
pub async fn choose_reader(
    tx: &mut Tx<Writes>,
    share: &Permit<Edit, Share>,
    reader: &Permit<Read, Person>,
) -> Result<()> {
    own_draft(tx, share)?;
    let of_the_two = reader.id == share.leader || reader.id == share.member;
    if of_the_two || reader.suspended {
        return Err(Error::field("person", "invalid-share-reader"));
    }
    let reader = Reader::Inside { person: reader.id, name: reader.name.clone() };
    queries::set_reader(tx, share.id, &reader).await
}

/// As [`choose_reader`], for somebody without an account.
///
/// # Errors
/// `Invalid` without a word for them; `Conflict` once it was asked for.
pub async fn choose_outsider(
    tx: &mut Tx<Writes>,
    share: &Permit<Edit, Share>,
    called: &str,
) -> Result<()> {
    own_draft(tx, share)?;
    let reader = Reader::Outside { called: model::clean_outsider(called)? };
    queries::set_reader(tx, share.id, &reader).await
}

/// Asks the other of the two.
///
/// # Errors
/// `Invalid` without purpose, reader or a day within the bounds; `Conflict` once it was asked for.
pub async fn ask(
    tx: &mut Tx<Writes>,
    share: &Permit<Edit, Share>,
    purpose: &str,
    until: &str,
) -> Result<()> {
    own_draft(tx, share)?;
    if share.reader.is_none() {
        return Err(Error::field("reader", "invalid-share-reader"));
    }
    let (zone, now) = (tx.viewer().zone.clone(), tx.now());
    let mut errors = platform::error::FieldErrors::default();
    let purpose = kept(model::clean_purpose(purpose), &mut errors)?;
    let until = kept(model::end_of(until, &zone, now), &mut errors)?;
    let (Some(purpose), Some(until)) = (purpose, until) else { return Err(Error::Invalid(errors)) };
    queries::set_asked(tx, share.id, &purpose, until).await?;
    record(tx, "share-asked", share).await?;
    tidings::tell(tx, share.other(), share.asker, Kind::ShareAsked, share.id.0).await
}

/// What was read, or what is wrong with it, together with what is wrong elsewhere in the form.
fn kept<T>(read: Result<T>, errors: &mut platform::error::FieldErrors) -> Result<Option<T>> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(Error::Invalid(wrong)) => {
            errors.0.extend(wrong.0);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// The other of the two agrees, without the passages that they strike: those are gone for good.
///
/// # Errors
/// `Conflict` when it is settled already; `Invalid` when nothing would be left.
pub async fn agree(
    tx: &mut Tx<Writes>,
    share: &Permit<Edit, Share>,
    struck: &[PassageId],
) -> Result<()> {
    asked_of_me(tx, share)?;
    let passages = queries::passages(tx, share.id).await?;
    if passages.iter().all(|passage| struck.contains(&passage.id)) {
        return Err(Error::field("keep", "invalid-share-all-struck"));
    }
    for passage in passages.iter().filter(|passage| struck.contains(&passage.id)) {
        queries::delete_passage(tx, share.id, passage.id).await?;
    }
    queries::set_agreed(tx, share.id).await?;
    record(tx, "share-agreed", share).await?;
    tidings::tell(tx, share.asker, share.other(), Kind::ShareAgreed, share.id.0).await?;
    match share.reader {
        Some(Reader::Inside { person, .. }) => {
            tidings::tell(tx, person, share.asker, Kind::ShareReady, share.id.0).await
        }
        _ => Ok(()),
    }
}

/// The other of the two would rather not. The copied text is forgotten.
///
/// # Errors
/// `Conflict` when it is settled already.
pub async fn decline(tx: &mut Tx<Writes>, share: &Permit<Edit, Share>, words: &str) -> Result<()> {
    asked_of_me(tx, share)?;
    let words = model::clean_words(words)?;
    queries::set_declined(tx, share.id, &words).await?;
    queries::delete_passages(tx, share.id).await?;
    record(tx, "share-declined", share).await?;
    tidings::tell(tx, share.asker, share.other(), Kind::ShareDeclined, share.id.0).await
}

/// Either ends it: a draft goes, a request is taken back by its asker, what runs stops at once.
/// Ending what is over changes nothing.
///
/// # Errors
/// `Forbidden` for taking back what somebody else asked for.
pub async fn end(tx: &mut Tx<Writes>, share: &Permit<Edit, Share>) -> Result<()> {
    let (me, now) = (tx.me()?, tx.now());
    match share.state(now) {
        ShareState::Draft => queries::delete(tx, share.id).await,
        ShareState::Asked if share.asker == me => {
            queries::set_revoked(tx, share.id).await?;
            queries::delete_passages(tx, share.id).await
        }
        ShareState::Asked => Err(Error::Forbidden),
        ShareState::Running => {
            queries::set_revoked(tx, share.id).await?;
            record(tx, "share-revoked", share).await?;
            alive::tell_ended(tx, share.id);
            let other = share.partner_of(me);
            let sees = other == share.member || share.pair_lasts() || other == share.asker;
            if !sees {
                return Ok(());
            }
            tidings::tell(tx, other, me, Kind::ShareRevoked, share.id.0).await
        }
        _ => Ok(()),
    }
}

/// The reader inside opens it, and the two can see that.
///
/// # Errors
/// `NotFound` for anybody else, `Gone` when it is over.
pub async fn open(tx: &mut Tx<Writes>, share: &Permit<Read, Share>) -> Result<()> {
    let me = tx.me().ok().filter(|_| share.is_reader(tx.viewer())).ok_or(Error::NotFound)?;
    if share.state(tx.now()) != ShareState::Running {
        return Err(Error::Gone("gone-share"));
    }
    note(tx, share, Some(me)).await?;
    queries::insert_opening(tx, share.id, Some(me), None).await
}

/// Nobody reads the two's words without its standing on their list.
pub(super) async fn note(
    tx: &mut Tx<Writes>,
    share: &Share,
    reader: Option<PersonId>,
) -> Result<()> {
    let text = Text { pair: share.pair, one_on_one: share.one_on_one, memo: share.memo.0 };
    let (way, because, at) = (Way::Shared, Some(share.id.0), tx.now());
    reading::record(tx, &[NewReading { text, reader, way, because, at }]).await
}

/// Nothing was asked yet, and the viewer is its asker.
fn own_draft(tx: &Tx<Writes>, share: &Share) -> Result<()> {
    match share.state(tx.now()) {
        ShareState::Draft if tx.viewer().is(share.asker) => Ok(()),
        _ => Err(Error::Conflict("conflict-share")),
    }
}

/// It waits, and for the viewer.
fn asked_of_me(tx: &Tx<Writes>, share: &Share) -> Result<()> {
    let mine: PersonId = share.other();
    match share.state(tx.now()) {
        ShareState::Asked if tx.viewer().is(mine) => Ok(()),
        ShareState::Asked => Err(Error::Forbidden),
        _ => Err(Error::Conflict("conflict-share")),
    }
}

/// That it happened, and in which pair: nothing of what, for whom and what for.
async fn record(tx: &mut Tx<Writes>, action: &'static str, share: &Share) -> Result<()> {
    audit::record(tx, action, Subject::Row("pair", share.pair.0)).await
}
