//! How fast one connection may speak. Whoever is faster is read more slowly; nothing is dropped.

use std::time::Duration;
use tokio::time::Instant;

/// A bucket of tokens.
#[derive(Debug)]
pub struct Pace {
    tokens: f64,
    burst: f64,
    per_second: f64,
    at: Instant,
}

impl Pace {
    pub fn new(per_second: f64, burst: f64, now: Instant) -> Self {
        Self { tokens: burst, burst, per_second, at: now }
    }

    /// Takes a token for one message. Until the answered instant nothing more should be read.
    pub fn spend(&mut self, now: Instant) -> Option<Instant> {
        let earned = now.duration_since(self.at).as_secs_f64() * self.per_second;
        self.tokens = (self.tokens + earned).min(self.burst) - 1.0;
        self.at = now;
        let lacking = -self.tokens;
        (lacking > 0.0).then(|| now + Duration::from_secs_f64(lacking / self.per_second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_a_stream_is_slowed() {
        let started = Instant::now();
        let mut pace = Pace::new(50.0, 200.0, started);
        assert!((0..200).all(|_| pace.spend(started).is_none()));
        let mut now = started;
        for _ in 0..100 {
            now = pace.spend(now).unwrap_or(now);
        }
        let took = now.duration_since(started);
        assert!((1_900..2_100).contains(&took.as_millis()), "{took:?}");
    }
}
