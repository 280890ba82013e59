//! Who is measured: our own server, and peers with the settings they start with.

use super::{
    cast::Place,
    client::{Seat, Wire},
};
use crate::{
    Outcome,
    bench::{child::Server, installation::Installation},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::process::Command;

/// A server that can be started, and how its documents are reached.
pub(super) struct Contender {
    pub name: String,
    wire: Wire,
    make: Make,
}

enum Make {
    Ours(Arc<Installation>, Arc<Vec<Place>>),
    Node { folder: PathBuf, word: &'static str, database: PathBuf },
    YSweet { program: PathBuf },
}

impl Contender {
    pub fn ours(
        installation: &Arc<Installation>,
        places: &Arc<Vec<Place>>,
        wire: Wire,
        database: &str,
    ) -> Self {
        let wording = if wire == Wire::Plain { ", y-websocket wire" } else { "" };
        let make = Make::Ours(installation.clone(), places.clone());
        Self { name: format!("aizuchi, {database}{wording}"), wire, make }
    }

    /// The peers below `bench/peers`: those on Node, and y-sweet where it was built.
    pub fn peers(peers: &Path, scratch: &Path) -> Vec<Self> {
        let mut all = Self::node(peers, scratch);
        let program = peers.join("y-sweet/bin/y-sweet");
        if program.is_file() {
            let make = Make::YSweet { program };
            all.push(Self { name: "y-sweet, memory".into(), wire: Wire::Plain, make });
        }
        all
    }

    fn node(peers: &Path, scratch: &Path) -> Vec<Self> {
        let one = |name: &str, word, wire| {
            let (folder, database) = (peers.join("memo"), scratch.join("hocuspocus.db"));
            Self { name: name.into(), wire, make: Make::Node { folder, word, database } }
        };
        vec![
            one("hocuspocus, memory", "hocuspocus", Wire::Hocuspocus),
            one("hocuspocus + SQLite", "hocuspocus-sqlite", Wire::Hocuspocus),
            one("y-websocket, memory", "y-websocket", Wire::Plain),
        ]
    }

    pub fn is_ours(&self) -> bool {
        matches!(self.make, Make::Ours(..))
    }

    pub fn installation(&self) -> Option<&Installation> {
        match &self.make {
            Make::Ours(installation, _) => Some(installation),
            _ => None,
        }
    }

    /// Does it give receipts for what it has stored or will store?
    pub fn gives_receipts(&self) -> bool {
        self.wire == Wire::Hocuspocus
    }

    /// Is anything left after it was killed?
    pub fn keeps(&self) -> bool {
        self.is_ours() || matches!(self.make, Make::Node { word: "hocuspocus-sqlite", .. })
    }

    #[expect(clippy::disallowed_methods, reason = "Node is found through PATH, which it needs")]
    pub async fn start(&self) -> Outcome<Server> {
        let command = match &self.make {
            Make::Ours(installation, _) => return Server::aizuchi(installation).await,
            Make::Node { folder, word, database } => {
                let mut command = Command::new("node");
                command.args(["server.mjs", word]).current_dir(folder).env_clear();
                command.env("DATABASE", database).env("NODE_ENV", "production");
                command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
                command
            }
            Make::YSweet { program } => {
                let mut command = Command::new(program);
                command.args(["serve", "--prod", "--host", "127.0.0.1", "--port", "0"]);
                command.env_clear().env("NO_COLOR", "1");
                command
            }
        };
        Server::start(command, None).await
    }

    /// Lets a server go. Ours must end in order; how a peer ends is not measured.
    pub async fn end(&self, server: Server) -> Outcome<()> {
        let ended = server.stop().await;
        if self.is_ours() { ended } else { Ok(()) }
    }

    /// The seat of one of the two at a document.
    pub fn seat(&self, memo: usize, of_two: usize) -> Seat {
        let name = format!("memo-{memo}");
        let seat = |path: String, document: String, token: String| Seat {
            wire: self.wire,
            path,
            document,
            token,
        };
        match (&self.make, self.wire) {
            (Make::Ours(_, places), wire) => {
                let Place { document, tokens } = &places[memo];
                let token = tokens[of_two].clone();
                let path = match wire {
                    Wire::Hocuspocus => "/api/memo".into(),
                    Wire::Plain => format!("/api/memo/{document}?token={token}"),
                };
                seat(path, document.clone(), token)
            }
            (Make::YSweet { .. }, _) => seat(format!("/d/{name}/ws/{name}"), name, String::new()),
            (_, Wire::Plain) => seat(format!("/{name}"), name, String::new()),
            (_, Wire::Hocuspocus) => seat("/".into(), name, "nobody".into()),
        }
    }
}
