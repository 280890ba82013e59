//! The outside world, passed in: clock, randomness, ids, mail. `clippy.toml` bans the shortcuts.
//!
//! Tests hand in a clock that they move and a random source with a seed, and so see every date and
//! every token that the product would see.

mod clock;
mod mail;
mod random;

pub use clock::{Clock, ManualClock, SystemClock};
pub use mail::{FolderMailer, Mail, MailError, Mailer, MemoryMailer, SmtpMailer, SmtpSettings};
pub use random::{Random, SeededRandom, SystemRandom};

use crate::id::IdSource;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use std::sync::Arc;

/// All of it in one cheap handle.
#[derive(Clone)]
pub struct World {
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub mailer: Arc<dyn Mailer>,
    ids: Arc<IdSource>,
}

impl World {
    pub fn new(clock: Arc<dyn Clock>, random: Arc<dyn Random>, mailer: Arc<dyn Mailer>) -> Self {
        let mut node = [0; 4];
        random.fill(&mut node);
        let ids = Arc::new(IdSource::new(u32::from_le_bytes(node)));
        Self { clock, random, mailer, ids }
    }

    /// Now, in whole microseconds: what the database can hold.
    pub fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// A new id, see [`crate::id`].
    pub fn new_id(&self) -> i64 {
        self.ids.next(self.clock.now().as_millisecond())
    }

    /// 256 random bits as text that fits into a URL: session tokens, links.
    pub fn new_token(&self) -> String {
        let mut bytes = [0; 32];
        self.random.fill(&mut bytes);
        URL_SAFE_NO_PAD.encode(bytes)
    }
}
