//! Is the key file the one with which this database was sealed?
//!
//! Without this, a house that starts with a restored database and no key file would make a new key
//! and then hold texts of two keys, half of them unreadable for ever. So a known text is sealed
//! into `settings` at the first start, and must open at every later one.

use crate::{Outcome, Trouble, queries};
use platform::{
    OrganizationId, Result,
    access::{Mode, Tx},
    app::App,
    vault::{Place, Vault},
};

/// The setting that holds the sealed text.
pub(crate) const NAME: &str = "key_check";
const KNOWN: &str = "aizuchi";
const PLACE: Place =
    Place { organization: OrganizationId(0), column: "settings.key_check", row: 0 };

/// What the check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyCheck {
    /// Nothing was sealed yet.
    New,
    Right,
    Wrong,
}

/// Compares the key with the database; changes nothing.
pub async fn look<M: Mode>(tx: &mut Tx<M>) -> Result<KeyCheck> {
    let sealed = queries::setting(tx, NAME).await?;
    Ok(compare(tx.vault(), sealed.as_deref()))
}

/// Does this key open what the setting [`NAME`] holds?
pub(crate) fn compare(vault: &Vault, sealed: Option<&str>) -> KeyCheck {
    let Some(sealed) = sealed else { return KeyCheck::New };
    let opened = from_hex(sealed).and_then(|bytes| vault.open_text(PLACE, &bytes).ok());
    if opened.as_deref() == Some(KNOWN) { KeyCheck::Right } else { KeyCheck::Wrong }
}

/// Compares, and at the first start notes the key.
///
/// # Errors
/// When the key is not this database's.
pub async fn settle(app: &App) -> Outcome<()> {
    let mut tx = app.system(OrganizationId(0), "compare the key file with the database");
    match look(&mut tx).await? {
        KeyCheck::Right => Ok(()),
        KeyCheck::Wrong => Err(Trouble::new(
            "the key file is not the one with which this database was sealed: put the right \
             master.key into the folder keys of the data folder (see docs/operations.md)",
        )),
        KeyCheck::New => {
            let sealed = to_hex(&app.vault().seal_text(PLACE, KNOWN)?);
            queries::note_setting(&mut tx, NAME, &sealed).await?;
            Ok(tx.commit().await?)
        }
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
