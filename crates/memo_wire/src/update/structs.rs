//! One struct of an update: an inserted item, or the grave of one.

use super::{Content, Id, end_of};
use crate::codec::{CodecError, Reader, Writer};

const HAS_ORIGIN: u8 = 0x80;
const HAS_RIGHT_ORIGIN: u8 = 0x40;
const HAS_KEY: u8 = 0x20;
const CONTENT: u8 = 0x1f;

/// A struct, and the bytes it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct<'a> {
    pub clock: u32,
    /// In clocks: UTF-16 units for text, elements for arrays, else 1. Never 0.
    pub len: u32,
    pub bytes: &'a [u8],
    pub body: Body<'a>,
}

/// What a struct is.
#[derive(Debug, Clone, PartialEq)]
pub enum Body<'a> {
    /// The grave of items that were deleted together with their parent.
    Gc,
    /// A hole: structs that the sender does not have.
    Skip,
    Item(Item<'a>),
}

/// An insertion.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// What stood to the left when it was inserted.
    pub origin: Option<Id>,
    /// What stood to the right when it was inserted.
    pub right_origin: Option<Id>,
    pub parent: Parent<'a>,
    /// Only written with an explicit parent; else inherited like it.
    pub key: Option<&'a str>,
    pub content: Content<'a>,
}

/// Where an item hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent<'a> {
    /// Where its origins hang.
    Inherited,
    /// In a type at the root of the document.
    Root(&'a str),
    /// In the type that this item made.
    Type(Id),
}

impl<'a> Struct<'a> {
    /// The clock after the last unit.
    pub fn end(&self) -> u32 {
        self.clock + self.len
    }

    pub(crate) fn read(reader: &mut Reader<'a>, clock: u32) -> Result<Self, CodecError> {
        let start = reader.position();
        let info = reader.byte()?;
        let (body, len) = match info {
            0 => (Body::Gc, reader.var_uint()?),
            10 => (Body::Skip, reader.var_uint()?),
            _ => {
                let (item, len) = Item::read(reader, info)?;
                (Body::Item(item), len)
            }
        };
        let len = end_of(clock, len)? - clock;
        Ok(Self { clock, len, bytes: reader.since(start), body })
    }

    /// Writes what remains after leaving out the first `offset` units (fewer than `len`).
    ///
    /// The rest of an item hangs to the right of what was left out. A surrogate pair that is cut
    /// in the middle turns into U+FFFD, as in Yjs.
    pub(crate) fn write_from(&self, client: u64, offset: u32, writer: &mut Writer) {
        if offset == 0 {
            writer.raw(self.bytes);
            return;
        }
        let rest = u64::from(self.len - offset);
        match &self.body {
            Body::Gc => drop(writer.byte(0).var_uint(rest)),
            Body::Skip => drop(writer.byte(10).var_uint(rest)),
            Body::Item(item) => {
                let left = Id { client, clock: self.clock + offset - 1 };
                item.write_rest(self.bytes[0], left, offset, rest, writer);
            }
        }
    }
}

