//! Serving from within: a stop while somebody writes, overload, TLS, what the log says.

use crate::{
    child::{Installation, Running},
    house::house,
    http::{Answer, get_with, send},
};
use axum::extract::ConnectInfo;
use platform::{
    OrganizationId, Result,
    access::{Public, Writes},
    app::App,
    db::Engine,
    on_both, params,
    routing::Routes,
    sql,
};
use server::{
    config::{Config, Sources},
    serve,
};
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::oneshot, task::JoinHandle};

fn config(settings: &[(&str, &str)]) -> Config {
    let own = |(name, value): &(&str, &str)| (name.to_string(), value.to_string());
    let mut environment: Vec<_> = settings.iter().map(own).collect();
    environment.push(("AIZUCHI_ADDRESS".into(), "127.0.0.1:0".into()));
    Config::read(&Sources { file: None, environment }).unwrap()
}

/// A server in this process, ended by [`Served::stop`].
struct Served {
    address: String,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Served {
    async fn start(config: Config, app: App, routes: Routes) -> Self {
        let listening = serve::listen(&config).await.unwrap();
        let address = listening.address.to_string();
        let (stop, told) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let event = async { drop(told.await) };
            serve::until(event, &config, app, routes, listening, || ()).await.unwrap();
        });
        Self { address, stop, task }
    }

    /// Asks it to stop; returns how long it took.
    async fn stop(self) -> Duration {
        let started = Instant::now();
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
        started.elapsed()
    }
}

const WRITE: &str = "POST /write HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\n\
                     content-length: 0\r\nconnection: close\r\n\r\n";

/// A write that takes its time between the statement and the commit.
async fn slow_write(Public(mut tx): Public<Writes>) -> Result<&'static str> {
    tx.execute(
        sql!("INSERT INTO settings (name, value) VALUES ($1, 'here')"),
        params!["test_slow_write"],
    )
    .await?;
    tokio::time::sleep(Duration::from_millis(800)).await;
    tx.commit().await?;
    Ok("written")
}

on_both! {
    async fn a_write_on_its_way_finishes(house: house) {
        let routes = Routes::pages().post("/write", slow_write);
        let served = Served::start(config(&[]), house.app.clone(), routes).await;
        let address = served.address.clone();
        let answer = tokio::task::spawn_blocking(move || send(&address, WRITE));
        tokio::time::sleep(Duration::from_millis(300)).await;
        let took = served.stop().await;
        let answer = answer.await.unwrap().expect("an answer");
        assert_eq!((answer.status, answer.body.as_str()), (200, "written"));
        assert!(took < Duration::from_secs(5), "{took:?}");
        let mut tx = house.app.system_reads(OrganizationId(0), "test");
        let found = tx
            .first(
                sql!("SELECT value FROM settings WHERE name = $1"),
                params!["test_slow_write"],
                |row| Ok(row.get::<String>(0)?),
            )
            .await;
        assert_eq!(found.unwrap().as_deref(), Some("here"));
    }
}

async fn slow(_: Public) -> &'static str {
    tokio::time::sleep(Duration::from_secs(3)).await;
    "served"
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_at_once_are_refused_in_words_while_health_answers() {
    let house = house(Engine::Sqlite).await;
    let routes = serve::routes()
        .merge(Routes::pages().get("/slow", slow))
        .merge(Routes::api().get("/api/slow", slow));
    let config = config(&[("AIZUCHI_MOST_REQUESTS", "2")]);
    let served = Served::start(config, house.app.clone(), routes).await;
    let ask = |path: &'static str, headers: &'static str| {
        let address = served.address.clone();
        tokio::task::spawn_blocking(move || get_with(&address, path, headers).expect("an answer"))
    };
    let crowd: Vec<_> = (0..4).map(|_| ask("/slow", "")).collect();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let page = ask("/slow", "accept-language: ja\r\n").await.unwrap();
    let problem = ask("/api/slow", "accept-language: en\r\n").await.unwrap();
    let health = ask("/livez", "").await.unwrap();
    assert_eq!((page.status, problem.status, health.status), (503, 503, 200));
    assert!(page.header("retry-after").is_some() && problem.header("retry-after").is_some());
    assert!(page.body.contains("混み合って"), "{}", page.body);
    assert!(problem.body.contains("\"code\":\"unavailable\""), "{}", problem.body);
    for answer in crowd {
        assert_eq!(answer.await.unwrap().status, 200);
    }
    served.stop().await;
}

async fn who(_: Public, ConnectInfo(address): ConnectInfo<SocketAddr>) -> String {
    address.ip().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_is_believed_only_when_the_settings_say_so() {
    for (trust, expected) in [("true", "192.0.2.7"), ("false", "127.0.0.1")] {
        let house = house(Engine::Sqlite).await;
        let routes = Routes::pages().get("/who", who);
        let config = config(&[("AIZUCHI_TRUST_PROXY", trust)]);
        let served = Served::start(config, house.app.clone(), routes).await;
        let address = served.address.clone();
        let headers = "x-forwarded-for: 6.6.6.6, 192.0.2.7\r\n";
        let asked = tokio::task::spawn_blocking(move || get_with(&address, "/who", headers));
        assert_eq!(asked.await.unwrap().unwrap().body, expected);
        served.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_is_spoken_without_a_proxy() {
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(["localhost".into()]).unwrap();
    let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let settings =
        [("AIZUCHI_TLS_CERT", cert.to_str().unwrap()), ("AIZUCHI_TLS_KEY", key.to_str().unwrap())];
    let house = house(Engine::Sqlite).await;
    let served = Served::start(config(&settings), house.app.clone(), serve::routes()).await;
    let answer = ask_encrypted(&served.address, made.cert.der().clone()).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "ok\n"));
    served.stop().await;
}

async fn ask_encrypted(
    address: &str,
    trusted: rustls::pki_types::CertificateDer<'static>,
) -> Answer {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut roots = rustls::RootCertStore::empty();
    roots.add(trusted).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let client = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let connector = tokio_rustls::TlsConnector::from(Arc::new(client));
    let mut stream = connector.connect("localhost".try_into().unwrap(), stream).await.unwrap();
    let request = b"GET /livez HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    Answer::parse(&bytes).expect("an answer")
}

#[tokio::test]
async fn the_log_holds_routes_and_no_words_of_visitors() {
    for format in ["text", "json"] {
        let installation = Installation::new(Engine::Sqlite).await;
        let log = installation.folder.path().join("log");
        let file = std::fs::File::create(&log).unwrap();
        let mut serve = installation.command(&["serve"]);
        let running = Running::start_logging(serve.env("AIZUCHI_LOG", format), file);
        assert_eq!(running.get("/livez").unwrap().status, 200);
        let canary = "/sign-in/himitsu-no-token?q=himitsu-no-kotoba";
        running.get(canary).expect("an answer");
        drop(running);
        let log = std::fs::read_to_string(&log).unwrap();
        assert!(log.contains("/livez") && log.contains("200"), "{log}");
        assert!(!log.contains("himitsu"), "{log}");
        if format == "json" {
            for line in log.lines() {
                assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
            }
        }
    }
}
