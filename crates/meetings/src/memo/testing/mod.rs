//! What tests of this and other crates need of the live memo: a client on a real socket.

mod client;

pub use client::{MemoClient, NARROW};
