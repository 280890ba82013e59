//! Frames of the Hocuspocus protocol, version 4.
//!
//! A frame is an address, a message type and a body. The address is the document's name, and for
//! session-aware providers a NUL and the provider's session behind it; an answer must carry the
//! address it was asked under. Ping and pong alone have no address: they are a single byte.
//!
//! Checked against the sources of `@hocuspocus/provider` and `@hocuspocus/common` 4.8.0 and
//! `@hocuspocus/server` 4.7.0.

use super::{FrameError, MAX_ADDRESS, MAX_REASON, MAX_TOKEN, Sync};
use crate::codec::{Reader, Writer};

const PING: u8 = 9;
const PONG: u8 = 10;

/// Which document, and which of several providers of it on one socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address<'a> {
    pub document: &'a str,
    pub session: Option<&'a str>,
}

impl<'a> Address<'a> {
    /// Splits what stands on the wire at its first NUL.
    pub fn parse(raw: &'a str) -> Self {
        match raw.split_once('\0') {
            Some((document, session)) => Self { document, session: Some(session) },
            None => Self { document: raw, session: None },
        }
    }

    fn write(&self, writer: &mut Writer) {
        let Some(session) = self.session else {
            writer.var_str(self.document);
            return;
        };
        let len = self.document.len() + 1 + session.len();
        writer.var_uint(len as u64).raw(self.document.as_bytes());
        writer.byte(0).raw(session.as_bytes());
    }
}

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    ReadWrite,
    ReadOnly,
}

impl Scope {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReadWrite => "read-write",
            Self::ReadOnly => "readonly",
        }
    }
}

/// Authentication inside the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth<'a> {
    /// From the client, first of all; `version` is the provider's since 4.0.
    Token { token: &'a str, version: Option<&'a str> },
    /// From the server: "send your token again".
    TokenRequest,
    /// From the server, with a reason.
    PermissionDenied(&'a str),
    /// From the server. Any text but `readonly` grants writing, as the provider reads it.
    Authenticated(Scope),
}

