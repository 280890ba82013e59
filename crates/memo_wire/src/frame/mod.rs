//! Messages of a shared document, and the two ways to put them on a socket.
//!
//! [`hocuspocus`] frames start with the document's name and know tokens, scopes, receipts and
//! stateless messages; [`plain`] frames are those of y-websocket, one document a socket. Both
//! carry the same [`Sync`] and awareness payloads. Everything borrows from the received frame.
//!
//! Bytes after a known message are ignored in both, because that is how these protocols grow
//! (Hocuspocus added the provider's version behind the token that way).

pub mod hocuspocus;
pub mod plain;
mod wire;

pub use wire::Wire;

use crate::codec::{CodecError, Reader, Writer};
use thiserror::Error;

/// Longest document address (name, NUL, session) in bytes.
pub const MAX_ADDRESS: usize = 512;
/// Longest token in bytes.
pub const MAX_TOKEN: usize = 16 * 1024;
/// Longest reason or version text in bytes.
pub const MAX_REASON: usize = 1024;

/// Why a frame was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FrameError {
    #[error("malformed frame: {0}")]
    Codec(#[from] CodecError),
    #[error("unknown message type {0}")]
    UnknownType(u64),
}

/// The synchronization of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sync<'a> {
    /// "This is what I know": a state vector.
    Step1(&'a [u8]),
    /// "This is what you lack": an update, the answer to [`Sync::Step1`].
    Step2(&'a [u8]),
    /// An update as it happens.
    Update(&'a [u8]),
}

impl<'a> Sync<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, FrameError> {
        let step = reader.var_uint()?;
        if step > 2 {
            return Err(FrameError::UnknownType(step));
        }
        let payload = reader.var_bytes(usize::MAX)?;
        Ok(match step {
            0 => Self::Step1(payload),
            1 => Self::Step2(payload),
            _ => Self::Update(payload),
        })
    }

    fn write(&self, writer: &mut Writer) {
        let (step, payload) = match self {
            Self::Step1(payload) => (0, payload),
            Self::Step2(payload) => (1, payload),
            Self::Update(payload) => (2, payload),
        };
        writer.var_uint(step).var_bytes(payload);
    }

    fn len(&self) -> usize {
        match self {
            Self::Step1(payload) | Self::Step2(payload) | Self::Update(payload) => payload.len(),
        }
    }
}
