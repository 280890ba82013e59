//! How much of each client is known.

use super::{Id, clock};
use crate::codec::{CodecError, MAX_SAFE_INTEGER, Reader, Writer};
use std::collections::BTreeMap;

/// Per client the next clock that is not known; clients at 0 are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StateVector {
    clocks: BTreeMap<u64, u32>,
}

impl StateVector {
    pub fn get(&self, client: u64) -> u32 {
        self.clocks.get(&client).copied().unwrap_or(0)
    }

    pub fn knows(&self, id: Id) -> bool {
        id.clock < self.get(id.client)
    }

    /// Raises a client's clock; lower values change nothing.
    pub fn raise(&mut self, client: u64, clock: u32) {
        if clock > 0 {
            let known = self.clocks.entry(client).or_default();
            *known = clock.max(*known);
        }
    }

    /// Everything that either knows.
    pub fn merge(&mut self, other: &Self) {
        other.iter().for_each(|(client, clock)| self.raise(client, clock));
    }

    /// What `self` knows and `other` does not: per client the clocks from..to.
    pub fn beyond<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (u64, std::ops::Range<u32>)> + 'a {
        self.iter()
            .map(|(client, clock)| (client, other.get(client)..clock))
            .filter(|(_, range)| !range.is_empty())
    }

    /// Whether `self` knows everything `other` does.
    pub fn covers(&self, other: &Self) -> bool {
        other.beyond(self).next().is_none()
    }

    pub fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.clocks.iter().map(|(client, clock)| (*client, *clock))
    }

    /// How many clients are known.
    pub fn len(&self) -> usize {
        self.clocks.len()
    }

    pub fn is_empty(&self) -> bool {
        self.clocks.is_empty()
    }

    /// Reads the form of `Y.encodeStateVector`.
    ///
    /// # Errors
    /// When it is malformed, names a client twice or more than `clients` of them.
    pub fn decode(bytes: &[u8], clients: usize) -> Result<Self, CodecError> {
        let mut reader = Reader::new(bytes);
        let mut clocks = BTreeMap::new();
        for _ in 0..reader.var_uint_upto(clients as u64)? {
            let client = reader.var_uint_upto(MAX_SAFE_INTEGER)?;
            if clocks.insert(client, clock(&mut reader)?).is_some() {
                return Err(CodecError::BadNumber);
            }
        }
        clocks.retain(|_, clock| *clock > 0);
        if reader.is_empty() { Ok(Self { clocks }) } else { Err(CodecError::TooLarge) }
    }

    /// Writes the highest client first, as Yjs does.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::with_capacity(2 + self.len() * 8);
        writer.var_uint(self.clocks.len() as u64);
        for (client, clock) in self.clocks.iter().rev() {
            writer.var_uint(*client).var_uint(u64::from(*clock));
        }
        writer.finish()
    }
}

impl FromIterator<(u64, u32)> for StateVector {
    fn from_iter<I: IntoIterator<Item = (u64, u32)>>(clocks: I) -> Self {
        let mut vector = Self::default();
        clocks.into_iter().for_each(|(client, clock)| vector.raise(client, clock));
        vector
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_survives_the_wire() {
        let vector = StateVector::from_iter([(1, 5), (u64::from(u32::MAX) + 9, 1), (3, 0)]);
        assert_eq!(vector.len(), 2);
        assert_eq!(StateVector::decode(&vector.encode(), 10), Ok(vector.clone()));
        assert_eq!(StateVector::decode(&vector.encode(), 1), Err(CodecError::TooLarge));
        assert!(StateVector::decode(&[2, 1, 1, 1, 1], 10).is_err(), "a client twice");
        assert!(StateVector::decode(&[0, 0], 10).is_err(), "bytes behind it");
    }

    #[test]
    fn differences_and_unions() {
        let mut left = StateVector::from_iter([(1, 5), (2, 3)]);
        let right = StateVector::from_iter([(1, 7), (3, 1)]);
        assert_eq!(right.beyond(&left).collect::<Vec<_>>(), [(1, 5..7), (3, 0..1)]);
        assert!(!left.covers(&right));
        left.merge(&right);
        assert!(left.covers(&right));
        assert_eq!(left, StateVector::from_iter([(1, 7), (2, 3), (3, 1)]));
    }
}
