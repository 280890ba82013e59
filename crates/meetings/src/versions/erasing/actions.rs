//! Asking, agreeing, and doing it.

use super::{model::Erasure, queries};
use crate::{
    comment,
    memo::{self, Memo},
    one_on_one::OneOnOne,
    reminder::{self, Kind},
    versions::queries::{self as log, Anew},
};
use people::{
    audit::{self, Subject},
    pair::Seat,
};
use platform::{
    Error, OrganizationId, Result,
    access::{Edit, Permit, Read, Tx, Writes},
    app::App,
};

const RACED: &str = "conflict-erasure-over";
/// How often somebody who writes at the same moment may be faster.
const RACES: usize = 20;

/// Asks for it. Who alone writes in a document decides alone.
pub async fn ask(tx: &mut Tx<Writes>, memo: &Permit<Edit, Memo>) -> Result<()> {
    let me = tx.me()?;
    if !queries::insert(tx, memo.id, me, memo.writer().is_some()).await? {
        return Ok(());
    }
    let subject = Subject::Row("memo", memo.id.into());
    audit::record(tx, "memo-erasure-asked", subject).await?;
    match memo.seat_of(tx.viewer()).filter(|_| memo.writer().is_none()) {
        Some(seat) => tell(tx, memo, &[seat.other()], Kind::ErasureAsked).await,
        None => Ok(()),
    }
}

/// Agrees to what the other one asked for. When this is committed, [`carry_out`] may follow.
///
/// # Errors
/// `Conflict` when it was withdrawn or has lapsed, `Forbidden` for the one who asked.
pub async fn agree(tx: &mut Tx<Writes>, memo: &Permit<Edit, Memo>) -> Result<()> {
    let (me, now) = (tx.me()?, tx.now());
    let erasure = queries::open(tx, memo.id).await?.filter(|erasure| erasure.waits(now));
    let erasure = erasure.ok_or(Error::Conflict(RACED))?;
    if erasure.asked_by == me {
        return Err(Error::Forbidden);
    }
    if !queries::set_agreed(tx, erasure.id, me).await? {
        return Err(Error::Conflict(RACED));
    }
    let subject = Subject::Row("memo", memo.id.into());
    audit::record(tx, "memo-erasure-agreed", subject).await
}

/// Withdraws it, or says no to it.
///
/// # Errors
/// `Conflict` when it was carried out meanwhile.
pub async fn end(tx: &mut Tx<Writes>, memo: &Permit<Edit, Memo>) -> Result<()> {
    let me = tx.me()?;
    let Some(erasure) = queries::open(tx, memo.id).await? else { return Ok(()) };
    if !queries::set_ended(tx, erasure.id, Some(me)).await? {
        return Err(Error::Conflict(RACED));
    }
    let subject = Subject::Row("memo", memo.id.into());
    audit::record(tx, "memo-erasure-ended", subject).await?;
    match memo.seat_of(tx.viewer()) {
        Some(seat) => tell(tx, memo, &[seat.other()], Kind::ErasureEnded).await,
        None => Ok(()),
    }
}

/// Nobody agreed in time.
pub async fn lapse(tx: &mut Tx<Writes>, memo: &Memo, erasure: &Erasure) -> Result<()> {
    if queries::set_ended(tx, erasure.id, None).await? {
        tell(tx, memo, &[Seat::Member, Seat::Leader], Kind::ErasureLapsed).await?;
    }
    Ok(())
}

/// Does what both agreed to: folds the memo, and lets its history begin with what it says now.
/// Doing it twice does no harm. While somebody writes too fast it stays agreed, and the clock does
/// it when they pause.
pub async fn carry_out(
    app: &App,
    organization: OrganizationId,
    memo: &Memo,
    erasure: &Erasure,
) -> Result<()> {
    let Some((rows, versions)) = begin_anew(app, organization, memo).await? else {
        tracing::warn!(memo = %memo.id, "deleted words are not erased yet: somebody writes");
        return Ok(());
    };
    let mut tx = app.system(organization, "deleted words are erased");
    comment::forget_quotes(&mut tx, memo.id).await?;
    if queries::set_done(&mut tx, erasure.id, (rows, versions)).await? {
        let detail = format!("rows={rows} versions={versions}");
        let subject = Subject::Row("memo", memo.id.into());
        audit::record_as(&mut tx, erasure.asked_by, "memo-erased", subject, &detail).await?;
        if memo.writer().is_none() {
            tell(&mut tx, memo, &[Seat::Member, Seat::Leader], Kind::ErasureDone).await?;
        }
    }
    tx.commit().await
}

/// How many rows and kept states went; `None` while others are always faster.
async fn begin_anew(
    app: &App,
    organization: OrganizationId,
    memo: &Memo,
) -> Result<Option<(u64, u64)>> {
    for _ in 0..RACES {
        memo::fold(app, organization, memo).await?;
        let mut tx = app.memo_log(organization, "erase deleted words for good");
        match log::begin_anew(&mut tx, memo.id).await? {
            // Written by another node, or meanwhile: what is deleted in it must go as well.
            Anew::Behind => (),
            Anew::Empty => return Ok(Some((0, 0))),
            Anew::Begun { rows, versions } => {
                tx.commit().await?;
                return Ok(Some((rows, versions)));
            }
        }
    }
    Ok(None)
}

async fn tell(tx: &mut Tx<Writes>, memo: &Memo, seats: &[Seat], kind: Kind) -> Result<()> {
    let one_on_one = tx.load::<Read, OneOnOne>(memo.one_on_one).await?;
    for seat in seats {
        reminder::tell(tx, &one_on_one, *seat, kind).await?;
    }
    Ok(())
}
