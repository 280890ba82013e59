//! Randomness: the operating system's, or a seeded stream for tests and the demo.

use rand::{Rng, SeedableRng, rngs::ChaCha20Rng};
use std::sync::Mutex;

pub trait Random: Send + Sync {
    /// Fills the slice with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's generator.
#[derive(Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(clippy::disallowed_methods, reason = "the one place where real randomness is drawn")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("without randomness nothing here is safe");
    }
}

/// The same bytes for the same seed.
#[derive(Debug)]
pub struct SeededRandom(Mutex<ChaCha20Rng>);

impl SeededRandom {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha20Rng::seed_from_u64(seed)))
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(bytes);
    }
}
