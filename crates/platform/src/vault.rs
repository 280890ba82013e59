//! Encryption at rest: what two people said to each other is unreadable without the key file.
//!
//! XChaCha20-Poly1305 with a key per organization and purpose, derived from a master key by
//! HKDF-SHA-256. The associated data bind a text to its organization, its column and its row, so
//! that a sealed text moved elsewhere does not open. The master key lies in a file outside the
//! database and outside its backups: docs/operations.md tells how to keep it.

use crate::{
    error::{Error, Result},
    id::OrganizationId,
    world::Random,
};
use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{Aead, KeyInit, Payload},
};
use hkdf::Hkdf;
use sha2::Sha256;
use std::{
    collections::HashMap,
    io::Write,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// The first byte of everything sealed: which scheme opens it.
const VERSION: u8 = 1;
/// Organizations and columns whose keys are kept: deriving one costs more than opening a line.
const MOST_KEYS: usize = 10_000;

type Keys = HashMap<(OrganizationId, &'static str), [u8; KEY_BYTES]>;

/// Seals and opens texts. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    master: Arc<[u8; KEY_BYTES]>,
    derived: Arc<RwLock<Keys>>,
    random: Arc<dyn Random>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

/// Which text this is: `table.column` and the row's id.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub organization: OrganizationId,
    pub column: &'static str,
    pub row: i64,
}

impl Vault {
    pub fn new(master: [u8; KEY_BYTES], random: Arc<dyn Random>) -> Self {
        Self { master: Arc::new(master), derived: Arc::default(), random }
    }

    /// Reads the key file, or makes it, readable by its owner only.
    pub fn open_file(path: &Path, random: Arc<dyn Random>) -> std::io::Result<Self> {
        let master = match std::fs::read(path) {
            Ok(bytes) => bytes.try_into().map_err(|_| {
                std::io::Error::other(format!(
                    "{} is not a key of {KEY_BYTES} bytes",
                    path.display()
                ))
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => make_key(path, &*random)?,
            Err(error) => return Err(error),
        };
        Ok(Self::new(master, random))
    }

    /// Encrypts a text for its place.
    pub fn seal(&self, place: Place, text: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0; NONCE_BYTES];
        self.random.fill(&mut nonce);
        let sealed = self
            .cipher(place)
            .encrypt(&nonce.into(), Payload { msg: text, aad: &bound(place) })
            .map_err(|_| Error::internal("a text could not be sealed"))?;
        let mut bytes = Vec::with_capacity(1 + NONCE_BYTES + sealed.len());
        bytes.push(VERSION);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&sealed);
        Ok(bytes)
    }

    /// Decrypts what [`Vault::seal`] made for the same place.
    ///
    /// # Errors
    /// Internal, when the bytes were changed, moved, or sealed with another key.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>> {
        let unreadable = || Error::internal(format!("{} cannot be opened", place.column));
        let (version, rest) = sealed.split_first().ok_or_else(unreadable)?;
        if *version != VERSION || rest.len() < NONCE_BYTES {
            return Err(unreadable());
        }
        let (nonce, body) = rest.split_at(NONCE_BYTES);
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| unreadable())?;
        self.cipher(place)
            .decrypt(&nonce.into(), Payload { msg: body, aad: &bound(place) })
            .map_err(|_| unreadable())
    }

    pub fn seal_text(&self, place: Place, text: &str) -> Result<Vec<u8>> {
        self.seal(place, text.as_bytes())
    }

    pub fn open_text(&self, place: Place, sealed: &[u8]) -> Result<String> {
        String::from_utf8(self.open(place, sealed)?).map_err(Error::internal)
    }

    /// A hash that nobody can compute without the key file, so that short secrets (a code of eight
    /// digits) cannot be found by trying them on a copy of the database.
    pub fn keyed_hash(&self, place: Place, secret: &[u8]) -> [u8; KEY_BYTES] {
        let info = [b"keyed hash", &bound(place)[..], secret].concat();
        let mut hash = [0; KEY_BYTES];
        Hkdf::<Sha256>::new(None, &*self.master)
            .expand(&info, &mut hash)
            .expect("32 bytes are a valid length for HKDF-SHA-256");
        hash
    }

    fn cipher(&self, place: Place) -> XChaCha20Poly1305 {
        let name = (place.organization, place.column);
        let known = self.derived.read().unwrap_or_else(PoisonError::into_inner).get(&name).copied();
        let key = known.unwrap_or_else(|| {
            let key = self.derive(place);
            let mut derived = self.derived.write().unwrap_or_else(PoisonError::into_inner);
            if derived.len() < MOST_KEYS {
                derived.insert(name, key);
            }
            key
        });
        XChaCha20Poly1305::new(&key.into())
    }

    fn derive(&self, place: Place) -> [u8; KEY_BYTES] {
        let mut key = [0; KEY_BYTES];
        let info = [place.column.as_bytes(), &place.organization.0.to_le_bytes()].concat();
        Hkdf::<Sha256>::new(None, &*self.master)
            .expand(&info, &mut key)
            .expect("32 bytes are a valid length for HKDF-SHA-256");
        key
    }
}

fn bound(place: Place) -> Vec<u8> {
    [&place.organization.0.to_le_bytes()[..], &place.row.to_le_bytes()[..], place.column.as_bytes()]
        .concat()
}

fn make_key(path: &Path, random: &dyn Random) -> std::io::Result<[u8; KEY_BYTES]> {
    let mut key = [0; KEY_BYTES];
    random.fill(&mut key);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o400);
    let mut file = options.open(path)?;
    file.write_all(&key)?;
    file.sync_all()?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SeededRandom;

    #[test]
    fn a_keyed_hash_depends_on_key_place_and_secret() {
        let random = Arc::new(SeededRandom::new(1));
        let (vault, other) = (Vault::new([7; 32], random.clone()), Vault::new([8; 32], random));
        let place = Place { organization: OrganizationId(1), column: "shares.code_hash", row: 5 };
        let hash = vault.keyed_hash(place, b"12345678");
        assert_eq!(hash, vault.keyed_hash(place, b"12345678"));
        assert_ne!(hash, vault.keyed_hash(place, b"12345679"));
        assert_ne!(hash, vault.keyed_hash(Place { row: 6, ..place }, b"12345678"));
        assert_ne!(hash, other.keyed_hash(place, b"12345678"));
    }

    #[test]
    fn a_sealed_text_opens_only_in_its_own_place() {
        let vault = Vault::new([7; 32], Arc::new(SeededRandom::new(1)));
        let place = Place { organization: OrganizationId(1), column: "memos.text", row: 5 };
        let sealed = vault.seal_text(place, "𠮷野家で話した").unwrap();
        assert_eq!(vault.open_text(place, &sealed).unwrap(), "𠮷野家で話した");
        for other in [
            Place { organization: OrganizationId(2), ..place },
            Place { column: "promises.text", ..place },
            Place { row: 6, ..place },
        ] {
            assert!(vault.open(other, &sealed).is_err());
        }
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert!(vault.open(place, &changed).is_err());
        }
    }
}
