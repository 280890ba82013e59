//! What an item holds: reading it, and taking parts of it.

use super::{
    MAX_CLOCK, clock,
    text::{text_after, utf16_len},
};
use crate::any;
use crate::codec::{CodecError, Reader, Writer};
use serde_json::Value;
use std::ops::Range;

/// Tags of contents that are written anew.
pub(crate) mod tag {
    pub const DELETED: u8 = 1;
    pub const JSON: u8 = 2;
    pub const TEXT: u8 = 4;
    pub const ANY: u8 = 8;
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

impl<'a> Content<'a> {
    /// Reads what has this tag; returns its length in clocks as well.
    pub(super) fn read(reader: &mut Reader<'a>, content: u8) -> Result<(Self, u64), CodecError> {
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

    /// Writes what remains without the first `offset` units: `rest` of them.
    pub(super) fn write_rest(&self, offset: u32, rest: u64, writer: &mut Writer) {
        match self {
            Self::Deleted => drop(writer.var_uint(rest)),
            Self::Text(text) => {
                let (torn, rest) = text_after(text, offset);
                let torn = if torn { "\u{fffd}" } else { "" };
                writer.var_uint((torn.len() + rest.len()) as u64);
                writer.raw(torn.as_bytes()).raw(rest.as_bytes());
            }
            Self::Json(elements) => {
                writer.var_uint(rest).raw(elements_after(elements, offset, skip_json));
            }
            Self::Any(elements) => {
                writer.var_uint(rest).raw(elements_after(elements, offset, skip_any));
            }
            Self::Binary(_)
            | Self::Embed(_)
            | Self::Format { .. }
            | Self::Type { .. }
            | Self::Document => unreachable!("a single unit has no inside to cut at"),
        }
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

/// What follows the first `count` elements; they were read before, so they can be read again.
fn elements_after(elements: &[u8], count: u32, skip: Skip) -> &[u8] {
    let mut reader = Reader::new(elements);
    for _ in 0..count {
        skip(&mut reader).expect("parsing read these elements");
    }
    &elements[reader.position()..]
}
