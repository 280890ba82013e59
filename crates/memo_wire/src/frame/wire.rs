//! How the same message is worded in either protocol.

use super::{
    Sync,
    hocuspocus::{Address, Auth, Frame, Message, Scope},
    plain,
};

/// Which of the two protocols a peer speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wire {
    /// With the address that the provider put on the wire: the document, perhaps a session.
    Hocuspocus {
        address: String,
    },
    Plain,
}

impl Wire {
    fn hocuspocus(&self, message: Message<'_>) -> Option<Vec<u8>> {
        match self {
            Self::Hocuspocus { address } => {
                Some(Frame::Document(Address::parse(address), message).encode())
            }
            Self::Plain => None,
        }
    }

    /// One step of the synchronization.
    pub fn sync(&self, sync: Sync<'_>) -> Vec<u8> {
        let plain = || plain::Message::Sync(sync).encode();
        self.hocuspocus(Message::Sync(sync)).unwrap_or_else(plain)
    }

    /// Who is here.
    pub fn awareness(&self, update: &[u8]) -> Vec<u8> {
        let plain = || plain::Message::Awareness(update).encode();
        self.hocuspocus(Message::Awareness(update)).unwrap_or_else(plain)
    }

    /// The receipt for one message; y-websocket knows none.
    pub fn status(&self, stored: bool) -> Option<Vec<u8>> {
        self.hocuspocus(Message::SyncStatus(stored))
    }

    /// What the peer may do from now on; y-websocket is not told.
    pub fn scope(&self, scope: Scope) -> Option<Vec<u8>> {
        self.hocuspocus(Message::Auth(Auth::Authenticated(scope)))
    }

    /// Words that are not part of the document; y-websocket knows none.
    pub fn stateless(&self, payload: &str) -> Option<Vec<u8>> {
        self.hocuspocus(Message::Stateless(payload))
    }

    /// The document stays closed.
    pub fn denied(&self, reason: &str) -> Vec<u8> {
        let plain = || plain::Message::PermissionDenied(reason).encode();
        self.hocuspocus(Message::Auth(Auth::PermissionDenied(reason))).unwrap_or_else(plain)
    }

    /// The document is closed; y-websocket learns it by its socket.
    pub fn close(&self, reason: &str) -> Option<Vec<u8>> {
        self.hocuspocus(Message::Close(Some(reason)))
    }
}
