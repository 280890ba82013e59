//! The lib0 primitives everything on the wire is made of.
//!
//! [`Reader`] walks a borrowed slice and never reads past it, never allocates from a length that
//! a peer claims, and answers every malformed input with a [`CodecError`]. Numbers are accepted
//! only in their shortest form and up to `2^53 - 1`, the range that JavaScript peers can hold;
//! strings only as valid UTF-8. [`Writer`] is its counterpart.

use thiserror::Error;

/// The largest integer a JavaScript peer represents exactly.
pub const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Why bytes could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodecError {
    #[error("the data ends too early")]
    UnexpectedEnd,
    #[error("a number is longer than needed or beyond 2^53 - 1")]
    BadNumber,
    #[error("a value is larger than allowed here")]
    TooLarge,
    #[error("a string is not valid UTF-8")]
    BadText,
    #[error("an unknown tag")]
    UnknownTag,
    #[error("values are nested too deeply")]
    TooDeep,
    #[error("a value is not valid JSON")]
    BadJson,
}

/// Reads lib0 values from a slice, in order.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes have been read.
    pub fn position(&self) -> usize {
        self.at
    }

    /// How many bytes are left.
    pub fn remaining(&self) -> usize {
        self.bytes.len() - self.at
    }

    pub fn is_empty(&self) -> bool {
        self.remaining() == 0
    }

    /// The bytes between an earlier [`position`](Self::position) and now.
    pub fn since(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    pub fn byte(&mut self) -> Result<u8, CodecError> {
        let byte = *self.bytes.get(self.at).ok_or(CodecError::UnexpectedEnd)?;
        self.at += 1;
        Ok(byte)
    }

    pub fn take(&mut self, len: usize) -> Result<&'a [u8], CodecError> {
        let end = self.at.checked_add(len).ok_or(CodecError::UnexpectedEnd)?;
        let taken = self.bytes.get(self.at..end).ok_or(CodecError::UnexpectedEnd)?;
        self.at = end;
        Ok(taken)
    }

    /// An unsigned number in its shortest form, at most `2^53 - 1`.
    pub fn var_uint(&mut self) -> Result<u64, CodecError> {
        let mut value = 0_u64;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let shortest = byte != 0 || shift == 0;
                return if shortest && value <= MAX_SAFE_INTEGER {
                    Ok(value)
                } else {
                    Err(CodecError::BadNumber)
                };
            }
        }
        Err(CodecError::BadNumber)
    }

    /// An unsigned number that must not exceed `max`.
    pub fn var_uint_upto(&mut self, max: u64) -> Result<u64, CodecError> {
        let value = self.var_uint()?;
        if value <= max { Ok(value) } else { Err(CodecError::TooLarge) }
    }

    /// A signed number: six bits and the sign first, then seven bits a byte.
    pub fn var_int(&mut self) -> Result<i64, CodecError> {
        let first = self.byte()?;
        let mut value = i64::from(first & 0x3f);
        let mut more = first & 0x80 != 0;
        let mut shift = 6;
        while more {
            let byte = self.byte()?;
            more = byte & 0x80 != 0;
            if shift > 48 || (!more && byte == 0) {
                return Err(CodecError::BadNumber);
            }
            value |= i64::from(byte & 0x7f) << shift;
            shift += 7;
        }
        if value > MAX_SAFE_INTEGER as i64 {
            return Err(CodecError::BadNumber);
        }
        Ok(if first & 0x40 != 0 { -value } else { value })
    }

    /// Bytes behind their length, at most `max` of them.
    pub fn var_bytes(&mut self, max: usize) -> Result<&'a [u8], CodecError> {
        let len = self.var_uint()?;
        if len > max as u64 {
            return Err(CodecError::TooLarge);
        }
        self.take(len as usize)
    }

    /// Text behind its length in bytes, at most `max` of them.
    pub fn var_str(&mut self, max: usize) -> Result<&'a str, CodecError> {
        std::str::from_utf8(self.var_bytes(max)?).map_err(|_| CodecError::BadText)
    }
}

/// Appends lib0 values to a buffer.
#[derive(Debug, Default, Clone)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes) }
    }

    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub fn byte(&mut self, byte: u8) -> &mut Self {
        self.bytes.push(byte);
        self
    }

    pub fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    pub fn var_uint(&mut self, mut value: u64) -> &mut Self {
        while value > 0x7f {
            self.bytes.push(0x80 | (value & 0x7f) as u8);
            value >>= 7;
        }
        self.byte(value as u8)
    }

    pub fn var_bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.var_uint(bytes.len() as u64).raw(bytes)
    }

    pub fn var_str(&mut self, text: &str) -> &mut Self {
        self.var_bytes(text.as_bytes())
    }

    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were_written() {
        for value in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), MAX_SAFE_INTEGER] {
            let mut writer = Writer::new();
            writer.var_uint(value);
            let bytes = writer.finish();
            let mut reader = Reader::new(&bytes);
            assert_eq!(reader.var_uint(), Ok(value));
            assert!(reader.is_empty());
        }
    }

    #[test]
    fn long_and_oversized_numbers_are_refused() {
        let read = |bytes: &[u8]| Reader::new(bytes).var_uint();
        assert_eq!(read(&[0x80, 0x00]), Err(CodecError::BadNumber));
        assert_eq!(read(&[0xff; 12]), Err(CodecError::BadNumber));
        assert_eq!(
            read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f]),
            Err(CodecError::BadNumber)
        );
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]), Ok(MAX_SAFE_INTEGER));
        assert_eq!(read(&[0x80]), Err(CodecError::UnexpectedEnd));
    }

    #[test]
    fn signed_numbers_follow_lib0() {
        // Bytes written by lib0's writeVarInt.
        for (bytes, value) in [
            (&[0x00][..], 0),
            (&[0x01], 1),
            (&[0x41], -1),
            (&[0x3f], 63),
            (&[0x80, 0x01], 64),
            (&[0xc0, 0x01], -64),
            (&[0xbf, 0xff, 0xff, 0xff, 0x0f], (1 << 31) - 1),
        ] {
            assert_eq!(Reader::new(bytes).var_int(), Ok(value), "{bytes:x?}");
        }
        assert_eq!(Reader::new(&[0x80, 0x00]).var_int(), Err(CodecError::BadNumber));
        assert_eq!(Reader::new(&[0xff; 20]).var_int(), Err(CodecError::BadNumber));
    }

    #[test]
    fn lengths_never_reach_past_the_data() {
        let read = |bytes: &[u8]| Reader::new(bytes).var_bytes(usize::MAX).map(<[u8]>::len);
        assert_eq!(read(&[5, 1, 2]), Err(CodecError::UnexpectedEnd));
        assert_eq!(
            read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]),
            Err(CodecError::UnexpectedEnd)
        );
        assert_eq!(Reader::new(&[3, 1, 2, 3]).var_bytes(2), Err(CodecError::TooLarge));
        assert_eq!(Reader::new(&[1, 0xff]).var_str(9), Err(CodecError::BadText));
    }
}
