//! Yjs updates, format V1, taken apart without copying.
//!
//! An update is a list of [`Section`]s (one a client: its structs in clock order, without gaps)
//! and a [`DeleteSet`]. Structs are context-free: their bytes mean the same in any update, which
//! is what makes gluing and slicing possible. Parsing checks structure only; whether an update
//! fits a document is the business of [`crate::document`].

mod content;
mod delete_set;
mod state_vector;
mod structs;
mod text;

pub(crate) use content::tag;
pub use content::{Content, TypeKind};
pub use delete_set::DeleteSet;
pub use state_vector::StateVector;
pub use structs::{Body, Item, Parent, Struct};
pub(crate) use text::TextCutter;

use crate::codec::{CodecError, MAX_SAFE_INTEGER, Reader, Writer};

/// The highest clock a client may reach: half of 32 bits, so that sums never overflow anywhere.
pub const MAX_CLOCK: u32 = i32::MAX as u32;

/// The name of one inserted unit: who, and the how many-th of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id {
    pub client: u64,
    pub clock: u32,
}

impl Id {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, CodecError> {
        Ok(Self { client: reader.var_uint_upto(MAX_SAFE_INTEGER)?, clock: clock(reader)? })
    }

    pub(crate) fn write(self, writer: &mut Writer) {
        writer.var_uint(self.client).var_uint(u64::from(self.clock));
    }
}

/// The structs of one client in an update.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<'a> {
    pub client: u64,
    /// In clock order and without gaps; each knows its own bytes.
    pub structs: Vec<Struct<'a>>,
}

impl Section<'_> {
    /// The clock of the first struct.
    pub fn start(&self) -> u32 {
        self.structs.first().map_or(0, |first| first.clock)
    }

    /// The clock after the last struct.
    pub fn end(&self) -> u32 {
        self.structs.last().map_or(0, Struct::end)
    }
}

/// A parsed update.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Update<'a> {
    pub sections: Vec<Section<'a>>,
    pub deletes: DeleteSet,
}

impl<'a> Update<'a> {
    /// Takes an update apart. No empty or repeated section, no empty struct, nothing behind it.
    ///
    /// # Errors
    /// When the bytes are not exactly one well-formed update.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, CodecError> {
        let mut reader = Reader::new(bytes);
        let mut sections: Vec<Section<'a>> = Vec::new();
        for _ in 0..reader.var_uint()? {
            sections.push(read_section(&mut reader)?);
        }
        refuse_repeats(&sections)?;
        let deletes = DeleteSet::read(&mut reader)?;
        if reader.is_empty() { Ok(Self { sections, deletes }) } else { Err(CodecError::TooLarge) }
    }
}

fn read_section<'a>(reader: &mut Reader<'a>) -> Result<Section<'a>, CodecError> {
    let count = reader.var_uint()?;
    let client = reader.var_uint_upto(MAX_SAFE_INTEGER)?;
    let mut clock = clock(reader)?;
    if count == 0 {
        return Err(CodecError::BadNumber);
    }
    // A struct has at least two bytes, so a claimed count cannot reserve more than was sent.
    let mut structs = Vec::with_capacity(count.min(reader.remaining() as u64 / 2).min(64) as usize);
    for _ in 0..count {
        let next = Struct::read(reader, clock)?;
        clock = next.end();
        structs.push(next);
    }
    Ok(Section { client, structs })
}

fn refuse_repeats(sections: &[Section<'_>]) -> Result<(), CodecError> {
    let mut clients: Vec<u64> = sections.iter().map(|section| section.client).collect();
    clients.sort_unstable();
    let repeated = clients.windows(2).any(|pair| pair[0] == pair[1]);
    if repeated { Err(CodecError::BadNumber) } else { Ok(()) }
}

/// A clock value within bounds.
pub(crate) fn clock(reader: &mut Reader<'_>) -> Result<u32, CodecError> {
    Ok(reader.var_uint_upto(u64::from(MAX_CLOCK))? as u32)
}

/// `start + len` for a non-empty range within bounds.
pub(crate) fn end_of(start: u32, len: u64) -> Result<u32, CodecError> {
    let end = u64::from(start).saturating_add(len);
    if len == 0 || end > u64::from(MAX_CLOCK) {
        return Err(CodecError::BadNumber);
    }
    Ok(end as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `new Y.Doc({clientID: 1}).getText('t').insert(0, 'あx')`, then `.delete(1, 1)`.
    const HELLO: &[u8] = &[1, 1, 1, 0, 4, 1, 1, b't', 4, 0xe3, 0x81, 0x82, b'x', 1, 1, 1, 1, 1];

    #[test]
    fn a_real_update_is_read() {
        let update = Update::parse(HELLO).expect("yjs wrote it");
        assert_eq!(update.sections.len(), 1);
        let first = &update.sections[0].structs[0];
        assert_eq!((first.clock, first.len), (0, 2));
        assert_eq!(first.bytes, &HELLO[4..13]);
        let Body::Item(item) = &first.body else { panic!("an item") };
        assert_eq!(item.parent, Parent::Root("t"));
        assert_eq!(item.content, Content::Text("あx"));
        assert!(update.deletes.contains(Id { client: 1, clock: 1 }));
        assert!(!update.deletes.contains(Id { client: 1, clock: 0 }));
    }

    #[test]
    fn every_prefix_and_every_addition_is_refused() {
        for len in 0..HELLO.len() {
            assert!(Update::parse(&HELLO[..len]).is_err(), "{len}");
        }
        assert!(Update::parse(&[HELLO, &[0]].concat()).is_err());
    }

    #[test]
    fn repeated_and_empty_sections_are_refused() {
        assert!(Update::parse(&[2, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0]).is_err());
        assert!(Update::parse(&[1, 0, 1, 0, 0]).is_err());
        assert!(Update::parse(&[1, 1, 1, 0, 0, 1, 0]).is_ok());
        assert!(Update::parse(&[1, 1, 1, 0, 0, 0, 0]).is_err(), "a struct without length");
    }
}
