//! The database away: whoever comes is told so in words, and everything works again by itself when
//! the database is back.
//!
//! Between server and PostgreSQL stands a relay that can be cut, as a cable can.

use crate::{child::Running, visitor::Demo};
use platform::db::Engine;
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

const PATIENCE: Duration = Duration::from_secs(20);

/// Passes bytes on while it is whole.
struct Relay {
    address: SocketAddr,
    whole: Arc<watch::Sender<bool>>,
}

impl Relay {
    async fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let whole = Arc::new(watch::channel(true).0);
        let state = whole.clone();
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (mut state, target) = (state.subscribe(), target.clone());
                tokio::spawn(async move {
                    if !*state.borrow() {
                        return;
                    }
                    let mut far = TcpStream::connect(target).await.unwrap();
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => (),
                        _ = state.wait_for(|whole| !whole) => (),
                    }
                });
            }
        });
        Self { address, whole }
    }

    fn cut(&self) {
        self.whole.send_replace(false);
    }

    fn mend(&self) {
        self.whole.send_replace(true);
    }
}

/// Where PostgreSQL is, and the same address with another host and port in it.
fn rerouted(url: &str, relay: SocketAddr) -> String {
    let place = place_of(url);
    url.replacen(&place, &relay.to_string(), 1)
}

fn place_of(url: &str) -> String {
    let (_, rest) = url.split_once("://").unwrap();
    let (authority, _) = rest.split_once('/').unwrap();
    authority.rsplit('@').next().unwrap().to_owned()
}

async fn becomes(running: &Running, status: u16) {
    let started = Instant::now();
    while running.get("/readyz").unwrap().status != status {
        assert!(started.elapsed() < PATIENCE, "/readyz does not become {status}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absent_database_loses_nothing_and_is_said() {
    let demo = Demo::fill(Engine::Postgres, 1).await;
    let url = demo.installation.database.as_ref().unwrap().url.clone();
    let relay = Relay::to(place_of(&url)).await;
    let mut command = demo.command(&["serve"]);
    let running = Running::start(command.env("DATABASE_URL", rerouted(&url, relay.address)));
    let (visitor, address) = (&demo.visitors[0], &running.address);
    assert_eq!(visitor.make_token(address, "before").unwrap().status, 200);

    relay.cut();
    for answer in [visitor.make_token(address, "during"), visitor.get(address, "/")] {
        let answer = answer.unwrap();
        assert_eq!(answer.status, 503, "{}", answer.body);
        assert!(answer.header("retry-after").is_some());
        assert!(!answer.body.contains("postgres"), "{}", answer.body);
        assert!(answer.body.contains("保存先につながらない"), "{}", answer.body);
    }
    assert_eq!(running.get("/livez").unwrap().status, 200);
    becomes(&running, 503).await;

    relay.mend();
    becomes(&running, 200).await;
    assert_eq!(visitor.make_token(address, "after").unwrap().status, 200);
    let listed = visitor.get(address, "/settings/tokens").unwrap().body;
    assert!(listed.contains("before") && listed.contains("after") && !listed.contains("during"));
}
