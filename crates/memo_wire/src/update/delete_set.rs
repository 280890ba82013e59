//! Which units are deleted: ranges of clocks per client.

use super::{Id, clock, end_of};
use crate::codec::{CodecError, MAX_SAFE_INTEGER, Reader, Writer};
use std::collections::BTreeMap;
use std::ops::Range;

/// Deleted ranges; per client sorted, disjoint and never touching each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeleteSet {
    clients: BTreeMap<u64, Vec<Range<u32>>>,
}

impl DeleteSet {
    pub fn is_empty(&self) -> bool {
        self.clients.is_empty()
    }

    pub fn contains(&self, id: Id) -> bool {
        self.ranges(id.client).binary_search_by(|range| order(range, id.clock)).is_ok()
    }

    /// The deleted ranges of one client, in order.
    pub fn ranges(&self, client: u64) -> &[Range<u32>] {
        self.clients.get(&client).map_or(&[], Vec::as_slice)
    }

    /// Every client with deletions and its ranges.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &[Range<u32>])> {
        self.clients.iter().map(|(client, ranges)| (*client, ranges.as_slice()))
    }

    /// How many ranges there are.
    pub fn len(&self) -> usize {
        self.clients.values().map(Vec::len).sum()
    }

    /// Adds a range; empty ones are ignored.
    pub fn insert(&mut self, client: u64, range: Range<u32>) {
        if !range.is_empty() {
            insert(self.clients.entry(client).or_default(), range);
        }
    }

    /// Adds everything `other` deletes.
    pub fn unite(&mut self, other: &Self) {
        for (client, added) in other.iter() {
            let ranges = self.clients.entry(client).or_default();
            // Few ranges find their places; many are merged in one pass.
            if added.len() * 8 < ranges.len() {
                added.iter().for_each(|range| insert(ranges, range.clone()));
            } else {
                *ranges = merge(ranges, added);
            }
        }
    }

    /// What `self` deletes and `known` does not.
    pub fn without(&self, known: &Self) -> Self {
        let mut rest = Self::default();
        for (client, ranges) in self.iter() {
            let kept = subtract(ranges, known.ranges(client));
            if !kept.is_empty() {
                rest.clients.insert(client, kept);
            }
        }
        rest
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, CodecError> {
        let mut clients = BTreeMap::new();
        for _ in 0..reader.var_uint()? {
            let client = reader.var_uint_upto(MAX_SAFE_INTEGER)?;
            let mut ranges = Vec::new();
            for _ in 0..reader.var_uint()? {
                let start = clock(reader)?;
                ranges.push(start..end_of(start, reader.var_uint()?)?);
            }
            if ranges.is_empty() || clients.insert(client, normalized(ranges)).is_some() {
                return Err(CodecError::BadNumber);
            }
        }
        Ok(Self { clients })
    }

    /// Writes the highest client first, as Yjs does.
    pub(crate) fn write(&self, writer: &mut Writer) {
        writer.var_uint(self.clients.len() as u64);
        for (client, ranges) in self.clients.iter().rev() {
            writer.var_uint(*client).var_uint(ranges.len() as u64);
            for range in ranges {
                writer.var_uint(u64::from(range.start));
                writer.var_uint(u64::from(range.end - range.start));
            }
        }
    }
}

fn order(range: &Range<u32>, clock: u32) -> std::cmp::Ordering {
    if range.end <= clock {
        std::cmp::Ordering::Less
    } else if range.start > clock {
        std::cmp::Ordering::Greater
    } else {
        std::cmp::Ordering::Equal
    }
}

fn insert(ranges: &mut Vec<Range<u32>>, new: Range<u32>) {
    let from = ranges.partition_point(|range| range.end < new.start);
    let to = ranges.partition_point(|range| range.start <= new.end);
    if from == to {
        ranges.insert(from, new);
        return;
    }
    let start = new.start.min(ranges[from].start);
    let end = new.end.max(ranges[to - 1].end);
    ranges.splice(from..to, std::iter::once(start..end));
}

fn normalized(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let touching = next.start <= last.end;
        if touching {
            last.end = last.end.max(next.end);
        }
        touching
    });
    ranges
}

fn merge(left: &[Range<u32>], right: &[Range<u32>]) -> Vec<Range<u32>> {
    // Two sorted runs: the stable sort merges them in linear time.
    let mut all = [left, right].concat();
    all.sort_by_key(|range| range.start);
    normalized(all)
}

fn subtract(ranges: &[Range<u32>], known: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut rest = Vec::new();
    for range in ranges {
        let mut start = range.start;
        let first = known.partition_point(|known| known.end <= start);
        for known in known[first..].iter().take_while(|known| known.start < range.end) {
            if start < known.start {
                rest.push(start..known.start);
            }
            start = known.end;
        }
        if start < range.end {
            rest.push(start..range.end);
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn units(set: &DeleteSet) -> BTreeSet<(u64, u32)> {
        set.iter()
            .flat_map(|(client, ranges)| {
                ranges.iter().flat_map(move |range| range.clone().map(move |at| (client, at)))
            })
            .collect()
    }

    fn assert_normal(set: &DeleteSet) {
        for (_, ranges) in set.iter() {
            assert!(!ranges.is_empty() && ranges.iter().all(|range| !range.is_empty()));
            assert!(ranges.windows(2).all(|pair| pair[0].end < pair[1].start), "{ranges:?}");
        }
    }

    /// A small generator; the sets are compared with plain sets of units.
    fn random(seed: &mut u64, count: usize) -> DeleteSet {
        let mut next = |bound: u64| {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (*seed >> 33) % bound
        };
        let mut set = DeleteSet::default();
        for _ in 0..count {
            let start = next(60) as u32;
            set.insert(next(2), start..start + next(6) as u32);
        }
        set
    }

    #[test]
    fn sets_behave_like_sets_of_units() {
        let mut seed = 1;
        for round in 0..2_000 {
            let (mut left, right) = (random(&mut seed, round % 20), random(&mut seed, round % 7));
            assert_normal(&left);
            let (all, some) = (units(&left), units(&right));
            let rest = right.without(&left);
            assert_eq!(units(&rest), some.difference(&all).copied().collect());
            left.unite(&right);
            assert_eq!(units(&left), all.union(&some).copied().collect());
            assert_normal(&left);
            for (client, clock) in &all {
                assert!(left.contains(Id { client: *client, clock: *clock }));
            }
        }
    }

    #[test]
    fn it_survives_the_wire() {
        let set = random(&mut 5, 30);
        let mut writer = Writer::new();
        set.write(&mut writer);
        let bytes = writer.finish();
        assert_eq!(DeleteSet::read(&mut Reader::new(&bytes)), Ok(set));
        assert!(DeleteSet::read(&mut Reader::new(&[1, 1, 0])).is_err(), "a client without ranges");
        assert!(DeleteSet::read(&mut Reader::new(&[1, 1, 1, 3, 0])).is_err(), "an empty range");
    }
}
