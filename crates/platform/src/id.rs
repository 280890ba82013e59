//! Typed identifiers: one number type per thing, so that a pair's id cannot be used for a person.
//!
//! An id is 63 bits: 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of sequence. It is
//! unique without asking the database and sorts by time of birth. In URLs and in the API it is
//! written in Crockford's base 32 (13 characters at most, no letters that look alike); nothing is
//! protected by its being hard to guess.

use std::sync::atomic::{AtomicI64, Ordering};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

/// 2024-01-01T00:00:00Z in Unix milliseconds: the zero of our ids.
const EPOCH_MS: i64 = 1_704_067_200_000;
const SEQUENCE_BITS: u32 = 12;
const NODE_BITS: u32 = 10;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Makes ids that never repeat within this process and, with different nodes, across processes.
#[derive(Debug)]
pub struct IdSource {
    node: i64,
    /// Where the sequence of each millisecond begins.
    offset: i64,
    last: AtomicI64,
}

impl IdSource {
    /// `node`: any number; its lowest ten bits tell processes that run side by side apart, and the
    /// eleven above them let sequences begin apart, should two processes have drawn the same ten.
    pub fn new(node: u32) -> Self {
        let (mask, half) = ((1 << NODE_BITS) - 1, (1 << (SEQUENCE_BITS - 1)) - 1);
        let offset = i64::from(node >> NODE_BITS) & half;
        Self { node: i64::from(node) & mask, offset, last: AtomicI64::new(0) }
    }

    /// The next id for this moment (Unix milliseconds). A clock that stands still or steps back
    /// only makes the sequence run ahead.
    pub fn next(&self, now_ms: i64) -> i64 {
        let tick = ((now_ms - EPOCH_MS).max(0) << SEQUENCE_BITS) + self.offset;
        let previous = self
            .last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(tick.max(last + 1)))
            .unwrap_or_else(|last| last);
        let ticket = tick.max(previous + 1);
        let (milliseconds, sequence) =
            (ticket >> SEQUENCE_BITS, ticket & ((1 << SEQUENCE_BITS) - 1));
        (milliseconds << (NODE_BITS + SEQUENCE_BITS)) | (self.node << SEQUENCE_BITS) | sequence
    }
}

/// Writes an id in base 32.
pub fn encode(mut id: i64) -> String {
    if id == 0 {
        return "0".into();
    }
    let mut digits = Vec::with_capacity(13);
    while id > 0 {
        digits.push(ALPHABET[(id & 31) as usize]);
        id >>= 5;
    }
    digits.reverse();
    String::from_utf8(digits).expect("the alphabet is ASCII")
}

/// Reads what [`encode`] wrote; `None` for anything else, capitals and leading zeros included, so
/// that one thing has one address.
pub fn decode(text: &str) -> Option<i64> {
    if text.is_empty() || text.len() > 13 || (text.len() > 1 && text.starts_with('0')) {
        return None;
    }
    text.bytes().try_fold(0i64, |id, byte| {
        let digit = ALPHABET.iter().position(|letter| *letter == byte)?;
        id.checked_mul(32)?.checked_add(digit as i64)
    })
}

/// How an id looks in the API.
pub fn schema() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some("^[0-9a-hjkmnp-tv-z]{1,13}$"))
        .examples([serde_json::json!("1d8tz3m9q0c00")])
        .into()
}

/// Defines a typed id, readable from paths, forms, JSON and database rows.
#[macro_export]
macro_rules! define_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&$crate::id::encode(self.0))
            }
        }
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
        impl ::std::str::FromStr for $name {
            type Err = $crate::id::NotAnId;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                $crate::id::decode(text).map(Self).ok_or($crate::id::NotAnId)
            }
        }
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, s: S) -> ::std::result::Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(d: D) -> ::std::result::Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(d)?;
                text.parse().map_err($crate::serde::de::Error::custom)
            }
        }
        impl $crate::utoipa::PartialSchema for $name {
            fn schema() -> $crate::utoipa::openapi::RefOr<$crate::utoipa::openapi::Schema> {
                $crate::id::schema()
            }
        }
        impl $crate::utoipa::ToSchema for $name {}
        impl $crate::db::ToValue for $name {
            fn to_value(&self) -> $crate::db::Value { $crate::db::Value::Int(self.0) }
        }
        impl $crate::db::FromValue for $name {
            fn from_value(value: &$crate::db::Value) -> Option<Self> {
                i64::from_value(value).map(Self)
            }
        }
    )+ };
}

#[derive(Debug, thiserror::Error)]
#[error("this is not an id")]
pub struct NotAnId;

define_id! {
    /// The tenant; every row belongs to one.
    OrganizationId,
    /// A human in one organization.
    PersonId,
}

impl From<OrganizationId> for i64 {
    fn from(id: OrganizationId) -> i64 {
        id.0
    }
}

impl From<PersonId> for i64 {
    fn from(id: PersonId) -> i64 {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_never_repeat_and_grow() {
        let source = IdSource::new(7);
        let mut previous = 0;
        for step in 0..20_000 {
            let id = source.next(EPOCH_MS + 1_000 + step / 9_000);
            assert!(id > previous);
            previous = id;
        }
    }

    #[test]
    fn nodes_do_not_collide() {
        assert_ne!(IdSource::new(1).next(EPOCH_MS + 5), IdSource::new(2).next(EPOCH_MS + 5));
    }

    #[test]
    fn one_thing_has_one_address() {
        for id in [0, 1, 31, 32, 987_654_321_012, i64::MAX] {
            assert_eq!(decode(&encode(id)), Some(id));
        }
        for wrong in ["", "00", "01", "A", "i", "-1", "zzzzzzzzzzzzz", "123456789012345"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
