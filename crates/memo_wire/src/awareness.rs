//! Presence: who is here, and where their caret stands.
//!
//! An awareness update is a list of (client id, clock, JSON object or `null`); `null` says that
//! the client left. Peers trust each other completely, so a server must not relay what it was
//! sent: it keeps the entries of the connection's own clients ([`AwarenessUpdate::retain`]) and
//! writes who they are itself ([`AwarenessUpdate::set_user`]).

use crate::codec::{CodecError, MAX_SAFE_INTEGER, Reader, Writer};
use serde_json::{Map, Value};

/// Bounds of an awareness update.
#[derive(Debug, Clone, Copy)]
pub struct AwarenessLimits {
    /// Most clients in one update.
    pub entries: usize,
    /// Most bytes of one client's state.
    pub state_bytes: usize,
}

impl Default for AwarenessLimits {
    fn default() -> Self {
        Self { entries: 64, state_bytes: 2048 }
    }
}

/// The presence of one client.
#[derive(Debug, Clone, PartialEq)]
pub struct Presence {
    pub client: u64,
    /// Grows with every change of the client; a peer ignores what is not newer.
    pub clock: u32,
    /// `None` when the client left.
    pub state: Option<Map<String, Value>>,
}

/// A decoded awareness update.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AwarenessUpdate {
    pub entries: Vec<Presence>,
}

impl AwarenessUpdate {
    /// Reads an update; bytes behind it are refused.
    ///
    /// # Errors
    /// When it is malformed, exceeds `limits`, or a state is neither a JSON object nor `null`.
    pub fn decode(bytes: &[u8], limits: &AwarenessLimits) -> Result<Self, CodecError> {
        let mut reader = Reader::new(bytes);
        let count = reader.var_uint_upto(limits.entries as u64)?;
        let entries = (0..count)
            .map(|_| Presence::read(&mut reader, limits))
            .collect::<Result<Vec<_>, _>>()?;
        if reader.is_empty() { Ok(Self { entries }) } else { Err(CodecError::TooLarge) }
    }

    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.var_uint(self.entries.len() as u64);
        for entry in &self.entries {
            writer.var_uint(entry.client).var_uint(u64::from(entry.clock));
            match &entry.state {
                Some(state) => writer.var_str(&Value::Object(state.clone()).to_string()),
                None => writer.var_str("null"),
            };
        }
        writer.finish()
    }

    /// Keeps only the entries of clients for which `own` answers yes.
    pub fn retain(&mut self, mut own: impl FnMut(u64) -> bool) {
        self.entries.retain(|entry| own(entry.client));
    }

    /// Overwrites the `user` field of every present client, whatever the client claimed.
    pub fn set_user(&mut self, user: &Value) {
        for state in self.entries.iter_mut().filter_map(|entry| entry.state.as_mut()) {
            state.insert("user".to_owned(), user.clone());
        }
    }
}

impl Presence {
    fn read(reader: &mut Reader<'_>, limits: &AwarenessLimits) -> Result<Self, CodecError> {
        let client = reader.var_uint_upto(MAX_SAFE_INTEGER)?;
        // Half the range, so that a peer's `clock + 1` can never leave it.
        let clock = reader.var_uint_upto(i32::MAX as u64)? as u32;
        let state = match serde_json::from_str(reader.var_str(limits.state_bytes)?) {
            Ok(Value::Object(state)) => Some(state),
            Ok(Value::Null) => None,
            _ => return Err(CodecError::BadJson),
        };
        Ok(Self { client, clock, state })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn update(entries: &[(u64, u32, &str)]) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.var_uint(entries.len() as u64);
        for (client, clock, state) in entries {
            writer.var_uint(*client).var_uint(u64::from(*clock)).var_str(state);
        }
        writer.finish()
    }

    fn decode(bytes: &[u8]) -> Result<AwarenessUpdate, CodecError> {
        AwarenessUpdate::decode(bytes, &AwarenessLimits::default())
    }

    #[test]
    fn a_client_can_speak_for_itself_only() {
        let bytes = update(&[
            (7, 3, r#"{"cursor":{"head":1},"user":{"name":"社長"},"user":{"name":"x"}}"#),
            (8, 9, "null"),
        ]);
        let mut presence = decode(&bytes).expect("well-formed");
        presence.retain(|client| client == 7);
        presence.set_user(&json!({"name": "佐藤"}));
        let sent = decode(&presence.encode()).expect("what we write we can read");
        assert_eq!(sent.entries.len(), 1);
        assert_eq!(
            sent.entries[0].state.clone().map(Value::Object),
            Some(json!({"cursor": {"head": 1}, "user": {"name": "佐藤"}}))
        );
    }

    #[test]
    fn leaving_stays_leaving() {
        let mut presence = decode(&update(&[(7, 3, "null")])).expect("well-formed");
        presence.set_user(&json!({"name": "佐藤"}));
        assert_eq!(presence.encode(), update(&[(7, 3, "null")]));
    }

    #[test]
    fn bounds_hold() {
        let long = format!("{{\"a\":\"{}\"}}", "x".repeat(3000));
        let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
        for state in ["", "1", "[]", "{", long.as_str(), deep.as_str()] {
            assert!(decode(&update(&[(1, 1, state)])).is_err(), "{state:.20}");
        }
        assert!(decode(&update(&[(1, u32::MAX, "{}")])).is_err());
        assert!(decode(&update(&vec![(1, 1, "{}"); 65])).is_err());
        let mut trailing = update(&[]);
        trailing.push(0);
        assert!(decode(&trailing).is_err());
    }
}
