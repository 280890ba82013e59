//! Passwords: argon2id, at most two at once, the same work whether or not an address is known.

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use platform::{Error, Result, world::Random};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;

/// Memory of one hash, in KiB; with one pass and one lane (OWASP's first choice).
const MEMORY_KIB: u32 = 47_104;
/// Hashes that run at once: more would let a crowd at the door eat the machine's memory.
const AT_ONCE: usize = 2;
/// How long somebody waits for their turn before they are told to come back.
const PATIENCE: Duration = Duration::from_secs(8);
/// The longest password that is looked at, in bytes.
const LONGEST: usize = 1_024;
/// The shortest password that may be chosen, in characters.
pub const SHORTEST_CHOICE: usize = 10;
const LONGEST_CHOICE: usize = 200;

/// The part of the house that hashes.
#[derive(Clone, Debug)]
pub struct Passwords(Arc<Semaphore>);

/// The right to hash now. Whoever holds it reads the account after taking it, so that guesses
/// sent side by side meet the delay that the ones before them earned.
#[derive(Debug)]
pub(super) struct Turn(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Passwords {
    /// Waits for a turn.
    ///
    /// # Errors
    /// `Unavailable` when too many wait.
    pub(super) async fn turn(&self) -> Result<Turn> {
        let waiting = tokio::time::timeout(PATIENCE, self.0.clone().acquire_owned()).await;
        let busy = || Error::Unavailable("too many passwords are being checked".into());
        Ok(Turn(waiting.map_err(|_| busy())?.map_err(|_| busy())?))
    }

    /// Which of the hashes this password opens. Without any hash, one of nobody's is tried: the
    /// work, and so the time, is the same.
    pub(super) async fn matching(
        &self,
        _: &Turn,
        typed: &str,
        hashes: Vec<Option<String>>,
    ) -> Result<Vec<bool>> {
        let typed = normal(typed);
        let fits = typed.len() <= LONGEST;
        let work = move || {
            let found: Vec<bool> =
                hashes.iter().map(|hash| opens(&typed, hash.as_deref())).collect();
            if hashes.iter().all(Option::is_none) {
                opens(&typed, Some(nobodys()));
            }
            found
        };
        if !fits {
            return Ok(Vec::new());
        }
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)
    }

    /// Hashes a chosen password.
    pub(super) async fn hash(&self, _: &Turn, chosen: &str, random: &dyn Random) -> Result<String> {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        let chosen = normal(chosen);
        let work = move || hashed(&chosen, &salt);
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
    }
}

/// Full-width letters from a Japanese keyboard are the same password as narrow ones.
fn normal(typed: &str) -> String {
    typed.nfkc().collect()
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, 1, 1, None).expect("these parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hashed(password: &str, salt: &[u8]) -> Result<String> {
    let hash = hasher().hash_password_with_salt(password.as_bytes(), salt);
    hash.map(|hash: PasswordHash| hash.to_string()).map_err(Error::internal)
}

fn opens(typed: &str, hash: Option<&str>) -> bool {
    let Some(parsed) = hash.and_then(|hash| PasswordHash::new(hash).ok()) else { return false };
    hasher().verify_password(typed.as_bytes(), &parsed).is_ok()
}

/// A hash that belongs to nobody.
fn nobodys() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hashed("nobody has this", &[7; 16]).unwrap_or_default())
}

/// May this be chosen as a password? `about` holds name and address of the person.
///
/// # Errors
/// The key of the reason.
pub fn acceptable(chosen: &str, about: &[&str]) -> Result<(), &'static str> {
    let chosen = normal(chosen);
    let length = chosen.chars().count();
    if length < SHORTEST_CHOICE {
        return Err("invalid-password-short");
    }
    if length > LONGEST_CHOICE {
        return Err("invalid-password-long");
    }
    let guess = zxcvbn::zxcvbn(&chosen, about);
    if guess.score() < zxcvbn::Score::Three { Err("invalid-password-easy") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::world::SeededRandom;

    #[tokio::test]
    async fn a_password_opens_its_own_hash_only() {
        let passwords = Passwords::default();
        let turn = passwords.turn().await.unwrap();
        let hash = passwords.hash(&turn, "ながい合言葉 2026", &SeededRandom::new(1)).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{hash}");
        let check =
            |typed: &'static str| passwords.matching(&turn, typed, vec![Some(hash.clone()), None]);
        assert_eq!(check("ながい合言葉 2026").await.unwrap(), [true, false]);
        assert_eq!(check("ながい合言葉　２０２６").await.unwrap(), [true, false], "full width");
        assert_eq!(check("ながい合言葉 2027").await.unwrap(), [false, false]);
        assert!(passwords.matching(&turn, "x", vec![]).await.unwrap().is_empty());
        let huge: &'static str = "x".repeat(1_000_000).leak();
        assert!(check(huge).await.unwrap().is_empty());
    }

    #[test]
    fn passwords_that_many_have_are_refused() {
        assert_eq!(acceptable("short", &[]), Err("invalid-password-short"));
        assert_eq!(acceptable("password123", &[]), Err("invalid-password-easy"));
        assert_eq!(acceptable("1234567890", &[]), Err("invalid-password-easy"));
        assert_eq!(acceptable("hanako.tanaka", &["hanako.tanaka"]), Err("invalid-password-easy"));
        assert_eq!(acceptable(&"x".repeat(201), &[]), Err("invalid-password-long"));
        assert_eq!(acceptable("midori no kasa 3bon", &["hanako"]), Ok(()));
        assert_eq!(acceptable("みどりの傘が三本あります", &[]), Ok(()));
    }
}
