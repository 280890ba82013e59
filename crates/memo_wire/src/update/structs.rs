//! One struct of an update: an inserted item, or the grave of one.

use super::{Id, MAX_CLOCK, clock, end_of};
use crate::any;
use crate::codec::{CodecError, Reader, Writer};
use serde_json::Value;
use std::borrow::Cow;
use std::ops::Range;

const HAS_ORIGIN: u8 = 0x80;
const HAS_RIGHT_ORIGIN: u8 = 0x40;
const HAS_KEY: u8 = 0x20;
const CONTENT: u8 = 0x1f;

/// Tags of contents that are written anew.
pub(crate) mod tag {
    pub const DELETED: u8 = 1;
    pub const JSON: u8 = 2;
    pub const TEXT: u8 = 4;
    pub const ANY: u8 = 8;
}

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

/// What an item holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'a> {
    Deleted,
    /// JSON texts, an old form of [`Content::Any`]; the bytes hold the elements.
    Json(&'a [u8]),
    Binary(&'a [u8]),
    Text(&'a str),
    Embed(&'a str),
    Format {
        key: &'a str,
        value: &'a str,
    },
    Type {
        kind: TypeKind,
        name: Option<&'a str>,
    },
    /// lib0 values; the bytes hold the elements.
    Any(&'a [u8]),
    /// A document inside the document.
    Document,
}

/// The shared types of Yjs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeKind {
    Array,
    Map,
    Text,
    XmlElement,
    XmlFragment,
    XmlHook,
    XmlText,
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
        match &self.content {
            Content::Deleted => drop(writer.var_uint(rest)),
            Content::Text(text) => {
                let (torn, rest) = text_after(text, offset);
                let torn = if torn { "\u{fffd}" } else { "" };
                writer.var_uint((torn.len() + rest.len()) as u64);
                writer.raw(torn.as_bytes()).raw(rest.as_bytes());
            }
            Content::Json(elements) => {
                writer.var_uint(rest).raw(elements_after(elements, offset, skip_json));
            }
            Content::Any(elements) => {
                writer.var_uint(rest).raw(elements_after(elements, offset, skip_any));
            }
            Content::Binary(_)
            | Content::Embed(_)
            | Content::Format { .. }
            | Content::Type { .. }
            | Content::Document => unreachable!("a single unit has no inside to cut at"),
        }
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

impl<'a> Content<'a> {
    fn read(reader: &mut Reader<'a>, content: u8) -> Result<(Self, u64), CodecError> {
        Ok(match content {
            tag::DELETED => (Self::Deleted, u64::from(clock(reader)?)),
            tag::JSON => Self::read_elements(reader, Self::Json, skip_json)?,
            3 => (Self::Binary(reader.var_bytes(usize::MAX)?), 1),
            tag::TEXT => {
                let text = reader.var_str(usize::MAX)?;
                (Self::Text(text), utf16_len(text))
            }
            5 => (Self::Embed(json(reader)?), 1),
            6 => {
                let key = reader.var_str(usize::MAX)?;
                (Self::Format { key, value: json(reader)? }, 1)
            }
            7 => (Self::read_type(reader)?, 1),
            tag::ANY => Self::read_elements(reader, Self::Any, skip_any)?,
            9 => {
                reader.var_str(usize::MAX)?;
                any::read(reader)?;
                (Self::Document, 1)
            }
            _ => return Err(CodecError::UnknownTag),
        })
    }

    fn read_elements(
        reader: &mut Reader<'a>,
        content: fn(&'a [u8]) -> Self,
        skip: Skip,
    ) -> Result<(Self, u64), CodecError> {
        let len = reader.var_uint_upto(u64::from(MAX_CLOCK))?;
        let start = reader.position();
        for _ in 0..len {
            skip(reader)?;
        }
        Ok((content(reader.since(start)), len))
    }

    fn read_type(reader: &mut Reader<'a>) -> Result<Self, CodecError> {
        let kind = match reader.var_uint()? {
            0 => TypeKind::Array,
            1 => TypeKind::Map,
            2 => TypeKind::Text,
            3 => TypeKind::XmlElement,
            4 => TypeKind::XmlFragment,
            5 => TypeKind::XmlHook,
            6 => TypeKind::XmlText,
            _ => return Err(CodecError::UnknownTag),
        };
        let named = matches!(kind, TypeKind::XmlElement | TypeKind::XmlHook);
        let name = if named { Some(reader.var_str(usize::MAX)?) } else { None };
        Ok(Self::Type { kind, name })
    }
}

type Skip = fn(&mut Reader<'_>) -> Result<(), CodecError>;

fn skip_any(reader: &mut Reader<'_>) -> Result<(), CodecError> {
    any::read(reader).map(drop)
}

fn skip_json(reader: &mut Reader<'_>) -> Result<(), CodecError> {
    let text = reader.var_str(usize::MAX)?;
    if text == "undefined" { Ok(()) } else { check_json(text) }
}

fn json<'a>(reader: &mut Reader<'a>) -> Result<&'a str, CodecError> {
    let text = reader.var_str(usize::MAX)?;
    check_json(text)?;
    Ok(text)
}

/// A text that `JSON.parse` would choke on stops every peer that receives it.
fn check_json(text: &str) -> Result<(), CodecError> {
    serde_json::from_str::<Value>(text).map(drop).map_err(|_| CodecError::BadJson)
}

impl<'a> Content<'a> {
    /// The bytes of some elements of a list, for writing them behind their number.
    pub(crate) fn elements(&self, units: &Range<u32>) -> Option<&'a [u8]> {
        let (elements, skip): (_, Skip) = match self {
            Self::Any(elements) => (*elements, skip_any),
            Self::Json(elements) => (*elements, skip_json),
            _ => return None,
        };
        let from = elements_after(elements, units.start, skip);
        let rest = elements_after(from, units.end - units.start, skip);
        Some(&from[..from.len() - rest.len()])
    }
}

/// What follows the first `count` elements; they were read before, so they can be read again.
fn elements_after(elements: &[u8], count: u32, skip: Skip) -> &[u8] {
    let mut reader = Reader::new(elements);
    for _ in 0..count {
        skip(&mut reader).expect("parsing read these elements");
    }
    &elements[reader.position()..]
}

pub(crate) fn utf16_len(text: &str) -> u64 {
    text.chars().map(|c| c.len_utf16() as u64).sum()
}

/// What follows the first `units` UTF-16 units, and whether a character was torn for it: then
/// its second half stands in front of the returned text.
pub(crate) fn text_after(text: &str, units: u32) -> (bool, &str) {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= units {
            return (seen > units, &text[at..]);
        }
        seen += c.len_utf16() as u32;
    }
    (seen > units, "")
}

/// Takes a text apart by UTF-16 units.
pub(crate) struct TextCutter<'a> {
    rest: &'a str,
    /// The first unit of the rest is the second half of a character.
    torn: bool,
}

impl<'a> TextCutter<'a> {
    pub fn of(content: &Content<'a>) -> Self {
        match content {
            Content::Text(text) => Self { rest: text, torn: false },
            _ => Self { rest: "", torn: false },
        }
    }

    /// The next `units` of the text; torn characters are replaced.
    pub fn take(&mut self, units: u32) -> Cow<'a, str> {
        let was_torn = std::mem::take(&mut self.torn);
        if self.rest.is_empty() && !was_torn {
            return Cow::Borrowed("");
        }
        let (torn, rest) = text_after(self.rest, units - u32::from(was_torn));
        let taken = &self.rest[..self.rest.len() - rest.len()];
        (self.rest, self.torn) = (rest, torn);
        if !was_torn && !torn {
            return Cow::Borrowed(taken);
        }
        let mut whole = taken.chars();
        if torn {
            whole.next_back();
        }
        let half = |torn| if torn { "\u{fffd}" } else { "" };
        Cow::Owned([half(was_torn), whole.as_str(), half(torn)].concat())
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
