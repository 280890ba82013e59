//! The link with a code, for somebody without an account.
//!
//! The token in the link is 256 random bits, the code eight digits; the database holds a hash of
//! the one and a keyed hash of the other. Wrong codes are counted with the share locked, so guesses
//! side by side are counted one by one: after [`BEFORE_PAUSE`] it rests for [`PAUSE`], after
//! [`BEFORE_END`] the link is gone and both of the two are told.

use super::{
    actions,
    model::{Link, Share, ShareState},
    queries,
};
use crate::tidings::{self, Kind};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use people::sign_in::hash_token;
use platform::{
    Error, OrganizationId, Result,
    access::{Edit, Permit, Read, Tx, Writes},
    vault::{Place, Vault},
    world::Random,
};

const BEFORE_PAUSE: i64 = 5;
const PAUSE: SignedDuration = SignedDuration::from_mins(15);
const BEFORE_END: i64 = 20;
/// How long a browser that knew the code need not say it again.
pub(super) const VISIT: SignedDuration = SignedDuration::from_hours(12);

/// What is shown once, to the one who passes it on.
#[derive(Clone, Debug)]
pub struct NewLink {
    pub token: String,
    /// Eight digits.
    pub code: String,
}

/// A new link with a new code; an earlier one leads nowhere from now on.
///
/// # Errors
/// `Forbidden` for anybody but its asker, `Conflict` unless it runs, for somebody outside.
pub async fn make_link(tx: &mut Tx<Writes>, share: &Permit<Edit, Share>) -> Result<NewLink> {
    if !tx.viewer().is(share.asker) {
        return Err(Error::Forbidden);
    }
    let outside = share.reader.as_ref().is_some_and(super::Reader::is_outside);
    if share.state(tx.now()) != ShareState::Running || !outside {
        return Err(Error::Conflict("conflict-share"));
    }
    let random = tx.app().world().random.clone();
    let new = NewLink { token: new_token(&*random), code: new_code(&*random) };
    let code_hash = code_hash(tx.vault(), tx.organization(), share, &new.code)?;
    queries::put_link(tx, share.id, hash_token(&new.token), code_hash).await?;
    Ok(new)
}

/// What came of a code.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// Let in: what this browser shows from now on.
    In {
        key: String,
    },
    Wrong,
    /// Too many: nobody may try until then.
    Resting {
        until: Timestamp,
    },
    /// There is nothing here any more.
    Gone,
}

/// Tries a code. The share was loaded for writing, so nobody else tries at this moment.
pub(super) async fn enter(
    tx: &mut Tx<Writes>,
    share: &Permit<Read, Share>,
    typed: &str,
) -> Result<Entry> {
    let now = tx.now();
    let Some(link) = share.link.as_ref().filter(|_| share.state(now) == ShareState::Running) else {
        return Ok(Entry::Gone);
    };
    if let Some(until) = link.locked_until.filter(|until| *until > now) {
        return Ok(Entry::Resting { until });
    }
    let hash = code_hash(tx.vault(), tx.organization(), share, &digits(typed))?;
    if !same(&hash, &link.code_hash) {
        return miss(tx, share, link).await;
    }
    let key = new_token(&*tx.app().world().random.clone());
    actions::note(tx, share, None).await?;
    queries::insert_opening(tx, share.id, None, Some(hash_token(&key))).await?;
    Ok(Entry::In { key })
}

async fn miss(tx: &mut Tx<Writes>, share: &Share, link: &Link) -> Result<Entry> {
    let tries = link.wrong_tries + 1;
    if tries >= BEFORE_END {
        queries::drop_code(tx, share.id).await?;
        for (to, from) in [(share.asker, share.other()), (share.other(), share.asker)] {
            if to == share.member || share.pair_lasts() || to == share.asker {
                tidings::tell(tx, to, from, Kind::ShareLocked, share.id.0).await?;
            }
        }
        return Ok(Entry::Gone);
    }
    let rests = tries % BEFORE_PAUSE == 0;
    let until = tx.now().saturating_add(PAUSE).unwrap_or(Timestamp::MAX);
    queries::set_tries(tx, share.id, tries, rests.then_some(until)).await?;
    Ok(if rests { Entry::Resting { until } } else { Entry::Wrong })
}

fn new_token(random: &dyn Random) -> String {
    let mut bytes = [0; 32];
    random.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Eight digits, each of the hundred million equally likely (2^64 is so much more that no digit is
/// noticeably preferred).
fn new_code(random: &dyn Random) -> String {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    format!("{:08}", u64::from_le_bytes(bytes) % 100_000_000)
}

/// The digits of what was typed, full-width ones too; everything else between them is overlooked.
fn digits(typed: &str) -> String {
    let narrow = |letter: char| match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_digit(letter as u32 - '０' as u32, 10),
        _ => None,
    };
    typed.chars().take(64).filter_map(narrow).take(9).collect()
}

fn code_hash(
    vault: &Vault,
    organization: OrganizationId,
    share: &Share,
    code: &str,
) -> Result<Vec<u8>> {
    let place = Place { organization, column: "shares.code_hash", row: share.id.0 };
    Ok(vault.keyed_hash(place, code.as_bytes()).to_vec())
}

/// In the same time, wherever they differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    let differences = one.iter().zip(other).fold(0, |sum, (one, other)| sum | (one ^ other));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::world::SeededRandom;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in
            ["12345678", "1234 5678", "1234-5678", "１２３４５６７８", " 1234\u{3000}5678 "]
        {
            assert_eq!(digits(typed), "12345678", "{typed}");
        }
        assert_ne!(digits("123456789"), "12345678", "one too many is not the same code");
    }

    #[test]
    fn codes_have_eight_digits_and_tokens_enough_bits() {
        let random = SeededRandom::new(1);
        for _ in 0..1_000 {
            let code = new_code(&random);
            assert!(code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        }
        assert_eq!(URL_SAFE_NO_PAD.decode(new_token(&random)).unwrap().len(), 32);
    }
}
