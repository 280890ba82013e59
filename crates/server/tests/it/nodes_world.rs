//! Three serving processes on one PostgreSQL and one real NATS, and a proxy in front that knows
//! nothing: what the tests of several nodes stand on.

use crate::{
    child::{Installation, Running, command},
    visitor::{Demo, Visitor},
};
use meetings::memo::testing::MemoClient;
use platform::db::Engine;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    net::TcpListener as PortFinder,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
    time::timeout,
};

/// A NATS server of our own, ended with the test.
pub struct Nats {
    pub port: u16,
    child: Child,
}

impl Nats {
    pub fn start() -> Self {
        let port = PortFinder::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { port, child: Self::spawn(port) }
    }

    fn spawn(port: u16) -> Child {
        let program = program();
        let port = port.to_string();
        let words = ["--addr", "127.0.0.1", "--port", &port];
        let child = Command::new(&program).args(words).stderr(Stdio::null()).spawn();
        child.unwrap_or_else(|error| panic!("{program} does not start: {error}"))
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Again, at the same place.
    pub fn restart(&mut self) {
        self.child = Self::spawn(self.port);
    }

    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// `cargo xtask test` says where it is; else PATH must have it.
#[expect(clippy::disallowed_methods, reason = "tests learn their tools from the environment")]
fn program() -> String {
    let told = std::env::vars_os().find(|(name, _)| name == "NATS_SERVER");
    let told = told.map(|(_, path)| path.into_string().unwrap());
    let usual = ["/usr/sbin/nats-server", "/usr/local/bin/nats-server"];
    told.or_else(|| {
        usual.iter().find(|path| std::path::Path::new(path).is_file()).map(|p| p.to_string())
    })
    .expect("no nats-server: run the tests with `cargo xtask test`, which finds or installs it")
}

/// Several nodes of one installation.
pub struct World {
    pub demo: Demo,
    pub nats: Nats,
    pub nodes: Vec<Running>,
    _folders: Vec<Installation>,
}

impl World {
    pub async fn new(count: usize) -> Self {
        let demo = Demo::fill(Engine::Postgres, 0).await;
        let nats = Nats::start();
        let (mut nodes, mut folders) = (Vec::new(), Vec::new());
        for number in 0..count {
            // A folder of its own, on SQLite's side: only the key is the same.
            let folder = Installation::new(Engine::Sqlite).await;
            nodes.push(start(&demo, &nats, &folder, number));
            folders.push(folder);
        }
        let world = Self { demo, nats, nodes, _folders: folders };
        world.wait_until_they_hear_each_other().await;
        world
    }

    /// Nodes beat once a second.
    async fn wait_until_they_hear_each_other(&self) {
        tokio::time::sleep(Duration::from_secs(3)).await;
        for node in &self.nodes {
            assert_eq!(node.get("/readyz").unwrap().status, 200);
        }
    }

    pub fn addresses(&self) -> Vec<String> {
        self.nodes.iter().map(|node| node.address.clone()).collect()
    }

    pub fn kill(&mut self, number: usize) {
        self.nodes[number].child.kill().unwrap();
        self.nodes[number].child.wait().unwrap();
    }

    pub fn freeze(&self, number: usize) {
        self.signal(number, Signal::STOP);
    }

    pub fn thaw(&self, number: usize) {
        self.signal(number, Signal::CONT);
    }

    fn signal(&self, number: usize, signal: Signal) {
        kill_process(Pid::from_child(&self.nodes[number].child), signal).unwrap();
    }

    /// Memos that are still written, each with the tokens of the two.
    pub fn memos(&self) -> Vec<Memo> {
        let manifest = &self.demo.manifest;
        let list = |name: &str| manifest[name].as_array().unwrap().clone();
        let find = |rows: &[serde_json::Value], id: &serde_json::Value| {
            rows.iter().find(|row| &row["id"] == id).unwrap().clone()
        };
        let (people, pairs, meetings) = (list("people"), list("pairs"), list("one_on_ones"));
        let memo = |memo: &serde_json::Value| {
            let pair = find(&pairs, &find(&meetings, &memo["one_on_one"])["pair"]);
            let person = |seat: &str| {
                let person = find(&people, &pair[seat]);
                let text = |key: &str| person[key].as_str().unwrap().to_owned();
                let url = text("sign_in_url");
                let path = url.split_once("://").unwrap().1.split_once('/').unwrap().1.to_owned();
                Person { token: text("api_token"), door: format!("/{path}") }
            };
            let document = memo["document"].as_str().unwrap().to_owned();
            Memo { document, people: [person("leader"), person("member")] }
        };
        list("memos").iter().map(memo).collect()
    }
}

fn start(demo: &Demo, nats: &Nats, folder: &Installation, number: usize) -> Running {
    std::fs::create_dir_all(folder.data().join("keys")).unwrap();
    std::fs::copy(demo.data().join("keys/master.key"), folder.data().join("keys/master.key"))
        .unwrap();
    let log = std::fs::File::create(folder.folder.path().join("log")).unwrap();
    println!("the log of node {number}: {}", folder.folder.path().join("log").display());
    let mut command = command(folder.folder.path(), &["serve"]);
    command
        .env("AIZUCHI_DATA_DIR", folder.data())
        .env("AIZUCHI_ADDRESS", "127.0.0.1:0")
        .env("DATABASE_URL", &demo.installation.database.as_ref().unwrap().url)
        .env("NATS_URL", nats.url());
    Running::start_logging(&mut command, log)
}

/// A document, and the two who may write in it.
#[derive(Clone)]
pub struct Memo {
    pub document: String,
    pub people: [Person; 2],
}

#[derive(Clone)]
pub struct Person {
    pub token: String,
    /// Where this person signs in.
    door: String,
}

impl Memo {
    pub async fn open(&self, address: &str, seat: usize, client: u64) -> MemoClient {
        let url = format!("ws://{address}/api/memo");
        let mut memo = MemoClient::connect(&url, &[], &self.document, client).await.unwrap();
        memo.join(&self.people[seat].token).await;
        assert!(memo.denied.is_none(), "{:?}", memo.denied);
        memo
    }
}

impl Person {
    pub fn enter(&self, node: &Running) -> Visitor {
        Visitor::enter(node, &self.door)
    }
}

/// Hands each connection to the next node that is well, whatever it is for; to the one after that if
/// nobody listens there. It asks the nodes as docs/operations.md tells a proxy to.
pub struct Proxy {
    pub address: String,
    /// Connections that no node took.
    pub refused: Arc<AtomicUsize>,
    last: Arc<Mutex<Instant>>,
}

impl Proxy {
    pub async fn before(nodes: Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let refused = Arc::<AtomicUsize>::default();
        let last = Arc::new(Mutex::new(Instant::now()));
        let (count, at) = (refused.clone(), last.clone());
        let nodes: Vec<Arc<Node>> = nodes.into_iter().map(Node::watched).collect();
        tokio::spawn(async move {
            for turn in 0.. {
                let Ok((near, _)) = listener.accept().await else { return };
                *at.lock().unwrap() = Instant::now();
                let mut order = nodes.clone();
                order.rotate_left(turn % nodes.len());
                order.retain(|node| node.is_well.load(Ordering::Acquire));
                tokio::spawn(pass(near, order, count.clone()));
            }
        });
        Self { address, refused, last }
    }

    /// When somebody connected last.
    pub fn quiet_for(&self) -> Duration {
        self.last.lock().unwrap().elapsed()
    }
}

/// How often a node is asked whether it is well, and how long it may think about it.
const HEALTH: Duration = Duration::from_secs(2);

/// A node as the proxy knows it.
struct Node {
    address: String,
    is_well: AtomicBool,
}

impl Node {
    fn watched(address: String) -> Arc<Self> {
        let node = Arc::new(Self { address, is_well: AtomicBool::new(true) });
        let watched = Arc::downgrade(&node);
        tokio::spawn(async move {
            while let Some(node) = watched.upgrade() {
                let answer = timeout(HEALTH, is_ready(&node.address)).await;
                node.is_well.store(matches!(answer, Ok(Ok(true))), Ordering::Release);
                drop(node);
                tokio::time::sleep(HEALTH).await;
            }
        });
        node
    }
}

async fn is_ready(address: &str) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(address).await?;
    let question = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer.starts_with(b"HTTP/1.1 200"))
}

async fn pass(mut near: TcpStream, order: Vec<Arc<Node>>, refused: Arc<AtomicUsize>) {
    for node in order {
        // A frozen node's kernel still takes connections.
        let far = timeout(Duration::from_secs(1), TcpStream::connect(&node.address)).await;
        if let Ok(Ok(mut far)) = far {
            drop(near.set_nodelay(true));
            drop(far.set_nodelay(true));
            drop(copy_bidirectional(&mut near, &mut far).await);
            return;
        }
    }
    refused.fetch_add(1, Ordering::Relaxed);
}
