#![forbid(unsafe_code)]
//! The wire and the bytes of the shared memo: no sockets, no storage, no clock.
//!
//! - [`codec`]: lib0 numbers, texts and byte strings, bounded
//! - [`frame`]: the messages of Hocuspocus and y-websocket
//! - [`awareness`]: presence, and how a server keeps it honest

pub mod awareness;
pub mod codec;
pub mod frame;
