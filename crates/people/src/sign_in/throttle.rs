//! How often one may knock: per network address, and per mail address that nobody has.
//!
//! Kept in memory: a restart forgives. Nodes tell each other of every knock, so that who comes
//! through a balancer gets no more tries than on one node; while they cannot hear each other each
//! counts its own. What is known of a real account's failures is in the database (`accounts.failures`), and the same rule makes both wait equally long, so that the
//! wait does not tell whether an address is known.

use jiff::{SignedDuration, Timestamp};
use platform::{
    Error, Result,
    app::App,
    bus::{Bus, Heard},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};
use tokio::sync::broadcast::{Receiver, error::RecvError};

const WINDOW: SignedDuration = SignedDuration::from_secs(60);
/// Knocks per window and network address: an office behind one address must get in on Monday.
const KNOCKS: u32 = 30;
/// How long failures with an unknown address are remembered.
const MEMORY: SignedDuration = SignedDuration::from_hours(1);
/// More entries than this are swept, and if that does not help, forgotten.
const MOST_ENTRIES: usize = 20_000;
/// Failures without any wait.
const FREE_FAILURES: i64 = 4;
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);

const TOPIC: &str = "sign-in";

/// What nodes tell each other.
#[derive(Debug, Serialize, Deserialize)]
enum Knock {
    From(IpAddr),
    /// A failure with an address that nobody has, as its hash.
    Unknown(Vec<u8>),
}

/// The part of the house that counts knocks.
#[derive(Debug, Default)]
pub struct Throttle {
    knocks: Counts<IpAddr>,
    failures: Counts<Vec<u8>>,
}

#[derive(Debug)]
struct Counts<K>(Mutex<HashMap<K, Count>>);

#[derive(Clone, Copy, Debug)]
struct Count {
    number: u32,
    until: Timestamp,
    blocked_until: Timestamp,
}

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash> Counts<K> {
    fn add(&self, key: K, now: Timestamp, lasts: SignedDuration) -> u32 {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST_ENTRIES {
            counts.retain(|_, count| count.until > now);
        }
        if counts.len() >= MOST_ENTRIES {
            counts.clear();
        }
        let until = later(now, lasts);
        let fresh = Count { number: 0, until, blocked_until: Timestamp::UNIX_EPOCH };
        let count = counts.entry(key).or_insert(fresh);
        if count.until <= now {
            *count = fresh;
        }
        count.number = count.number.saturating_add(1);
        let number = i64::from(count.number);
        count.blocked_until = later(now, wait_after(number));
        count.number
    }

    fn blocked_until(&self, key: &K) -> Timestamp {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.get(key).map_or(Timestamp::UNIX_EPOCH, |count| count.blocked_until)
    }
}

impl Throttle {
    /// Counts a knock from this network address.
    ///
    /// # Errors
    /// `TooMany` when there were too many within a minute.
    pub(super) fn knock(&self, bus: &Bus, from: Option<IpAddr>, now: Timestamp) -> Result<()> {
        let Some(from) = from.map(network) else { return Ok(()) };
        bus.publish(TOPIC, &Knock::From(from));
        if self.knocks.add(from, now, WINDOW) > KNOCKS {
            return Err(Error::TooMany { retry_after_seconds: 60 });
        }
        Ok(())
    }

    /// Counts a failure with an address that nobody has.
    pub(super) fn fail(&self, bus: &Bus, address: Vec<u8>, now: Timestamp) {
        bus.publish(TOPIC, &Knock::Unknown(address.clone()));
        self.failures.add(address, now, MEMORY);
    }

    fn hear(&self, knock: Knock, now: Timestamp) {
        match knock {
            Knock::From(from) => drop(self.knocks.add(from, now, WINDOW)),
            Knock::Unknown(address) => drop(self.failures.add(address, now, MEMORY)),
        }
    }

    pub(super) fn blocked_until(&self, address: &Vec<u8>) -> Timestamp {
        self.failures.blocked_until(address)
    }
}

/// Counts what other nodes see, until the house closes.
pub fn listen(app: &App) {
    if app.bus().is_shared() {
        tokio::spawn(count_others(app.clone(), app.bus().hear()));
    }
}

async fn count_others(app: App, mut heard: Receiver<Heard>) {
    let throttle = app.part::<Throttle>();
    loop {
        match heard.recv().await {
            Ok(Heard::Message(message)) => {
                if let Some(knock) = message.about(TOPIC) {
                    throttle.hear(knock, app.world().now());
                }
            }
            Ok(_) | Err(RecvError::Lagged(_)) => (),
            Err(RecvError::Closed) => return,
        }
    }
}

/// How long after this many failures in a row nobody may try again: 5 s, 10 s, 20 s, … 15 min.
/// Never for good: locking people out would be a weapon.
pub(super) fn wait_after(failures: i64) -> SignedDuration {
    let beyond = failures - FREE_FAILURES;
    if beyond <= 0 {
        return SignedDuration::ZERO;
    }
    let doubled = 5_i64.saturating_mul(1 << (beyond - 1).min(10));
    SignedDuration::from_secs(doubled).min(LONGEST_WAIT)
}

pub(super) fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// An IPv6 customer has a whole /64; it counts as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let prefix = address.to_bits() & !u128::from(u64::MAX);
            IpAddr::V6(prefix.into())
        }
        four => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let seconds = |failures| wait_after(failures).as_secs();
        assert_eq!([1, 4, 5, 6, 7].map(seconds), [0, 0, 5, 10, 20]);
        assert_eq!([12, 13, 60, i64::MAX].map(seconds), [640, 900, 900, 900]);
    }

    #[test]
    fn a_crowd_from_one_network_waits_a_minute() {
        let throttle = Throttle::default();
        let now: Timestamp = "2026-11-23T00:00:00Z".parse().unwrap();
        let from = |text: &str| Some(text.parse::<IpAddr>().unwrap());
        let bus = Bus::alone();
        // Others see half of them.
        for last in 0..15 {
            assert!(throttle.knock(&bus, from(&format!("2001:db8::{last:x}")), now).is_ok());
            throttle.hear(Knock::From(network(from("2001:db8::a").unwrap())), now);
        }
        assert!(throttle.knock(&bus, from("2001:db8::ffff"), now).is_err());
        assert!(throttle.knock(&bus, from("2001:db8:0:1::1"), now).is_ok(), "another network");
        assert!(
            throttle.knock(&bus, from("2001:db8::1"), later(now, WINDOW)).is_ok(),
            "a minute later"
        );
        assert!(throttle.knock(&bus, None, now).is_ok());
    }

    #[test]
    fn memory_stays_bounded() {
        let counts = Counts::<u32>::default();
        let now: Timestamp = "2026-11-23T00:00:00Z".parse().unwrap();
        for key in 0..50_000 {
            counts.add(key, now, MEMORY);
        }
        assert!(counts.0.lock().unwrap().len() <= MOST_ENTRIES);
    }
}
