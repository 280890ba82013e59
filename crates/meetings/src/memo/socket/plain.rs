//! y-websocket: one document on one socket, which the address of the request names.

use super::{
    connection::{self, BAD_MESSAGE, Connection, Protocol, Step},
    pass::Pass,
};
use crate::memo::model::MemoId;
use axum::extract::ws::WebSocket;
use memo_wire::frame::{Wire, plain::Message};
use platform::app::App;

/// The only address on such a socket.
const HERE: &str = "";

pub async fn serve(app: App, socket: WebSocket, memo: MemoId, pass: Pass) {
    connection::serve(app, socket, Plain { memo, pass }).await;
}

struct Plain {
    memo: MemoId,
    pass: Pass,
}

impl Protocol for Plain {
    fn is_known(&self) -> bool {
        true
    }

    async fn begin(&mut self, connection: &mut Connection) -> Step {
        connection.join(HERE.to_owned(), Wire::Plain, self.memo, self.pass.clone()).await
    }

    async fn hear(&mut self, connection: &mut Connection, message: &[u8]) -> Step {
        match Message::decode(message).map_err(|_| BAD_MESSAGE)? {
            // Our own question was the greeting.
            Message::Sync(sync) => connection.sync(HERE, sync, true)?,
            Message::Awareness(update) => connection.presence(HERE, update),
            Message::QueryAwareness => connection.who_is_here(HERE),
            Message::PermissionDenied(_) => (),
        }
        Ok(())
    }

    /// Its watchdog is quieted by the echo of its own presence.
    fn ping(&self) -> Option<Vec<u8>> {
        None
    }
}
