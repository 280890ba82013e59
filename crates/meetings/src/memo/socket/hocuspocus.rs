//! Hocuspocus, version 4: any number of documents on one socket, each behind its own token.

use super::{
    connection::{self, BAD_MESSAGE, Connection, NOT_YOURS, Protocol, Step},
    pass::Pass,
};
use axum::extract::ws::WebSocket;
use memo_wire::frame::{
    Wire,
    hocuspocus::{Address, Auth, Frame, Message},
};
use platform::app::App;
use std::borrow::Cow;

/// `pass`: what the whole socket came in with; without one, each document needs a token.
pub async fn serve(app: App, socket: WebSocket, pass: Option<Pass>) {
    connection::serve(app, socket, Hocuspocus { pass }).await;
}

struct Hocuspocus {
    pass: Option<Pass>,
}

impl Protocol for Hocuspocus {
    fn is_known(&self) -> bool {
        self.pass.is_some()
    }

    /// The client begins.
    async fn begin(&mut self, _: &mut Connection) -> Step {
        Ok(())
    }

    async fn hear(&mut self, connection: &mut Connection, message: &[u8]) -> Step {
        match Frame::decode(message).map_err(|_| BAD_MESSAGE)? {
            Frame::Ping => connection.outbox.send(Frame::Pong.encode()),
            Frame::Pong => (),
            Frame::Document(address, message) => {
                self.document(connection, address, message).await?
            }
        }
        Ok(())
    }

    fn ping(&self) -> Option<Vec<u8>> {
        Some(Frame::Ping.encode())
    }
}

impl Hocuspocus {
    async fn document(
        &self,
        connection: &mut Connection,
        address: Address<'_>,
        message: Message<'_>,
    ) -> Step {
        let name = match address.session {
            Some(session) => Cow::Owned(format!("{}\0{session}", address.document)),
            None => Cow::Borrowed(address.document),
        };
        match message {
            Message::Auth(Auth::Token { .. }) if connection.has(&name) => {
                connection.spend_question();
                connection.look_again().await?;
            }
            Message::Auth(Auth::Token { token, .. }) => {
                connection.spend_question();
                self.authenticate(connection, name.into_owned(), address.document, token).await?;
            }
            Message::Sync(sync) => connection.sync(&name, sync, false)?,
            Message::SyncReply(sync) => connection.sync(&name, sync, true)?,
            Message::Awareness(update) => connection.presence(&name, update),
            Message::QueryAwareness => connection.who_is_here(&name),
            Message::Close(_) => connection.leave(&name),
            Message::BroadcastStateless(_) => return Err(NOT_YOURS),
            // Nothing of ours is said by stateless messages of clients; receipts are ours to give.
            Message::Stateless(_) | Message::SyncStatus(_) | Message::Auth(_) => (),
        }
        Ok(())
    }

    async fn authenticate(
        &self,
        connection: &mut Connection,
        name: String,
        document: &str,
        token: &str,
    ) -> Step {
        let wire = Wire::Hocuspocus { address: name.clone() };
        let own = || (!token.is_empty()).then(|| Pass::Bearer(token.to_owned()));
        match (self.pass.clone().or_else(own), document.parse()) {
            (Some(pass), Ok(memo)) => connection.join(name, wire, memo, pass).await,
            _ => {
                connection.outbox.send(wire.denied("not-found"));
                Ok(())
            }
        }
    }
}