impl<'a> Item<'a> {
    fn read(reader: &mut Reader<'a>, info: u8) -> Result<(Self, u64), CodecError> {
        let id = |reader: &mut Reader<'a>, flag: u8| {
            if info & flag == 0 { Ok(None) } else { Id::read(reader).map(Some) }
        };
        let origin = id(reader, HAS_ORIGIN)?;
        let right_origin = id(reader, HAS_RIGHT_ORIGIN)?;
        let (mut parent, mut key) = (Parent::Inherited, None);
        if origin.is_none() && right_origin.is_none() {
            parent = Parent::read(reader)?;
            if info & HAS_KEY != 0 {
                key = Some(reader.var_str(usize::MAX)?);
            }
        }
        let (content, len) = Content::read(reader, info & CONTENT)?;
        Ok((Self { origin, right_origin, parent, key, content }, len))
    }

    /// Writes everything before the content, with another content's tag. With `left` it is the
    /// header of a part that hangs to the right of that.
    pub(crate) fn write_header(&self, info: u8, tag: u8, left: Option<Id>, writer: &mut Writer) {
        let origin = left.or(self.origin);
        let has_origin = if origin.is_some() { HAS_ORIGIN } else { 0 };
        writer.byte((info & !(CONTENT | HAS_ORIGIN)) | has_origin | tag);
        for id in [origin, self.right_origin].into_iter().flatten() {
            id.write(writer);
        }
        if origin.is_some() {
            return;
        }
        match self.parent {
            Parent::Inherited => {}
            Parent::Root(name) => drop(writer.var_uint(1).var_str(name)),
            Parent::Type(id) => id.write(writer.var_uint(0)),
        }
        if let Some(key) = self.key {
            writer.var_str(key);
        }
    }

    fn write_rest(&self, info: u8, left: Id, offset: u32, rest: u64, writer: &mut Writer) {
        self.write_header(info, info & CONTENT, Some(left), writer);
        self.content.write_rest(offset, rest, writer);
    }
}

impl<'a> Parent<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, CodecError> {
        match reader.var_uint_upto(1)? {
            0 => Ok(Self::Type(Id::read(reader)?)),
            _ => Ok(Self::Root(reader.var_str(usize::MAX)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Struct<'_> {
        let mut reader = Reader::new(bytes);
        let read = Struct::read(&mut reader, 10).expect("well-formed");
        assert!(reader.is_empty());
        read
    }

    fn rest(bytes: &[u8], offset: u32) -> Vec<u8> {
        let mut writer = Writer::new();
        read(bytes).write_from(7, offset, &mut writer);
        writer.finish()
    }

    #[test]
    fn the_rest_of_a_text_hangs_to_the_right_of_what_was_cut_off() {
        let item = [&[0x04, 1, 1, b't', 4][..], "あx".as_bytes()].concat();
        assert_eq!(rest(&item, 1), [0x84, 7, 10, 1, b'x']);
        let between = [&[0xc4, 1, 2, 3, 4, 4][..], "あx".as_bytes()].concat();
        assert_eq!(rest(&between, 1), [0xc4, 7, 10, 3, 4, 1, b'x']);
    }

    #[test]
    fn a_torn_character_is_replaced() {
        let item = [&[0x04, 1, 1, b't', 5][..], "𠮷x".as_bytes()].concat();
        assert_eq!(read(&item).len, 3);
        let torn = [&[0x84, 7, 10, 4][..], "\u{fffd}x".as_bytes()].concat();
        assert_eq!(rest(&item, 1), torn);
        assert_eq!(rest(&item, 2), [0x84, 7, 11, 1, b'x']);
    }

    #[test]
    fn graves_and_lists_are_cut() {
        assert_eq!(rest(&[0, 5], 2), [0, 3]);
        assert_eq!(rest(&[0x01, 1, 1, b't', 5], 2), [0x81, 7, 11, 3]);
        assert_eq!(rest(&[0x08, 1, 1, b't', 2, 119, 1, b'a', 120], 1), [0x88, 7, 10, 1, 120]);
        assert_eq!(rest(&[0x02, 1, 1, b't', 2, 1, b'1', 1, b'2'], 1), [0x82, 7, 10, 1, 1, b'2']);
    }

    #[test]
    fn broken_json_is_refused() {
        let format = |value: &str| {
            let mut writer = Writer::new();
            writer.byte(0x06).byte(1).var_str("t").var_str("em").var_str(value);
            Struct::read(&mut Reader::new(&writer.finish()), 0).map(|read| read.len)
        };
        assert_eq!(format("{}"), Ok(1));
        assert_eq!(format("null"), Ok(1));
        assert_eq!(format("{"), Err(CodecError::BadJson));
        assert_eq!(format(""), Err(CodecError::BadJson));
    }
}
