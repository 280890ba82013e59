//! A client of the live memo for tests of this and other crates: it speaks Hocuspocus over a real
//! socket, keeps a copy of the document, and counts what it was told.
//!
//! It trusts nothing to a CRDT of its own: what it writes comes from [`Typist`], what it hears goes
//! through the admission of [`memo_wire`].

use crate::memo::ROOT;
use futures_util::{SinkExt, StreamExt};
use memo_wire::{
    Document, Limits, StateVector, Typist,
    frame::{
        Sync,
        hocuspocus::{Address, Auth, Frame, Message, Scope},
    },
};
use std::time::Duration;
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, client_async, connect_async,
    tungstenite::{
        self,
        client::IntoClientRequest,
        http::{HeaderName, HeaderValue, Request},
    },
};

const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes in the buffer of a narrow connection.
pub const NARROW: u32 = 4_096;

fn request(
    url: &str,
    headers: &[(&'static str, String)],
) -> Result<Request<()>, tungstenite::Error> {
    let mut request = url.into_client_request()?;
    for (name, value) in headers {
        let value = HeaderValue::from_str(value)?;
        request.headers_mut().insert(HeaderName::from_static(name), value);
    }
    Ok(request)
}

/// One document on one socket.
pub struct MemoClient {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    document: String,
    typist: Typist,
    /// What this client knows.
    pub replica: Document,
    /// Messages that the server says are on its disk, and those it refused.
    pub receipts: usize,
    pub refusals: usize,
    pub scope: Option<Scope>,
    pub denied: Option<String>,
    pub synced: bool,
    /// What came before the first answer, which it builds on.
    early: Vec<Vec<u8>>,
    /// Awareness updates, as they came.
    pub presences: Vec<Vec<u8>>,
    pub stateless: Vec<String>,
    /// Reason of a message that closes this document only.
    pub sent_out: Option<String>,
    /// Code and reason with which the socket was closed.
    pub closed: Option<(u16, String)>,
}

impl MemoClient {
    /// Connects; `headers` say who it is, if the address wants to know.
    ///
    /// # Errors
    /// When the server does not upgrade: its answer.
    pub async fn connect(
        url: &str,
        headers: &[(&'static str, String)],
        document: &str,
        client: u64,
    ) -> Result<Self, tungstenite::Error> {
        let (socket, _) = connect_async(request(url, headers)?).await?;
        Ok(Self::on(socket, document, client))
    }

    /// As [`MemoClient::connect`], by a connection that holds only a few unread bytes: what is not
    /// read waits at the server.
    ///
    /// # Errors
    /// As [`MemoClient::connect`].
    pub async fn connect_narrow(
        url: &str,
        headers: &[(&'static str, String)],
        document: &str,
        client: u64,
    ) -> Result<Self, tungstenite::Error> {
        let request = request(url, headers)?;
        let host = request.uri().authority().expect("an address with a host").as_str();
        let way = TcpSocket::new_v4()?;
        way.set_recv_buffer_size(NARROW)?;
        let stream = way.connect(host.parse().expect("an address and a port")).await?;
        let (socket, _) = client_async(request, MaybeTlsStream::Plain(stream)).await?;
        Ok(Self::on(socket, document, client))
    }

    fn on(socket: WebSocketStream<MaybeTlsStream<TcpStream>>, document: &str, client: u64) -> Self {
        Self {
            socket,
            document: document.to_owned(),
            typist: Typist::new(client, ROOT),
            replica: Document::new(),
            receipts: 0,
            refusals: 0,
            scope: None,
            denied: None,
            synced: false,
            early: Vec::new(),
            presences: Vec::new(),
            stateless: Vec::new(),
            sent_out: None,
            closed: None,
        }
    }

    /// Comes back by a new connection, with everything that was written and heard before.
    ///
    /// # Errors
    /// As [`MemoClient::connect`].
    pub async fn reconnect(
        &mut self,
        url: &str,
        headers: &[(&'static str, String)],
    ) -> Result<(), tungstenite::Error> {
        let fresh = Self::connect(url, headers, &self.document, 0).await?;
        let Self { typist, replica, .. } = std::mem::replace(self, fresh);
        (self.typist, self.replica) = (typist, replica);
        Ok(())
    }

    /// Says who it is and asks for the document; returns when it is synced or was denied.
    pub async fn join(&mut self, token: &str) {
        self.begin(token).await;
        self.until(|client| client.synced || client.denied.is_some()).await;
    }

    /// As [`MemoClient::join`], without waiting for an answer.
    pub async fn begin(&mut self, token: &str) {
        self.send(Message::Auth(Auth::Token { token, version: Some("4.8.0") })).await;
        let vector = self.replica.state_vector().encode();
        self.send(Message::Sync(Sync::Step1(&vector))).await;
    }

    /// Writes a line below its own last one.
    pub async fn say(&mut self, markdown: &str) {
        let update = self.think(markdown);
        self.send(Message::Sync(Sync::Update(&update))).await;
    }

    /// Writes without sending: what an offline client would have.
    pub fn think(&mut self, markdown: &str) -> Vec<u8> {
        let update = self.typist.write(markdown);
        self.learn(&update);
        update
    }

    /// Takes an update into its copy.
    ///
    /// # Panics
    /// When it does not fit: then the server told something out of order.
    pub fn learn(&mut self, update: &[u8]) {
        self.replica.admit(update, &Limits::trusted()).expect("updates come in a fitting order");
    }

    pub async fn send(&mut self, message: Message<'_>) {
        let address = Address { document: &self.document, session: None };
        let frame = Frame::Document(address, message).encode();
        self.send_bytes(frame).await;
    }

    pub async fn send_bytes(&mut self, bytes: Vec<u8>) {
        // A socket that was closed shows when reading.
        drop(self.socket.send(tungstenite::Message::Binary(bytes.into())).await);
    }

    pub async fn send_raw(&mut self, message: tungstenite::Message) {
        drop(self.socket.send(message).await);
    }

    /// Hears until this is so.
    ///
    /// # Panics
    /// When it is not so within ten seconds, or when the socket ends before.
    pub async fn until(&mut self, is_so: impl Fn(&Self) -> bool) {
        assert!(self.within(PATIENCE, is_so).await, "it did not happen: {:?}", self.closed);
    }

    /// Hears until this is so; `false` when it is not so in time.
    pub async fn within(&mut self, time: Duration, is_so: impl Fn(&Self) -> bool) -> bool {
        let heard = tokio::time::timeout(time, async {
            while !is_so(self) {
                if !self.hear().await {
                    return is_so(self);
                }
            }
            true
        });
        heard.await.unwrap_or(false)
    }

    /// What the memo says, as far as this client knows.
    pub fn text(&self) -> String {
        memo_wire::fold(&self.replica, ROOT).text
    }

    /// Takes one frame; `false` when there are no more.
    async fn hear(&mut self) -> bool {
        match self.socket.next().await {
            Some(Ok(tungstenite::Message::Binary(bytes))) => self.take(&bytes).await,
            Some(Ok(tungstenite::Message::Close(frame))) => {
                let told = frame.map(|frame| (u16::from(frame.code), frame.reason.to_string()));
                self.closed = told.or(Some((1005, String::new())));
            }
            Some(Ok(_)) => (),
            Some(Err(_)) | None => {
                self.closed.get_or_insert((1006, String::new()));
                return false;
            }
        }
        true
    }

    async fn take(&mut self, bytes: &[u8]) {
        match Frame::decode(bytes).expect("the server speaks the protocol") {
            Frame::Ping => self.send_bytes(Frame::Pong.encode()).await,
            Frame::Pong => (),
            Frame::Document(_, message) => self.take_message(message).await,
        }
    }

    async fn take_message(&mut self, message: Message<'_>) {
        match message {
            Message::Sync(Sync::Step1(vector)) => {
                let known = StateVector::decode(vector, 20_000).expect("a state vector");
                let lacking = self.replica.diff(&known);
                self.send(Message::Sync(Sync::Step2(&lacking))).await;
            }
            Message::Sync(Sync::Step2(update)) => {
                self.learn(update);
                self.synced = true;
                for update in std::mem::take(&mut self.early) {
                    self.learn(&update);
                }
            }
            Message::Sync(Sync::Update(update)) if !self.synced => self.early.push(update.to_vec()),
            Message::Sync(Sync::Update(update)) => self.learn(update),
            Message::SyncStatus(true) => self.receipts += 1,
            Message::SyncStatus(false) => self.refusals += 1,
            Message::Auth(Auth::Authenticated(scope)) => self.scope = Some(scope),
            Message::Auth(Auth::PermissionDenied(why)) => self.denied = Some(why.to_owned()),
            Message::Awareness(update) => self.presences.push(update.to_vec()),
            Message::Stateless(payload) => self.stateless.push(payload.to_owned()),
            Message::Close(reason) => self.sent_out = reason.map(str::to_owned),
            _ => (),
        }
    }
}
