//! One connection to a shared document, on either of the two wires, as light as it can be: it
//! shares the cores with the server that is measured.

use crate::{Outcome, Trouble};
use futures_util::{SinkExt, StreamExt};
use memo_wire::{
    awareness::{AwarenessUpdate, Presence},
    codec::Reader,
    frame::{
        Sync,
        hocuspocus::{Address, Auth, Frame, Message},
        plain,
    },
};
use std::net::SocketAddr;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message as Carried, protocol::WebSocketConfig},
};

/// How a server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wire {
    Hocuspocus,
    /// y-websocket.
    Plain,
}

/// One person's place at one document.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    pub wire: Wire,
    pub path: String,
    pub document: String,
    pub token: String,
}

/// What a server said.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Somebody's update: whose, and the first clock in it.
    Update(u64, u32),
    /// "Stored", in the order of the messages.
    Receipt,
    /// What was lacking.
    Answer(Vec<u8>),
    Other,
}

pub(super) struct Client {
    socket: WebSocketStream<TcpStream>,
    seat: Seat,
}

const EMPTY_UPDATE: &[u8] = &[0, 0];
const KNOWS_NOTHING: &[u8] = &[0];
const BUFFER: usize = 4 * 1024;

impl Client {
    /// A socket, upgraded; nothing is asked for yet.
    pub async fn connect(address: SocketAddr, seat: &Seat) -> Outcome<Self> {
        let away = || format!("no socket at {address}{}", seat.path);
        let stream = TcpStream::connect(address).await.map_err(Trouble::during(away()))?;
        stream.set_nodelay(true).map_err(Trouble::during(away()))?;
        let config = WebSocketConfig::default().read_buffer_size(BUFFER).write_buffer_size(0);
        let url = format!("ws://{address}{}", seat.path);
        let upgraded = client_async_with_config(url, stream, Some(config)).await;
        let (socket, _) = upgraded.map_err(Trouble::during(away()))?;
        Ok(Self { socket, seat: seat.clone() })
    }

    /// Says who it is, asks for the document and offers `own`; returns what the server had when
    /// everything is answered.
    pub async fn join(&mut self, own: &[u8]) -> Outcome<Vec<u8>> {
        let had = self.ask().await?;
        if self.seat.wire == Wire::Plain {
            self.send(Sync::Step2(own)).await?;
            return Ok(had);
        }
        self.send(Sync::Step2(own)).await?;
        while !matches!(self.hear().await?, Heard::Receipt) {}
        Ok(had)
    }

    /// Until the document is here.
    pub async fn ask(&mut self) -> Outcome<Vec<u8>> {
        if self.seat.wire == Wire::Hocuspocus {
            let token = self.seat.token.clone();
            let auth = Message::Auth(Auth::Token { token: &token, version: Some("4.8.0") });
            let frame = self.frame(auth);
            self.send_bytes(frame).await?;
        }
        self.send(Sync::Step1(KNOWS_NOTHING)).await?;
        loop {
            if let Heard::Answer(update) = self.hear().await? {
                return Ok(update);
            }
        }
    }

    pub async fn send(&mut self, sync: Sync<'_>) -> Outcome<()> {
        let bytes = match self.seat.wire {
            Wire::Hocuspocus => self.frame(Message::Sync(sync)),
            Wire::Plain => plain::Message::Sync(sync).encode(),
        };
        self.send_bytes(bytes).await
    }

    /// Where the caret stands.
    pub async fn show(&mut self, client: u64, clock: u32) -> Outcome<()> {
        let state = serde_json::json!({
            "user": { "name": "佐藤 花子", "color": "#2e6f8e" },
            "cursor": {
                "anchor": { "type": { "client": client, "clock": 1 }, "assoc": 0,
                            "item": { "client": client, "clock": clock } },
                "head": { "type": { "client": client, "clock": 1 }, "assoc": 0,
                          "item": { "client": client, "clock": clock } },
            },
        });
        let state = state.as_object().cloned();
        let update = AwarenessUpdate { entries: vec![Presence { client, clock, state }] }.encode();
        let bytes = match self.seat.wire {
            Wire::Hocuspocus => self.frame(Message::Awareness(&update)),
            Wire::Plain => plain::Message::Awareness(&update).encode(),
        };
        self.send_bytes(bytes).await
    }