/// The body of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message<'a> {
    Sync(Sync<'a>),
    Awareness(&'a [u8]),
    Auth(Auth<'a>),
    QueryAwareness,
    /// Like [`Message::Sync`], but must not be answered with another first step.
    SyncReply(Sync<'a>),
    Stateless(&'a str),
    /// Between servers only; a server refuses it from a client.
    BroadcastStateless(&'a str),
    /// Without a reason from the client, with one from the server.
    Close(Option<&'a str>),
    /// The receipt for one update: stored (`true`) or refused.
    SyncStatus(bool),
}

/// One frame of a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame<'a> {
    Document(Address<'a>, Message<'a>),
    Ping,
    Pong,
}

impl<'a> Frame<'a> {
    /// Reads one frame, from either side.
    ///
    /// # Errors
    /// When the bytes are malformed, a bound is exceeded or the type is unknown.
    pub fn decode(frame: &'a [u8]) -> Result<Self, FrameError> {
        // A frame with an address has at least two bytes.
        match frame {
            [PING] => return Ok(Self::Ping),
            [PONG] => return Ok(Self::Pong),
            _ => {}
        }
        let mut reader = Reader::new(frame);
        let address = Address::parse(reader.var_str(MAX_ADDRESS)?);
        Ok(Self::Document(address, Message::read(&mut reader)?))
    }

    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::with_capacity(self.size_hint());
        match self {
            Self::Document(address, message) => {
                address.write(&mut writer);
                message.write(&mut writer);
            }
            Self::Ping => {
                writer.byte(PING);
            }
            Self::Pong => {
                writer.byte(PONG);
            }
        }
        writer.finish()
    }

    fn size_hint(&self) -> usize {
        match self {
            Self::Document(address, message) => {
                let session = address.session.map_or(0, str::len);
                16 + address.document.len() + session + message.payload_len()
            }
            Self::Ping | Self::Pong => 1,
        }
    }
}

impl<'a> Message<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, FrameError> {
        Ok(match reader.var_uint()? {
            0 => Self::Sync(Sync::read(reader)?),
            1 => Self::Awareness(reader.var_bytes(usize::MAX)?),
            2 => Self::Auth(Auth::read(reader)?),
            3 => Self::QueryAwareness,
            4 => Self::SyncReply(Sync::read(reader)?),
            5 => Self::Stateless(reader.var_str(usize::MAX)?),
            6 => Self::BroadcastStateless(reader.var_str(usize::MAX)?),
            7 if reader.is_empty() => Self::Close(None),
            7 => Self::Close(Some(reader.var_str(MAX_REASON)?)),
            8 => Self::SyncStatus(reader.var_uint()? == 1),
            other => return Err(FrameError::UnknownType(other)),
        })
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Sync(sync) => sync.write(writer.var_uint(0)),
            Self::Awareness(update) => drop(writer.var_uint(1).var_bytes(update)),
            Self::Auth(auth) => auth.write(writer.var_uint(2)),
            Self::QueryAwareness => drop(writer.var_uint(3)),
            Self::SyncReply(sync) => sync.write(writer.var_uint(4)),
            Self::Stateless(payload) => drop(writer.var_uint(5).var_str(payload)),
            Self::BroadcastStateless(payload) => drop(writer.var_uint(6).var_str(payload)),
            Self::Close(None) => drop(writer.var_uint(7)),
            Self::Close(Some(reason)) => drop(writer.var_uint(7).var_str(reason)),
            Self::SyncStatus(stored) => drop(writer.var_uint(8).var_uint(u64::from(*stored))),
        }
    }

    fn payload_len(&self) -> usize {
        match self {
            Self::Sync(sync) | Self::SyncReply(sync) => sync.len(),
            Self::Awareness(update) => update.len(),
            Self::Stateless(text) | Self::BroadcastStateless(text) => text.len(),
            Self::Auth(_) | Self::QueryAwareness | Self::Close(_) | Self::SyncStatus(_) => 64,
        }
    }
}

impl<'a> Auth<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, FrameError> {
        Ok(match reader.var_uint()? {
            0 if reader.is_empty() => Self::TokenRequest,
            0 => {
                let token = reader.var_str(MAX_TOKEN)?;
                let version =
                    if reader.is_empty() { None } else { Some(reader.var_str(MAX_REASON)?) };
                Self::Token { token, version }
            }
            1 => Self::PermissionDenied(reader.var_str(MAX_REASON)?),
            2 => Self::Authenticated(match reader.var_str(MAX_REASON)? {
                "readonly" => Scope::ReadOnly,
                _ => Scope::ReadWrite,
            }),
            other => return Err(FrameError::UnknownType(other)),
        })
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Token { token, version } => {
                writer.var_uint(0).var_str(token);
                if let Some(version) = version {
                    writer.var_str(version);
                }
            }
            Self::TokenRequest => drop(writer.var_uint(0)),
            Self::PermissionDenied(reason) => drop(writer.var_uint(1).var_str(reason)),
            Self::Authenticated(scope) => drop(writer.var_uint(2).var_str(scope.as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::CodecError;

    const PLAIN: Address<'static> = Address { document: "memo", session: None };
    const SESSION: Address<'static> = Address { document: "memo", session: Some("a1") };

    #[test]
    fn every_message_survives_the_wire() {
        let messages = [
            Message::Sync(Sync::Step1(&[0])),
            Message::SyncReply(Sync::Step2(&[0, 0])),
            Message::Sync(Sync::Update(&[7])),
            Message::Awareness(&[0]),
            Message::Auth(Auth::Token { token: "t", version: None }),
            Message::Auth(Auth::Token { token: "", version: Some("4.8.0") }),
            Message::Auth(Auth::TokenRequest),
            Message::Auth(Auth::PermissionDenied("no")),
            Message::Auth(Auth::Authenticated(Scope::ReadOnly)),
            Message::Auth(Auth::Authenticated(Scope::ReadWrite)),
            Message::QueryAwareness,
            Message::Stateless("{}"),
            Message::BroadcastStateless("相槌"),
            Message::Close(None),
            Message::Close(Some("bye")),
            Message::SyncStatus(true),
            Message::SyncStatus(false),
        ];
        for address in [PLAIN, SESSION] {
            for message in messages {
                let frame = Frame::Document(address, message);
                assert_eq!(Frame::decode(&frame.encode()), Ok(frame));
            }
        }
        assert_eq!(Frame::decode(&Frame::Ping.encode()), Ok(Frame::Ping));
        assert_eq!(Frame::decode(&Frame::Pong.encode()), Ok(Frame::Pong));
    }

    #[test]
    fn bytes_are_those_of_hocuspocus() {
        let encode = |address, message| Frame::Document(address, message).encode();
        assert_eq!(encode(PLAIN, Message::SyncStatus(true)), b"\x04memo\x08\x01");
        assert_eq!(
            encode(PLAIN, Message::Auth(Auth::Authenticated(Scope::ReadOnly))),
            b"\x04memo\x02\x02\x08readonly"
        );
        assert_eq!(encode(SESSION, Message::QueryAwareness), b"\x07memo\0a1\x03");
        assert_eq!(Frame::Ping.encode(), [9]);
    }

    #[test]
    fn bytes_behind_a_message_are_ignored() {
        assert_eq!(
            Frame::decode(b"\x04memo\x03\xff\xff"),
            Ok(Frame::Document(PLAIN, Message::QueryAwareness))
        );
    }

    #[test]
    fn bounds_hold() {
        let mut long = Writer::new();
        long.var_str(&"x".repeat(MAX_ADDRESS + 1)).var_uint(3);
        assert_eq!(Frame::decode(&long.finish()), Err(FrameError::Codec(CodecError::TooLarge)));
        assert_eq!(Frame::decode(&[]), Err(FrameError::Codec(CodecError::UnexpectedEnd)));
        assert_eq!(Frame::decode(b"\x00\x0b"), Err(FrameError::UnknownType(11)));
    }
}
