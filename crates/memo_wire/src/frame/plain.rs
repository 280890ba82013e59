//! Frames of y-websocket: the message without a document name in front.
//!
//! One socket serves one document, which the URL names. There are no tokens and no receipts; a
//! refusal is an [`Message::PermissionDenied`] text.

use super::{FrameError, MAX_REASON, Sync};
use crate::codec::{Reader, Writer};

/// A y-websocket message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message<'a> {
    Sync(Sync<'a>),
    Awareness(&'a [u8]),
    PermissionDenied(&'a str),
    QueryAwareness,
}

impl<'a> Message<'a> {
    /// Reads one frame.
    ///
    /// # Errors
    /// When the bytes are malformed or the type is not one of y-websocket's four.
    pub fn decode(frame: &'a [u8]) -> Result<Self, FrameError> {
        let mut reader = Reader::new(frame);
        Ok(match reader.var_uint()? {
            0 => Self::Sync(Sync::read(&mut reader)?),
            1 => Self::Awareness(reader.var_bytes(usize::MAX)?),
            2 => match reader.var_uint()? {
                0 => Self::PermissionDenied(reader.var_str(MAX_REASON)?),
                other => return Err(FrameError::UnknownType(other)),
            },
            3 => Self::QueryAwareness,
            other => return Err(FrameError::UnknownType(other)),
        })
    }

    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::with_capacity(self.size_hint());
        match self {
            Self::Sync(sync) => sync.write(writer.var_uint(0)),
            Self::Awareness(update) => {
                writer.var_uint(1).var_bytes(update);
            }
            Self::PermissionDenied(reason) => {
                writer.var_uint(2).var_uint(0).var_str(reason);
            }
            Self::QueryAwareness => {
                writer.var_uint(3);
            }
        }
        writer.finish()
    }

    fn size_hint(&self) -> usize {
        8 + match self {
            Self::Sync(sync) => sync.len(),
            Self::Awareness(update) => update.len(),
            Self::PermissionDenied(reason) => reason.len(),
            Self::QueryAwareness => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::CodecError;

    #[test]
    fn every_message_survives_the_wire() {
        for message in [
            Message::Sync(Sync::Step1(&[0])),
            Message::Sync(Sync::Step2(&[0, 0])),
            Message::Sync(Sync::Update(&[1, 2, 3])),
            Message::Awareness(&[0]),
            Message::PermissionDenied("期限切れです"),
            Message::QueryAwareness,
        ] {
            assert_eq!(Message::decode(&message.encode()), Ok(message));
        }
    }

    #[test]
    fn bytes_are_those_of_y_websocket() {
        assert_eq!(Message::Sync(Sync::Step1(&[0])).encode(), [0, 0, 1, 0]);
        assert_eq!(Message::QueryAwareness.encode(), [3]);
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(Message::decode(&[9]), Err(FrameError::UnknownType(9)));
        assert_eq!(Message::decode(&[0, 3, 0]), Err(FrameError::UnknownType(3)));
        assert_eq!(Message::decode(&[]), Err(FrameError::Codec(CodecError::UnexpectedEnd)));
    }
}