    fn frame(&self, message: Message<'_>) -> Vec<u8> {
        let address = Address { document: &self.seat.document, session: None };
        Frame::Document(address, message).encode()
    }

    async fn send_bytes(&mut self, bytes: Vec<u8>) -> Outcome<()> {
        let sent = self.socket.send(Carried::Binary(bytes.into())).await;
        sent.map_err(Trouble::during("a message was not sent"))
    }

    /// The next message. May be dropped while it waits; nothing is lost.
    pub async fn hear(&mut self) -> Outcome<Heard> {
        loop {
            let message = self.socket.next().await;
            let message = message.ok_or_else(|| Trouble::new("the server closed a socket"))?;
            match message.map_err(Trouble::during("a message was not received"))? {
                Carried::Binary(bytes) => return self.read(&bytes),
                Carried::Close(why) => {
                    return Err(Trouble::new(format!("the server closed a socket: {why:?}")));
                }
                _ => (),
            }
        }
    }

    fn read(&self, bytes: &[u8]) -> Outcome<Heard> {
        let nonsense = || "the server sent nonsense";
        match self.seat.wire {
            Wire::Plain => match plain::Message::decode(bytes) {
                Ok(plain::Message::Sync(sync)) => heard(sync),
                Ok(plain::Message::Awareness(_)) => Ok(Heard::Other),
                Ok(other) => Err(Trouble::new(format!("the server said {other:?}"))),
                Err(error) => Err(Trouble::during(nonsense())(error)),
            },
            Wire::Hocuspocus => match Frame::decode(bytes) {
                Ok(Frame::Document(_, Message::Sync(sync) | Message::SyncReply(sync))) => {
                    heard(sync)
                }
                Ok(Frame::Document(_, Message::SyncStatus(true))) => Ok(Heard::Receipt),
                Ok(Frame::Document(_, Message::Auth(Auth::Authenticated(_))))
                | Ok(Frame::Document(_, Message::Awareness(_) | Message::Stateless(_)))
                | Ok(Frame::Ping | Frame::Pong) => Ok(Heard::Other),
                Ok(Frame::Document(_, other)) => {
                    Err(Trouble::new(format!("the server said {other:?}")))
                }
                Err(error) => Err(Trouble::during(nonsense())(error)),
            },
        }
    }

    /// Closes politely.
    pub async fn leave(mut self) -> Outcome<()> {
        let closed = self.socket.close(None).await;
        closed.map_err(Trouble::during("a socket was not closed"))?;
        while let Some(Ok(_)) = self.socket.next().await {}
        Ok(())
    }
}

/// Only what is measured is looked at: parsing costs the machine too.
fn heard(sync: Sync<'_>) -> Outcome<Heard> {
    match sync {
        Sync::Step1(_) => Ok(Heard::Other),
        Sync::Step2(update) => Ok(Heard::Answer(update.to_vec())),
        Sync::Update(EMPTY_UPDATE) => Ok(Heard::Other),
        Sync::Update(update) => first_of(update)
            .map(|(client, clock)| Heard::Update(client, clock))
            .map_err(Trouble::during("the server passed on something broken")),
    }
}

/// Whose structs an update begins with, and at which clock.
fn first_of(update: &[u8]) -> Result<(u64, u32), memo_wire::codec::CodecError> {
    let mut reader = Reader::new(update);
    let (_clients, _structs) = (reader.var_uint()?, reader.var_uint()?);
    let (client, clock) = (reader.var_uint()?, reader.var_uint_upto(u32::MAX.into())?);
    Ok((client, u32::try_from(clock).unwrap_or(u32::MAX)))
}
