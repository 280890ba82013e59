//! Accepting connections and speaking HTTP/1.1 on them.
//!
//! HTTP/1.1 only: a page needs three requests, web sockets are upgrades of HTTP/1.1, and a proxy in
//! front brings the newer versions to those who want them.

use super::busy::Service;
use axum::{body::Body, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use platform::app::{App, Stop};
use std::{net::SocketAddr, pin::pin, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// How long a client may take to send its headers, or to shake hands.
const HELLO: Duration = Duration::from_secs(10);
/// How long to wait when the system has no file handle left.
const BREATHER: Duration = Duration::from_millis(100);

#[derive(Clone)]
pub(super) struct Setting {
    pub acceptor: Option<TlsAcceptor>,
    pub trust_proxy: bool,
}

/// Accepts until the house closes, then waits until every answer on its way is out.
pub(super) async fn accept(listener: TcpListener, setting: Setting, service: Service, app: App) {
    // Each connection holds a copy of `open`; when all are gone, so is the channel.
    let (open, mut last) = mpsc::channel::<()>(1);
    let greeting = Greeting { setting, service, stop: app.stop().clone() };
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = app.stop().closed() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let (greeting, open) = (greeting.clone(), open.clone());
                tokio::spawn(async move {
                    greeting.greet(stream, peer).await;
                    drop(open);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
    drop((listener, open));
    last.recv().await;
}

/// What every connection needs.
#[derive(Clone)]
struct Greeting {
    setting: Setting,
    service: Service,
    stop: Stop,
}

impl Greeting {
    async fn greet(self, stream: TcpStream, peer: SocketAddr) {
        drop(stream.set_nodelay(true));
        let Some(acceptor) = self.setting.acceptor.clone() else {
            return self.speak(stream, peer).await;
        };
        match tokio::time::timeout(HELLO, acceptor.accept(stream)).await {
            Ok(Ok(stream)) => self.speak(stream, peer).await,
            Ok(Err(error)) => tracing::debug!(%error, "a TLS handshake failed"),
            Err(_) => tracing::debug!("a TLS handshake took too long"),
        }
    }

    async fn speak<S>(self, stream: S, peer: SocketAddr)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let Self { setting, service, stop } = self;
        let answer = service_fn(move |mut request: Request<Incoming>| {
            let told = setting.trust_proxy.then(|| forwarded(&request)).flatten();
            request.extensions_mut().insert(ConnectInfo(told.unwrap_or(peer)));
            service.clone().oneshot(request.map(Body::new))
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HELLO)
            .serve_connection(TokioIo::new(stream), answer)
            .with_upgrades();
        let mut connection = pin!(connection);
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = stop.closed() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}

/// The address that the proxy nearest to us saw: the last of the list, which no visitor can forge.
fn forwarded<B>(request: &Request<B>) -> Option<SocketAddr> {
    let header = request.headers().get_all("x-forwarded-for").iter().next_back()?;
    let last = header.to_str().ok()?.rsplit(',').next()?.trim();
    Some(SocketAddr::from((last.parse::<std::net::IpAddr>().ok()?, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_nearest_proxy_is_believed() {
        let request = |value: &str| {
            Request::builder().header("x-forwarded-for", value).body(()).expect("a request")
        };
        let visitor = |value| forwarded(&request(value)).map(|address| address.ip().to_string());
        assert_eq!(visitor("6.6.6.6, 192.0.2.1").as_deref(), Some("192.0.2.1"));
        assert_eq!(visitor("2001:db8::1").as_deref(), Some("2001:db8::1"));
        assert_eq!(visitor("unknown"), None);
    }
}
